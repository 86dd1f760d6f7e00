"""What the Program panel consists of."""
