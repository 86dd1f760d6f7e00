"""What the Output panel consists of."""
