"""KML (OGC 2.3) as tables, one for each document: placemarks are rows, with their times as written.

Read here rather than by a library of map formats, which turn a day into a midnight. Coordinates are lon, lat in WGS 84.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shapely.errors import GEOSException
from shapely.geometry import GeometryCollection, LineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.ingest.containers.events import Event, RefusedError, Wanted
from dashboard.ingest.containers.features import Feature, as_table, checked, faulty
from dashboard.ingest.containers.xml_pull import Tag, pulled
from dashboard.ingest.geojson_geometry import GeometryFaultError
from dashboard.ingest.quoting import quoted

_PATHS = ("Point", "LineString", "LinearRing")
_GROUPS = ("Polygon", "MultiGeometry")
_NOT_READ = ("Model", "Track", "MultiTrack", "NetworkLink", "GroundOverlay")
_AROUND_COMMAS = re.compile(r"\s*,\s*")
_TIMES = {"when": "observed_from", "begin": "observed_from", "end": "observed_to"}
Position = tuple[float, ...]


def read(folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Yield the placemarks of the file `input` in a folder as one table. Raises RefusedError.

    Folders are kept as a column: they part placemarks, not tables.
    """
    with (folder / "input").open("rb") as source:
        document = _Document()
        document.take(pulled(source, "the KML document"))
    if not document.features:
        raise RefusedError("the KML document holds no placemark")
    notes = [f"{count} {what} elements not read" for what, count in document.not_read.items()]
    yield from as_table("", document.features, notes, outlines=wanted.outlines)


@dataclass(slots=True)
class _Document:
    features: list[Feature] = field(default_factory=list)
    not_read: dict[str, int] = field(default_factory=dict)
    _folders: list[str] = field(default_factory=list)

    def take(self, tags: Iterator[Tag]) -> None:
        path: list[str] = []
        for begins, name, _, text in tags:
            if begins and name == "Placemark":
                self._placemark(tags)
            elif begins:
                path.append(name)
                if name == "Folder":
                    self._folders.append("")
                if name in _NOT_READ:
                    self.not_read[name] = self.not_read.get(name, 0) + 1
            else:
                path.pop()
                if name == "Folder":
                    self._folders.pop()
                elif name == "name" and path[-1:] == ["Folder"]:
                    self._folders[-1] = text.strip()

    def _placemark(self, tags: Iterator[Tag]) -> None:
        found = _Placemark()
        found.take(tags)
        for name in found.not_read:
            self.not_read[name] = self.not_read.get(name, 0) + 1
        number = len(self.features) + 1
        folder = " / ".join(filter(None, self._folders))
        properties = {**found.data, **_under_free_names(found.own, found.data), **({"folder": folder} if folder else {})}
        try:
            shapes = [_shape(one) for one in found.shapes]
            geometry = None if not shapes else checked(shapes[0] if len(shapes) == 1 else GeometryCollection(shapes))
        except GeometryFaultError as error:
            self.features.append(faulty(number, properties, error, "; ".join(found.coordinates)))
            return
        self.features.append(Feature(number, properties, geometry))


def _under_free_names(own: dict[str, str], data: dict[str, str]) -> dict[str, str]:
    """Return what the placemark itself says by heading: its times are observed times, unless its data names such a column."""
    said = {}
    if "begin" in own and "end" not in own:
        # A span without an end goes on; as a bare time it would be that time alone.
        own = {**own, "begin": f"since {own['begin']}"}
    for name, text in own.items():
        heading = _TIMES.get(name, name)
        said[name if heading in data else heading] = text
    return {name if name not in data else f"placemark {name}": text for name, text in said.items()}


@dataclass(slots=True)
class _Path:
    """A shape as written: the kind of element, its coordinates, and the shapes it is made of."""

    kind: str
    text: str = ""
    parts: list["_Path"] = field(default_factory=list)


@dataclass(slots=True)
class _Placemark:
    own: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    shapes: list[_Path] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    coordinates: list[str] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _open: list[_Path] = field(default_factory=list)
    _data_name: str = ""

    def take(self, tags: Iterator[Tag]) -> None:
        """Take everything up to the end of the placemark."""
        for begins, name, attributes, text in tags:
            if begins:
                self._path.append(name)
                self._begin(name, attributes)
            elif not self._path:
                return
            else:
                self._path.pop()
                self._end(name, text)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("Data", "SimpleData"):
            self._data_name = attributes.get("name", "")
        elif name in (*_PATHS, *_GROUPS):
            shape = _Path(name)
            (self._open[-1].parts if self._open else self.shapes).append(shape)
            self._open.append(shape)
        elif name in _NOT_READ:
            self.not_read.append(name)

    def _end(self, name: str, text: str) -> None:
        if name == "coordinates" and self._open:
            self._open[-1].text = text
            self.coordinates.append(text.strip())
        elif name in (*_PATHS, *_GROUPS):
            self._open.pop()
        elif (name == "value" and self._path[-1:] == ["Data"]) or name == "SimpleData":
            self.data[self._data_name] = text
        elif text.strip() and (not self._path or self._path in (["TimeStamp"], ["TimeSpan"])):
            self.own[name] = text.strip()


def _shape(path: _Path) -> BaseGeometry:
    """Return a shape. Raises GeometryFaultError."""
    try:
        match path.kind:
            case "Point":
                return Point(_only_position(path.text))
            case "LineString" | "LinearRing":
                return LineString(_positions(path.text, least=2))
            case "Polygon":
                rings = [_positions(ring.text, least=4) for ring in path.parts]
                if not rings:
                    raise GeometryFaultError("a polygon has no ring")
                return Polygon(rings[0], rings[1:])
            case _:
                return _together([_shape(part) for part in path.parts])
    except (GEOSException, ValueError) as error:
        if isinstance(error, GeometryFaultError):
            raise
        raise GeometryFaultError(str(error).splitlines()[0]) from error


def _together(parts: list[BaseGeometry]) -> BaseGeometry:
    if parts and all(isinstance(part, Polygon) for part in parts):
        return MultiPolygon(parts)
    if parts and all(isinstance(part, Point) for part in parts):
        return MultiPoint(parts)
    return GeometryCollection(parts)


def _only_position(text: str) -> Position:
    positions = _positions(text, least=1)
    if len(positions) > 1:
        raise GeometryFaultError(f"a point has {len(positions)} positions, expected one")
    return positions[0]


def _positions(text: str, *, least: int) -> list[Position]:
    positions: list[Position] = []
    # Blanks part positions; those beside a comma, which the standard forbids and people write, can mean nothing else.
    for written in _AROUND_COMMAS.sub(",", text).split():
        parts = written.split(",")
        try:
            numbers = tuple(float(part) for part in parts if part)
        except ValueError as error:
            raise GeometryFaultError(f"found the coordinates {quoted(written)}, expected longitude,latitude") from error
        if len(numbers) not in (2, 3):
            raise GeometryFaultError(f"found the coordinates {quoted(written)}, expected longitude,latitude")
        positions.append(numbers)
    if len(positions) < least:
        raise GeometryFaultError(f"found {len(positions)} positions, expected {least} or more")
    if len({len(position) for position in positions}) > 1:
        positions = [position[:2] for position in positions]
    return positions
