"""What the Gradients panel consists of: histograms, their history, sizes."""
