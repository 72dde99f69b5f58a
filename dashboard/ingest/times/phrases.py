"""Times in words to intervals: `1-3 May 2026`, `з 06:00 до 07:30 3 травня 2026`, `ночь на 4 мая 2026`, `~14:20 on 3 May 2026`.

A text is read whole or not at all: a word that is not understood is the reason why it is no time.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dashboard.ingest.times.local import Clock, Moment, NotATime, between_hours, end_of, read_day, stamp
from dashboard.ingest.times.sides import Context, Side, gather
from dashboard.ingest.times.spans import span
from dashboard.ingest.times.tokens import AtClock, DayNumber, InZone, Month, Numbers, Token, Weekday, Year, tokens
from dashboard.ingest.times.words import NIGHT_AFTER, NIGHT_FIRST, DayPart

_CUTS = ("to", "dash", "slash", "and", "onto")
_OPENERS = ("from", "between")
_CANNOT_TELL = {
    "open": "it leaves an end open; state both ends",
    "midnight": "midnight may be either end of the day; write 00:00 or 24:00",
}
_NO_ORDER = NotATime("its words stand in no order that is understood")
_ONE_END = "it names one end of an interval; state both"
_LETTERS: dict[str | type, str] = {
    DayNumber: "n", Month: "m", Year: "y", Numbers: "d", Weekday: "w", AtClock: "c", DayPart: "t", InZone: "z", "about": "a",
    "dash": "-", "slash": "-",
}  # fmt: skip
_HYPHENATED = re.compile(r"(?:n-m|m-n)-[ny]")
_DATE_DASH_TIME = re.compile(r"(?:[nmydw]+(?P<after>-)[ctza]+(?:-[ctza]+)?|[ctza]+(?:-[ctza]+)?(?P<before>-)[nmydw]+)")
_NIGHT = f"the night is read as {NIGHT_FIRST}:00 to {NIGHT_AFTER - 24:02d}:00"


def read_phrase(context: Context) -> Moment | NotATime:
    """Return the interval that the context's text gives, or why it gives none."""
    found = tokens(context.text)
    if isinstance(found, NotATime):
        return found
    plain = _rejoined([one for one in found if one != "glue"])
    for word, said in _CANNOT_TELL.items():
        if word in plain:
            return NotATime(said)
    if _has_clock_like_a_date(plain):
        return NotATime("a number such as 14.20 is a time of day only behind a date; write 14:20")
    return _read(plain, context)


def _read(found: Sequence[Token], context: Context) -> Moment | NotATime:
    if "towards" in found:
        return _night_before([one for one in found if one != "towards"], context)
    cuts = [at for at, one in enumerate(found) if one in _CUTS]
    if not cuts:
        return _one(found, context)
    left, right = found[: cuts[0]], found[cuts[0] + 1 :]
    if len(cuts) == 1 and _is_night(found):
        return _night_between(left, right, context)
    refused = NotATime("it names more than two times") if len(cuts) > 1 else _refused_cut(left, found[cuts[0]], right)
    return refused or _range(_without_opener(left), right, context)


def _without_opener(left: Sequence[Token]) -> Sequence[Token]:
    """Return the first end without the word that opens it, which may stand behind the date: `3 травня 2026 з 14:20`."""
    at = next((at for at, one in enumerate(left) if one in _OPENERS), None)
    if at is None:
        return left
    before, after = left[:at], left[at + 1 :]
    opens_a_clock = all(isinstance(one, AtClock) for one in after) and not any(
        isinstance(one, AtClock | DayPart) for one in before
    )
    return [*before, *after] if not before or opens_a_clock else left


def _refused_cut(left: Sequence[Token], cut: Token, right: Sequence[Token]) -> NotATime | None:
    """Return why what stands between two times makes no interval of them; None where it does."""
    if not left or not right:
        return NotATime(_ONE_END)
    if cut == "and" and "between" not in left:
        return NotATime("it names two times; a row is one observation")
    if cut == "onto" or (cut == "slash" and not any(isinstance(one, Numbers | Year) for one in left)):
        return _NO_ORDER
    return None


def _one(found: Sequence[Token], context: Context) -> Moment | NotATime:
    if any(opener in found for opener in _OPENERS):
        return NotATime(_ONE_END)
    side = gather(found, context, alone=True)
    return side if isinstance(side, NotATime) else span(side, context)


def _range(left: Sequence[Token], right: Sequence[Token], context: Context) -> Moment | NotATime:
    """Return the interval from one time to another, each completed with what only the other one names."""
    first, last = gather(_as_hour(left, right), context), gather(right, context)
    if isinstance(first, NotATime):
        return first
    if isinstance(last, NotATime):
        return last
    if _unclear(left, right, first, last) or _day_before_month_first(left, right, context):
        return _NO_ORDER
    first, last = _completed(first, last)
    began, ended = span(first, context), span(last, context)
    if isinstance(began, NotATime) or isinstance(ended, NotATime):
        return began if isinstance(began, NotATime) else ended
    end = end_of(began, ended)
    if end <= began.start:
        order = "lies before" if end < began.start else "is no later than"
        said = f"its end, {stamp(end)}, {order} its start, {stamp(began.start)}"
        return NotATime(f"{said}; where it ends on the next day, write both dates")
    return Moment(began.start, end, has_clock=False, flags=tuple(dict.fromkeys((*began.flags, *ended.flags))))


def _as_hour(left: Sequence[Token], right: Sequence[Token]) -> Sequence[Token]:
    """Read a bare number as an hour where the other end is one: `2-4 pm`, `з 14 до 16 год`."""
    hours = any(isinstance(token, AtClock) and token.clock.minute is None for token in right)
    match left:
        case [DayNumber(number)] if hours:
            return [AtClock(Clock(number))]
    return left


