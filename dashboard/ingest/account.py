"""What is said of every row that was read: accepted, rejected with reasons, or a duplicate."""

from dataclasses import dataclass, field

WHOLE_ROW = "(whole row)"
"""Column named by a problem that lies in no one column; its value is then the row's text as it stood in the file."""
SURPLUS_CELL = "surplus cell"
"""Heading, followed by a number, under which a rejected row keeps the cells that are more than the table has columns."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a row cannot be accepted. `column` is the file's own heading, `value` the cell as it came."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """One rejected row with all its problems.

    line: 1-based physical line where it starts. cells: as they came, by heading.
    """

    file: str
    line: int
    problems: tuple[Problem, ...]
    cells: dict[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class PositionCounts:
    """What is odd about the positions of a file, as counts of rows.

    total: rows with a position. swapped: outside the theatre, and inside it with lon and lat exchanged. nowhere: at 0, 0.
    outside: elsewhere outside the theatre. unordered: refused, since nothing tells which of two numbers is which.
    notes: those of the account that say so.
    """

    total: int = 0
    swapped: int = 0
    nowhere: int = 0
    outside: int = 0
    unordered: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileAccount:
    """What became of one file's rows. Blank lines, header lines and tag rows are not rows; notes say what else to know.

    parts: the sheets or layers a mapping could name, where there are several.
    """

    file: str
    format_name: str
    encoding: str
    delimiter: str
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    notes: tuple[str, ...] = ()
    positions: PositionCounts = PositionCounts()
    parts: tuple[str, ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether every row read is accounted for."""
        return self.rows_read == self.accepted + self.rejected + self.duplicates
