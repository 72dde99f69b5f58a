"""A time in words cut into its parts: dates, clocks, months, parts of the day, and the words that join them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Literal

from dashboard.ingest.quoting import quoted
from dashboard.ingest.times import words
from dashboard.ingest.times.local import Clock, NotATime, read_offset
from dashboard.ingest.times.words import DayPart, spelled


@dataclass(frozen=True, slots=True)
class Numbers:
    """A date of three numbers, as written."""

    parts: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class DayNumber:
    """One or two digits that can be the day of a month, or two that can be a short year."""

    number: int
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Month:
    """A month, 1 to 12 where it exists."""

    number: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of four digits; flag: what a person should see of how it was read."""

    number: int
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday."""

    number: int


@dataclass(frozen=True, slots=True)
class AtClock:
    """A time of day. half: `a` or `p` for the halves of a twelve-hour clock, else empty. dotted: written 14.20, as dates are."""

    clock: Clock
    half: str = ""
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class InZone:
    """An offset; None for words that say "local". since: from when on the abbreviation has it."""

    offset: timezone | None
    since: datetime | None = None


Joint = Literal["about", "from", "between", "and", "to", "dash", "onto", "slash", "open", "glue", "towards", "midnight"]
Token = Numbers | DayNumber | Month | Year | Weekday | AtClock | InZone | DayPart | Joint


def _words() -> Iterator[tuple[str, Token]]:
    for number, spellings in enumerate(words.MONTHS, start=1):
        yield from ((spelling, Month(number)) for spelling in spellings.split())
    for number, spellings in enumerate(words.WEEKDAYS):
        yield from ((spelling, Weekday(number)) for spelling in spellings.split())
    for part in words.DAY_PARTS:
        yield from ((spelling, part) for spelling in spelled(part.spellings))
    for zone in words.ABBREVIATIONS:
        yield from ((spelling, InZone(zone.offset, zone.since)) for spelling in spelled(zone.spellings))
    yield from ((spelling, InZone(None)) for spelling in spelled(words.LOCAL))
    joints: tuple[tuple[Joint, str], ...] = (
        ("about", words.ABOUT), ("from", words.FROM), ("between", words.BETWEEN), ("and", words.AND), ("to", words.TO),
        ("onto", words.ONTO), ("open", words.OPEN), ("glue", words.GLUE), ("towards", words.TOWARDS),
        ("midnight", words.MIDNIGHT),
    )  # fmt: skip
    for joint, spellings in joints:
        yield from ((spelling, joint) for spelling in spelled(spellings))


WORDS: tuple[tuple[str, Token], ...] = tuple(_words())
"""Every spelling with what it means; a test holds that none means two things."""
_MEANING = dict(WORDS)
_SPELLED = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in sorted(_MEANING, key=len, reverse=True))
_HALF = r"(?:\s?(?P<{0}>[ap])\.?\s?m\b\.?)"
_HOUR_WORD = r"(?:год(?:ин[аиі]?|ині)?|час(?:а|ов|у)?|ч|h|hrs?|hours?|o'clock)\b\.?"
_MINUTE_WORD = r"(?:хв(?:илин[аиу]?)?|мин(?:ут[аыу]?)?|min(?:utes?)?)\b\.?"
_YEAR_WORD = r"(?:р|рр|рік|року|році|г|гг|год|года|году|year)\b\.?"
_TOKEN = re.compile(
    rf"""
    (?P<blank>[\s,;()\[\].]+)
    | (?P<numbers>(?P<a>[0-9]{{1,4}})(?P<mark>[/.\-])(?P<b>[0-9]{{1,2}})(?P=mark)(?P<c>[0-9]{{1,4}})(?![0-9:])t?)
    | (?P<compact>[0-9]{{8}})(?![0-9])
    | (?P<colon>(?P<h>[0-9]{{1,2}}):(?P<min>[0-9]{{2}})(?::(?P<s>[0-9]{{2}})(?:[.,](?P<frac>[0-9]{{1,12}}))?)?(?![0-9:])
        {_HALF.format("half")}?)
    | (?P<twelve>(?P<h12>[0-9]{{1,2}}){_HALF.format("half12")})
    | (?P<french>(?P<fh>[0-9]{{1,2}})h(?P<fm>[0-9]{{2}})(?![0-9]))
    | (?P<hours>(?P<hh>[0-9]{{1,2}})[\s-]?{_HOUR_WORD}(?:\s?(?P<hm>[0-9]{{1,2}})\s?{_MINUTE_WORD})?)
    | (?P<packed>(?P<ph>[0-9]{{2}})(?P<pm>[0-9]{{2}})\s?(?:h|hrs?|hours?)\b\.?)
    | (?P<yearmonth>(?P<ym>[0-9]{{4}})[-./](?P<my>[0-9]{{2}})(?![0-9./:]))
    | (?P<monthyear>(?P<m1>[0-9]{{1,2}})[-./](?P<y1>[0-9]{{4}})(?![0-9]))
    | (?P<dotted>(?P<dh>[0-9]{{2}}|[1-9])\.(?P<dm>[0-9]{{2}})(?![0-9]))
    | (?P<year>(?P<y>[0-9]{{4}})(?![0-9])(?:\s?{_YEAR_WORD})?)
    | (?P<number>(?P<n>[0-9]{{1,2}})(?![0-9])(?:-?(?:st|nd|rd|th|го|е|є)\b)?)
    | (?P<offset>(?:utc|gmt)\s?(?P<short>[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)|(?P<full>\+[0-9]{{2}}(?::?[0-9]{{2}})?))(?![0-9])
    | (?P<word>(?<![^\W\d_])(?P<w>{_SPELLED})\b\.?)
    | (?P<about>[~≈≃])
    | (?P<dash>-+|\.{{2,3}}|…)
    | (?P<slash>/)
    """,
    re.VERBOSE,
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’ʼ`´", "'"))
_UNKNOWN = re.compile(r"[^\W\d_]+|[0-9]+(?:[.,][0-9]+)?|\S")
_ABBREVIATION = re.compile(r"[A-Z]{2,5}")


def tokens(text: str) -> tuple[Token, ...] | NotATime:
    """Return the parts of a text in order; a part that is not understood is the reason why it is no time."""
    # Marks of the same meaning become one, and the text keeps its length, so that a fault can be quoted as it came.
    lower = text.translate(_DASHES).lower()
    written = text if len(text) == len(lower) else lower
    found: list[Token] = []
    at = 0
    while at < len(lower):
        match = _TOKEN.match(lower, at)
        if match is None:
            return NotATime(_not_understood(written[at:], found))
        read = _READERS[match.lastgroup or "blank"](match)
        if isinstance(read, NotATime):
            return read
        found += read
        at = match.end()
    return tuple(found)


def _not_understood(rest: str, before: list[Token]) -> str:
    match = _UNKNOWN.search(rest)
    word = match[0] if match else rest
    if before and isinstance(before[-1], AtClock) and _ABBREVIATION.fullmatch(word):
        return f"{quoted(word)} is no time zone that is known for sure; write the offset, such as +03:00"
    return f"{quoted(word)} is not understood"


def _clock(hour: str, minute: str | None, second: str | None = None, fraction: str = "") -> Clock:
    return Clock(int(hour), None if minute is None else int(minute), None if second is None else int(second), fraction)


def _offset(text: str) -> tuple[Token, ...] | NotATime:
    sign, digits = text[0], text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    offset = read_offset(f"{sign}{int(hours):02d}:{minutes}")
    return offset if isinstance(offset, NotATime) else (InZone(offset),)


def _meaning(match: re.Match[str]) -> tuple[Token, ...]:
    return (_MEANING[" ".join(match["w"].split())],)


_READERS: dict[str, Callable[[re.Match[str]], tuple[Token, ...] | NotATime]] = {
    "blank": lambda _: (),
    "numbers": lambda it: (Numbers((it["a"], it["b"], it["c"])),),
    "compact": lambda it: (Numbers((it[0][:4], it[0][4:6], it[0][6:])),),
    "colon": lambda it: (AtClock(_clock(it["h"], it["min"], it["s"], it["frac"] or ""), it["half"] or ""),),
    "twelve": lambda it: (AtClock(_clock(it["h12"], None), it["half12"]),),
    "french": lambda it: (AtClock(_clock(it["fh"], it["fm"])),),
    "hours": lambda it: (AtClock(_clock(it["hh"], it["hm"])),),
    "packed": lambda it: (AtClock(_clock(it["ph"], it["pm"])),),
    "yearmonth": lambda it: (Month(int(it["my"])), Year(int(it["ym"]))),
    "monthyear": lambda it: (Month(int(it["m1"])), Year(int(it["y1"]))),
    "dotted": lambda it: (AtClock(_clock(it["dh"], it["dm"]), dotted=True),),
    "year": lambda it: (Year(int(it["y"])),),
    "number": lambda it: (DayNumber(int(it["n"]), len(it["n"])),),
    "offset": lambda it: _offset(it["full"] or it["short"]),
    "word": _meaning,
    "about": lambda _: ("about",),
    "dash": lambda _: ("dash",),
    "slash": lambda _: ("slash",),
}
"""What each kind of match stands for: nothing where it is blank, two parts where a month and its year are one."""
