"""The formats that are recognised, most particular first, and which of them a table is in."""

import re
from collections.abc import Sequence

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats import canonical, region_intervals, ucdp_ged
from dashboard.ingest.formats.format import Format
from dashboard.ingest.rows import heading

FORMATS: tuple[Format, ...] = (ucdp_ged.FORMAT, region_intervals.FORMAT, canonical.FORMAT)
BY_NAME: dict[str, Format] = {one.name: one for one in FORMATS}
KNOWN_HEADINGS: frozenset[str] = frozenset().union(*(one.known for one in FORMATS))
_LOOKS_LIKE_A_VALUE = re.compile(r"[-+]?[0-9][0-9.,:/\-T +Z]*")


def recognise(
    header: Sequence[str], first_rows: Sequence[Sequence[str]], *, file: str, line: int, supplied: frozenset[str] = frozenset()
) -> Format:
    """Return the format of a table; UnreadableFileError where it is in none, saying what the nearest one lacks.

    first_rows: a few rows, by which a missing header line is told. supplied: canonical columns that a mapping fills.
    """
    headings = _headings(header, supplied)
    found = next((one for one in FORMATS if not one.lacks(headings)), None)
    if found is None:
        raise UnreadableFileError(_why_none(header, first_rows, headings), file=file, line=line)
    return found


def declared(name: str, header: Sequence[str], *, file: str, line: int, supplied: frozenset[str]) -> Format:
    """Return the format a mapping names; UnreadableFileError where the table lacks what it needs."""
    chosen = BY_NAME[name]
    if lacks := chosen.lacks(_headings(header, supplied)):
        message = f"the mapping says {name}, which needs {'; '.join(lacks)}; found the columns {_listed(header)}"
        raise UnreadableFileError(message, file=file, line=line)
    return chosen


def _headings(header: Sequence[str], supplied: frozenset[str]) -> frozenset[str]:
    names = frozenset(map(heading, header))
    meant = frozenset(column for alias, column in canonical.ALIASES.items() if alias in names)
    return names | meant | supplied


def _why_none(header: Sequence[str], first_rows: Sequence[Sequence[str]], headings: frozenset[str]) -> str:
    if _looks_like_a_row(header, first_rows):
        return f"the first line looks like a row, not like names of columns ({_listed(header)}); expected a header line"
    nearest = max(FORMATS, key=lambda one: (len(one.known & headings) / len(one.known), one.name == "canonical"))
    if not nearest.known & headings:
        nearest = canonical.FORMAT
    lacks = "; ".join(nearest.lacks(headings))
    return (
        f"found the columns {_listed(header)}; for {nearest.title}, the nearest format, these are missing: {lacks}; "
        "rename the columns, or give a mapping that says which is which"
    )


def _looks_like_a_row(header: Sequence[str], first_rows: Sequence[Sequence[str]]) -> bool:
    """Whether the header line holds values in at least two columns where the rows below it hold values too."""
    valued = [column for column, name in enumerate(header) if _LOOKS_LIKE_A_VALUE.fullmatch(name.strip())]
    alike = [column for column in valued if any(_LOOKS_LIKE_A_VALUE.fullmatch(row[column].strip()) for row in first_rows)]
    return len(alike) >= 2 or (len(valued) >= 2 and not first_rows)


def _listed(header: Sequence[str]) -> str:
    names = ", ".join(" ".join(name.split())[:40] for name in header[:12])
    return f"{names} and {len(header) - 12} more" if len(header) > 12 else names
