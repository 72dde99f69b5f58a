"""A place told from a reference place ("3-5km ESE of X"), read from English, Ukrainian or Russian text, or not at all.

Directions are true unless a text says otherwise. What the words leave open stays open: a compass word means its own share of the
rose, a distance the range its digits leave. The numbers that decide so stand below, and `docs/method.md` tells them.
"""

from dataclasses import dataclass

from dashboard.ingest import relative_words as words
from dashboard.ingest.worded import Tokens, tokens_of

EIGHTH_SPREAD_DEG, SIXTEENTH_SPREAD_DEG = 22.5, 11.25
"""Half the share of the rose that one of eight, one of sixteen points means. The four main points count as eighths."""
BEARING_SPREAD_DEG = 10.0
"""A bearing in degrees: reports seldom say whether north is true or magnetic, which can differ by as much."""
EVERY_DIRECTION_DEG = 180.0
ABOUT_SHARE = 0.25
"""Of its distance, how far "about" may be off to either side."""
ROUNDED_SHARE = 0.1
"""Of its distance, how far a number that ends in a zero may be off; another one half a unit of its last digit."""
NEAR_M = 5_000.0
"""How far from a settlement's edge "near" it may be."""
OUTSKIRTS_FROM, OUTSKIRTS_TO = 0.5, 1.5
"""Outskirts, in the settlement's own radius."""
GREATEST_DISTANCE_M = 100_000.0

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_PARTS_OF_A_NAME = ("-", ",", ".", "(", ")", "№", "'")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a place lies from a reference place.

    bearing_deg, spread_deg: degrees, as in `observation.Sector`. from_m, to_m: metres. from_radii, to_radii: what is to be added to
    them in the reference's own radius. from_edge: whether the reference may be anywhere in itself, or is its own middle.
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


@dataclass(frozen=True, slots=True)
class _Reach:
    """A range of distances in metres."""

    from_m: float
    to_m: float


@dataclass(frozen=True, slots=True)
class _Heading:
    """A direction in degrees; `bare`: the reference may follow without a preposition."""

    bearing_deg: float
    spread_deg: float
    bare: bool = False


_ANYWHERE = _Heading(0.0, EVERY_DIRECTION_DEG)


def read_relative(text: str) -> Reading:
    """Read a place told from one reference place, whose name is returned as it is written."""
    tokens = tokens_of(text.translate(_DASHES))
    if not _looks_relative(tokens):
        return _NOT_RELATIVE
    readings = (read(tokens) for read in (_outskirts, _near, _distance_first, _direction_first, _reference_first))
    found = next((reading for reading in readings if not isinstance(reading, NotRelative)), _NOT_UNDERSTOOD)
    return _checked(found)


def _looks_relative(tokens: Tokens) -> bool:
    """Whether anything in the text is a distance, a direction from something, or a word for what lies around."""
    for at in range(len(tokens)):
        rest = tokens.since(at)
        if rest.number() is not None and _unit(rest) is not None:
            return True
        if rest.take(words.OUTSKIRTS) or (at == 0 and (rest.take(words.NEAR) or rest.take(words.BETWEEN))):
            return True
        heading = _heading(rest)
        if isinstance(heading, _Heading) and (heading.bare or rest.take(words.OF)):
            return True
    return False


def _outskirts(tokens: Tokens) -> Reading:
    """Read "north-eastern outskirts of X", and "outskirts of X" for all around it."""
    at = tokens.copy()
    at.take(words.BEFORE_OUTSKIRTS)
    heading = _heading(at) or _ANYWHERE
    if not at.take(words.OUTSKIRTS):
        return _NOT_RELATIVE
    at.take(words.OF)
    return heading if isinstance(heading, Unread) else _on_the_outskirts(at.rest(), heading)


def _on_the_outskirts(reference: str, heading: _Heading) -> Relation:
    # Seen from a settlement's middle, which is no exact point, a direction means twice its share of the rose.
    spread_deg = min(2 * heading.spread_deg, EVERY_DIRECTION_DEG)
    return Relation(
        reference, heading.bearing_deg, spread_deg, from_radii=OUTSKIRTS_FROM, to_radii=OUTSKIRTS_TO, from_edge=False
    )


def _near(tokens: Tokens) -> Reading:
    """Read "near X". A number after the word makes it an "about"."""
    at = tokens.copy()
    if not at.take(words.NEAR) or at.copy().number() is not None:
        return _NOT_RELATIVE
    return Relation(at.rest(), 0.0, EVERY_DIRECTION_DEG, to_m=NEAR_M)


