"""What a reader of containers tells, in the order it finds it: tables, their rows, and what a person should know."""

from dataclasses import dataclass, field

from dashboard.ingest.errors import IngestError


class RefusedError(IngestError):
    """A container cannot be used; the message says what was found and what to do. Whoever knows the file's name adds it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table begins. part: the sheet, layer or folder it is, "" where the container is one table.

    counts: what the line numbers of its rows count. header: its headings where the container names them; where it does not,
    the first row of two or more cells is the header. choices: the names of all sheets or layers, where there are several.
    """

    part: str
    counts: str
    header: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row, its header among them. line: 1-based. flag: what a person should see of it. unplaced: why it can have no place."""

    line: int
    cells: list[str]
    flag: str = ""
    unplaced: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be accepted: its text as well as it can be given, its cells, and what is wrong."""

    line: int
    raw: str
    cells: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of the table it follows."""

    said: str


Event = Table | Row | Broken | Note


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read of a container. sheet: the sheet or layer a person named, "" for none.

    known: headings, as `rows.heading` gives them, by which a table of observations is told from other tables.
    outlines: whether shapes are wanted as they are, for boundaries and coverage, rather than as the places of rows.
    """

    sheet: str = ""
    known: frozenset[str] = field(default=frozenset())
    outlines: bool = False
