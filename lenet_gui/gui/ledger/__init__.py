"""What the Ledger panel consists of."""
