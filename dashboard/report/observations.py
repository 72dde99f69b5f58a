"""Accepted observations as files: a CSV for spreadsheets, and lossless JSON Lines and GeoJSON beside it."""

import pandas as pd
import shapely

from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.report.cells import texts
from dashboard.report.csv_out import csv_bytes
from dashboard.report.json_out import NO_GEOMETRY, features_bytes, jsonl_bytes, point_json

_COLUMNS = list(OBSERVATION_TABLE)


def observations_csv(observations: pd.DataFrame) -> bytes:
    """Write every column of `OBSERVATION_TABLE`; text that would run as a formula has an apostrophe in front."""
    return csv_bytes(_COLUMNS, [texts(observations[name]) for name in _COLUMNS])


def observations_jsonl(observations: pd.DataFrame) -> bytes:
    """Write every column of `OBSERVATION_TABLE`, unaltered, one JSON object per line."""
    return jsonl_bytes(observations[_COLUMNS])


def observations_geojson(observations: pd.DataFrame) -> bytes:
    """Write every column of `OBSERVATION_TABLE`, unaltered, as features named by row_key: lon, lat in EPSG:4326.

    Points have their position, with `radius_m` beside it, sectors their polygon. Areas have none: their polygon is the region's,
    which `region_code` names and thousands of rows share; unplaced rows have none either.
    """
    return features_bytes(observations[_COLUMNS], geometries(observations), id_column="row_key")


def geometries(observations: pd.DataFrame) -> list[str]:
    """Return each row's geometry as GeoJSON text."""
    kinds = observations["place_kind"].tolist()
    texts = [
        point_json(lon, lat) if kind == "point" else NO_GEOMETRY
        for kind, lon, lat in zip(kinds, observations["lon"].tolist(), observations["lat"].tolist(), strict=True)
    ]
    for row, kind in enumerate(kinds):
        if kind == "sector":
            texts[row] = shapely.to_geojson(observations["geometry"].iloc[row])
    return texts
