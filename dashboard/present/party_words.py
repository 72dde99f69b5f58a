"""Parties that reports name and the agreement does not: no clause that binds by name can be broken by one of them."""

from collections.abc import Iterable

from dashboard.domain.agreement import Agreement
from dashboard.domain.matching import Match
from dashboard.domain.parties import match_named

MONITORS = "monitors"
"""What reports call those who watch, whom no agreement has to list."""
_SHOWN_MAX = 8


def parties_not_named(agreement: Agreement, reported: Iterable[str]) -> tuple[str, ...]:
    """Return the reported parties, sorted, that an agreement names nowhere; none where no clause binds anybody by name."""
    if not any(one.binds for one in agreement.provisions):
        return ()
    exempt = {party for one in agreement.provisions for way_out in one.exempt for party in way_out.parties}
    known = _own(agreement) | exempt | {MONITORS}
    return tuple(sorted({one for one in reported if match_named(one, known) is Match.NO}))


def names_a_party(agreement: Agreement, reported: Iterable[str]) -> bool:
    """Whether any of the reported parties is one of the agreement's own."""
    return any(match_named(one, _own(agreement)) is Match.YES for one in reported)


def not_named_words(parties: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return a heading and lines that say what it means that reports name these."""
    more = f" and {len(parties) - _SHOWN_MAX} more" if len(parties) > _SHOWN_MAX else ""
    return (
        f"Reports name parties that this agreement does not: {', '.join(parties[:_SHOWN_MAX])}{more}",
        (
            "A clause that binds parties by name does not bind these: what they are said to have done can read as consistent "
            "with terms for that alone.",
            "If they are parties to it under other names, call them alike in the agreement and in the reports.",
        ),
    )


def _own(agreement: Agreement) -> set[str]:
    return {*agreement.parties, *(party for rule in agreement.provisions for party in rule.binds)}
