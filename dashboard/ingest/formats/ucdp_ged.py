"""UCDP Georeferenced Event Dataset: an event a row, with the precision of its place and dates in two codes.

Coordinates are those of a named place, never of a spot. `where_prec` 1 is therefore a disc too: two thirds of such rows name
a town, some a city twenty kilometres across; RADIUS_M states what is assumed. 2 is within about 25 km of the place. 3 and 4
know only a unit, so the coordinates (its middle) are left out. 5 is a line or a fuzzy area, 6 the country, 7 sea or air: no
shape is stated, so there is none.

`date_prec` repeats how long the stated span is (1: a day, 2: two to six days, 3: a week, 4: eight days to a month, 5: up to
a year). The span is held as stated, both days included; where it is shorter than its code says, the code is believed and the
span widened.

Sides are the parties to the conflict, not who acted, so no party is named; `type_of_violence` says that armed force was used
(1, 2) or that civilians were attacked, by whatever means (3).
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from dashboard.ingest.account import Problem
from dashboard.ingest.formats.format import CanonicalRow, Format, Layout, Reading, always, by_row, need
from dashboard.ingest.rows import SourceTable

RADIUS_M = {"village": 1_000, "town": 5_000, "city": 10_000}
"""Metres from the coordinates of a place within which it lies, by the last word of its name; an assumption of ours."""
OTHER_RADIUS_M = 2_000
"""The same for an airport, a checkpoint, a mine, and what else is named."""
NEAR_RADIUS_M = 25_000
_LEAST_DAYS = {"1": 1, "2": 2, "3": 7, "4": 8, "5": 32}
_ACTS = {"1": "fire", "2": "fire", "3": "undetermined"}
_NO_SHAPE = {
    "5": "where_prec 5: along a line or in a fuzzy area, no unit named",
    "6": "where_prec 6: only the country is known",
    "7": "where_prec 7: at sea or in the air",
}
_ISO_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_USES = (
    "id", "type_of_violence", "source_office", "source_original", "adm_1", "adm_2", "date_start", "date_end", "date_prec",
    "where_prec", "latitude", "longitude", "dyad_name", "best", "low", "high", "source_headline",
)  # fmt: skip
_KEPT_BESIDES = frozenset({"where_prec", "date_prec", "latitude", "longitude", "best", "low", "high", "source_headline"})
_ORIGINS = {
    "observation_id": "id", "observed_from": "date_start", "observed_to": "date_end", "lon": "longitude", "lat": "latitude",
    "region": "adm_1", "act": "type_of_violence", "source": "source_office", "origin": "source_original",
}  # fmt: skip
_NOTES = (
    "where_prec 1 is held as a disc of 1 km (village), 5 km (town), 10 km (city) or 2 km (else), an assumption: "
    "the coordinates name a place, not a spot; 2 as a disc of 25 km; 3 to 5 as the area of adm_1; "
    "5 without adm_1, 6 and 7 are unplaced",
    "dates are whole local days, both ends included; sides are not taken for who acted",
)
_IGNORED = "precision is ignored, as the mapping asks: every row is a point of radius 0, for comparison only"


@dataclass(frozen=True, slots=True)
class _Span:
    """Days as stated, or widened, both included; `flag` says where it was widened."""

    first: str
    last: str
    flag: str = ""


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    uses = [name for name in _USES if name not in _KEPT_BESIDES]
    read = by_row(table, partial(_row, ignore_precision=ignore_precision), uses=uses, origins=_ORIGINS)
    return replace(read, notes=(_IGNORED, _NOTES[1]) if ignore_precision else _NOTES)


def _row(row: Mapping[str, str], *, ignore_precision: bool) -> CanonicalRow:
    span = _span(row)
    violence = row["type_of_violence"]
    cells = {
        "observation_id": row["id"],
        "issuer": "UCDP GED",
        "observed_from": span.first,
        "observed_to": span.last,
        "reported_time": f"{row['date_start']} to {row['date_end']} (date_prec {row['date_prec']})",
        "reported_place": _reported_place(row),
        "act": _ACTS.get(violence, "undetermined"),
        "reported_act": f"type_of_violence {violence}",
        "means": "open-source",
        "source": _distinct(row.get("source_office", "")),
        "origin": row.get("source_original", ""),
        "description": _description(row),
    }
    flags = [span.flag] if span.flag else []
    if violence not in _ACTS:
        flags.append(f"type_of_violence {violence!r} is not 1, 2 or 3; the act is undetermined")
    place, place_flag = _bare_point(row) if ignore_precision else _place(row)
    flags += [place_flag] if place_flag else []
    return CanonicalRow({**cells, **place, "flags": "; ".join(flags)}, tuple(_problems(row)))


def _problems(row: Mapping[str, str]) -> list[Problem]:
    codes = (("where_prec", 7), ("date_prec", 5))
    return [
        Problem(name, row[name], f"{name} is {row[name]!r}, expected 1 to {last}; without it the row would be sharper than it is")
        for name, last in codes
        if row[name] not in tuple(map(str, range(1, last + 1)))
    ] + [
        Problem(name, row[name], f"the date is {row[name]!r}, expected YYYY-MM-DD")
        for name in ("date_start", "date_end")
        if row[name] and not _ISO_SHAPE.match(row[name])
    ]


def _place(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the cells that place a row, and a flag where the coordinates were left out."""
    precision, unit = row["where_prec"], row.get("adm_1", "")
    if precision in ("1", "2"):
        radius = NEAR_RADIUS_M if precision == "2" else _radius_of(row.get("where_coordinates", ""))
        return {**_position(row), "radius_m": str(radius)}, ""
    if precision in ("3", "4", "5") and unit:
        detail = row.get("adm_2", "") if precision != "5" else ""
        return {"region": unit, "region_detail": detail}, f"where_prec {precision}: coordinates left out, only the unit is known"
    return {"unplaced_reason": _NO_SHAPE.get(precision, f"where_prec {precision}: only a unit is known, and adm_1 is empty")}, ""


