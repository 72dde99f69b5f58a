"""The settlements of the codifier that have no point in `places.csv`: known by name, standing in their hromada."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from tools.ukraine_theatre.codifier import Codifier
from tools.ukraine_theatre.places import Place
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.translit import common_romanisations, official_latin


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """A row of `settlements.csv.gz`; the fields are its columns.

    `unit_code` is the hromada's, or the region's where it lies in none.
    """

    code: str
    unit_code: str
    name_en: str
    name_uk: str
    spellings: str


def unplaced_settlements(codifier: Codifier, regions: Sequence[Region], places: Iterable[Place]) -> tuple[SettlementRow, ...]:
    """Return the settlements that no row of `places.csv` is for certain, in the order of their codes."""
    placed = {place.code for place in places}
    codes = {one.unit.uk: one.unit.code for one in regions}
    return tuple(
        SettlementRow(
            one.code,
            one.parent or codes[one.unit_name],
            official_latin(one.name),
            one.name.replace("'", "’"),
            "|".join(_others(one.names)),
        )
        for one in codifier.settlements
        if one.code not in placed
    )


def write_settlements(path: Path, rows: Iterable[SettlementRow]) -> None:
    """Write `settlements.csv.gz`: UTF-8, comma-separated, a line a settlement, packed to the same bytes each time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(SettlementRow)])
    writer.writerows(astuple(row) for row in rows)
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))
    print(f"wrote {path.name}: {path.stat().st_size:,} bytes")


def _others(names: Sequence[str]) -> Iterable[str]:
    """Return the former names and the second romanisation, where it differs from the official one."""
    latin = [form for name in names for form in common_romanisations(name)]
    return dict.fromkeys(form for form in (*names[1:], *latin) if form != official_latin(names[0]))
