"""One spreadsheet cell as two readers give it: the text it becomes, and the value by which they are compared."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Value = str | float | bool | datetime | timedelta | None
"""What a cell holds. None: it is not compared, since it is known that programs give it differently."""


@dataclass(frozen=True, slots=True)
class Cell:
    """text: as it is read on. value: what a second reader must find too."""

    text: str
    value: Value


BLANK = Cell("", "")


def cell_name(line: int, column: int) -> str:
    """Return what a spreadsheet calls a cell, `B7`. line: from 1. column: from 0."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{line}"


def agree(mine: Value, other: object) -> bool:
    """Whether a value and what the other reader gave are the same, to the millisecond where it is a time."""
    match mine:
        case None:
            return True
        case bool() | str():
            return type(other) is type(mine) and other == mine
        case float():
            return isinstance(other, int | float) and not isinstance(other, bool) and float(other) == mine
        case datetime():
            return _same_moment(mine, other)
        case timedelta():
            return _same_length(mine, other)


def _same_moment(mine: datetime, other: object) -> bool:
    if isinstance(other, datetime):
        return abs(other - mine) < timedelta(milliseconds=2)
    return isinstance(other, date) and datetime(other.year, other.month, other.day) == mine  # noqa: DTZ001 (a cell has no zone)


def _same_length(mine: timedelta, other: object) -> bool:
    if isinstance(other, time):
        other = timedelta(hours=other.hour, minutes=other.minute, seconds=other.second, microseconds=other.microsecond)
    return isinstance(other, timedelta) and abs(other - mine) < timedelta(milliseconds=2)