def _bare_point(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    if row["latitude"] or row["longitude"]:
        return {**_position(row), "radius_m": "0"}, ""
    return _place({**row, "where_prec": "5"})


def _position(row: Mapping[str, str]) -> dict[str, str]:
    return {
        "lon": row["longitude"],
        "lat": row["latitude"],
        "region": row.get("adm_1", ""),
        "region_detail": row.get("adm_2", ""),
        "place": row.get("where_coordinates", ""),
    }


def _radius_of(place: str) -> int:
    return RADIUS_M.get(place.casefold().rpartition(" ")[2], OTHER_RADIUS_M)


def _reported_place(row: Mapping[str, str]) -> str:
    words = (row.get("where_coordinates", ""), row.get("where_description", ""), row.get("adm_2", ""), row.get("adm_1", ""))
    named = ", ".join(dict.fromkeys(word for word in words if word))
    return f"{row['longitude']}, {row['latitude']} (where_prec {row['where_prec']}); {named}"


def _description(row: Mapping[str, str]) -> str:
    parts = []
    if row.get("dyad_name"):
        parts.append(f"Dyad: {row['dyad_name']}.")
    if row.get("best"):
        parts.append(f"Deaths, best estimate: {row['best']} (low {row.get('low', '')}, high {row.get('high', '')}).")
    return " ".join([*parts, row.get("source_headline", "")]).strip()


def _distinct(listed: str) -> str:
    """Return each name of a list with semicolons once, in order."""
    return "; ".join(dict.fromkeys(name.strip() for name in listed.split(";") if name.strip()))


def _span(row: Mapping[str, str]) -> _Span:
    """Return the stated days, widened where `date_prec` says that less is known; text that is no date is left to be rejected."""
    first, last = _day(row["date_start"]), _day(row["date_end"]) or _day(row["date_start"])
    precision = row["date_prec"]
    if first is None or last is None or last < first:
        return _Span(_bare(row["date_start"]), _bare(row["date_end"]))
    if (last - first).days + 1 >= _LEAST_DAYS.get(precision, 1):
        return _Span(first.isoformat(), last.isoformat())
    wider_first, wider_last = _widened(first, last, precision)
    flag = f"date_prec {precision} says less than the stated days; held as {wider_first} to {wider_last}"
    return _Span(wider_first.isoformat(), wider_last.isoformat(), flag)


def _widened(first: date, last: date, precision: str) -> tuple[date, date]:
    """Return every span of six days around the day (2), or the calendar weeks (3), months (4) or years (5) it touches."""
    if precision == "2":
        return first - timedelta(days=5), last + timedelta(days=5)
    if precision == "3":
        return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    if precision == "4":
        return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return first.replace(month=1, day=1), last.replace(month=12, day=31)


def _bare(text: str) -> str:
    """Return a date without the midnight that some copies of the dataset add to it."""
    day, _, clock = text.partition(" ")
    return day if clock.strip("0:.") == "" else text


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(_bare(text))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


_CANDIDATE = Layout(
    headings=(
        "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
        "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
        "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
        "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
        "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
        "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa",
        "gwnob",
    ),
    tells={
        "id": re.compile("[0-9]+"),
        "type_of_violence": re.compile("[123]"),
        "where_prec": re.compile("[1-7]"),
        "date_prec": re.compile("[1-5]"),
        "date_start": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*"),
    },
)  # fmt: skip
"""Some candidate releases come without a header line, in the 49 columns of the dataset."""

FORMAT = Format(
    name="ucdp_ged",
    title="UCDP GED",
    needs=tuple(
        need(name)
        for name in ("id", "type_of_violence", "where_prec", "latitude", "longitude", "date_prec", "date_start", "date_end")
    ),
    known=frozenset((*_USES, "where_coordinates", "where_description", "side_a", "side_b", "conflict_name", "event_clarity")),
    translation=always(_translate),
    layouts=(_CANDIDATE,),
)
