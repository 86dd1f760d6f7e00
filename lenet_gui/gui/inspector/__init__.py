"""What the Inspector panel consists of."""
