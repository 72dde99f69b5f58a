"""Text to numbers, strictly: no infinity, no hexadecimal, no thousands, and no comma that could be read two ways."""

import math
import re
from dataclasses import dataclass

from dashboard.ingest.coordinates import Axis, Refused, read_axis
from dashboard.ingest.invisible import visible
from dashboard.ingest.quoting import quoted
from dashboard.ingest.read import Read

_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]{1,3},[0-9]{1,30}")
_ONLY_DECIMAL_COMMA = re.compile(r"0,[0-9]{1,30}|[0-9]{1,18},(?:[0-9]{1,2}|[0-9]{4,30})")
"""A comma that can part no thousands: after a bare 0, or before more or fewer than three digits."""
_MILLIMETRES = re.compile(r"(?:mm|мм)\.?\Z", re.IGNORECASE)
_NUMBER = r"([0-9]{1,9})(?:\.0+)?"
_COUNTS: tuple[tuple[re.Pattern[str], int | None], ...] = (
    (re.compile(_NUMBER), 0),
    (re.compile(rf"(?:>=|≥|at least|no fewer than|not less than|min\.?|minimum) ?{_NUMBER}"), 0),
    (re.compile(rf"{_NUMBER} ?(?:\+|or more|and more)"), 0),
    (re.compile(rf"(?:>|more than|over) ?{_NUMBER}"), 1),
    (re.compile(rf"(?:~|≈|about|approx\.?|approximately|around|circa|c\.) ?{_NUMBER}"), None),
    (re.compile(rf"(?:<=|≤|<|up to|at most|no more than|fewer than|less than) ?{_NUMBER}"), None),
)
"""Ways to write a count, and what is added to its number for the least it commits to; None where it commits to none."""
_MOST: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(_NUMBER), 0),
    (re.compile(rf"(?:<=|≤|up to|at most|no more than) ?{_NUMBER}"), 0),
    (re.compile(rf"(?:<|fewer than|less than) ?{_NUMBER}"), -1),
)
"""Ways to write a count that says how many at most, and what is added to its number for that; all others leave it open."""
_RANGE = re.compile(rf"(?:between )?{_NUMBER} ?(?:-|–|—|to|and) ?{_NUMBER}")


