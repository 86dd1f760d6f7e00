"""What the Accumulation panel consists of."""
