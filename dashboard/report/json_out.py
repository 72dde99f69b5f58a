"""Tables as JSON, lossless: no cell is altered for a spreadsheet's sake, and every number has all its digits."""

import json
import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from dashboard.report.cells import moment_texts
from dashboard.report.csv_out import utf8

NO_GEOMETRY = "null"


def jsonl_bytes(table: pd.DataFrame) -> bytes:
    """Return JSON Lines: one object per row with every column by name; NaN is null, times are ISO 8601 in UTC."""
    return utf8("".join(f"{row}\n" for row in _objects(table)))


def features_bytes(table: pd.DataFrame, geometries: Sequence[str], *, id_column: str) -> bytes:
    """Return a GeoJSON FeatureCollection (RFC 7946): one feature per row with its geometry, which is handed in as GeoJSON text.

    Every column is a property; one feature stands on each line.
    """
    identifiers = (_json(identifier) for identifier in table[id_column].tolist())
    features = ",\n".join(
        f'{{"type":"Feature","id":{identifier},"geometry":{geometry},"properties":{row}}}'
        for identifier, geometry, row in zip(identifiers, geometries, _objects(table), strict=True)
    )
    return utf8(f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n')


def point_json(lon: float, lat: float) -> str:
    """Return a GeoJSON point as text, with all the digits; null where it is NaN."""
    return NO_GEOMETRY if math.isnan(lon) or math.isnan(lat) else f'{{"type":"Point","coordinates":[{lon!r},{lat!r}]}}'


def _objects(table: pd.DataFrame) -> Iterator[str]:
    keys = (_json(str(name)).replace("%", "%%") for name in table.columns)
    template = "{" + ",".join(f"{key}:%s" for key in keys) + "}"
    columns = [_values(table[name]) for name in table.columns]
    return (template % row for row in zip(*columns, strict=True))


def _values(column: pd.Series) -> list[str]:
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return [f'"{text}"' for text in moment_texts(column)]
    if pd.api.types.is_float_dtype(column.dtype):
        return ["null" if math.isnan(number) else _json(number) for number in column.to_numpy(dtype=np.float64).tolist()]
    cells = column.tolist()
    if any(isinstance(cell, list) for cell in cells):
        return [_json(cell) for cell in cells]
    written = {cell: _json(cell) for cell in set(cells)}
    return [written[cell] for cell in cells]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
