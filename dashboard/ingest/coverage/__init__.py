"""Coverage logs: files that say who looked where and when, row by row."""
