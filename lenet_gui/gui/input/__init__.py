"""What the Input panel consists of."""
