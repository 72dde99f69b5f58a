"""The zones of an agreement: drawn in a GeoJSON file beside it, measured from a line or a place, or a unit of the theatre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import ALWAYS, Zone
from dashboard.ingest.agreements.bundle import AgreementBundle, stays_inside
from dashboard.ingest.agreements.geometry import GEOMETRY_KEYS, Made, asked, band, circle, form_of, region
from dashboard.ingest.agreements.times import read_intervals
from dashboard.ingest.geojson import Feature, FeatureFile, GeojsonError, called, read_geojson, text_of
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields, own_name

_ZONE_KEYS = ("id", "name", "kind", "geometry", "in_force", "suspended")
_LARGE_BYTES = 200_000
"""A file that takes a moment to read."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A zone as declared, its own faults already said; `geometry` is None where there was none to read."""

    id: str
    fields: Fields
    geometry: Fields | None
    form: str


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that could be made; `lines` tells for every declared id, made or not, whether it is a line (None: not known).

    drawn: the geometry that the text of the agreement does not give by itself, by zone id.
    """

    made: tuple[Zone, ...]
    lines: Mapping[str, bool | None]
    drawn: tuple[tuple[str, BaseGeometry], ...]
    notes: tuple[str, ...]


def read_zones(root: Fields, zone: ZoneInfo, bundle: AgreementBundle, gazetteer: Gazetteer | None) -> Zones:
    """Read the list of zones and make their geometry, lon/lat in EPSG:4326. Faults go to the root's problems."""
    declared, notes = _declared(root), list[str]()
    drawings = _Drawings(bundle)
    made = {one.id: found for one in declared if (found := _found(one, drawings, gazetteer, notes)) is not None}
    drawn = tuple((zone_id, one.shape) for zone_id, one in made.items())
    lines = {one.id: _is_line(one, made.get(one.id)) for one in declared}
    shapes = dict(drawn)
    for one in declared:
        if one.geometry is not None and one.form == "buffer_of" and (wide := band(one.geometry, shapes, lines)) is not None:
            made[one.id] = wide
    zones = tuple(_zone(one, made.get(one.id), zone) for one in declared)
    return Zones(tuple(one for one in zones if one is not None), lines, drawn, (*drawings.notes, *notes))


def _declared(root: Fields) -> tuple[Declared, ...]:
    found: dict[str, Declared] = {}
    for number, node in enumerate(root.each("zones"), 1):
        fields = Fields(node, own_name(node, "zone", number), _ZONE_KEYS, root.problems)
        identifier = fields.text("id", "a short text that names the zone")
        geometry = fields.fields("geometry", GEOMETRY_KEYS)
        if geometry is None:
            fields.missing("geometry", "{file, feature} or {buffer_of, distance_m, side}")
        if identifier in found:
            first = found[identifier].fields.line_of("id")
            fields.fault(fields.line_of("id"), f"the id stands here and in line {first}, expected once")
        elif identifier:
            found[identifier] = Declared(identifier, fields, geometry, form_of(geometry) if geometry else "")
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
            return _read_large(data, name) if len(data) > _LARGE_BYTES else read_geojson(data, name)
        except GeojsonError as error:
            for problem in error.problems:
                geometry.problems.add_of_other_file(line, problem)
            return None


@lru_cache(maxsize=4)
def _read_large(data: bytes, name: str) -> FeatureFile:
    """Read a file, or return what it read as before: a draft with a zone of a million corners is checked at each change."""
    return read_geojson(data, name)


def _found(declared: Declared, drawings: _Drawings, gazetteer: Gazetteer | None, notes: list[str]) -> Made | None:
    """Return the geometry of a zone that is not measured from another one; None where it is, or is at fault."""
    geometry = declared.geometry
    if geometry is None or declared.form == "buffer_of":
        return None
    match declared.form:
        case "settlement" | "point":
            made, note = circle(geometry, gazetteer)
            if note:
                notes.append(f"{declared.fields.where}: {note}")
            return made
        case "region":
            return region(geometry, gazetteer)
        case "ask":
            asked(geometry)
            return None
        case _:
            shape = _drawn_shape(geometry, drawings)
            return None if shape is None else Made(shape)


def _drawn_shape(geometry: Fields, drawings: _Drawings) -> BaseGeometry | None:
    """Return the geometry of the one feature a zone refers to; None where it is at fault."""
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


def _is_line(declared: Declared, made: Made | None) -> bool | None:
    if declared.form in ("buffer_of", "settlement", "point", "region"):
        return False
    return None if made is None else isinstance(made.shape, LineString | MultiLineString)


def _zone(declared: Declared, made: Made | None, zone: ZoneInfo) -> Zone | None:
    fields = declared.fields
    name = fields.text("name", "what the zone is called")
    kind = fields.optional_text("kind")
    in_force, suspended = read_intervals(fields, "in_force", zone), read_intervals(fields, "suspended", zone)
    if made is None:
        return None
    return Zone(declared.id, name or declared.id, kind, made.shape, in_force or ALWAYS, suspended, made.by)
