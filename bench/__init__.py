"""Measurements: each prints a ratio against what a user would do instead, in the same run."""
