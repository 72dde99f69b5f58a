"""Rows made from the fixtures of formats: the first row of one, with some cells changed."""

import csv
import io
from pathlib import Path

import pandas as pd

from dashboard.ingest.header import heading
from dashboard.ingest.intake import Intake
from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.readers import ZONE, load

FIXTURES = Path(__file__).parent / "fixtures" / "formats"


def changed(fixture: str, cells: dict[str, str], *, delimiter: str = ",", mapping: Mapping | None = None) -> Intake:
    """Load the header and first row of a fixture with the cells under these headings (as `heading` gives them) changed.

    A heading the fixture does not have is added as a column.
    """
    text = (FIXTURES / f"{fixture}.csv").read_bytes().decode("utf-8-sig")
    header, row, *_ = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    places = {heading(name): index for index, name in enumerate(header)}
    for name, cell in cells.items():
        if name in places:
            row[places[name]] = cell
        else:
            header.append(name)
            row.append(cell)
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows((header, row))
    return load(("a.csv", written.getvalue()), mapping=mapping)


def spanned(row: pd.Series) -> str:
    """Return the first and the last local day of an observation of whole days, both included."""
    began, ended = row.observed_from.tz_convert(ZONE), row.observed_to.tz_convert(ZONE)
    assert (began, ended) == (began.normalize(), ended.normalize())
    return f"{began:%Y-%m-%d} to {ended.tz_localize(None) - pd.Timedelta(days=1):%Y-%m-%d}"
