"""The report: what the window shows, as a document to keep, to print and to hand in."""
