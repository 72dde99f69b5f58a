"""NASA FIRMS, VIIRS and MODIS: a hot pixel a row, seen by a satellite on its way over.

The coordinates are the middle of a pixel, and what is hot lies anywhere in it. `scan` and `track` are its sides in
kilometres, so the place is held as the disc around the pixel: its radius is half the diagonal. Heat is no violation by
itself, whatever its cause, so the act is `heat` and nothing else.

`acq_date` and `acq_time` are UTC; the time may be written `438`, `0438`, `04:38` or `04:38:00`, each of them a minute.
Confidence comes as `l`, `n`, `h`, as words, or as 0 to 100. It grades the pixel, not the source, and is kept as it came.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import replace

from dashboard.ingest.account import Problem
from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, always, by_row, need
from dashboard.ingest.numbers import read_decimal
from dashboard.ingest.rows import SourceTable

_CLOCK = re.compile(r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?P<s>:[0-9]{2})?")
_LETTERS = {"l": "low (l)", "n": "nominal (n)", "h": "high (h)"}
_WORDS = ("low", "nominal", "high")
_USES = ("acq_date", "acq_time", "latitude", "longitude")
_KEPT = (
    "bright_ti4", "bright_ti5", "brightness", "bright_t31", "scan", "track", "satellite", "instrument", "confidence", "version",
    "frp", "daynight",
)  # fmt: skip
_ORIGINS = {"observed_from": "acq_date", "lon": "longitude", "lat": "latitude"}
_NOTES = (
    "a hot pixel is heat and nothing else; it is held as the disc around the pixel: half the diagonal of scan and track",
    "acq_date and acq_time are UTC, whatever time zone is chosen",
    "confidence is kept as it came and is no grade of the source",
)


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    """The footprint fills a radius, which whoever ignores precision leaves out anyway."""
    del ignore_precision
    return replace(by_row(table, _row, uses=_USES, origins=_ORIGINS), notes=_NOTES)


def _row(row: Mapping[str, str]) -> CanonicalRow:
    clock, radius = _clock(row["acq_time"]), _radius_m(row)
    problems = []
    if clock is None:
        problems.append(Problem("acq_time", row["acq_time"], "this is no time of day in UTC; expected such as 438 or 04:38"))
    problems += [
        Problem(side, row[side], f"{side} is no length in kilometres; without it the pixel would be sharper than it is")
        for side in ("scan", "track")
        if not _length_km(row[side])
    ]
    confidence, flag = _confidence(row["confidence"])
    instrument = row.get("instrument", "") or ("VIIRS" if "bright_ti4" in row else "MODIS")
    cells = {
        "observed_from": f"{row['acq_date']}T{clock}Z" if clock else row["acq_date"],
        "reported_time": f"{row['acq_date']} {row['acq_time']} UTC",
        "lon": row["longitude"],
        "lat": row["latitude"],
        "radius_m": radius,
        "reported_place": f"{row['longitude']}, {row['latitude']} (pixel of {row['scan']} by {row['track']} km)",
        "act": "heat",
        "reported_act": "active fire pixel",
        "means": "satellite",
        "source": " ".join(filter(None, ("NASA FIRMS", instrument, row.get("satellite", "")))),
        "description": f"confidence {confidence}" + (f", {row['frp']} MW" if row.get("frp") else ""),
        "flags": flag,
    }
    return CanonicalRow(cells, tuple(problems))


def _clock(text: str) -> str | None:
    """Return `HH:MM`, with seconds only where they are not zero."""
    if match := _CLOCK.fullmatch(text):
        seconds = match["s"] if match["s"] not in (None, ":00") else ""
        return f"{match['h']:0>2}:{match['m']}{seconds}" if int(match["h"]) < 24 and int(match["m"]) < 60 else None
    digits = f"{text:0>4}"
    if re.fullmatch("[0-9]{4}", digits) and text and int(digits[:2]) < 24 and int(digits[2:]) < 60:
        return f"{digits[:2]}:{digits[2:]}"
    return None


def _length_km(text: str) -> float:
    """Return kilometres, 0 for what is none."""
    return max(read_decimal(text) or 0.0, 0.0)


def _radius_m(row: Mapping[str, str]) -> str:
    half_diagonal_km = math.hypot(_length_km(row["scan"]), _length_km(row["track"])) / 2
    # Upwards, so that the disc never leaves out a corner of the pixel.
    return str(math.ceil(round(half_diagonal_km * 1000, 6)))


def _confidence(text: str) -> tuple[str, str]:
    """Return the confidence in words, and a flag where it is in none of the three styles."""
    plain = text.casefold()
    if plain in _LETTERS:
        return _LETTERS[plain], ""
    if plain in _WORDS:
        return plain, ""
    percent = read_decimal(text)
    if percent is not None and 0 <= percent <= 100:
        return f"{text} of 100", ""
    return repr(text), f"confidence {text!r} is none of l, n, h, low, nominal, high, or 0 to 100"


FORMAT = Format(
    name="firms",
    title="NASA FIRMS (VIIRS or MODIS)",
    needs=(
        need("bright_ti4", "brightness"),
        *map(need, ("latitude", "longitude", "scan", "track", "acq_date", "acq_time", "confidence")),
    ),
    known=frozenset((*_USES, *_KEPT)),
    translation=always(_translate),
)
