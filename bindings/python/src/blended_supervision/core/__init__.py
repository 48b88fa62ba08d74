"""Policies, mappings, advice and the trail."""
