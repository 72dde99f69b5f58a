"""GDELT events, 1.0 and 2.0: what a machine took from the news, a row for each act it read out of an article.

The files hold tabs and no header line: 57 columns (up to March 2013), 58 (with the article's address) or 61 (with units of
the second order).

`ActionGeo_Type` says how finely the place was read: 3 and 4 a city or landmark, whose size is not told (RADIUS_M states what
is assumed); 2 and 5 a state or an administrative unit of the first order, whose middle the coordinates are, so that only the
unit is kept; 1 the country, which places nothing.

`SQLDATE` is a day. The act is a CAMEO code; only armed force of a stated kind is translated (the codes are from memory).
Actor1 and Actor2 are read by machine too, so no party is named. The article is the origin: rows that rest on one article
are one account, however many they are.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from dashboard.ingest.formats.days import day_cells
from dashboard.ingest.formats.format import CanonicalRow, Format, Layout, Reading, always, by_row, need, position_words
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable

RADIUS_M = "10000"
"""Metres around the coordinates of a city or landmark; an assumption of ours."""
_ACTS = {"190": "fire", "193": "fire.small-arms", "194": "fire", "1952": "fire.uav", "195": "fire"}
"""By the beginning of a CAMEO code, the longer first: 190 force of no stated kind, 193 small arms, 194 artillery and tanks
alike, 195 weapons from the air, 1952 from an uncrewed aircraft."""
_NOTES = (
    "GDELT is read out of the news by machine; ActionGeo_Type 3 and 4 are held as a disc of 10 km, an assumption, "
    "2 and 5 as the area of the unit, 1 and none are unplaced",
    "SQLDATE is held as a whole local day; Actor1 and Actor2 are not taken for who acted, they stay with the row",
)
_USES = ("globaleventid", "eventcode", "sourceurl")
_ORIGINS = {
    "observation_id": "globaleventid", "lon": "actiongeo_long", "lat": "actiongeo_lat", "origin": "sourceurl",
    "evidence": "sourceurl",
}  # fmt: skip


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    day = "sqldate" if any(heading(name) == "sqldate" for name in table.header) else "day"
    row = partial(_row, day=day, ignore_precision=ignore_precision)
    read = by_row(table, row, uses=(*_USES, day), origins={**_ORIGINS, "observed_from": day})
    return replace(read, notes=_NOTES)


def _row(row: Mapping[str, str], *, day: str, ignore_precision: bool) -> CanonicalRow:
    place, flag = _position(row) if ignore_precision and row["actiongeo_lat"] else _place(row)
    code, kind = row["eventcode"], row["actiongeo_type"] or "none"
    words = position_words(row, "actiongeo_long", "actiongeo_lat", f"ActionGeo_Type {kind}", row.get("actiongeo_fullname", ""))
    cells = {
        "observation_id": row["globaleventid"],
        "issuer": "GDELT",
        **day_cells(row[day]),
        "reported_time": row[day],
        **place,
        "reported_place": words,
        "act": next((act for start, act in sorted(_ACTS.items(), reverse=True) if code.startswith(start)), "undetermined"),
        "reported_act": f"CAMEO {code}",
        "means": "open-source",
        "source": "GDELT",
        "origin": row.get("sourceurl", ""),
        "evidence": row.get("sourceurl", ""),
        "flags": flag,
    }
    return CanonicalRow(cells)


def _place(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    kind, name = row["actiongeo_type"], row.get("actiongeo_fullname", "")
    if kind in ("3", "4"):
        position, _ = _position(row)
        return {**position, "radius_m": RADIUS_M}, ""
    if kind in ("2", "5") and name:
        return {"region": name.partition(",")[0]}, f"ActionGeo_Type {kind}: coordinates left out, only the unit is known"
    known = "only the country is known" if kind == "1" else "no place was read from the article"
    return {"unplaced_reason": f"ActionGeo_Type {kind or 'is empty'}: {known}"}, ""


def _position(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    return {"lon": row["actiongeo_long"], "lat": row["actiongeo_lat"], "place": row.get("actiongeo_fullname", "")}, ""


def _actor(number: int) -> list[str]:
    codes = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    return [f"Actor{number}{code}" for code in codes.split()]


def _geo(whose: str, *, second_order: bool) -> list[str]:
    units = ["ADM1Code", "ADM2Code"] if second_order else ["ADM1Code"]
    return [f"{whose}Geo_{part}" for part in ("Type", "FullName", "CountryCode", *units, "Lat", "Long", "FeatureID")]


def _headings(*, second_order: bool, address: bool) -> tuple[str, ...]:
    places = [name for whose in ("Actor1", "Actor2", "Action") for name in _geo(whose, second_order=second_order)]
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *_actor(1), *_actor(2),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
        "NumMentions", "NumSources", "NumArticles", "AvgTone", *places, "DATEADDED", *(("SOURCEURL",) if address else ()),
    )  # fmt: skip


_TELLS = {
    "GLOBALEVENTID": re.compile(r"[0-9]+"),
    "SQLDATE": re.compile(r"(?:19|20)[0-9]{6}"),
    "MonthYear": re.compile(r"(?:19|20)[0-9]{4}"),
    "Year": re.compile(r"(?:19|20)[0-9]{2}"),
    "QuadClass": re.compile(r"[1-4]"),
}
_ALL = _headings(second_order=True, address=True)

FORMAT = Format(
    name="gdelt",
    title="GDELT events",
    needs=(
        need("sqldate", "day"),
        *map(need, ("globaleventid", "eventcode", "actiongeo_type", "actiongeo_lat", "actiongeo_long")),
    ),
    known=frozenset(map(str.casefold, (*_ALL, "Day"))),
    translation=always(_translate),
    layouts=(
        Layout(_headings(second_order=False, address=False), _TELLS),
        Layout(_headings(second_order=False, address=True), _TELLS),
        Layout(_ALL, _TELLS),
    ),
)
