"""The `geometry` of a zone: which of its forms it has, and the forms that are made rather than drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.domain.derivation import Band, Circle, Derivation, Side
from dashboard.engine.circles import circle_on_ground
from dashboard.engine.ground import GREATEST_DISTANCE_M, GroundError, buffer_on_ground
from dashboard.ingest.agreements.named_places import NoSuchPlaceError, settlement, unit
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields

_FORMS: Mapping[str, tuple[str, ...]] = {
    "buffer_of": ("from_m", "distance_m", "side"),
    "settlement": ("radius_m",),
    "point": ("radius_m",),
    "region": (),
    "ask": (),
    "file": ("feature",),
}
"""Each form of geometry by the key that tells it, with the keys it has besides."""
GEOMETRY_KEYS = (
    "file",
    "feature",
    "buffer_of",
    "from_m",
    "distance_m",
    "side",
    "settlement",
    "point",
    "radius_m",
    "region",
    "ask",
)
_SIDES: Mapping[str, Side] = {"both": "both", "left": "left", "right": "right"}


@dataclass(frozen=True, slots=True)
class Made:
    """Geometry in lon, lat (EPSG:4326), and how it was made; None where it was drawn."""

    shape: BaseGeometry
    by: Derivation | None = None


def form_of(geometry: Fields) -> str:
    """Return which form of geometry this is; keys of another form are faults."""
    form = next((key for key in _FORMS if geometry.has(key)), "file")
    for key in GEOMETRY_KEYS:
        if geometry.has(key) and key != form and key not in _FORMS[form]:
            geometry.fault(geometry.line_of(key), _out_of_place(key, form, given=geometry.has(form)))
    return form


def asked(geometry: Fields) -> None:
    """Say, as a fault, what geometry a person has to supply."""
    wanted = geometry.text("ask", "what is to be drawn")
    if wanted:
        said = f"still to be supplied: {wanted}; then put {{file: …, feature: …}} in place of 'ask'"
        geometry.fault(geometry.line_of("ask"), said)


def circle(geometry: Fields, gazetteer: Gazetteer | None) -> tuple[Made | None, str]:
    """Return what lies within a radius of a settlement or position, and what a person should know; None where it is at fault."""
    if geometry.has("point"):
        middle, name, reach_m = _point(geometry), "", 0.0
    else:
        name = geometry.text("settlement", "a settlement such as 'Avdiivka, Donetsk oblast'")
        middle, reach_m = _settlement(geometry, name, gazetteer) if name else (None, 0.0)
    given = _metres(geometry, "radius_m") if geometry.has("radius_m") or not reach_m else reach_m
    if middle is None or given is None:
        return None, ""
    try:
        shape = circle_on_ground(*middle, given)
    except GroundError as error:
        geometry.fault(geometry.line, str(error))
        return None, ""
    note = (
        ""
        if geometry.has("radius_m")
        else f"{quoted(name)} has no radius_m and stands with the {given:,.10g} m it is listed with"
    )
    return Made(shape, Circle(given, *middle, name)), note


def region(geometry: Fields, gazetteer: Gazetteer | None) -> Made | None:
    """Return the area of a unit of the theatre; None where it is at fault."""
    name = geometry.text("region", "a unit by code or name, such as UA-14")
    try:
        found, shape = unit(name, gazetteer) if name else (None, None)
    except NoSuchPlaceError as error:
        geometry.fault(geometry.line_of("region"), str(error))
        return None
    return None if found is None else Made(shape, found)


def band(geometry: Fields, shapes: Mapping[str, BaseGeometry], lines: Mapping[str, bool | None]) -> Made | None:
    """Return the area between two distances of a line; None where it is at fault."""
    line = _line_to_widen(geometry, shapes, lines)
    distance_m, side = _metres(geometry, "distance_m"), _side(geometry)
    from_m = _from_m(geometry, distance_m)
    if line is None or distance_m is None or side is None or from_m is None:
        return None
    try:
        shape = _widened(line, distance_m, side)
        if from_m:
            shape = _areas(shapely.difference(shape, _widened(line, from_m, "both")))
    except GroundError as error:
        geometry.fault(geometry.line_of("buffer_of"), str(error))
        return None
    return Made(shape, Band(geometry.text("buffer_of"), distance_m, side, from_m))


@lru_cache(maxsize=64)
def _widened(line: BaseGeometry, distance_m: float, side: Side) -> Polygon | MultiPolygon:
    # An agreement that is being written is read after every change, and most of its bands are those of the reading before.
    return buffer_on_ground(line, distance_m, side)


def _areas(shape: BaseGeometry) -> Polygon | MultiPolygon:
    """Return the areas of a shape, without the lines and points that cutting may leave."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and not part.is_empty]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _out_of_place(key: str, form: str, *, given: bool) -> str:
    if key in _FORMS or key == "feature":
        return f"{key} beside {quoted(form)}, expected one or the other" if given else f"{key} without 'file'"
    owners = " or ".join(quoted(owner) for owner, keys in _FORMS.items() if key in keys)
    what = "the id of the line it is measured from" if owners == "'buffer_of'" else "the place it is measured from"
    return f"{key} without {owners}, expected {what}"


