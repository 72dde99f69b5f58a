"""Agreement files and zone files: clauses, times and geometry, each fault named with its line."""
