"""What the Loss panel consists of."""
