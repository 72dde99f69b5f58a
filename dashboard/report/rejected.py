"""rejected.csv: the rows that could not be accepted, why, and their own text, to be put right and loaded again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from dashboard.report.csv_out import csv_bytes

REJECTED_COLUMNS = ("file", "line", "column", "value", "reason")
"""The first columns. The rows' own columns follow under their own headers, even where one is called the same as these."""


class Problem(Protocol):
    """One thing wrong with a row."""

    @property
    def column(self) -> str:
        """Header of the cell, or words for the row as a whole."""

    @property
    def value(self) -> str:
        """What the cell says."""

    @property
    def reason(self) -> str:
        """What was found and what was expected."""


class Rejection(Protocol):
    """A row that was read and not accepted, with every problem it has."""

    @property
    def file(self) -> str:
        """Name of the file the row came in."""

    @property
    def line(self) -> int:
        """1-based physical line where the row starts."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Everything wrong with the row."""

    @property
    def cells(self) -> Mapping[str, str]:
        """The row's own text by header."""


def rejected_csv(rejections: Iterable[Rejection]) -> bytes:
    """Write one line per rejected row; several problems of a row are joined with `; `, its own headers in first-seen order."""
    rows = tuple(rejections)
    own_headers = tuple(dict.fromkeys(header for row in rows for header in row.cells))
    columns = [
        [row.file for row in rows],
        [str(row.line) for row in rows],
        [_joined(problem.column for problem in row.problems) for row in rows],
        [_joined(problem.value for problem in row.problems) for row in rows],
        [_joined(problem.reason for problem in row.problems) for row in rows],
        *([row.cells.get(header, "") for row in rows] for header in own_headers),
    ]
    return csv_bytes((*REJECTED_COLUMNS, *own_headers), columns)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)
