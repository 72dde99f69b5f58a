"""What a map shows, as data: no widget, no library, no text that was made safe. Coordinates are lon, lat (EPSG:4326).

Geometry is GeoJSON fit for display: simplified and rounded by whoever hands it in; nothing is measured on it here.
"""

from dataclasses import dataclass, fields
from typing import Any

from shapely.geometry import shape

GeoJson = dict[str, Any]
"""A GeoJSON geometry object (RFC 7946), not a feature."""

_METRE_DECIMALS = 5
"""Decimals of a degree that keep a point within about a metre: for the screen only."""


@dataclass(frozen=True, slots=True)
class ZoneShape:
    """One zone or reference line of an agreement."""

    zone_id: str
    name: str
    kind: str
    geojson: GeoJson
    in_force: bool
    """Whether it is in force in the period shown; drawn dashed where it is not."""
    is_line: bool
    sign: str = ""
    """A short sign drawn on its edge, such as its number in a table; empty for none."""
    sign_at: tuple[float, float] | None = None
    """Where the sign stands, lon and lat."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One incident, or several drawn as one."""

    id: str
    lon: float
    lat: float
    verdict: str
    """One of the verdicts of the palette."""
    count: int
    """Observations behind the mark, at least 1."""
    radius_m: float
    """The place is somewhere within this distance; 0 for none."""
    label: str
    """What a tooltip says: the first line is a heading, further lines follow after line feeds."""
    selected: bool = False
    outline: GeoJson | None = None
    """The sector the place is somewhere in, drawn instead of the disc; the mark stands inside it."""


@dataclass(frozen=True, slots=True)
class AreaMark:
    """Incidents known to a region and no closer."""

    region_code: str
    name: str
    geojson: GeoJson
    verdict: str
    count: int
    label: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Incidents counted together because they would lie upon each other on the screen."""

    lon: float
    lat: float
    west: float
    south: float
    east: float
    north: float
    count: int
    by_verdict: tuple[int, ...]
    """Counts in the palette's order of verdicts; they add up to `count`."""
    one_spot: bool = False
    """Whether they stay together however close one looks; west to north is then where they lie, else the square they share."""


@dataclass(frozen=True, slots=True)
class MapPayload:
    """Everything a map shows above its ground."""

    zones: tuple[ZoneShape, ...] = ()
    marks: tuple[Mark, ...] = ()
    areas: tuple[AreaMark, ...] = ()
    cells: tuple[Cell, ...] = ()

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Return plain data for JSON. Points are rounded to about a metre; an area gets a point surely inside it."""
        return {
            "zones": [_shallow(zone) for zone in self.zones],
            "marks": [_shallow(mark) | _rounded(mark.lon, mark.lat) for mark in self.marks],
            "areas": [_shallow(area) | _point_inside(area.geojson) for area in self.areas],
            "cells": [_shallow(cell) | _rounded(cell.lon, cell.lat) for cell in self.cells],
        }


def _shallow(value: ZoneShape | Mark | AreaMark | Cell) -> dict[str, Any]:
    """Return the fields as a dict without copying geometry, which `dataclasses.asdict` would do vertex by vertex."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _rounded(lon: float, lat: float) -> dict[str, float]:
    return {"lon": round(lon, _METRE_DECIMALS), "lat": round(lat, _METRE_DECIMALS)}


def _point_inside(geojson: GeoJson) -> dict[str, float]:
    point = shape(geojson).representative_point()
    return _rounded(point.x, point.y)
