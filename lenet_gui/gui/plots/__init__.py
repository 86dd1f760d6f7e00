"""Plots that several panels draw with."""
