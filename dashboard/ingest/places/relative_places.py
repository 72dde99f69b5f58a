"""A place told from a reference place ("3-5km ESE of X"), read from English, Ukrainian or Russian text, or not at all.

Directions are true unless a text says otherwise. What the words leave open stays open: a compass word means its own share of the
rose, a distance the range its digits leave. The numbers that decide so stand below, and `docs/method.md` tells them.
"""

from dataclasses import dataclass

from dashboard.ingest.places import relative_words as words
from dashboard.ingest.places.names import is_story
from dashboard.ingest.places.relative_measures import (
    ANYWHERE,
    EVERY_DIRECTION_DEG,
    ROUNDED_SHARE,
    Heading,
    NoHeading,
    Reach,
    holds_distance,
    take_heading,
    take_reach,
)
from dashboard.ingest.worded import Tokens, tokens_of

NEAR_M = 5_000.0
"""How far from a settlement's edge "near" it may be."""
OUTSKIRTS_FROM, OUTSKIRTS_TO = 0.5, 1.5
"""Outskirts, in the settlement's own radius."""
GREATEST_DISTANCE_M = 100_000.0

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a place lies from a reference place.

    bearing_deg, spread_deg: degrees, as in `observation.Sector`. from_m, to_m: metres. from_radii, to_radii: what is to be added
    to them in the reference's own radius. from_edge: whether it was measured from anywhere in the reference, or from its middle.
    """

    reference: str
    bearing_deg: float
    spread_deg: float
    from_m: float = 0.0
    to_m: float = 0.0
    from_radii: float = 0.0
    to_radii: float = 0.0
    from_edge: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """The text tells a place from another one in a way that cannot be read; `reason` continues a sentence about the text."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotRelative:
    """The text does not tell a place from another one."""


Reading = Relation | Unread | NotRelative

_NOT_RELATIVE = NotRelative()
_SEVERAL = Unread("tells the place from several others")
_NO_DISTANCE = Unread("gives a direction and no distance")
_NOT_UNDERSTOOD = Unread("tells the place from another one in words that are not understood")
_TOO_FAR = Unread(f"gives a distance above {GREATEST_DISTANCE_M / 1000:.0f} km")


def read_relative(text: str) -> Reading:
    """Read a place told from one reference place, whose name is returned as it is written."""
    if is_story(text):
        return _NOT_RELATIVE
    tokens = tokens_of(text.translate(_DASHES))
    if not any(token.text in words.MARKS for token in tokens) or not _looks_relative(tokens):
        return _NOT_RELATIVE
    ways = (_outskirts, _near, _distance_first, _direction_first, _between, _reference_first)
    readings = (read(tokens) for read in ways)
    found = next((reading for reading in readings if not isinstance(reading, NotRelative)), _NOT_UNDERSTOOD)
    return _checked(found)


def _looks_relative(tokens: Tokens) -> bool:
    """Whether anything in the text is a distance, a direction from something, or a word for what lies around."""
    if tokens.since(0).take(words.NEAR) or tokens.since(0).take(words.BETWEEN):
        return True
    return any(_tells_a_relation(tokens.since(at)) for at in range(len(tokens)))


def _tells_a_relation(at: Tokens) -> bool:
    if holds_distance(at) or at.take(words.OUTSKIRTS):
        return True
    heading = take_heading(at)
    return isinstance(heading, Heading) and (heading.is_bare or bool(at.take(words.OF)))


def _outskirts(tokens: Tokens) -> Reading:
    """Read "north-eastern outskirts of X", and "outskirts of X" for all around it."""
    at = tokens.since(0)
    at.take(words.BEFORE_OUTSKIRTS)
    heading = take_heading(at) or ANYWHERE
    if not at.take(words.OUTSKIRTS):
        return _NOT_RELATIVE
    at.take(words.OF)
    return _on_the_outskirts(at.rest(), heading)


