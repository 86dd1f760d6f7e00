"""Widgets that several panels are built of."""
