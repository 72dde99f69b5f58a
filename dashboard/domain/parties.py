"""Who is bound, and who was named."""

from collections.abc import Iterable

from dashboard.domain.matching import Match
from dashboard.domain.observation import NOBODY_NAMED


def names_nobody(party: str) -> bool:
    """Whether the party cell attributes the act to no one."""
    return party.strip().casefold() in NOBODY_NAMED


def match_named(party: str, listed: Iterable[str]) -> Match:
    """Yes where the named party is listed, no where another is named, unknown where nobody is."""
    if names_nobody(party):
        return Match.UNKNOWN
    return Match.YES if _same(party) in {_same(one) for one in listed} else Match.NO


def match_party(party: str, binds: tuple[str, ...], parties: tuple[str, ...]) -> Match:
    """Hold the named party against those a provision binds (design, section 4).

    Where nobody is named and every party of the agreement is bound, a violation can be established and its author unknown.
    """
    if not binds:
        return Match.YES
    if names_nobody(party):
        everyone_is_bound = bool(parties) and {_same(one) for one in parties} <= {_same(one) for one in binds}
        return Match.YES if everyone_is_bound else Match.UNKNOWN
    return match_named(party, binds)


def _same(party: str) -> str:
    return party.strip().casefold()
