"""What can go wrong with several processes or machines."""


class ClusterError(Exception):
    """Assessing by several processes cannot begin or go on; the message is for the person who started it."""