def _distance_first(tokens: Tokens) -> Reading:
    """Read "3-5km ESE of X", "3 km from X", "в 3 км севернее X"."""
    at = tokens.copy()
    reach = _reach(at)
    if reach is None:
        return _NOT_RELATIVE
    at.take((",",))
    heading = _heading(at)
    if isinstance(heading, Unread):
        return heading
    linked = at.take(words.OF)
    if heading is None and not linked:
        return _NOT_RELATIVE
    if heading is not None and not (linked or heading.bare):
        return _NOT_RELATIVE
    return _relation(at.rest(), heading or _ANYWHERE, reach)


def _direction_first(tokens: Tokens) -> Reading:
    """Read "north of X, 3 km" and "на північ від X за 3 км"; without any distance there is nothing to place by."""
    at = tokens.copy()
    heading = _heading(at)
    if heading is None or isinstance(heading, Unread):
        return heading or _NOT_RELATIVE
    if not (at.take(words.OF) or heading.bare):
        return _NOT_RELATIVE
    for split in range(1, len(at)):
        after = at.since(split)
        if not after.take((",", "(")) and not after.starts_with(words.AT):
            continue
        reach = _reach(after)
        if reach is not None and after.at_end():
            return _relation(at.until(split), heading, reach)
    return _NO_DISTANCE


def _reference_first(tokens: Tokens) -> Reading:
    """Read "X, 3-5 km ESE", "X (3 km N)" and "X, southern outskirts"."""
    for split in range(1, len(tokens)):
        after = tokens.since(split)
        if not after.take((",", "(")):
            continue
        reach, heading = _reach(after), _heading(after)
        if isinstance(heading, _Heading) and reach is not None and after.at_end():
            return _relation(tokens.until(split), heading, reach)
        if isinstance(heading, _Heading) and reach is None and after.take(words.OUTSKIRTS) and after.at_end():
            return _on_the_outskirts(tokens.until(split), heading)
    return _NOT_RELATIVE


def _relation(reference: str, heading: _Heading, reach: _Reach) -> Reading:
    if reach.to_m > GREATEST_DISTANCE_M * (1 + ROUNDED_SHARE):
        return _TOO_FAR
    return Relation(reference, heading.bearing_deg, heading.spread_deg, from_m=reach.from_m, to_m=reach.to_m)


def _checked(reading: Reading) -> Reading:
    """Return a relation only where its reference is one name and nothing that tells of yet another place."""
    if not isinstance(reading, Relation):
        return reading
    reference = tokens_of(reading.reference)
    if not any(token.is_word for token in reference):
        return _NOT_UNDERSTOOD
    named_twice = any(reference.since(at).take(words.AND) for at in range(len(reference)))
    return _SEVERAL if named_twice or _looks_relative(reference) else reading


def _heading(at: Tokens) -> _Heading | Unread | None:
    """Take a direction off, with the words before it; None, and nothing taken, where none stands there."""
    trial = at.copy()
    heading = _bearing(trial)
    if heading is None:
        trial = at.copy()
        trial.take(words.TOWARDS)
        heading = _compass(trial)
    if heading is not None:
        at.follow(trial)
    return heading


def _bearing(at: Tokens) -> _Heading | Unread | None:
    at.take(words.BEARING_BEFORE)
    named = at.take(words.BEARING)
    number = at.number()
    if number is None or not (at.take(words.DEGREES) or (named and named != "at")):
        return None
    if number.value > 360:
        return Unread(f"gives a bearing of {number.value:g}°")
    return _Heading(number.value % 360, BEARING_SPREAD_DEG)


def _compass(at: Tokens) -> _Heading | Unread | None:
    letters = at.one_of(words.ABBREVIATED)
    bare = letters is not None and at.last.isupper() and at.last.isascii()
    table = words.NAMED if letters is None else {word: point for word, point in words.ABBREVIATED.items() if len(point) == 1}
    if letters is None:
        letters = at.one_of(words.NAMED)
    if letters is None:
        return None
    while True:
        if at.last.casefold() in words.COMPARED:
            bare = True
            break
        trial = at.copy()
        trial.take((".", ))
        trial.take(("-",))
        more = trial.one_of(table) if len(letters) == 1 or table is words.NAMED else None
        if more is None:
            break
        letters += more
        at.follow(trial)
    if letters not in words.COMPASS_POINTS:
        return Unread("gives a direction that is no point of the compass")
    if at.copy().take(words.AND) and _compass_follows(at):
        return Unread("gives several directions")
    at.take((".",))
    return _Heading(words.COMPASS_POINTS[letters], SIXTEENTH_SPREAD_DEG if len(letters) == 3 else EIGHTH_SPREAD_DEG, bare)