_LENGTH = re.compile(
    r"(?P<number>[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,9}(?:\.[0-9]{1,9})?)"
    r"\s?(?:(?P<kilo>km|км)|m|м|met(?:re|er)s?|метр(?:ів|и|ов|а)?)?\.?",
    re.IGNORECASE,
)
"""Metres or kilometres with their unit, and thousands parted by blanks, which can be nothing else."""
GREATEST_RADIUS_M = 20_000_000.0
"""Metres; half-way round the earth, beyond which nothing lies."""


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees east and north, WGS 84."""

    lon: float
    lat: float


def read_decimal(text: str) -> float | None:
    """Return a finite number written with digits and at most one point; None for any other text."""
    stripped = text.strip().replace("\u2212", "-")
    if not _DECIMAL.fullmatch(stripped):
        return None
    value = float(stripped)
    return value if math.isfinite(value) else None


def read_degrees(text: str) -> float | None:
    """Return a number of degrees. A single comma can only be a decimal one here: degrees have no thousands."""
    stripped = text.strip().replace("\u2212", "-")
    return read_decimal(stripped.replace(",", ".") if _DECIMAL_COMMA.fullmatch(stripped) else stripped)


def read_position(lon_text: str, lat_text: str) -> tuple[Position | None, dict[str, str]]:
    """Return the position two cells give (None where both are blank or one is wrong), and problems by column.

    Only what is impossible is refused; what is odd about a position (0, 0; outside the theatre) is for the theatre to say.
    """
    if not lon_text.strip() and not lat_text.strip():
        return None, {}
    lon, lat = _coordinate(lon_text, "lon"), _coordinate(lat_text, "lat")
    if lon is not None and lat is not None and abs(lon) <= 180 and abs(lat) <= 90:
        return Position(lon, lat), {}
    problems = {
        column: reason
        for column, reason in (("lon", _wrong(lon_text, lon, 180, "lon")), ("lat", _wrong(lat_text, lat, 90, "lat")))
        if reason
    }
    if lon is not None and lat is not None and abs(lat) <= 180 and abs(lon) <= 90 and "lat" in problems:
        problems["lat"] += "; lon and lat look swapped"
    return None, problems


def _coordinate(text: str, axis: Axis) -> float | None:
    """Return degrees in any spelling; what the spelling leaves open has been told of before."""
    if (plain := read_degrees(text)) is not None:
        return plain
    angle = read_axis(text, axis)
    return None if isinstance(angle, Refused) else angle.degrees


def _wrong(text: str, value: float | None, limit: int, name: Axis) -> str:
    if not text.strip():
        return f"{name} is empty where the other coordinate is given; a position needs both"
    if value is None:
        angle = read_axis(text, name)
        return angle.reason if isinstance(angle, Refused) else ""
    return f"{name} {value:g} lies outside -{limit} to {limit}" if abs(value) > limit else ""


def read_radius_m(text: str) -> Read[float]:
    """Return metres, NaN where nothing is stated; `400 м` is 400, `2 km` is 2000, `1 500` is 1500."""
    expected = f"metres such as 400, from 0 to {GREATEST_RADIUS_M:.0f}"
    shown = visible(text)
    if (match := _LENGTH.fullmatch(shown)) is not None:
        metres = float("".join(match["number"].split())) * (1_000 if match["kilo"] else 1)
        shown = f"{metres:.15g}"
    return _read_measure(shown, "radius", expected, least=0.0, greatest=GREATEST_RADIUS_M)


def read_calibre_mm(text: str) -> Read[float]:
    """Return millimetres, NaN where nothing is stated; `122 mm` is 122."""
    number = _MILLIMETRES.sub("", text.strip())
    read = _read_measure(number, "calibre", "millimetres above 0 such as 122", least=0.0, greatest=math.inf)
    if read.value == 0:
        return Read(math.nan, problem="calibre is 0; expected millimetres above 0 such as 122")
    return read


def _read_measure(text: str, name: str, expected: str, *, least: float, greatest: float) -> Read[float]:
    if not text.strip():
        return Read(math.nan)
    stripped = text.strip()
    value = read_decimal(stripped.replace(",", ".") if _ONLY_DECIMAL_COMMA.fullmatch(stripped) else stripped)
    if value is None:
        comma = " (a comma can be read two ways)" if "," in text else ""
        return Read(math.nan, problem=f"{name} is not a number{comma}; expected {expected}")
    if not least <= value <= greatest:
        return Read(math.nan, problem=f"{name} is {value:g}; expected {expected}")
    return Read(value)


def read_count(text: str) -> Read[float]:
    """Return the least number a count commits to, NaN where it gives none (`~3`, `up to 5`); words unknown are flagged."""
    said = " ".join(text.casefold().split())
    if not said:
        return Read(math.nan)
    if (span := _RANGE.fullmatch(said)) is not None and int(span[1]) <= int(span[2]):
        return Read(float(span[1]))
    for pattern, added in _COUNTS:
        if (match := pattern.fullmatch(said)) is not None:
            return Read(math.nan if added is None else float(int(match[1]) + added))
    return Read(math.nan, flag=f"count {quoted(text.strip())} is not understood; expected 3, >=3, ~3 or 3-5")


def read_most(text: str) -> Read[float]:
    """Return the greatest number a count allows, NaN where it leaves that open (`>=3`, `~3`) or says nothing."""
    said = " ".join(text.casefold().split())
    if (span := _RANGE.fullmatch(said)) is not None and int(span[1]) <= int(span[2]):
        return Read(float(span[2]))
    for pattern, added in _MOST:
        if (match := pattern.fullmatch(said)) is not None and int(match[1]) + added >= 0:
            return Read(float(int(match[1]) + added))
    return Read(math.nan)
