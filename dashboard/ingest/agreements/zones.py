"""The zones of an agreement: drawn in a GeoJSON file beside it, or everything within a distance of a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import ALWAYS, Zone
from dashboard.domain.derivation import Band, Derivation
from dashboard.engine.ground import GREATEST_DISTANCE_M, GroundError, Side, buffer_on_ground
from dashboard.ingest.agreements.bundle import AgreementBundle, stays_inside
from dashboard.ingest.agreements.times import read_intervals
from dashboard.ingest.geojson import Feature, FeatureFile, GeojsonError, called, read_geojson, text_of
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields, own_name

_ZONE_KEYS = ("id", "name", "kind", "geometry", "in_force", "suspended")
_GEOMETRY_KEYS = ("file", "feature", "buffer_of", "distance_m", "side")
_SIDES: Mapping[str, Side] = {"both": "both", "left": "left", "right": "right"}


@dataclass(frozen=True, slots=True)
class Declared:
    """A zone as declared, its own faults already said; `geometry` is None where there was none to read."""

    id: str
    fields: Fields
    geometry: Fields | None


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that could be made; `lines` tells for every declared id, made or not, whether it is a line (None: not known)."""

    made: tuple[Zone, ...]
    lines: Mapping[str, bool | None]
    drawn: tuple[tuple[str, BaseGeometry], ...]
    notes: tuple[str, ...]


def read_zones(root: Fields, zone: ZoneInfo, bundle: AgreementBundle) -> Zones:
    """Read the list of zones and make their geometry, lon/lat in EPSG:4326. Faults go to the root's problems."""
    declared = _declared(root)
    drawings = _Drawings(bundle)
    shapes = {one.id: shape for one in declared if (shape := _drawn_shape(one, drawings)) is not None}
    drawn = tuple(shapes.items())
    lines = {one.id: _is_line(one, shapes.get(one.id)) for one in declared}
    for one in declared:
        shape = _widened_shape(one, shapes, lines)
        if shape is not None:
            shapes[one.id] = shape
    made = tuple(_zone(one, shapes.get(one.id), zone) for one in declared)
    return Zones(tuple(one for one in made if one is not None), lines, drawn, drawings.notes)


def _declared(root: Fields) -> tuple[Declared, ...]:
    found: dict[str, Declared] = {}
    for number, node in enumerate(root.each("zones"), 1):
        fields = Fields(node, own_name(node, "zone", number), _ZONE_KEYS, root.problems)
        identifier = fields.text("id", "a short text that names the zone")
        geometry = fields.fields("geometry", _GEOMETRY_KEYS)
        if geometry is None:
            fields.missing("geometry", "{file, feature} or {buffer_of, distance_m, side}")
        if identifier in found:
            first = found[identifier].fields.line_of("id")
            fields.fault(fields.line_of("id"), f"the id stands here and in line {first}, expected once")
        elif identifier:
            found[identifier] = Declared(identifier, fields, geometry)
    return tuple(found.values())


