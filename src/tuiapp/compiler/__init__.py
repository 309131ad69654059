"""Bakes a dataset into the index."""
