"""What the Timeline panel consists of."""