def _on_the_outskirts(reference: str, heading: Heading | NoHeading) -> Reading:
    if isinstance(heading, NoHeading):
        return Unread(heading.reason)
    # Seen from a settlement's middle, which is no exact point, a direction means twice its share of the rose.
    spread_deg = min(2 * heading.spread_deg, EVERY_DIRECTION_DEG)
    return Relation(reference, heading.bearing_deg, spread_deg, from_radii=OUTSKIRTS_FROM, to_radii=OUTSKIRTS_TO, from_edge=False)


def _near(tokens: Tokens) -> Reading:
    """Read "near X". A number after the word makes it an "about"."""
    at = tokens.since(0)
    if not at.take(words.NEAR) or take_reach(at.since(0)) is not None:
        return _NOT_RELATIVE
    return Relation(at.rest(), 0.0, EVERY_DIRECTION_DEG, to_m=NEAR_M)


def _distance_first(tokens: Tokens) -> Reading:
    """Read "3-5km ESE of X", "3 km from X", "в 3 км севернее X"."""
    at = tokens.since(0)
    reach = take_reach(at)
    if reach is None:
        return _NOT_RELATIVE
    at.take((",",))
    heading = take_heading(at)
    is_linked = bool(at.take(words.OF))
    if isinstance(heading, Heading) and not (is_linked or heading.is_bare):
        return _NOT_RELATIVE
    if heading is None and not is_linked:
        return _NOT_RELATIVE
    return _relation(at.rest(), heading or ANYWHERE, reach)


def _direction_first(tokens: Tokens) -> Reading:
    """Read "north of X, 3 km", "на північ від X за 3 км", "NE, 3 km from X"; without a distance there is nothing to place by."""
    at = tokens.since(0)
    heading = take_heading(at)
    if heading is None:
        return _NOT_RELATIVE
    between = at.since(0)
    between.take((",",))
    reach = take_reach(between)
    if reach is not None and between.take(words.OF):
        return _relation(between.rest(), heading, reach)
    if isinstance(heading, NoHeading) or not (at.take(words.OF) or heading.is_bare):
        return _NOT_RELATIVE
    return _distance_behind(at, heading)


def _distance_behind(at: Tokens, heading: Heading) -> Reading:
    for split in range(1, len(at)):
        after = at.since(split)
        after.take((",", "("))
        reach = take_reach(after)
        if reach is not None and after.at_end():
            return _relation(at.until(split), heading, reach)
    return _NO_DISTANCE


def _between(tokens: Tokens) -> Reading:
    """Know "between X and Y", which says nothing of how far from either."""
    return _SEVERAL if tokens.since(0).take(words.BETWEEN) else _NOT_RELATIVE


def _reference_first(tokens: Tokens) -> Reading:
    """Read "X, 3-5 km ESE", "X (3 km N)" and "X, southern outskirts"."""
    for split in range(1, len(tokens)):
        after = tokens.since(split)
        if not after.take((",", "(")):
            continue
        reach, heading = take_reach(after), take_heading(after)
        if heading is not None and reach is not None and after.at_end():
            return _relation(tokens.until(split), heading, reach)
        if heading is not None and reach is None and after.take(words.OUTSKIRTS) and after.at_end():
            return _on_the_outskirts(tokens.until(split), heading)
    return _NOT_RELATIVE


def _relation(reference: str, heading: Heading | NoHeading, reach: Reach) -> Reading:
    if isinstance(heading, NoHeading):
        return Unread(heading.reason)
    if reach.to_m > GREATEST_DISTANCE_M * (1 + ROUNDED_SHARE):
        return _TOO_FAR
    return Relation(reference, heading.bearing_deg, heading.spread_deg, from_m=reach.from_m, to_m=reach.to_m)


def _checked(reading: Reading) -> Reading:
    """Return a relation only where its reference is one name and nothing that tells of yet another place."""
    if not isinstance(reading, Relation):
        return reading
    reference = tokens_of(reading.reference)
    # A name that starts with a dash is the rest of another one, such as "Коло-Михайлівка".
    if not len(reference) or not next(iter(reference)).is_word:
        return _NOT_UNDERSTOOD
    further = (*words.AND, *words.NEAR, *words.BETWEEN)
    is_several = any(reference.since(at).take(further) for at in range(len(reference)))
    return _SEVERAL if is_several or _looks_relative(reference) else reading
