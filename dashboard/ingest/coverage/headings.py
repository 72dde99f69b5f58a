"""Which column of a file holds what of a coverage log: its own headings, and the usual other words for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.coverage import COLUMNS
from dashboard.ingest.containers.features import OUTLINE
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.header import heading
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rows import SourceTable

_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "zone": ("zone_id", "зона"),
    "region": ("region_code", "oblast", "raion", "регіон", "регион", "область"),
    "area": ("geometry", "geom", "wkt", "polygon"),
    "from": ("observed_from", "start", "begin", "begins", "date", "day", "від", "з", "от", "с", "дата"),
    "to": ("observed_to", "until", "end", "ends", "till", "до", "по"),
    "means": ("by", "sensor", "asset", "засіб", "средство"),
    "state": ("status", "coverage", "стан", "состояние", "статус"),
    "source": ("reported_by", "who", "джерело", "источник"),
    "note": ("notes", "remark", "remarks", "comment", "примітка", "примечание"),
}
"""Words over columns of watch-keeping tables that mean just this; a column under any other word is not read, and that is said."""
_MEANING = {heading(word): name for name, words in _OTHER_WORDS.items() for word in (name, *words)}
KNOWN = frozenset(_MEANING)
"""Headings, as `heading` gives them, by which a table is told to be a coverage log."""
_NEEDED = ("from", "state")
_PLACES = ("zone", "region", "area")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a row each column stands. at: by canonical name. unread: headings of the file that mean nothing here."""

    header: tuple[str, ...]
    at: dict[str, int]
    unread: tuple[str, ...]

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return what a row has in a column, "" where the file has no such column."""
        return row[self.at[name]].strip() if name in self.at else ""

    def own_name(self, name: str) -> str:
        """Return the file's own heading of a column."""
        return self.header[self.at[name]] if name in self.at else name


def layout(table: SourceTable, *, file: str) -> Layout:
    """Return where each column stands; UnreadableFileError where one that is needed does not, or stands twice."""
    at: dict[str, int] = {}
    unread = []
    for index, name in enumerate(table.names):
        means = "outline" if name == OUTLINE else _MEANING.get(heading(name))
        if means is None:
            unread.append(table.header[index])
        elif means in at:
            raise UnreadableFileError(
                f"{quoted(table.names[at[means]])} and {quoted(name)} both stand for {means}, expected one column for it",
                file=file,
                line=table.header_line,
            )
        else:
            at[means] = index
    missing = [f"no column {quoted(name)}" for name in _NEEDED if name not in at]
    missing += ["none of the columns 'zone', 'region', 'area'"] * (not {*_PLACES, "outline"} & at.keys())
    if missing:
        expected = ", ".join(column.name for column in COLUMNS)
        raise UnreadableFileError(f"{'; '.join(missing)}; expected the columns {expected}", file=file, line=table.header_line)
    return Layout(table.header, at, tuple(unread))
