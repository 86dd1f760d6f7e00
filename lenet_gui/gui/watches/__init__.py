"""What the Watches panel consists of."""
