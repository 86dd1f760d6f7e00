"""What happened, and why, in the language of the reader."""
