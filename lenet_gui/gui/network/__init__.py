"""What the Network panel consists of."""
