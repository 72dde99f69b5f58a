"""GeoJSON (RFC 7946) as a table of observations: a faulty feature is a rejected row, and the rest goes on."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from shapely.geometry import shape as shape_of

from dashboard.ingest.containers.events import Event, RefusedError, Wanted
from dashboard.ingest.containers.features import Feature, as_table, faulty
from dashboard.ingest.geojson import GeojsonError, document_of, raw_features
from dashboard.ingest.geojson_geometry import GeometryFaultError, read_geometry

_FILE = "input"


def read(folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Yield the features of the file `input` in a folder as one table. Raises RefusedError."""
    del wanted  # GeoJSON has no layers to choose from
    try:
        document = document_of((folder / _FILE).read_bytes(), _FILE)
        features = [_feature(raw, number) for number, raw in enumerate(raw_features(document, _FILE), 1)]
    except GeojsonError as error:
        raise RefusedError(error.problems[0].removeprefix(f"{_FILE}: ")) from error
    yield from as_table("", features)


def _feature(raw: object, number: int) -> Feature:
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        return Feature(number, {}, None, fault="this is no Feature object", raw=json.dumps(raw))
    texts = _properties(raw)
    try:
        json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return Feature(number, {}, None, fault=r"a text holds half a character (a lone \ud800 to \udfff)", raw=json.dumps(raw))
    if raw.get("geometry") is None:
        return Feature(number, texts, None)
    try:
        read_geometry(raw["geometry"])
    except GeometryFaultError as error:
        return faulty(number, texts, error, json.dumps(raw, ensure_ascii=False))
    # As written: heights and repeated positions are the sender's.
    return Feature(number, texts, shape_of(raw["geometry"]))


def _properties(raw: Mapping[str, object]) -> dict[str, str]:
    properties = raw.get("properties")
    if not isinstance(properties, dict):
        properties = {} if properties is None else {"properties": properties}
    texts = {key: _text(value) for key, value in properties.items()}
    if "id" in raw:
        texts["id" if "id" not in texts else "feature id"] = _text(raw["id"])
    return texts


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
