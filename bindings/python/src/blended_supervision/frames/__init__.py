"""Frames: many cases advised on at once, and decisions as columns."""