def _unclear(left: Sequence[Token], right: Sequence[Token], first: Side, last: Side) -> bool:
    """Whether the ends are of different kinds, so that one of them could be read in more than one way."""
    if first.has_date != last.has_date:
        return not (first.has_time and last.has_time)
    bare_first, bare_last = (all(isinstance(one, DayNumber) for one in side) for side in (left, right))
    in_numbers = any(isinstance(one, Numbers) for one in left)
    return (bare_first and (last.clock is not None or last.day is None)) or (
        bare_last and (first.has_time or first.day is None or in_numbers)
    )


def _day_before_month_first(left: Sequence[Token], right: Sequence[Token], context: Context) -> bool:
    """Whether the bare day of `1-3.05.2026` stands before numbers that do not begin with a day."""
    bare = all(isinstance(one, DayNumber) for one in left)
    dates = [one for one in right if isinstance(one, Numbers)]
    return bare and bool(dates) and (context.date_order != "dmy" or len(dates[0].parts[0]) == 4)


def _completed(first: Side, last: Side) -> tuple[Side, Side]:
    if not first.has_date:
        first = replace(first, year=last.year, month=last.month, day=last.day, flags=last.flags)
    elif not last.has_date:
        last = replace(last, year=first.year, month=first.month, day=first.day)
    if first.day is not None and first.month is None:
        first = replace(first, month=last.month)
    elif last.day is not None and last.month is None:
        last = replace(last, month=first.month)
    first, last = replace(first, year=first.year or last.year), replace(last, year=last.year or first.year)
    about = first.about or last.about
    if first.clock is None or last.clock is None:
        return replace(first, about=about), replace(last, about=about)
    zone, part, half = first.zone or last.zone, first.part or last.part, first.clock.half or last.clock.half
    clock = replace(first.clock, half=first.clock.half or half)
    return (
        replace(first, about=about, zone=first.zone or zone, part=part, clock=clock),
        replace(last, about=about, zone=last.zone or zone, part=part),
    )


def _is_night(found: Sequence[Token]) -> bool:
    return any(isinstance(token, DayPart) and token.name == "night" for token in found) and not any(
        isinstance(token, AtClock) for token in found
    )


def _night_between(left: Sequence[Token], right: Sequence[Token], context: Context) -> Moment | NotATime:
    """Return the night from one day to the next: `в ніч з 3 на 4 травня 2026`, `night of 3-4 May 2026`."""
    sides = [
        gather([token for token in side if not isinstance(token, DayPart) and token not in _OPENERS], context)
        for side in (left, right)
    ]
    for side in sides:
        if isinstance(side, NotATime):
            return side
    first, last = (_day(side) for side in _completed(*(side for side in sides if isinstance(side, Side))))
    if isinstance(first, NotATime):
        return first
    if isinstance(last, NotATime):
        return last
    if last - first != timedelta(days=1):
        return NotATime("a night lies between one day and the next")
    return replace(between_hours(first, NIGHT_FIRST, NIGHT_AFTER, context.zone), flags=(_NIGHT,))


def _night_before(found: Sequence[Token], context: Context) -> Moment | NotATime:
    """Return the night that ends on a day, or the time of day in it: `ночь на 4 мая 2026`, `в ніч на 4 травня 2026 о 23:30`."""
    side = gather(found, context)
    if isinstance(side, NotATime):
        return side
    day = _day(side)
    if isinstance(day, NotATime):
        return day
    before = day - timedelta(days=1)
    if side.clock is None:
        return replace(between_hours(before, NIGHT_FIRST, NIGHT_AFTER, context.zone), flags=(*side.flags, _NIGHT))
    if side.clock.clock.hour < NIGHT_AFTER - 24:
        return span(side, context)
    if side.clock.clock.hour < NIGHT_FIRST or side.clock.half:
        return NotATime(f"its time of day is not in the night, {NIGHT_FIRST}:00 to {NIGHT_AFTER - 24:02d}:00")
    return span(replace(side, year=before.year, month=before.month, day=before.day, weekday=None), context)


def _day(side: Side) -> date | NotATime:
    if side.year is None or side.month is None or side.day is None:
        return NotATime("it does not name the day and its month and year")
    if side.part is not None or (side.zone is not None and side.clock is None):
        return _NO_ORDER
    return read_day(side.year, side.month, side.day)


def _letters(found: Sequence[Token]) -> str:
    """Return a letter a token, for patterns of their order."""
    return "".join(_LETTERS.get(one if isinstance(one, str) else type(one), "x") for one in found)


def _rejoined(found: list[Token]) -> list[Token]:
    """Return the tokens without dashes that separate nothing: those in `3-May-2026`, and the one in `3 May 2026 - 14:20`."""
    letters = _letters(found)
    idle = {at for match in _HYPHENATED.finditer(letters) for at in (match.start() + 1, match.start() + 3)}
    plain = [token for at, token in enumerate(found) if at not in idle]
    between = _DATE_DASH_TIME.fullmatch(_letters(plain))
    if between is None:
        return plain
    at = between.start("after") if between["after"] else between.start("before")
    return plain[:at] + plain[at + 1 :] if plain[at] == "dash" else plain


def _has_clock_like_a_date(found: Sequence[Token]) -> bool:
    for token in found:
        if isinstance(token, Numbers | Month | Year):
            return False
        if isinstance(token, AtClock) and token.dotted:
            return True
    return False
