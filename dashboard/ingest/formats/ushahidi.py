"""Ushahidi exports: reports people sent in, of version 3 (posts of surveys) and of version 2 (incidents).

Version 3 has a position for each survey that asks for one ("Where was it?.lat", "Where was it?.lon"); a post fills its own
survey's. Where it fills several, none is chosen. The row below the header may hold HXL tags; it is no row.

The time is that of the incident where a column gives it, else that of the post, and then a flag says so. Columns of
contact data (names, addresses, telephone numbers of the people who reported) are left out of every row: they must not be
kept. The columns of both versions are known from memory.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from dashboard.ingest.formats.days import day_cells
from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, by_row, need
from dashboard.ingest.rows import SourceTable, heading

_INCIDENT_TIME = ("incident_date", "date_of_incident", "incident_date_and_time", "date_of_the_incident")
_POST_TIME = ("post_date_(utc)", "post_date", "created_(utc)", "created")
_PRIVATE_WORDS = frozenset((
    "contact", "contacts", "email", "mail", "phone", "telephone", "mobile", "msisdn", "sms", "whatsapp", "twitter", "author",
    "realname", "user", "username", "reporter", "контакт", "контакти", "контакты", "телефон", "пошта", "почта", "прізвище",
    "фамилия",
))  # fmt: skip
_PRIVATE_NAMES = frozenset(("first_name", "last_name", "full_name", "your_name", "surname"))
_HAS_OFFSET = re.compile(r".*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})", re.IGNORECASE)
_NO_SECONDS = re.compile(r"(\s[0-9]{1,2}:[0-9]{2}):00$")
_USES = ("post_id", "#", "title", "incident_title", "description", "category", "categories", "location", "survey")
_KEPT = ("latitude", "longitude", "post_status", "approved", "verified", "sets")
_POSITIONS = (("latitude", "longitude"), ("lat", "lon"))
_NOTES = ("positions are held as the sender states them, without a radius",)
_OF_THE_POST = "the time is that of the post; the incident may precede it"


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    """Positions come without a precision that could be ignored."""
    del ignore_precision
    names = {heading(name) for name in table.header}
    times = tuple(name for name in (*_INCIDENT_TIME, *_POST_TIME) if name in names)
    pairs = _pairs(names)
    origins = {"observed_from": times[0], **({"lat": pairs[0][0], "lon": pairs[0][1]} if len(pairs) == 1 else {})}
    uses = (*_USES, *(pairs[0] if len(pairs) == 1 else ()))
    return replace(by_row(table, partial(_row, times=times, pairs=pairs), uses=uses, origins=origins), notes=_NOTES)


def _pairs(names: set[str]) -> tuple[tuple[str, str], ...]:
    """Return the headings of every latitude with those of its longitude."""
    stems = sorted(name.removesuffix(".lat") for name in names if name.endswith(".lat"))
    asked = [(f"{stem}.lat", f"{stem}.{lon}") for stem in stems for lon in ("lon", "lng") if f"{stem}.{lon}" in names]
    return tuple(asked or [pair for pair in _POSITIONS if names.issuperset(pair)])


def _row(row: Mapping[str, str], *, times: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> CanonicalRow:
    when = next((name for name in times if row[name]), times[0])
    categories = [one.strip() for one in (row.get("category", "") or row.get("categories", "")).split(",") if one.strip()]
    title = row.get("title", "") or row.get("incident_title", "")
    cells = {
        "observation_id": row.get("post_id", "") or row.get("#", ""),
        **_times(row[when], when),
        "reported_time": row[when],
        **_place(row, pairs),
        "act": categories[0] if len(categories) == 1 else "undetermined",
        "reported_act": ", ".join(categories),
        "means": "open-source",
        "source": " ".join(filter(None, ("Ushahidi", row.get("survey", "")))),
        "description": ". ".join(dict.fromkeys(filter(None, (title, row.get("description", ""))))),
        "flags": "" if when in _INCIDENT_TIME else _OF_THE_POST,
    }
    return CanonicalRow(cells)


def _times(text: str, column: str) -> dict[str, str]:
    """Return the time of a column; where its heading says UTC, so does the cell. Forms ask for minutes, so `:00` is no second."""
    minutes = _NO_SECONDS.sub(r"\1", text)
    is_utc = "utc" in column and ":" in text and not _HAS_OFFSET.fullmatch(text)
    return {"observed_from": f"{minutes}Z"} if is_utc else day_cells(minutes)


def _place(row: Mapping[str, str], pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    filled = [(row[lat], row[lon]) for lat, lon in pairs if row[lat] or row[lon]]
    words = row.get("location", "")
    reported = "; ".join([*(f"{lon}, {lat}" for lat, lon in filled), *([words] if words else [])])
    if len(set(filled)) > 1:
        return {"unplaced_reason": "the post states several positions", "reported_place": reported}
    if filled:
        lat, lon = filled[0]
        return {"lat": lat, "lon": lon, "place": words, "reported_place": reported}
    return {"place": words} if words else {"unplaced_reason": "the post states no position"}


def _private(name: str) -> bool:
    words = frozenset(re.split(r"[^\w]+|_", name))
    # "contact line" is where the forces face each other.
    return name in _PRIVATE_NAMES or bool(words & _PRIVATE_WORDS and "line" not in words)


FORMAT = Format(
    name="ushahidi",
    title="Ushahidi export",
    needs=(
        need("post_id", "incident_title"),
        need("*.lat *.lon", "*.lat *.lng", "latitude longitude", "lat lon"),
        need(*_INCIDENT_TIME, *_POST_TIME),
    ),
    known=frozenset(
        (*_USES, *_INCIDENT_TIME, *_POST_TIME, "latitude", "longitude", "post_status", "approved", "verified", "sets")
    ),
    translate=_translate,
    private=_private,
)
