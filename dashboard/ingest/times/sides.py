"""One time in words, its parts gathered from tokens: what it names of a date, a time of day and a zone."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dashboard.ingest.times.dates import DateOrder, full_year, order_wanted, read_numeric_date, short_year
from dashboard.ingest.times.local import FIRST_YEAR, LAST_YEAR, Clock, NotATime, Zone
from dashboard.ingest.times.tokens import AtClock, DayNumber, InZone, Month, Numbers, Token, Weekday, Year
from dashboard.ingest.times.words import DayPart

T = TypeVar("T")
_KINDS = {
    DayNumber: "day", Month: "month", Year: "year", Weekday: "weekday", AtClock: "time of day", InZone: "time zone",
    DayPart: "part of the day",
}  # fmt: skip
_SHORT_DATES = {"dmy": re.compile("dmd"), "mdy": re.compile("mdd"), "ymd": re.compile("dmd")}
"""How day (d), month (m) and a year of two digits (d) stand side by side in the declared order."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the words. text: what a message quotes. day: the day of a text that names none; None: it has to."""

    text: str
    zone: Zone
    date_order: DateOrder
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """The parts of one time; None where it does not name them. about: whether it is told as approximate."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: Weekday | None = None
    clock: AtClock | None = None
    part: DayPart | None = None
    zone: InZone | None = None
    about: bool = False
    flags: tuple[str, ...] = ()

    @property
    def has_date(self) -> bool:
        """Whether it names anything of a date."""
        return not (self.year is None and self.month is None and self.day is None)

    @property
    def has_time(self) -> bool:
        """Whether it names a time of day, or a part of one."""
        return self.clock is not None or self.part is not None


def gather(tokens: Sequence[Token], context: Context, *, alone: bool = False) -> Side | NotATime:
    """Return the parts that tokens name, each at most once; a date in numbers is read in the declared order.

    alone: whether no other time stands beside it, as in a range; only then may two digits be a year.
    """
    plain = _without_numbers(tokens, context, alone=alone)
    if isinstance(plain, NotATime):
        return plain
    if any(isinstance(one, str) and one != "about" for one in plain):
        return NotATime("its words stand in no order that is understood")
    twice = [kind for kind, count in Counter(map(type, plain)).items() if count > 1 and kind in _KINDS]
    if twice:
        return NotATime(f"it names more than one {_KINDS[twice[0]]}")
    day, month, year = _only(plain, DayNumber), _only(plain, Month), _only(plain, Year)
    return Side(
        year=None if year is None else year.number,
        month=None if month is None else month.number,
        day=None if day is None else day.number,
        weekday=_only(plain, Weekday),
        clock=_only(plain, AtClock),
        part=_only(plain, DayPart),
        zone=_only(plain, InZone),
        about="about" in plain,
        flags=(year.flag,) if year and year.flag else (),
    )


def _only(tokens: Sequence[Token], kind: type[T]) -> T | None:
    return next((token for token in tokens if isinstance(token, kind)), None)


def _without_numbers(tokens: Sequence[Token], context: Context, *, alone: bool) -> list[Token] | NotATime:
    """Return the tokens with dates in numbers as day, month and year, and four digits beside a year as a time of day."""
    dated = any(isinstance(one, Numbers) for one in tokens)
    settled = _with_packed_clock(_with_spoken_hour(tokens), dated=dated)
    if isinstance(settled, NotATime):
        return settled
    if not dated:
        return _with_short_year(settled, context) if alone else settled
    plain: list[Token] = []
    for token in settled:
        if not isinstance(token, Numbers):
            plain.append(token)
            continue
        read = read_numeric_date(token.parts, context.date_order, context.text)
        if isinstance(read, NotATime):
            return read
        plain += (DayNumber(read.day), Month(read.month), Year(read.year, "; ".join(short_year(token.parts, read))))
    return plain


def _with_spoken_hour(tokens: Sequence[Token]) -> Sequence[Token]:
    """Read the 5 of `5 вечора 3 травня` as an hour: a number before a part of the day, where another one can be the day."""
    days = [at for at, one in enumerate(tokens) if isinstance(one, DayNumber | Numbers)]
    spoken = [at for at in days if at + 1 < len(tokens) and isinstance(tokens[at + 1], DayPart)]
    if len(days) != 2 or len(spoken) != 1:
        return tokens
    number = tokens[spoken[0]]
    hour = AtClock(Clock(number.number)) if isinstance(number, DayNumber) else number
    return [*tokens[: spoken[0]], hour, *tokens[spoken[0] + 1 :]]


def _with_packed_clock(tokens: Sequence[Token], *, dated: bool) -> list[Token] | NotATime:
    """Read 1420 as a time of day where the year is another; two numbers that can both be the year are refused."""
    four_digits = [token for token in tokens if isinstance(token, Year)]
    if len(four_digits) < (1 if dated else 2):
        return list(tokens)
    years = [] if dated else [token for token in four_digits if FIRST_YEAR <= token.number <= LAST_YEAR]
    if not dated and len(years) != 1:
        return NotATime("it holds two numbers that can be the year")
    if any(str(one.number) in date.parts for one in four_digits for date in tokens if isinstance(date, Numbers)):
        return NotATime("it names the year twice, or a time of day like the year")
    return [_clock_of(one) if isinstance(one, Year) and one not in years else one for one in tokens]


def _clock_of(four_digits: Year) -> AtClock:
    return AtClock(Clock(four_digits.number // 100, four_digits.number % 100))


def _with_short_year(tokens: list[Token], context: Context) -> list[Token] | NotATime:
    """Read the one of two numbers around a month that a declared order makes the year: `3 May 26`."""
    numbers = [one for one in tokens if isinstance(one, DayNumber)]
    if len(numbers) != 2 or _only(tokens, Month) is None or _only(tokens, Year) is not None:
        return tokens
    if not context.date_order:
        return order_wanted(context.text)
    short = numbers[0 if context.date_order == "ymd" else 1]
    if short.digits != 2 or not _SHORT_DATES[context.date_order].search(_kinds(tokens)):
        return NotATime(f"it names two days, or does not fit the order {context.date_order}")
    year = full_year(short.number)
    return [Year(year, f"the year {short.number:02d} is read as {year}") if one is short else one for one in tokens]


def _kinds(tokens: Sequence[Token]) -> str:
    return "".join("d" if isinstance(one, DayNumber) else "m" if isinstance(one, Month) else "-" for one in tokens)
