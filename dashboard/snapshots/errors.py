"""What goes wrong with a snapshot. Nobody but the log ever hears of it: what cannot be used is derived anew."""


class SnapshotError(Exception):
    """A snapshot cannot be used; the message says what was found, what was expected, and where."""


class UnkeepableError(TypeError):
    """A table holds what no snapshot can give back as it was: a fault of this program, not of its data."""
