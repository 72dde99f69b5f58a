"""An invented country of four units for tests, and tables of invented observations in it."""

from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.domain.columns import OBSERVATION_TABLE, SECTOR_NUMBERS
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import load_theatre

FOLDER = Path(__file__).parent / "fixtures" / "theatre"

_PLACING = {"place_kind", "region_code", "region_name", "place_note", "reference_place", *SECTOR_NUMBERS}
_NUMBERS = {"lon", "lat", "radius_m", "calibre_mm", "count_min", "count_most"}


def gazetteer() -> Gazetteer:
    """Return the names and outlines of Mordavia."""
    return Gazetteer(load_theatre(FOLDER))


def parsed(*rows: dict[str, object]) -> pd.DataFrame:
    """Return rows as the readers hand them over for placing, every column that is not given empty."""
    texts = [column for column in OBSERVATION_TABLE if column not in _PLACING | _NUMBERS]
    blank = dict.fromkeys([*texts, "region_text", "region_detail", "place_text"], "") | dict.fromkeys(_NUMBERS, np.nan)
    blank |= {"line": 2, "superseded": False}
    table = pd.DataFrame([blank | row for row in rows], columns=list(blank))
    for column in ("observed_from", "observed_to"):
        table[column] = pd.Timestamp("2026-05-03T10:00", tz="UTC").as_unit("us")
    return table.astype(dict.fromkeys(_NUMBERS, np.float64))