def _point(geometry: Fields) -> tuple[float, float] | None:
    numbers = geometry.numbers("point", "[37.75, 48.14], longitude before latitude")
    if numbers is None:
        return None
    if len(numbers) != 2 or not (abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90):
        said = ", ".join(f"{number:.12g}" for number in numbers)
        geometry.fault(
            geometry.line_of("point"), f"point is [{said}], expected longitude and latitude in degrees: [37.75, 48.14]"
        )
        return None
    return numbers[0], numbers[1]


def _settlement(geometry: Fields, name: str, gazetteer: Gazetteer | None) -> tuple[tuple[float, float] | None, float]:
    try:
        found = settlement(name, gazetteer)
    except NoSuchPlaceError as error:
        geometry.fault(geometry.line_of("settlement"), str(error))
        return None, 1.0
    return (found.lon, found.lat), found.reach_m


def _line_to_widen(geometry: Fields, shapes: Mapping[str, BaseGeometry], lines: Mapping[str, bool | None]) -> BaseGeometry | None:
    wanted = geometry.text("buffer_of", "the id of a zone that is a line")
    if wanted and wanted not in lines:
        hint = did_you_mean(wanted, (one for one, is_line in lines.items() if is_line is not False))
        geometry.fault(
            geometry.line_of("buffer_of"), f"buffer_of names {quoted(wanted)}, which is no zone of this agreement{hint}"
        )
    if lines.get(wanted) is False:
        geometry.fault(geometry.line_of("buffer_of"), f"buffer_of names {quoted(wanted)}, which is an area, expected a line")
    return shapes.get(wanted) if lines.get(wanted) else None


def _metres(geometry: Fields, key: str) -> float | None:
    expected = f"metres as a plain number, more than 0 and at most {GREATEST_DISTANCE_M:.0f}"
    if not geometry.has(key):
        geometry.missing(key, expected)
        return None
    metres = geometry.number(key, expected)
    if metres is not None and not 0 < metres <= GREATEST_DISTANCE_M:
        geometry.fault(geometry.line_of(key), f"{key} is {metres:.12g}, expected {expected}")
        return None
    return metres


def _from_m(geometry: Fields, distance_m: float | None) -> float | None:
    """Return where a band begins, 0 where it begins at the line; None where that is at fault."""
    if not geometry.has("from_m"):
        return 0.0
    # The longest distances hold half a per cent: a thinner band would be made of what they are wrong by.
    expected = "metres as a plain number, 0 or more and at most 99 % of distance_m"
    from_m = geometry.number("from_m", expected)
    if from_m is not None and not 0 <= from_m <= 0.99 * (distance_m or GREATEST_DISTANCE_M):
        geometry.fault(geometry.line_of("from_m"), f"from_m is {from_m:.12g}, expected {expected}")
        return None
    return from_m


def _side(geometry: Fields) -> Side | None:
    expected = "both, left or right (of the way the line runs)"
    side = geometry.text("side", expected)
    if side and side not in _SIDES:
        geometry.fault(geometry.line_of("side"), f"side is {quoted(side)}, expected {expected}")
    return _SIDES.get(side)
