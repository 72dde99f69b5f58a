"""ACLED: an event a row, of either age of the file (with `data_id` and `iso3`, or with `disorder_type` and `tags`).

`geo_precision` 1 is a named town: the coordinates are its middle, so the event is held as a disc around it; RADIUS_M states
what is assumed. 2 is part of a region, or near a town: a wider disc. 3 knows only a larger region, and its coordinates are
those of a provincial capital or a landmark: they are left out and the unit of the first order stands for the place.

`time_precision` 1 is the day, 2 a week, 3 a month. No week is named, so 2 is every week the day can lie in.

actor1 and actor2 are who took part; neither is said to have attacked, so no party is named.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from dashboard.ingest.formats.days import around, day_cells, day_of, month_of
from dashboard.ingest.formats.format import (
    CanonicalRow,
    Format,
    Reading,
    always,
    by_row,
    listed,
    need,
    position_words,
    unknown_codes,
)
from dashboard.ingest.formats.units import unit_meant
from dashboard.ingest.rows import SourceTable

RADIUS_M = {"1": "5000", "2": "25000"}
"""Metres around the coordinates by `geo_precision`; assumptions of ours."""
_CODES = {"geo_precision": ("1", "2", "3"), "time_precision": ("1", "2", "3")}
_ACTS = {
    # Battles: armed force between sides, with what weapon is not said.
    "armed clash": "fire",
    "government regains territory": "fire",
    "non-state actor overtakes territory": "fire",
    # One word for several weapons stands for none of them.
    "shelling/artillery/missile attack": "fire",
    "air/drone strike": "fire",
    "grenade": "fire",
    "chemical weapon": "harm",
    "suicide bomb": "harm",
    "attack": "harm.civilians",
    "sexual violence": "harm.civilians",
    "abduction/forced disappearance": "harm.civilians",
    "looting/property destruction": "harm",
}
"""By `sub_event_type`. What is not here is no act of the list, and left undetermined."""
_USES = ("event_id_cnty", "event_date", "sub_event_type", "event_type", "admin1", "source", "notes")
_KEPT = (
    "data_id", "event_id_no_cnty", "year", "disorder_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
    "inter2", "interaction", "civilian_targeting", "iso", "iso3", "region", "country", "admin2", "admin3", "location",
    "latitude", "longitude", "source_scale", "fatalities", "tags", "timestamp",
)  # fmt: skip
_ORIGINS = {
    "observed_from": "event_date", "lon": "longitude", "lat": "latitude", "region": "admin1", "place": "location",
    "source": "source", "description": "notes",
}  # fmt: skip
_NOTES = (
    "geo_precision 1 is held as a disc of 5 km and 2 as one of 25 km, both assumed; 3 as the area of admin1",
    "time_precision 1 is held as the day, 2 as six days either side of it, 3 as its month",
    "actor1 and actor2 are not taken for who acted; they stay with the row",
)


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    read = by_row(table, partial(_row, ignore_precision=ignore_precision), uses=_USES, origins=_ORIGINS)
    return replace(read, notes=_NOTES)


def _row(row: Mapping[str, str], *, ignore_precision: bool) -> CanonicalRow:
    sub_event = row.get("sub_event_type", "")
    act = _ACTS.get(sub_event.casefold(), "undetermined")
    place, place_flag = _position(row) if ignore_precision else _place(row)
    times, time_flag = _times(row)
    cells = {
        "observation_id": row.get("event_id_cnty", "") or row.get("data_id", ""),
        "issuer": "ACLED",
        **times,
        "reported_time": f"{row['event_date']} (time_precision {row['time_precision']})",
        **place,
        "reported_place": _reported_place(row),
        "act": act,
        "reported_act": " / ".join(filter(None, (row["event_type"], sub_event))),
        "means": "open-source",
        "source": row.get("source", ""),
        "description": row.get("notes", ""),
        "flags": listed(time_flag, place_flag),
    }
    return CanonicalRow(cells, unknown_codes(row, _CODES))


def _times(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    day, precision = day_of(row["event_date"]), row["time_precision"]
    if day is None or precision not in ("2", "3"):
        return day_cells(row["event_date"]), ""
    held = around(day, 6) if precision == "2" else month_of(day)
    return held.cells, f"time_precision {precision} knows no day; held as {held.first} to {held.last}"


def _place(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    precision, unit = row["geo_precision"], row.get("admin1", "")
    if precision in RADIUS_M:
        position, _ = _position(row)
        return {**position, "radius_m": RADIUS_M[precision]}, ""
    if unit:
        return {
            "region": unit_meant(unit, row.get("country", ""))
        }, f"geo_precision {precision}: coordinates left out, only a larger region is known"
    return {"unplaced_reason": f"geo_precision {precision}: only a larger region is known, and admin1 is empty"}, ""


def _position(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    region = unit_meant(row.get("admin1", ""), row.get("country", ""))
    names = {"region": region, "region_detail": row.get("admin2", ""), "place": row.get("location", "")}
    return {"lon": row["longitude"], "lat": row["latitude"], **names}, ""


def _reported_place(row: Mapping[str, str]) -> str:
    names = (row.get(name, "") for name in ("location", "admin3", "admin2", "admin1"))
    return position_words(row, "longitude", "latitude", f"geo_precision {row['geo_precision']}", *names)


FORMAT = Format(
    name="acled",
    title="ACLED",
    needs=(
        need("event_id_cnty", "data_id"),
        *map(need, ("event_date", "event_type", "latitude", "longitude", "time_precision", "geo_precision")),
    ),
    known=frozenset((*_USES, *_CODES, *_KEPT)),
    translation=always(_translate),
)
