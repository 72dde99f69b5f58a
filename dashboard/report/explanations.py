"""Explanations as files: lossless JSON Lines, GeoJSON beside it, and a CSV for spreadsheets; each row states its language."""

from collections.abc import Callable, Sequence

import geopandas as gpd
import pandas as pd

from dashboard.engine.explanation import Worded
from dashboard.report.cells import metre_texts, share_texts, texts
from dashboard.report.csv_out import csv_bytes
from dashboard.report.json_out import features_bytes, jsonl_bytes
from dashboard.report.observations import geometries

SUFFIXES = (".jsonl", ".geojson", ".csv")
_FIGURES = ("provision_id", "zone_id", "p_inside", "p_in_force", "edge_distance_m")
_FIRST = ("observation_id", "language", "verdict", *_FIGURES, "sentence", "source", "what_would_change")
_LAST = ("other_findings", "standing", "agreement_version", "engine_version")
_KEYS = (
    "act", "weapon", "party", "exemption", "place", "time", "quota", "person", "certainty", "agreement", "engine", "placing",
    "flags",
)  # fmt: skip
"""The rows of the table behind a sentence, in its order."""
EXPLANATION_COLUMNS = (*_FIRST, *_KEYS, *_LAST)
_TEXTS = (
    "observation_id", "language", "verdict", "provision_id", "zone_id", "sentence", "source", "standing", "agreement_version",
    "engine_version",
)  # fmt: skip


def explanations_file(suffix: str, told: Sequence[Worded], observations: gpd.GeoDataFrame) -> bytes:
    """Write explanations of the rows of a table, in its order, as the kind of file that a suffix of `SUFFIXES` stands for."""
    writers: dict[str, Callable[[], bytes]] = {
        ".jsonl": lambda: jsonl_bytes(_objects(told)),
        ".geojson": lambda: features_bytes(_objects(told), geometries(observations), id_column="observation_id"),
        ".csv": lambda: _csv(told),
    }
    return writers[suffix]()


def _objects(told: Sequence[Worded]) -> pd.DataFrame:
    """Return one row each; the table behind the sentence and the lists stay as they are."""
    return pd.DataFrame(
        {
            "observation_id": [one.observation_id for one in told],
            "language": [one.language for one in told],
            "verdict": [one.verdict for one in told],
            **{name: [getattr(one, name) for one in told] for name in _FIGURES},
            "sentence": [one.sentence for one in told],
            "source": [one.source for one in told],
            "what_would_change": [list(one.changes) for one in told],
            "table": [_table(one) for one in told],
            "other_findings": [list(one.findings[1:]) for one in told],
            "standing": [one.standing for one in told],
            "agreement_version": [one.agreement_version for one in told],
            "engine_version": [one.engine_version for one in told],
        }
    )


def _table(one: Worded) -> list[dict[str, str]]:
    names = ("what", "reported", "read_as", "held_against", "result")
    return [{"row": key, **dict(zip(names, row, strict=True))} for key, row in zip(one.row_keys, one.rows, strict=True)]


def _csv(told: Sequence[Worded]) -> bytes:
    figures = _objects(told)
    columns = {
        **{name: texts(figures[name]) for name in _TEXTS},
        **{name: share_texts(figures[name]) for name in ("p_inside", "p_in_force")},
        "edge_distance_m": metre_texts(figures["edge_distance_m"]),
        **{name: texts(figures[name].map("; ".join).astype("str")) for name in ("what_would_change", "other_findings")},
        **{key: texts(pd.Series([_cell(one, key) for one in told], dtype="str")) for key in _KEYS},
    }
    return csv_bytes(list(EXPLANATION_COLUMNS), [columns[name] for name in EXPLANATION_COLUMNS])


def _cell(one: Worded, key: str) -> str:
    """Return a row of the table in one cell, empty where there is no such row."""
    return next((" | ".join(row[1:]) for name, row in zip(one.row_keys, one.rows, strict=True) if name == key), "")
