"""What the columns of an unknown table may mean, each guess with its reason in words. A person confirms or changes every one.

Pure: headings are held against `guess_words`, values against what such values look like. A guess never reads a row.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from dashboard.domain.weapon_systems import identify
from dashboard.ingest.coordinates import Axis, Refused, read_axis
from dashboard.ingest.formats.format import CANONICAL_TEXT
from dashboard.ingest.look import Look
from dashboard.ingest.mappings.guess_words import CLOCK_FROM, CLOCK_TO, HEADINGS, WITHIN_REGION
from dashboard.ingest.mappings.vocabulary import read_act, read_means
from dashboard.ingest.numbers import read_degrees
from dashboard.ingest.places.names import normalise
from dashboard.ingest.times import DateOrder, NotATime, read_moment

Confidence = Literal["sure", "likely", "unsure"]
Bounds = tuple[float, float, float, float]
"""West, south, east, north of the theatre, degrees."""
ROLES: tuple[str, ...] = tuple(role for role in HEADINGS if role in (*CANONICAL_TEXT, CLOCK_FROM, CLOCK_TO))
"""What a column can be: the canonical columns, and a clock that goes with the date of a start or an end."""
_MOST = 0.9
_MANY = 0.5
_EXACT, _PARTLY, _BY_VALUES, _SLIPS, _AGAINST, _RULED_OUT = 6, 2, 4, -1, -3, -9
_VALUES_MOST = 300
"""Values of a column that are looked at: enough to tell what it holds, and few enough for a table of a hundred columns."""
_SHORTEST = 3
_NEARLY = 0.8
"""How alike a misspelt heading is to the one that is meant; a person is asked to check it."""
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4])[:.][0-5][0-9](?:[:.][0-5][0-9])?")
_THREE_NUMBERS = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})(?![0-9])")
_COMPACT_DATE = re.compile(r"(?:19|20)[0-9]{6}")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_UTC = ZoneInfo("UTC")
_TELLING = frozenset(("observed_from", "observed_to", CLOCK_FROM, CLOCK_TO, "lon", "lat", "act", "means", "weapon", "evidence"))
"""Roles that values can speak for; for the others they can only speak against."""
_BY_HEADING_ONLY = frozenset({"observed_to", CLOCK_TO})
"""An end looks like a start; a second column of dates may as well say when the report was written."""
_BEFORE_DIGITS = 4
"""Letters within which a coordinate comes to its first digit: a hemisphere and a blank may stand before it."""
_AXES: dict[Axis, str] = {"lon": "longitude", "lat": "latitude"}
_NAMES_A_CODE = frozenset({"id", "ids", "code", "codes", "prec", "precision", "код", "коди", "коды"})
"""Words by which a heading stands over codes for a thing rather than over the thing."""
_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column may be. `role` is empty where nothing is guessed: the column is then kept with the row and not used."""

    heading: str
    role: str = ""
    confidence: Confidence = "unsure"
    reason: str = "nothing about it is known"


@dataclass(frozen=True, slots=True)
class OrderGuess:
    """Which number of the dates is the day, as far as they tell. `order` is empty where they do not, or where none has to be
    declared; `needed` says which of the two."""

    order: DateOrder
    needed: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class _Evidence:
    """score: how much speaks for a role, below 0 what speaks against it."""

    score: int
    words: str


Tests = dict[str, Callable[[Sequence[str]], _Evidence]]
"""By role, how values speak for it."""


def guess_columns(look: Look, bounds: Bounds, is_region: Callable[[str], bool] = lambda _: False) -> tuple[Guess, ...]:
    """Return a guess for each column, in the table's order; no role is given twice.

    is_region: whether a text names a unit of the theatre and says of what kind, as "Donetsk oblast" does.
    """
    found = sorted(_candidates(look, _tests(bounds, is_region)), key=lambda one: (-one[0], one[1], ROLES.index(one[2].role)))
    taken: dict[int, Guess] = {}
    for _, at, guess in found:
        if at not in taken and all(guess.role != other.role for other in taken.values()):
            taken[at] = guess
    roles = {guess.role for guess in taken.values()}
    guesses = (taken.get(at, Guess(name)) for at, name in enumerate(look.header))
    return tuple(_with_its_date(guess, roles) for guess in guesses)


