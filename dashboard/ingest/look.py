"""A first look at a table nobody has said how to read: its headings, its first rows, and the words that come back in it.

Nothing here types a cell; `guess` says what the columns may be.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.ingest.containers.member import Member, TextMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.decode import decode
from dashboard.ingest.errors import NoObservationsError, UnreadableFileError
from dashboard.ingest.formats import KNOWN_HEADINGS, recognise
from dashboard.ingest.rejected_form import restore
from dashboard.ingest.rows import SourceTable, read_table

SAMPLE_ROWS = 2_000
"""Rows by which columns are guessed and a mapping is tried out."""
WORDS_MAX = 60
"""Columns with more different values than this are no vocabulary to go through by hand."""
_FIRST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a table looks like. `rows`: how many it has; `sample`: the first of them; `words`: by heading, its different
    values that are not empty with how often they occur, the most frequent first, for columns with at most WORDS_MAX.

    sheets: the names of the sheets or layers there are, where there are several; sheet: the one looked at.
    format_name: the format it is recognised as, empty where in none; then `why_none` says why. is_refused: it is known,
    and holds no observations of its own.
    """

    header: tuple[str, ...]
    rows: int
    sample: tuple[tuple[str, ...], ...]
    words: dict[str, tuple[tuple[str, int], ...]]
    format_name: str
    why_none: str
    is_refused: bool = False
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    def column(self, heading: str) -> tuple[str, ...]:
        """Return the cells of a column in the sample that are not blank, stripped."""
        at = self.header.index(heading)
        return tuple(text for row in self.sample if (text := row[at].strip()))


def look_at(name: str, data: bytes, *, sheet: str = "") -> Look:
    """Look at a file, the first table of several unless a sheet or layer is named; UnreadableFileError where it is no table."""
    member = open_container(name, data, sheet=sheet, known=KNOWN_HEADINGS)[0]
    table = restore(_table(member))
    format_name, why_none, is_refused = _format(table, name)
    sample = tuple(map(tuple, table.rows[:SAMPLE_ROWS]))
    rows = len(table.rows) + len(table.broken)
    sheets, shown = ((), "") if isinstance(member, TextMember) else (member.choices, member.part)
    return Look(
        table.header, rows, sample, _words(table), format_name, why_none, is_refused, sheets if len(sheets) > 1 else (), shown
    )


def _table(member: Member) -> SourceTable:
    if isinstance(member, TextMember):
        return read_table(decode(member.data, file=member.name).text, file=member.name, known=KNOWN_HEADINGS)
    return member.table


def sample_csv(look: Look) -> bytes:
    """Return the sample as a file of its own, to try a mapping on."""
    written = io.StringIO(newline="")
    # Every cell quoted: a heading that begins like JSON or a spreadsheet's hint must not be taken for it.
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([look.header, *look.sample])
    return written.getvalue().encode()


def _format(table: SourceTable, file: str) -> tuple[str, str, bool]:
    try:
        found = recognise(table.header, table.rows[:_FIRST_ROWS], file=file, line=table.header_line)
    except UnreadableFileError as error:
        return "", str(error), isinstance(error, NoObservationsError)
    return found.name, "", False


def _words(table: SourceTable) -> dict[str, tuple[tuple[str, int], ...]]:
    columns: Sequence[Sequence[str]] = list(zip(*table.rows, strict=True)) or [()] * len(table.header)
    named = zip(table.header, columns, strict=True)
    tallies = {name: Counter(text for cell in cells if (text := cell.strip())) for name, cells in named}
    return {name: tuple(tally.most_common()) for name, tally in tallies.items() if 0 < len(tally) <= WORDS_MAX}
