"""The canonical observations CSV, shown: a template to fill in, and the table of its columns for the documentation."""

from dashboard.domain.columns import CANONICAL, CANONICAL_NAMES
from dashboard.report.csv_out import csv_bytes

_FULL = {column.name: column.example for column in CANONICAL} | {
    "observation_id": "EXAMPLE-1",
    "description": "invented example, delete this row: a point with a radius",
}
_REGION_AND_DAY = _FULL | {
    "observation_id": "EXAMPLE-2",
    "observed_from": "2026-05-03",
    "observed_to": "",
    "lon": "",
    "lat": "",
    "radius_m": "",
    "place": "",
    "act": "fire",
    "weapon": "",
    "calibre_mm": "",
    "count": "",
    "party": "",
    "means": "partner",
    "source": "partner 2",
    "origin": "",
    "reliability": "C",
    "credibility": "3",
    "description": "invented example, delete this row: only the day and the region are known",
    "evidence": "",
}
_NAMED_PLACE = _REGION_AND_DAY | {
    "observation_id": "EXAMPLE-3",
    "observed_from": "2026-05-03T22:10+03:00",
    "observed_to": "2026-05-03T23:00+03:00",
    "place": _FULL["place"],
    "act": "presence.heavy-weapon",
    "weapon": "howitzer",
    "calibre_mm": "152",
    "count": "~3",
    "means": "drone",
    "source": "drone 1",
    "description": "invented example, delete this row: a named place, times with their offset",
}
EXAMPLES: tuple[dict[str, str], ...] = (_FULL, _REGION_AND_DAY, _NAMED_PLACE)
"""Rows that show what may be left out; every one says that it is invented."""


def template_csv() -> bytes:
    """Return the canonical headers with the example rows under them."""
    return csv_bytes(CANONICAL_NAMES, [[example[name] for example in EXAMPLES] for name in CANONICAL_NAMES])


def columns_markdown() -> str:
    """Return the canonical columns as a Markdown table; the documentation is held to it by a test."""
    rows = [("column", "meaning", "unit", "example"), ("---", "---", "---", "---")]
    rows += [(f"`{one.name}`", one.meaning, one.unit, f"`{one.example}`") for one in CANONICAL]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)
