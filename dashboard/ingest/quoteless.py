"""Lines without a quote to columns: there every line is a record, and every delimiter parts two cells.

The rule is `records.read_records`; what could be anything else than plain lines is left to it.
"""

import csv
from dataclasses import dataclass

import pyarrow as pa
from pyarrow import csv as arrow_csv

from dashboard.ingest.texts import Texts, lengths

_BYTES_MAX = 1 << 30
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Quoteless:
    """Lines as columns. columns: the cells of all lines of the right width, in order; a blank line has only empty ones.

    others: the text of each line of another width, by its number, from 0. count: how many lines there are.
    """

    columns: tuple[Texts, ...]
    others: dict[int, str]
    count: int


def read_columns(text: str, *, delimiter: str, width: int) -> Quoteless | None:
    """Return the cells of lines without a quote, `width` of at least two to a line; None for what only the rule can read."""
    data = _bytes_of(text)
    if data is None:
        return None
    others: dict[int, str] = {}

    def leave(line: arrow_csv.InvalidRow) -> str:
        others[line.number - 1] = line.text
        return "skip"

    names = [str(number) for number in range(width)]
    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter,
            quote_char=False,
            double_quote=False,
            escape_char=False,
            ignore_empty_lines=False,
            invalid_row_handler=leave,
        ),
        convert_options=arrow_csv.ConvertOptions(
            check_utf8=False, column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
        ),
    )
    columns = tuple(map(_whole, table.columns))
    if any(_is_too_long(column) for column in columns) or max(map(len, others.values()), default=0) > csv.field_size_limit():
        return None
    return Quoteless(columns, others, len(columns[0]) + len(others))


def _bytes_of(text: str) -> bytes | None:
    """Return a text as Arrow reads it; None where it would take away a mark it begins with, or cannot hold it."""
    if not text or text.startswith(_BYTE_ORDER_MARK):
        return None
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return None
    return data if len(data) < _BYTES_MAX else None


def _whole(column: pa.ChunkedArray) -> Texts:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _is_too_long(column: Texts) -> bool:
    """Whether a cell may be longer than the rule takes for one."""
    return bool(len(column)) and int(lengths(column).max()) > csv.field_size_limit()
