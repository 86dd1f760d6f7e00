"""What the Graph panel consists of."""