def suggest_date_order(texts: Sequence[str]) -> OrderGuess:
    """Say which number of dates such as 03/04/2026 is the day, from those in which it can be no month."""
    dates = [match.groups() for text in texts if (match := _THREE_NUMBERS.match(text))]
    short = [(int(first), int(second), len(first)) for first, second, _ in dates if len(first) < 3]
    if not short:
        return OrderGuess("", needed=False, evidence="the dates begin with the year, so nothing has to be declared")
    day_first = sum(first > 12 for first, _, _ in short)
    month_first = sum(second > 12 for _, second, _ in short)
    total = len(short)
    if day_first and month_first:
        said = f"{day_first:,} dates can only be day first and {month_first:,} only month first; the file mixes both"
        return OrderGuess("", needed=True, evidence=said)
    if not day_first and not month_first:
        said = f"no date among {total:,} has a number above 12 that would tell; ask whoever sent the file"
        return OrderGuess("", needed=True, evidence=said)
    order: DateOrder = "dmy" if day_first else "mdy"
    which, where = ("day", "first") if day_first else ("month", "second")
    certain = day_first or month_first
    said = f"{which} first: in {certain:,} of {total:,} dates the {where} number is above 12, and in none the other one is"
    return OrderGuess(order, needed=True, evidence=said)


def looks_headless(look: Look) -> bool:
    """Whether two or more headings are dates or numbers: then the first line is a row, and what it says would be lost as one."""
    return sum(_is_date(name) or read_degrees(name) is not None for name in look.header) >= 2


def _candidates(look: Look, tests: Tests) -> Iterator[tuple[int, int, Guess]]:
    """Yield every role a column may have, with its score and the column's position."""
    for at, name in enumerate(look.header):
        texts = look.column(name)[:_VALUES_MOST]
        for role in ROLES:
            by_heading = _by_heading(name, role)
            by_values = tests[role](texts) if texts and role in tests else _Evidence(0, "")
            score = by_heading.score + by_values.score
            if score > 0 and (by_heading.score or role not in _BY_HEADING_ONLY):
                words = "; ".join(part for part in (by_heading.words, by_values.words) if part)
                yield score, at, Guess(name, role, _confidence(by_heading.score, by_values.score, role in _TELLING), words)


def _confidence(by_heading: int, by_values: int, has_test: bool) -> Confidence:
    if by_values < 0:
        return "unsure"
    if by_heading >= _EXACT and (by_values > 0 or not has_test):
        return "sure"
    return "likely" if by_heading >= _EXACT or by_values > 0 else "unsure"


def _with_its_date(guess: Guess, roles: set[str]) -> Guess:
    """A clock without a date beside it says nothing."""
    if guess.role in (CLOCK_FROM, CLOCK_TO) and "observed_from" not in roles:
        return Guess(guess.heading, reason="times of day without a column of dates")
    return guess


def _by_heading(name: str, role: str) -> _Evidence:
    words = normalise(name)
    aliases = _aliases(role)
    if words in aliases:
        return _Evidence(_EXACT, "a usual heading for it")
    if role == "region" and words in WITHIN_REGION:
        return _Evidence(_PARTLY, "a unit within a region, which says where a row lies as a region does")
    if _NAMES_A_CODE & set(words.split()):
        return _Evidence(0, "")
    padded = f" {words} "
    part = next((alias for alias in aliases if len(alias) > 3 and f" {alias} " in padded), None)
    if part:
        return _Evidence(_PARTLY, f"its heading has “{part}” in it")
    near = get_close_matches(words, aliases, n=1, cutoff=_NEARLY) if len(words) >= _SHORTEST else []
    return _Evidence(_PARTLY, f"its heading is nearly “{near[0]}”") if near else _Evidence(0, "")


@lru_cache(maxsize=64)
def _aliases(role: str) -> tuple[str, ...]:
    """Return the headings of a role as they compare, the longest first; the canonical name is one of them."""
    return tuple(sorted({normalise(name) for name in (role, *HEADINGS[role])} - {""}, key=lambda name: (-len(name), name)))


def _tests(bounds: Bounds, is_region: Callable[[str], bool]) -> Tests:
    """Return, by role, how values speak for it."""
    west, south, east, north = bounds
    return {
        "observed_from": _dates,
        "observed_to": _dates,
        CLOCK_FROM: _clocks,
        CLOCK_TO: _clocks,
        "lon": lambda texts: _degrees(texts, (west, east), (south, north), "lon"),
        "lat": lambda texts: _degrees(texts, (south, north), (west, east), "lat"),
        "radius_m": _only_numbers,
        "region": lambda texts: _regions(texts, is_region),
        **dict.fromkeys(("place", "party", "source", "origin", "description"), _no_numbers),
        "act": lambda texts: _words(texts, _is_act, "acts"),
        "means": lambda texts: _words(texts, _is_means, "means"),
        "weapon": lambda texts: _words(texts, lambda text: bool(identify(text).classes), "weapons"),
        "evidence": lambda texts: _share_of(texts, lambda text: bool(_LINK.match(text)), _MANY, "values are links"),
    }


