"""Headings over a column whose cells hold a whole position, and the order that some of them declare."""

from collections.abc import Iterable
from itertools import islice, product

from dashboard.ingest.coordinates import Order, Refused, read_pair
from dashboard.ingest.coordinates.pair import NO_POSITION, ONLY_ONE

_LATITUDES, _LONGITUDES = ("lat", "latitude", "широта"), ("lon", "long", "lng", "longitude", "довгота", "долгота")
_BETWEEN = ("", "_", "/", ",", ",_", "_/_", ";", ";_")
_ORDERS: dict[str, Order] = {
    **{f"{lat}{mark}{lon}": "lat,lon" for lat, mark, lon in product(_LATITUDES, _BETWEEN, _LONGITUDES)},
    **{f"{lon}{mark}{lat}": "lon,lat" for lat, mark, lon in product(_LATITUDES, _BETWEEN, _LONGITUDES)},
}
"""In the form `heading` gives."""
COORDINATE_HEADINGS: tuple[str, ...] = (
    "coordinate", "coords", "coord", "position", "geo_position", "gps", "gps_coordinates", "gps_position", "координати",
    "координаты", "mgrs", "mgrs_coordinates", "grid", "grid_reference", "utm", "plus_code", "pluscode", "olc", "wkt", "geom",
    "the_geom", "geometry", "geopoint", "geo_point", "geo_uri", "geolocation", *_ORDERS,
)  # fmt: skip
"""Other headings that `coordinates` may stand under, in the form `heading` gives. Some can mean something else as well, so
the cells below have to look like positions."""
_SAMPLE = 50


def order_in_heading(name: str) -> Order:
    """Return the order a heading such as `lat/lon` declares, empty where it declares none."""
    return _ORDERS.get(name, "")


def hold_positions(cells: Iterable[str]) -> bool:
    """Whether at least half of the first filled cells look like positions, mended or not. True where none is filled."""
    sample = list(islice((cell for cell in cells if cell.strip()), _SAMPLE))
    return 2 * sum(map(_looks_like_one, sample)) >= len(sample)


def _looks_like_one(cell: str) -> bool:
    outcome = read_pair(cell, "lat,lon")
    return not isinstance(outcome, Refused) or not outcome.reason.startswith((NO_POSITION, ONLY_ONE))
