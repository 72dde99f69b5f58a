"""Places in words: names and codes of units and settlements, relative places, and what a person corrected."""