class _Drawings:
    """The geometry files of a bundle, each read once."""

    def __init__(self, bundle: AgreementBundle) -> None:
        self._bundle = bundle
        self._read: dict[str, FeatureFile | None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What was repaired while reading."""
        return tuple(note for file in self._read.values() if file is not None for note in file.notes)

    def features(self, geometry: Fields, name: str) -> tuple[Feature, ...]:
        """Return the features of a named file; none where it cannot be read, which is then said once."""
        if name not in self._read:
            self._read[name] = self._file(geometry, name)
        file = self._read[name]
        return () if file is None else file.features

    def _file(self, geometry: Fields, name: str) -> FeatureFile | None:
        line = geometry.line_of("file")
        if not stays_inside(name):
            geometry.fault(line, f"file {quoted(name)} leads out of the agreement's folder, expected a file in or below it")
            return None
        data = self._bundle.named(name)
        if data is None:
            geometry.fault(line, f"file {quoted(name)} is not there, expected it in or below the agreement's folder")
            return None
        try:
            return read_geojson(data, name)
        except GeojsonError as error:
            for problem in error.problems:
                geometry.problems.add_of_other_file(line, problem)
            return None


def _drawn_shape(declared: Declared, drawings: _Drawings) -> BaseGeometry | None:
    """Return the geometry of the one feature a zone refers to; None where it is not drawn or is at fault."""
    geometry = declared.geometry
    if geometry is None or geometry.has("buffer_of"):
        return None
    for key in ("distance_m", "side"):
        if geometry.has(key):
            geometry.fault(geometry.line_of(key), f"{key} without 'buffer_of', expected the id of the line it is measured from")
    name = geometry.text("file", "a GeoJSON file beside the agreement, or 'buffer_of'")
    features = drawings.features(geometry, name) if name else ()
    feature = _one_feature(geometry, features) if features else None
    if feature is None:
        return None
    if not isinstance(feature.geometry, Polygon | MultiPolygon | LineString | MultiLineString):
        found = feature.geometry.geom_type
        geometry.fault(
            geometry.line_of("feature"), f"{called(feature)} is a {found}, expected a polygon, or a line to measure from"
        )
        return None
    return feature.geometry


def _one_feature(geometry: Fields, features: Sequence[Feature]) -> Feature | None:
    file = geometry.text("file")
    if not geometry.has("feature"):
        if len(features) > 1:
            geometry.fault(geometry.line, f"{file} holds {len(features)} features, expected 'feature' to say which")
        return features[0] if len(features) == 1 else None
    wanted = geometry.text("feature", "the id or name of a feature")
    matching = [one for one in features if wanted in _names(one)]
    if wanted and not matching:
        hint = did_you_mean(wanted, sorted({name for one in features for name in _names(one)}))
        geometry.fault(geometry.line_of("feature"), f"{file} has no feature with id or name {quoted(wanted)}{hint}")
    if wanted and len(matching) > 1:
        which = ", ".join(str(one.index + 1) for one in matching)
        said = f"{quoted(wanted)} names features {which} of {file}, expected one: give them ids and name it by id"
        geometry.fault(geometry.line_of("feature"), said)
    return matching[0] if wanted and len(matching) == 1 else None


def _names(feature: Feature) -> set[str]:
    # Some GIS write the id among the properties only.
    return {feature.id, feature.name, text_of(feature.properties.get("id"))} - {""}


def _is_line(declared: Declared, shape: BaseGeometry | None) -> bool | None:
    if declared.geometry is not None and declared.geometry.has("buffer_of"):
        return False
    return None if shape is None else isinstance(shape, LineString | MultiLineString)


def _widened_shape(
    declared: Declared, shapes: Mapping[str, BaseGeometry], lines: Mapping[str, bool | None]
) -> BaseGeometry | None:
    """Return the area within a distance of a line; None where the zone is none such or is at fault."""
    geometry = declared.geometry
    if geometry is None or not geometry.has("buffer_of"):
        return None
    for key in ("file", "feature"):
        if geometry.has(key):
            geometry.fault(geometry.line_of(key), f"{key} beside 'buffer_of', expected one or the other")
    line = _line_to_widen(geometry, shapes, lines)
    distance_m, side = _distance(geometry), _side(geometry)
    if line is None or distance_m is None or side is None:
        return None
    try:
        return buffer_on_ground(line, distance_m, side)
    except GroundError as error:
        geometry.fault(geometry.line_of("buffer_of"), str(error))
        return None


def _line_to_widen(geometry: Fields, shapes: Mapping[str, BaseGeometry], lines: Mapping[str, bool | None]) -> BaseGeometry | None:
    wanted = geometry.text("buffer_of", "the id of a zone that is a line")
    if wanted and wanted not in lines:
        hint = did_you_mean(wanted, lines)
        geometry.fault(
            geometry.line_of("buffer_of"), f"buffer_of names {quoted(wanted)}, which is no zone of this agreement{hint}"
        )
    if lines.get(wanted) is False:
        geometry.fault(geometry.line_of("buffer_of"), f"buffer_of names {quoted(wanted)}, which is an area, expected a line")
    return shapes.get(wanted) if lines.get(wanted) else None


def _distance(geometry: Fields) -> float | None:
    expected = f"metres as a plain number, more than 0 and at most {GREATEST_DISTANCE_M:.0f}"
    if not geometry.has("distance_m"):
        geometry.missing("distance_m", expected)
        return None
    distance_m = geometry.number("distance_m", expected)
    if distance_m is not None and not 0 < distance_m <= GREATEST_DISTANCE_M:
        geometry.fault(geometry.line_of("distance_m"), f"distance_m is {distance_m:.12g}, expected {expected}")
        return None
    return distance_m


def _side(geometry: Fields) -> Side | None:
    expected = "both, left or right (of the way the line runs)"
    side = geometry.text("side", expected)
    if side and side not in _SIDES:
        geometry.fault(geometry.line_of("side"), f"side is {quoted(side)}, expected {expected}")
    return _SIDES.get(side)


def _zone(declared: Declared, shape: BaseGeometry | None, zone: ZoneInfo) -> Zone | None:
    fields = declared.fields
    name = fields.text("name", "what the zone is called")
    kind = fields.optional_text("kind")
    in_force, suspended = read_intervals(fields, "in_force", zone), read_intervals(fields, "suspended", zone)
    if shape is None or not name:
        return None
    return Zone(declared.id, name, kind, shape, in_force or ALWAYS, suspended, _made(declared.geometry))


def _made(geometry: Fields | None) -> Derivation | None:
    if geometry is None or not geometry.has("buffer_of"):
        return None
    return Band(geometry.text("buffer_of"), float(geometry.text("distance_m")), _SIDES[geometry.text("side")])
