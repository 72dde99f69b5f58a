"""The one place that writes CSV: UTF-8, lines end with a line feed, quoted as RFC 4180 says, harmless in a spreadsheet.

A cell that a spreadsheet would run as a formula gets an apostrophe in front. So does a cell that already looks like one so
treated; taking one apostrophe off each cell that starts with `'+[=+\\-@\\t\\r\\0]` therefore gives back exactly what went in.
"""

import re
from collections.abc import Iterable, Sequence

_RUNS_AS_FORMULA = re.compile("'*[=+\\-@\t\r\0]")
_PLAIN_NUMBER = re.compile(r"[+-](\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_NEEDS_QUOTES = re.compile('[",\r\n]')


def csv_bytes(headers: Sequence[str], columns: Sequence[Iterable[str]]) -> bytes:
    """Return a CSV file of two or more columns of equal length, every cell given as text.

    A column that is one cell longer than another raises ValueError.
    """
    if len(headers) != len(columns) or len(headers) < 2:
        raise ValueError(f"{len(headers)} headers and {len(columns)} columns, expected as many of each and two at least")
    first = ",".join(_quoted(neutralised(header)) for header in headers)
    rows = map(",".join, zip(*(_column(cells) for cells in columns), strict=True))
    return utf8("\n".join((first, *rows, "")))


def neutralised(cell: str) -> str:
    """Return the text of a cell as no spreadsheet takes it for a formula; a plain number such as -12.5 or +3 stays as it is."""
    if _RUNS_AS_FORMULA.match(cell) and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def utf8(text: str) -> bytes:
    """Return text as UTF-8; half a character (a lone surrogate), which has no UTF-8, is written as its escape, `\\ud800`."""
    return text.encode("utf-8", "backslashreplace")


def _column(cells: Iterable[str]) -> list[str]:
    """Columns repeat themselves, so each distinct cell is treated once."""
    texts = list(cells)
    written = {text: _quoted(neutralised(text)) for text in set(texts)}
    return [written[text] for text in texts]


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
