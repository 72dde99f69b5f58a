"""Which column of a file holds what of a coverage log: its own headings, and the usual other words for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.domain.coverage import COLUMNS
from dashboard.ingest.containers.features import OUTLINE
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats.canonical_headings import OTHER_HEADINGS
from dashboard.ingest.header import heading
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rows import SourceTable

_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "zone": ("zone_id", "зона", "код зони", "код зоны"),
    "region": ("region_code", "raion", "регіон", "регион"),
    "area": ("geometry", "geom", "wkt", "polygon", "полігон", "полигон", "контур"),
    "date": ("day", "день"),
    "from": (
        "observed_from", "start", "begin", "begins", "start time", "time from", "від", "з", "з якого часу", "час з", "час від",
        "початок спостереження", "початок зміни", "от", "с", "время с", "время от", "начало наблюдения", "начало смены",
    ),
    "to": (
        "observed_to", "until", "end", "ends", "till", "end time", "time to", "до", "час до", "по", "кінець спостереження",
        "кінець зміни", "время до", "время по", "конец наблюдения", "конец смены",
    ),
    "means": ("by", "sensor", "asset", "засіб", "средство"),
    "state": (
        "status", "coverage", "стан", "статус", "стан спостереження", "результат спостереження", "состояние",
        "состояние наблюдения", "результат наблюдения",
    ),
    "source": ("reported_by", "who", "хто", "хто спостерігав", "екіпаж", "кто", "кто наблюдал", "экипаж"),
    "note": ("notes", "remark", "remarks", "comment", "comments"),
}  # fmt: skip
"""Words over columns of watch-keeping tables that mean just this; a column under any other word is not read, and that is said."""
_OF_OBSERVATIONS = {
    "observed_from": "from", "observed_to": "to", "date": "date", "time": "time", "region": "region", "means": "means",
    "source": "source", "description": "note",
}  # fmt: skip
"""Columns of observations that mean the same in a log: their other headings serve here too."""
_MEANING = {name: _OF_OBSERVATIONS[column] for name, column in OTHER_HEADINGS.items() if column in _OF_OBSERVATIONS} | {
    heading(word): name for name, words in {**_OTHER_WORDS, "time": ()}.items() for word in (name, *words)
}
KNOWN = frozenset(_MEANING)
"""Headings, as `heading` gives them, by which a table is told to be a coverage log."""
TIME_COLUMNS = ("day", "from", "to")
"""Where a row says when; the day stands apart in tables whose other two columns hold times of day alone."""
_NEEDED = ("from", "state")
_PLACES = ("zone", "region", "area")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a row each column stands. at: by canonical name; `day` goes before `from` in tables that have a date of its own.

    unread: headings of the file that mean nothing here. others: in words, headings that are other words for a column.
    """

    header: tuple[str, ...]
    at: dict[str, int]
    unread: tuple[str, ...]
    others: tuple[str, ...] = ()

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
    _settle_day(at, unread, table.header)
    missing = [f"no column {quoted(name)}" for name in _NEEDED if name not in at]
    missing += ["none of the columns 'zone', 'region', 'area'"] * (not {*_PLACES, "outline"} & at.keys())
    if missing:
        expected = ", ".join(column.name for column in COLUMNS)
        raise UnreadableFileError(f"{'; '.join(missing)}; expected the columns {expected}", file=file, line=table.header_line)
    return Layout(table.header, at, tuple(unread), tuple(_other_words(table.header, at)))


def _settle_day(at: dict[str, int], unread: list[str], header: Sequence[str]) -> None:
    """Settle what the columns of a date and of a time of day are: both together say when it began, or the date does alone.

    A time of day without a date, or beside a column that says when it began, is not read.
    """
    date, time = at.pop("date", None), at.pop("time", None)
    if time is not None and (date is None or "from" in at):
        unread.append(header[time])
        time = None
    if date is not None and (time is not None or "from" in at):
        at["day"] = date
        at.setdefault("from", date if time is None else time)
    elif date is not None:
        at["from"] = date


def _other_words(header: Sequence[str], at: dict[str, int]) -> Iterator[str]:
    for name, index in at.items():
        if name != "outline" and heading(header[index]) != name:
            yield f"{quoted(header[index])} as {name}"
