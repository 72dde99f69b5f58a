"""The command's coverage.csv: how much of each zone was watched on each local day; and a log to fill in."""

from datetime import date

import pandas as pd

from dashboard.domain.coverage import COLUMNS, SHARES
from dashboard.engine.coverage import Watched
from dashboard.report.cells import share_texts
from dashboard.report.csv_out import csv_bytes

HEADERS: tuple[str, ...] = ("zone_id", "day", *(name.replace(" ", "_") for name in SHARES), "means")
_EXAMPLE = {column.name: column.example for column in COLUMNS} | {"note": "invented example, delete this row"}
_A_ZONE = _EXAMPLE | {"region": "", "area": ""}
_A_DAY = _A_ZONE | {
    "zone": "",
    "region": "Donetsk oblast",
    "from": "2026-05-03",
    "to": "",
    "means": "satellite",
    "state": "weather",
}
_AN_AREA = _EXAMPLE | {
    "zone": "",
    "region": "",
    "from": "2026-05-03T22:10+03:00",
    "to": "2026-05-03T23:00+03:00",
    "means": "drone",
    "state": "jammed",
}
EXAMPLES: tuple[dict[str, str], ...] = (_A_ZONE, _A_DAY, _AN_AREA)
"""Rows that show each kind of place; every one says that it is invented."""


def coverage_days_csv(found: Watched, days: tuple[date, ...]) -> bytes:
    """Write a row for each zone and day, zone by zone: shares of the zone's ground and time in force, 0 to 1, to six digits.

    They are empty where the zone is in force at no time of the day. days: of the stretches of time, in their order.
    """
    each = [(area, day) for area in range(len(found.names)) for day in range(len(days))]
    shares = [share_texts(pd.Series(found.shares[:, :, state].ravel())) for state in range(len(SHARES))]
    columns = [
        [found.names[area] for area, _ in each],
        [days[day].isoformat() for _, day in each],
        *shares,
        ["; ".join(found.means_of(area, day)) for area, day in each],
    ]
    return csv_bytes(HEADERS, columns)


def coverage_template_csv() -> bytes:
    """Return the headers of a coverage log with example rows under them."""
    names = [column.name for column in COLUMNS]
    return csv_bytes(names, [[example[name] for example in EXAMPLES] for name in names])


def coverage_columns_markdown() -> str:
    """Return the columns of a coverage log as a Markdown table; the documentation is held to it by a test."""
    rows = [("column", "meaning", "example"), ("---", "---", "---")]
    rows += [(f"`{one.name}`", one.meaning, f"`{one.example}`") for one in COLUMNS]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
