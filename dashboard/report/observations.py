"""Accepted observations as files: a CSV for spreadsheets, and lossless JSON Lines and GeoJSON beside it."""

import pandas as pd

from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.report.cells import texts
from dashboard.report.csv_out import csv_bytes
from dashboard.report.json_out import jsonl_bytes, points_geojson_bytes

_COLUMNS = list(OBSERVATION_TABLE)


def observations_csv(observations: pd.DataFrame) -> bytes:
    """Write every column of `OBSERVATION_TABLE`; text that would run as a formula has an apostrophe in front."""
    return csv_bytes(_COLUMNS, [texts(observations[name]) for name in _COLUMNS])


def observations_jsonl(observations: pd.DataFrame) -> bytes:
    """Write every column of `OBSERVATION_TABLE`, unaltered, one JSON object per line."""
    return jsonl_bytes(observations[_COLUMNS])


def observations_geojson(observations: pd.DataFrame) -> bytes:
    """Write every column of `OBSERVATION_TABLE`, unaltered, as features named by row_key: lon, lat in EPSG:4326.

    Points have their position, with `radius_m` beside it. Areas have none: their polygon is the region's, which `region_code`
    names and thousands of rows share; unplaced rows have none either.
    """
    return points_geojson_bytes(observations[_COLUMNS], id_column="row_key")
