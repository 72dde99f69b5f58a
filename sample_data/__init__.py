"""Sample data: an illustrative agreement, and invented observations of invented events."""
