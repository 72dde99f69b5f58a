"""Words in Latin letters, which a text in Ukrainian holds only where they are names or codes that stay the same in it."""

import re

from dashboard.domain.acts import BY_CODE

_WORD = re.compile(r"[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
CODES = frozenset(BY_CODE)
"""What stands in brackets behind the term for an act."""
TECHNICAL = frozenset({"p", "UTC", "GPS"})


def latin(text: str) -> set[str]:
    """Return the words of a text in Latin letters that are no codes of acts and no technical names."""
    return set(_WORD.findall(text)) - CODES - TECHNICAL
