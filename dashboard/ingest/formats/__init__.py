"""The formats that are recognised, most particular first, and which of them a table is in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.ingest.errors import NoObservationsError, UnreadableFileError
from dashboard.ingest.formats import (
    acled,
    canonical,
    coverage_log,
    firms,
    gdelt,
    geoconfirmed,
    osce,
    region_intervals,
    timemap,
    ucdp_ged,
    ushahidi,
    viina,
)
from dashboard.ingest.formats.format import Format
from dashboard.ingest.header import heading

FORMATS: tuple[Format, ...] = (
    acled.FORMAT,
    ucdp_ged.FORMAT,
    viina.INFO,
    viina.ONE_PER_DAY,
    viina.LABELS,
    firms.FORMAT,
    osce.FORMAT,
    gdelt.FORMAT,
    ushahidi.FORMAT,
    geoconfirmed.FORMAT,
    timemap.FORMAT,
    region_intervals.FORMAT,
    coverage_log.FORMAT,
    canonical.FORMAT,
)
BY_NAME: dict[str, Format] = {one.name: one for one in FORMATS}
KNOWN_HEADINGS: frozenset[str] = frozenset().union(*(one.known for one in FORMATS))
_NEAR = 0.5
"""The share of a format's needs from which on a table that is in none is compared with it."""
_WHAT_TO_DO = "rename the columns so, or say which column is which in a mapping, which the Upload page makes with you"
_LOOKS_LIKE_A_VALUE = re.compile(r"[-+]?[0-9][0-9.,:/\-T +Z]*")


@dataclass(frozen=True, slots=True)
class Match:
    """A format a table can be read in, and the headings that tell it."""

    format: Format
    told_by: tuple[str, ...]


def ranked(header: Sequence[str], *, supplied: frozenset[str] = frozenset()) -> tuple[Match, ...]:
    """Return every format whose needs a table meets, the most likely first.

    The more headings a format asks for, the less likely they are there by chance; then the more of its headings are there;
    then the order of FORMATS.
    """
    headings = _headings(header, supplied)
    met = [Match(one, one.told_by(headings)) for one in FORMATS if not one.lacks(headings)]
    return tuple(sorted(met, key=lambda one: (-len(one.told_by), -len(one.format.known & headings))))


def recognise(
    header: Sequence[str], first_rows: Sequence[Sequence[str]], *, file: str, line: int, supplied: frozenset[str] = frozenset()
) -> Format:
    """Return the format of a table; UnreadableFileError where it is in none, saying what the nearest one lacks.

    first_rows: a few rows, by which a missing header line is told. supplied: canonical columns that a mapping fills.
    """
    matches = ranked(header, supplied=supplied)
    if not matches:
        raise UnreadableFileError(_why_none(header, first_rows, _headings(header, supplied)), file=file, line=line)
    return _readable(matches[0].format, file, line)


def explained(chosen: Format, header: Sequence[str], *, supplied: frozenset[str], by_mapping: bool) -> tuple[str, ...]:
    """Return what to say of why a table was read in a format; nothing of a canonical table that can be nothing else."""
    if by_mapping:
        return (f"read as {chosen.title}, as the mapping says",)
    matches = ranked(header, supplied=supplied)
    others = [one.format.title for one in matches if one.format is not chosen]
    if chosen is canonical.FORMAT and not others:
        return ()
    told_by = next((one.told_by for one in matches if one.format is chosen), ())
    also = f"; it could be read as {' or '.join(others)} too, which asks for fewer columns" if others else ""
    return (f"recognised as {chosen.title} by the columns {', '.join(told_by)}{also}",)


def implied_headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of a file whose first line is a row of a format that comes without a header line, else none."""
    layouts = (layout for one in FORMATS for layout in one.layouts)
    return next((layout.headings for layout in layouts if layout.fits(cells)), ())


def _readable(chosen: Format, file: str, line: int) -> Format:
    if chosen.refusal:
        raise NoObservationsError(f"this is {chosen.title}: {chosen.refusal}", file=file, line=line)
    return chosen


def declared(name: str, header: Sequence[str], *, file: str, line: int, supplied: frozenset[str]) -> Format:
    """Return the format a mapping names; UnreadableFileError where the table lacks what it needs."""
    chosen = BY_NAME[name]
    if lacks := chosen.lacks(_headings(header, supplied)):
        message = f"the mapping says {name}, which needs {'; '.join(lacks)}; found the columns {_listed(header)}"
        raise UnreadableFileError(message, file=file, line=line)
    return _readable(chosen, file, line)


def _headings(header: Sequence[str], supplied: frozenset[str]) -> frozenset[str]:
    names = frozenset(map(heading, header))
    meant = frozenset(column for alias, column in canonical.ALIASES.items() if alias in names)
    return names | meant | supplied


def _why_none(header: Sequence[str], first_rows: Sequence[Sequence[str]], headings: frozenset[str]) -> str:
    if _looks_like_a_row(header, first_rows):
        return f"the first line looks like a row, not like names of columns ({_listed(header)}); expected a header line"
    readable = [one for one in FORMATS if not one.refusal]
    nearest = max(readable, key=lambda one: (_share_met(one, headings), one is canonical.FORMAT))
    if _share_met(nearest, headings) < _NEAR:
        nearest = canonical.FORMAT
    if nearest is canonical.FORMAT:
        return f"found the columns {_listed(header)}, {_not_told(headings)}; {_WHAT_TO_DO}"
    lacks = " and ".join(nearest.lacks(headings))
    return f"found the columns {_listed(header)}; it looks like {nearest.title} without {lacks}; {_WHAT_TO_DO}"


def _not_told(headings: frozenset[str]) -> str:
    """Return which of the two that every observation needs no column says, and which headings were looked for."""
    groups = zip(("when", "where"), canonical.FORMAT.needs, strict=True)
    unmet = [(asked, replace(canonical.FORMAT, needs=(group,)).lacks(headings)) for asked, group in groups]
    said = [f"{asked} it happened (looked for {lacks[0]})" for asked, lacks in unmet if lacks]
    return f"none of which is known to say {' or '.join(said)}"


def _share_met(one: Format, headings: frozenset[str]) -> float:
    return 1 - len(one.lacks(headings)) / len(one.needs)


def _looks_like_a_row(header: Sequence[str], first_rows: Sequence[Sequence[str]]) -> bool:
    """Whether the header line holds values in at least two columns where the rows below it hold values too."""
    valued = [column for column, name in enumerate(header) if _LOOKS_LIKE_A_VALUE.fullmatch(name.strip())]
    alike = [column for column in valued if any(_LOOKS_LIKE_A_VALUE.fullmatch(row[column].strip()) for row in first_rows)]
    return len(alike) >= 2 or (len(valued) >= 2 and not first_rows)


def _listed(header: Sequence[str]) -> str:
    names = ", ".join(" ".join(name.split())[:40] for name in header[:12])
    return f"{names} and {len(header) - 12} more" if len(header) > 12 else names
