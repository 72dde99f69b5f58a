"""Which column of a table says what: guessed with a reason, declared in a mapping file, and the words of its values."""