def _dates(texts: Sequence[str]) -> _Evidence:
    return _look_like(texts, _is_date, "dates")


def _clocks(texts: Sequence[str]) -> _Evidence:
    if _share(texts, _is_date) >= _MANY:
        return _Evidence(_RULED_OUT, "")
    return _look_like(texts, lambda text: bool(_CLOCK.fullmatch(text)), "times of day")


def _look_like(texts: Sequence[str], holds: Callable[[str], bool], what: str) -> _Evidence:
    """A few slips are to be told; where hardly any value fits, only a heading that says nothing else outweighs that."""
    share = _share(texts, holds)
    if share >= _MOST:
        return _Evidence(_BY_VALUES, f"its values look like {what}")
    wrong = next(text for text in texts if not holds(text))[:20]
    if share < _MANY:
        return _Evidence(_AGAINST, f"but hardly any of its values look like {what} we can read: “{wrong}”")
    return _Evidence(_SLIPS, f"most of its values look like {what}, but not “{wrong}”")


def _degrees(texts: Sequence[str], own: tuple[float, float], other: tuple[float, float], axis: Axis) -> _Evidence:
    what, of_text = _AXES[axis], {text: _degree(text, axis) for text in set(texts)}
    numbers = [number for text in texts if (number := of_text[text]) is not None]
    if len(numbers) < _MOST * len(texts):
        wrong = next(text for text in texts if of_text[text] is None)
        return _Evidence(_SLIPS, f"not all of its values can be read as degrees of {what}: “{wrong[:20]}”")
    if all(number.is_integer() for number in numbers):
        return _Evidence(0, "its values are whole numbers")
    if sum(own[0] <= number <= own[1] for number in numbers) >= _MOST * len(numbers):
        return _Evidence(_BY_VALUES, f"its values lie where this theatre has its {what}s, {own[0]:g} to {own[1]:g}")
    if sum(other[0] <= number <= other[1] for number in numbers) >= _MOST * len(numbers):
        return _Evidence(_SLIPS, f"its values do not lie where this theatre has its {what}s: are longitude and latitude swapped?")
    return _Evidence(_SLIPS, f"its values do not lie where this theatre has its {what}s, {own[0]:g} to {own[1]:g}")


def _degree(text: str, axis: Axis) -> float | None:
    """Return a coordinate in any usual spelling, in degrees, None where it is none of this axis."""
    if (plain := read_degrees(text)) is not None or not any(map(str.isdigit, text[:_BEFORE_DIGITS])):
        return plain
    angle = read_axis(text, axis)
    return None if isinstance(angle, Refused) else angle.degrees


def _only_numbers(texts: Sequence[str]) -> _Evidence:
    if _share(texts, lambda text: read_degrees(text) is not None) >= _MOST:
        return _Evidence(0, "")
    return _Evidence(_AGAINST, "its values are not all numbers")


def _no_numbers(texts: Sequence[str]) -> _Evidence:
    if _share(texts, lambda text: read_degrees(text) is not None) >= _MOST:
        return _Evidence(_AGAINST, "its values are numbers, not words")
    return _Evidence(0, "")


def _regions(texts: Sequence[str], is_region: Callable[[str], bool]) -> _Evidence:
    if _share(texts, is_region) < _MANY:
        return _no_numbers(texts)
    return _Evidence(_BY_VALUES, f"values such as “{next(filter(is_region, texts))[:30]}” name units of this theatre")


def _words(texts: Sequence[str], known: Callable[[str], bool], what: str) -> _Evidence:
    """Unknown words speak against nothing: they can be mapped one by one."""
    if all(read_degrees(text) is not None for text in texts):
        return _Evidence(_AGAINST, f"its values are numbers, not names of {what}")
    example = next((text for text in texts if known(text)), "")
    return _share_of(texts, known, _MANY, f"values such as “{example[:30]}” are known {what}")


def _share_of(texts: Sequence[str], holds: Callable[[str], bool], least: float, words: str) -> _Evidence:
    return _Evidence(_BY_VALUES, words) if _share(texts, holds) >= least else _Evidence(0, "")


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    outcomes = {text: holds(text) for text in set(texts)}
    return sum(outcomes[text] for text in texts) / len(texts)


def _is_date(text: str) -> bool:
    """Whether the text is a time under some order of its numbers; bare digits are more often a number than a day."""
    if not (_COMPACT_DATE.fullmatch(text) if text.isdigit() else any(map(str.isdigit, text))):
        return False
    return any(not isinstance(read_moment(text, zone=_UTC, date_order=order), NotATime) for order in _ORDERS)


def _is_act(text: str) -> bool:
    return not read_act(text).flag


def _is_means(text: str) -> bool:
    return not read_means(text).flag
