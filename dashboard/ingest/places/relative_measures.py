"""The distances and directions in a text about a place: taken off a reader, as ranges as wide as the words leave them."""

from dataclasses import dataclass

from dashboard.ingest.places import relative_words as words
from dashboard.ingest.worded import Number, Tokens

EIGHTH_SPREAD_DEG, SIXTEENTH_SPREAD_DEG = 22.5, 11.25
"""Half the share of the rose that one of eight, one of sixteen points means. The four main points count as eighths."""
BEARING_SPREAD_DEG = 10.0
"""A bearing in degrees: reports seldom say whether north is true or magnetic, which can differ by as much."""
EVERY_DIRECTION_DEG = 180.0
ABOUT_SHARE = 0.25
"""Of its distance, how far "about" may be off to either side."""
ROUNDED_SHARE = 0.1
"""Of its distance, how far a number that ends in a zero may be off; any number half a unit of its last digit."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A range of distances in metres."""

    from_m: float
    to_m: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A direction, degrees clockwise from true north; `is_bare`: the reference may follow without a preposition."""

    bearing_deg: float
    spread_deg: float
    is_bare: bool = False


ANYWHERE = Heading(0.0, EVERY_DIRECTION_DEG)


@dataclass(frozen=True, slots=True)
class NoHeading:
    """Something stands for a direction and is none; `reason` continues a sentence about the text."""

    reason: str


def take_reach(at: Tokens) -> Reach | None:
    """Take off a distance or a range of distances, with what qualifies it; None, and nothing taken, where none stands next."""
    trial = at.since(0)
    is_most = bool(trial.take(words.UP_TO))
    is_about = _takes_about(trial)
    trial.take(words.AT)
    is_most |= bool(trial.take(words.UP_TO))
    is_about |= _takes_about(trial)
    reach = _range(trial, is_about=is_about) or _single(trial, is_about=is_about)
    if reach is None:
        return None
    at.follow(trial)
    return Reach(0.0, reach.to_m) if is_most else reach


def holds_distance(at: Tokens) -> bool:
    """Whether a number with a unit of distance stands next."""
    trial = at.since(0)
    return trial.number() is not None and trial.one_of(words.METRES_A_UNIT) is not None


def _takes_about(at: Tokens) -> bool:
    found = at.take(words.ABOUT)
    if found:
        at.take((".",))
    return bool(found)


def _range(at: Tokens, *, is_about: bool) -> Reach | None:
    """Take "3-5 km", "from 3 to 5 km", "500 m - 1 km": as it is stated, wider only where it is "about"."""
    trial = at.since(0)
    trial.take(words.RANGE_FROM)
    low, low_unit = trial.number(), trial.one_of(words.METRES_A_UNIT)
    if low is None or not trial.take(words.RANGE_TO):
        return None
    high, high_unit = trial.number(), trial.one_of(words.METRES_A_UNIT)
    if high is None or high_unit is None:
        return None
    slack = ABOUT_SHARE if is_about else 0.0
    from_m, to_m = low.value * (low_unit or high_unit) * (1 - slack), high.value * high_unit * (1 + slack)
    if from_m >= to_m:
        return None
    at.follow(trial)
    return Reach(from_m, to_m)


def _single(at: Tokens, *, is_about: bool) -> Reach | None:
    """Take "5 km": from 4.5 to 5.5 km, since it was rounded somehow; "10 km": from 9 to 11 km."""
    number, unit = at.number(), at.one_of(words.METRES_A_UNIT)
    if number is None or unit is None:
        return None
    off = _tolerance(number, is_about=is_about)
    return Reach(max(number.value - off, 0.0) * unit, (number.value + off) * unit)


def _tolerance(number: Number, *, is_about: bool) -> float:
    share = ABOUT_SHARE if is_about else ROUNDED_SHARE if number.is_round else 0.0
    return max(number.last_digit / 2, share * number.value)


def take_heading(at: Tokens) -> Heading | NoHeading | None:
    """Take off a direction with the words before it; None, and nothing taken, where none stands next."""
    for read in (_bearing, _compass):
        trial = at.since(0)
        heading = read(trial)
        if heading is not None:
            at.follow(trial)
            return heading
    return None


def _bearing(at: Tokens) -> Heading | NoHeading | None:
    is_named = bool(at.take(words.BEARING))
    if not is_named:
        at.take(words.BEARING_AT)
    number, degrees = at.number(), at.take(words.DEGREES)
    if number is None or not (degrees or is_named):
        return None
    if number.value > 360:
        return NoHeading(f"gives a bearing of {number.value:g} degrees")
    return Heading(number.value % 360, BEARING_SPREAD_DEG)


def _compass(at: Tokens) -> Heading | NoHeading | None:
    at.take(words.TOWARDS)
    letters, is_bare = _abbreviated(at)
    if not letters:
        letters, is_bare = _named(at)
    if not letters:
        return None
    at.take(words.DIRECTION_NOUNS)
    if letters not in words.COMPASS_POINTS:
        return NoHeading("gives a direction that is no point of the compass")
    spread_deg = SIXTEENTH_SPREAD_DEG if len(letters) == 3 else EIGHTH_SPREAD_DEG
    return Heading(words.COMPASS_POINTS[letters], spread_deg, is_bare)


def _abbreviated(at: Tokens) -> tuple[str, bool]:
    """Take "ESE", "ПнСх" or "ю.-в.". Only single letters join: "N-NE" may be a range or one point, and is neither here."""
    letters = at.one_of(words.ABBREVIATED) or ""
    is_bare = bool(letters) and at.last_as_written().isupper() and at.last_as_written().isascii()
    while letters:
        trial = at.since(0)
        trial.take((".",))
        trial.take(("-",))
        more = trial.one_of(words.ABBREVIATED)
        if more is None:
            break
        letters += more if len(more) == 1 else "?"
        at.follow(trial)
    if letters:
        at.take((".",))
    return letters, is_bare


def _named(at: Tokens) -> tuple[str, bool]:
    """Take "north-east", "північно-східна", "северо-восточнее"; the last needs no preposition after it."""
    letters, is_bare = "", False
    while not is_bare:
        trial = at.since(0)
        if letters:
            trial.take(("-",))
        more = trial.one_of(words.NAMED)
        if more is None:
            break
        letters, is_bare = letters + more, trial.last_as_written().casefold() in words.COMPARED
        at.follow(trial)
    return letters, is_bare
