"""Samples about people who do not exist, for trying things out and for tests."""

from blended_supervision.sample.trails import trail

__all__ = ["trail"]
