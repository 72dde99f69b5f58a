"""A strict reader of GeoJSON (RFC 7946): bytes in, features with checked geometry out.

Coordinates are lon, lat in WGS 84. What can be repaired in one way only is repaired and noted; everything else is refused, with
the file, the feature and the place of the fault.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from shapely.geometry.base import BaseGeometry

from dashboard.ingest.errors import IngestError
from dashboard.ingest.geojson_geometry import GeometryFaultError, read_geometry
from dashboard.ingest.quoting import quoted

_WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326", "WGS84", "WGS 84")
_MOST_SAID = 20


class GeojsonError(IngestError):
    """A GeoJSON file that cannot be used. `problems` holds every fault found, each naming file and feature."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature. index: its 0-based place in the file. id, name: "" where it has none. geometry: valid, EPSG:4326, 2-D."""

    index: int
    id: str
    name: str
    properties: Mapping[str, object]
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """The features of a file in its order, and what was repaired or dropped while reading."""

    name: str
    features: tuple[Feature, ...]
    notes: tuple[str, ...]


def read_geojson(data: bytes, file: str) -> FeatureFile:
    """Read a FeatureCollection, a Feature or a bare geometry. Raises GeojsonError with every faulty feature (at most 20 said)."""
    document = document_of(data, file)
    features: list[Feature] = []
    problems: list[str] = []
    repairs: Counter[str] = Counter()
    for index, raw in enumerate(raw_features(document, file)):
        try:
            features.append(_feature(raw, index, repairs))
        except GeometryFaultError as fault:
            problems.append(f"{file}: {_called(raw, index)}: {fault}")
    problems.extend(f"{file}: id {quoted(one)} stands on {count} features, expected on one" for one, count in _repeated(features))
    if problems:
        more = len(problems) - _MOST_SAID
        raise GeojsonError((*problems[:_MOST_SAID], *([f"{file}: {more} more features are faulty"] if more > 0 else [])))
    notes = tuple(f"{file}: {repair} ({count} feature{'s' * (count > 1)})" for repair, count in repairs.items())
    return FeatureFile(file, tuple(features), notes)


def called(feature: Feature) -> str:
    """Return how messages name a feature."""
    return _named(feature.index, feature.name or feature.id)


def document_of(data: bytes, file: str) -> Mapping[str, object]:
    try:
        text = data.decode("utf-8-sig")
        del data  # a large file has no room for its bytes beside its text and what the text comes to
    except UnicodeDecodeError as error:
        raise GeojsonError((f"{file}: byte {error.start} is not UTF-8, which GeoJSON has to be",)) from error
    try:
        document = json.loads(text, parse_constant=_refuse_constant, parse_int=_whole, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise GeojsonError((f"{file}: {_not_json(error)}",)) from error
    except ValueError as error:
        raise GeojsonError((f"{file}: {error}",)) from error
    except RecursionError as error:
        raise GeojsonError((f"{file}: brackets are nested too deep to be GeoJSON",)) from error
    if not isinstance(document, dict):
        raise GeojsonError((f"{file}: found {_kind(document)}, expected a GeoJSON object",))
    _check_crs(document, file)
    return document


def _not_json(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data" and error.lineno > 1 and error.doc[error.pos] == "{":
        return f"a second JSON object begins at line {error.lineno}, expected one FeatureCollection; put the features into one"
    return f"not JSON at line {error.lineno}, column {error.colno}: {error.msg.lower()}"


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"found {word}, expected a finite number")


def _whole(digits: str) -> int:
    if len(digits) > 300:
        raise ValueError(f"found a number of {len(digits)} digits, expected one a double can hold")
    return int(digits)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"member {quoted(twice)} stands twice in one object")
    return members


def _check_crs(document: Mapping[str, object], file: str) -> None:
    if "crs" not in document:
        return
    crs = document["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not (isinstance(name, str) and name.upper().endswith(_WGS84)):
        found = quoted(name if isinstance(name, str) else json.dumps(crs))
        raise GeojsonError((f"{file}: coordinates are in crs {found}, expected WGS 84 longitude and latitude (RFC 7946)",))


def raw_features(document: Mapping[str, object], file: str) -> Iterator[object]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise GeojsonError((f"{file}: `features` is {_kind(features)}, expected a list",))
        if not features:
            raise GeojsonError((f"{file}: the list of features is empty",))
        yield from features
    elif kind == "Feature":
        yield document
    elif "coordinates" in document or kind == "GeometryCollection":
        yield {"type": "Feature", "properties": {}, "geometry": document}
    elif kind is None:
        raise GeojsonError((f"{file}: this is JSON without a `type`, expected GeoJSON; export the table as CSV or GeoJSON",))
    else:
        raise GeojsonError((f"{file}: `type` is {quoted(kind)}, expected FeatureCollection, Feature or a geometry",))


def _feature(raw: object, index: int, repairs: Counter[str]) -> Feature:
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        found = f"type {quoted(raw.get('type'))}" if isinstance(raw, dict) else _kind(raw)
        raise GeometryFaultError(f"found {found}, expected a Feature")
    properties = raw.get("properties", {})
    if properties is None:
        properties = {}
    if not isinstance(properties, dict):
        raise GeometryFaultError(f"`properties` is {_kind(properties)}, expected an object or null")
    try:
        json.dumps([properties, raw.get("id")], ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise GeometryFaultError(r"a text holds half a character (a lone \ud800 to \udfff)") from error
    geometry, mended = read_geometry(raw.get("geometry"))
    repairs.update(mended)
    return Feature(index, _identifier(raw.get("id")), text_of(properties.get("name")), properties, geometry)


def text_of(value: object) -> str:
    """Return a text or a number as text, "" for anything else: what may name a feature."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _identifier(value: object) -> str:
    if value is not None and not text_of(value):
        raise GeometryFaultError(f"`id` is {_kind(value)}, expected a text or a number")
    return text_of(value)


def _repeated(features: list[Feature]) -> Iterator[tuple[str, int]]:
    counted = Counter(feature.id for feature in features if feature.id)
    yield from ((one, count) for one, count in counted.items() if count > 1)


def _called(raw: object, index: int) -> str:
    properties = raw.get("properties") if isinstance(raw, dict) else None
    name = text_of(properties.get("name")) if isinstance(properties, dict) else ""
    return _named(index, name or (text_of(raw.get("id")) if isinstance(raw, dict) else ""))


def _named(index: int, name: str) -> str:
    return f"feature {index + 1} {quoted(name)}" if name else f"feature {index + 1}"


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null or missing")
