"""Columns of a table in the template's form under a heading of their own that look like something the template asks for."""

from collections.abc import Sequence

from dashboard.ingest.formats.canonical import ALIASES
from dashboard.ingest.formats.format import CANONICAL_TEXT
from dashboard.ingest.header import heading
from dashboard.ingest.mappings.guess import Guess
from dashboard.ingest.mappings.guess_words import CLOCK_FROM

_ALSO = {"date": "observed_from", "time": CLOCK_FROM}


def overlooked(guesses: Sequence[Guess]) -> tuple[Guess, ...]:
    """Return the guesses, but unsure ones, for columns that the template does not read, of a kind that none it reads is."""
    known = {one.heading: _column(one.heading) for one in guesses}
    filled = {_ALSO.get(column, column) for column in known.values() if column}
    return tuple(
        one for one in guesses if not known[one.heading] and one.role and one.confidence != "unsure" and one.role not in filled
    )


def _column(name: str) -> str:
    """Return the canonical column a heading names, empty where it names none."""
    known = ALIASES.get(heading(name), heading(name))
    return known if known in CANONICAL_TEXT else ""
