"""Corrections of places as files, which the command line takes back: JSON, exact, and CSV for a spreadsheet."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from dashboard.domain.observation import Point
from dashboard.report.csv_out import csv_bytes, utf8

_COLUMNS = ("region", "detail", "place", "code", "lon", "lat", "radius_m", "who", "why", "decided_at")


class Decided(Protocol):
    """A correction as it is kept."""

    @property
    def names(self) -> tuple[str, str, str]:
        """Region, finer unit and settlement as they came."""

    @property
    def chosen(self) -> str | Point:
        """A code, or a position."""

    @property
    def who(self) -> str:
        """Who decided."""

    @property
    def why(self) -> str:
        """Why."""

    @property
    def decided_at(self) -> datetime:
        """When."""


def corrections_json(kept: Iterable[Decided]) -> bytes:
    """Return corrections as a JSON list, in their order."""
    return utf8(json.dumps([_members(one) for one in kept], ensure_ascii=False, indent=1) + "\n")


def corrections_csv(kept: Sequence[Decided]) -> bytes:
    """Return corrections as CSV, in their order."""
    rows = [_members(one) for one in kept]
    return csv_bytes(_COLUMNS, [[str(row.get(column, "")) for row in rows] for column in _COLUMNS])


def _members(one: Decided) -> Mapping[str, str | float]:
    region, detail, place = one.names
    names = {"region": region, "detail": detail, "place": place}
    said = {"who": one.who, "why": one.why, "decided_at": one.decided_at.isoformat()}
    if isinstance(one.chosen, Point):
        return {**names, "lon": one.chosen.lon, "lat": one.chosen.lat, "radius_m": one.chosen.radius_m, **said}
    return {**names, "code": one.chosen, **said}
