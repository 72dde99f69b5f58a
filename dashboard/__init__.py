"""Ceasefire-monitoring dashboard: observations held against a declared agreement, shown and explained."""

__version__ = "0.1.0"
ENGINE_VERSION = "6"
"""Changes whenever the same input may get another verdict, or another figure with it; every assessment carries it."""
