"""Samples about people who do not exist, for trying things out and for tests."""
