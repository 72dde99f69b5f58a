"""Ushahidi exports: reports people sent in, of version 3 (posts of surveys) and of version 2 (incidents).

Version 3 has columns for each survey that is exported, so that headings repeat: a post fills those of its own survey. A survey
that asks for a position has two ("Where was it?.lat", "Where was it?.lon"). Where a post fills several positions, none is
chosen. The row below the header may hold HXL tags; it is no row.

The time is that of the incident where a column gives it, else that of the post, and then a flag says so. Columns of
contact data (names, addresses, telephone numbers of the people who reported) are left out of every row: they must not be
kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from dashboard.ingest.formats.days import day_cells
from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, always, by_row, need
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable

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
_TITLES, _WORDS = ("title", "incident_title"), ("description", "unstructured_description")
_CATEGORIES = ("category", "categories")
_KEPT = ("post_status", "approved", "verified", "sets")
_NOTES = ("positions are held as the sender states them, without a radius",)
_OF_THE_POST = "the time is that of the post; the incident may precede it"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table holds what: headings as `heading` gives them, made different where they repeat; the best times first."""

    positions: tuple[tuple[str, str], ...]
    times: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    words: tuple[str, ...]
    categories: tuple[str, ...]

    @property
    def consumed(self) -> tuple[str, ...]:
        """The columns whose cells are wholly in an observation, whichever of them a row fills."""
        positions = self.positions[0] if len(self.positions) == 1 else ()
        return ("post_id", "#", "location", "survey", *positions, *self.titles, *self.words, *self.categories)


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    """Positions come without a precision that could be ignored."""
    del ignore_precision
    columns = _columns(table)
    positions = columns.positions if len(columns.positions) == 1 else ()
    origins = {"observed_from": columns.times[0][0]}
    for lat, lon in positions:
        origins |= {"lat": lat, "lon": lon}
    return replace(by_row(table, partial(_row, columns=columns), uses=columns.consumed, origins=origins), notes=_NOTES)


def _columns(table: SourceTable) -> _Columns:
    """Return the columns of a table; those of one heading in the order in which they stand."""
    by_heading: dict[str, list[str]] = {}
    for written, made_different in zip(table.names, table.header, strict=True):
        by_heading.setdefault(heading(written), []).append(heading(made_different))

    def of(*names: str) -> tuple[str, ...]:
        return tuple(column for name in names for column in by_heading.get(name, ()))

    stems = [name.removesuffix(".lat") for name in by_heading if name.endswith(".lat")]
    asked = [(f"{stem}.lat", f"{stem}.{lon}") for stem in stems for lon in ("lon", "lng")]
    pairs = [*asked, ("latitude", "longitude"), ("lat", "lon")]
    return _Columns(
        positions=tuple(pair for lat, lon in pairs for pair in zip(of(lat), of(lon), strict=False)),
        times=tuple((column, name) for name in (*_INCIDENT_TIME, *_POST_TIME) for column in of(name)),
        titles=of(*_TITLES),
        words=of(*_WORDS),
        categories=of(*_CATEGORIES),
    )


def _row(row: Mapping[str, str], *, columns: _Columns) -> CanonicalRow:
    when, kind = next(((column, name) for column, name in columns.times if row[column]), columns.times[0])
    categories = [one.strip() for column in columns.categories for one in row[column].split(",") if one.strip()]
    described = (row[column] for column in (*columns.titles, *columns.words) if row[column])
    cells = {
        "observation_id": row.get("post_id", "") or row.get("#", ""),
        **_times(row[when], kind),
        "reported_time": row[when],
        **_place(row, columns.positions),
        "act": categories[0] if len(categories) == 1 else "undetermined",
        "reported_act": ", ".join(categories),
        "means": "open-source",
        "source": " ".join(filter(None, ("Ushahidi", row.get("survey", "")))),
        "description": ". ".join(dict.fromkeys(described)),
        "flags": "" if kind in _INCIDENT_TIME else _OF_THE_POST,
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
    known=frozenset((
        "post_id", "#", "location", "survey", *_TITLES, *_WORDS, *_CATEGORIES, *_KEPT, *_INCIDENT_TIME, *_POST_TIME,
        "latitude", "longitude",
    )),
    translation=always(_translate),
    private=_private,
    several=("*.lat", "*.lon", "*.lng", *_TITLES, *_WORDS, *_CATEGORIES, *_INCIDENT_TIME),
)  # fmt: skip
