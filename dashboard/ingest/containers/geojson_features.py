"""GeoJSON (RFC 7946) as a table of observations: a faulty feature is a rejected row, and the rest goes on."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry import Point
from shapely.geometry import shape as shape_of

from dashboard.ingest.containers.events import Event, RefusedError, Wanted
from dashboard.ingest.containers.features import Feature, as_table, faulty, is_on_earth
from dashboard.ingest.geojson import GeojsonError, document_of, raw_features
from dashboard.ingest.geojson_geometry import GeometryFaultError, read_geometry

_FILE = "input"
_HALF = rb"\ud"


def read(folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Yield the features of the file `input` in a folder as one table. Raises RefusedError."""
    may_be_halved = _HALF in (folder / _FILE).read_bytes().lower()
    try:
        document = document_of((folder / _FILE).read_bytes(), _FILE)
        features = [
            _halved(number, raw) if may_be_halved and _is_halved(raw) else _feature(raw, number)
            for number, raw in enumerate(raw_features(document, _FILE), 1)
        ]
    except GeojsonError as error:
        raise RefusedError(error.problems[0].removeprefix(f"{_FILE}: ")) from error
    yield from as_table("", features, outlines=wanted.outlines)


def _feature(raw: object, number: int) -> Feature:
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        return Feature(number, {}, None, fault="this is no Feature object", raw=json.dumps(raw))
    texts = _properties(raw)
    if raw.get("geometry") is None:
        return Feature(number, texts, None)
    if (point := _point(raw["geometry"])) is not None:
        raw["geometry"] = None
        return Feature(number, texts, point)
    try:
        read_geometry(raw["geometry"])
    except GeometryFaultError as error:
        return faulty(number, texts, error, json.dumps(raw["geometry"], ensure_ascii=False))
    # As written: heights and repeated positions are the sender's.
    return Feature(number, texts, shape_of(raw["geometry"]))


def _point(geometry: object) -> Point | None:
    """Return a sound point, None for anything that takes a closer look."""
    match geometry:
        case {"type": "Point", "coordinates": [float() | int() as lon, float() | int() as lat, *heights]}:
            numbers = (lon, lat, *heights[:1])
            if is_on_earth(lon, lat) and all(type(number) in (int, float) for number in numbers):
                return Point(numbers)
    return None


def _is_halved(raw: object) -> bool:
    try:
        json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _halved(number: int, raw: object) -> Feature:
    return Feature(number, {}, None, fault=r"a text holds half a character (a lone \ud800 to \udfff)", raw=json.dumps(raw))


def _properties(raw: dict[str, object]) -> dict[str, str]:
    written = raw.pop("properties", None)
    properties: dict[str, Any] = written if isinstance(written, dict) else {}
    if written is not None and not isinstance(written, dict):
        properties["properties"] = written
    # In place: a large file has no room for its properties twice.
    for key, value in properties.items():
        if not isinstance(value, str):
            properties[key] = _text(value)
    if "id" in raw:
        properties["id" if "id" not in properties else "feature id"] = _text(raw["id"])
    return properties


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
