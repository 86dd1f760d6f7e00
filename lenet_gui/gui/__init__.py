"""The window. It sends commands, takes snapshots, and knows nothing of torch."""
