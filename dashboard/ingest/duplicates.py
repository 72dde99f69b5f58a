"""Which rows repeat an earlier one, and which have been replaced by a later one.

A duplicate has the header of an earlier accepted row and every cell equal to it, in whatever file of the load: it is counted
and left out. Another row with the same id of the same issuer is a revision: both are kept, the later one, in file order,
counts. Two reports of one place and day are neither.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.ingest.column_rows import ColumnRows
from dashboard.ingest.texts import Ints, Texts, joined, lengths, of_series, same

_ENCODE = json.JSONEncoder().encode
_KEY_BYTES = 16
_KEY_DIGITS = 2 * _KEY_BYTES
_ROW_ID_DIGITS = 16


def row_keys(header: Sequence[str], rows: Sequence[list[str]]) -> list[str]:
    """Return a hash of header and cells for each row, hexadecimal, the same in every load and on every machine."""
    return list(key_column(header, rows).to_pylist())


def key_column(header: Sequence[str], rows: Sequence[list[str]]) -> Texts:
    """Return the keys of rows as a column."""
    begun = hashlib.blake2b(_ENCODE(list(header)).encode("ascii"), digest_size=_KEY_BYTES)
    keys = bytearray()
    for row in _as_json(rows):
        hashed = begun.copy()
        hashed.update(row)
        keys += hashed.digest()
    offsets = np.arange(0, _KEY_DIGITS * len(rows) + 1, _KEY_DIGITS, dtype=np.int64)
    return pa.LargeStringArray.from_buffers(len(rows), pa.py_buffer(offsets), pa.py_buffer(keys.hex().encode("ascii")))


def _as_json(rows: Sequence[list[str]]) -> Iterable[bytes]:
    """Return each row as JSON: all are written at once and taken apart again, which is faster than one by one."""
    if isinstance(rows, ColumnRows):
        # In JSON a line end is written with a backslash, which has to be the only one to tell rows apart.
        return _lines_as_json(rows) if rows.text and "\\" not in rows.text else map(_row_as_json, rows)
    whole = _ENCODE(rows)
    # Between two rows this stands once; more often only where a cell holds it, and then it does not tell rows apart.
    if not rows or whole.count("], [") != len(rows) - 1:
        return map(_row_as_json, rows)
    return (b"[%b]" % row for row in whole[2:-2].encode("ascii").split(b"], ["))


def _lines_as_json(rows: ColumnRows) -> Iterable[bytes]:
    """Return each row as JSON, made of the lines the rows stood on: no quote is in them, so every delimiter parts two cells."""
    lines = rows.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    between = _ENCODE(rows.delimiter)[1:-1].encode("ascii")
    begun = _ENCODE(lines)[:-1].encode("ascii").replace(between, b'", "').replace(b"\\n", b'"]\n["')
    return (b"[" + begun + b'"]').split(b"\n")


def _row_as_json(row: list[str]) -> bytes:
    return _ENCODE(row).encode("ascii")


def ids_from_keys(keys: Texts) -> Texts:
    """Return the ids of rows whose sender gave none."""
    return joined([same("row-", len(keys)), pc.utf8_slice_codeunits(keys, 0, _ROW_ID_DIGITS)])


def repeats(keys: pd.Series) -> npt.NDArray[np.bool_]:
    """Mark every row whose key an earlier row has."""
    alike = _perhaps_alike(of_series(keys))
    marked = np.zeros(len(keys), dtype=np.bool_)
    marked[alike] = keys.iloc[alike].duplicated(keep="first").to_numpy()
    return marked


def _perhaps_alike(keys: pa.ChunkedArray) -> Ints:
    """Return the positions of keys that are equal to another, and perhaps of a few more: half of each is compared."""
    if not all((lengths(chunk) == _KEY_DIGITS).all() for chunk in keys.chunks):
        return np.arange(len(keys))
    begins = [_begins(chunk) for chunk in keys.chunks]
    together = pd.Series(np.concatenate(begins)) if begins else pd.Series(dtype=np.uint64)
    return np.flatnonzero(together.duplicated(keep=False).to_numpy())


def _begins(keys: Texts) -> npt.NDArray[np.uint64]:
    """Return a number made of the first 16 hexadecimal digits of each key."""
    digits = np.frombuffer(keys.buffers()[2], dtype=np.uint8)
    first = np.frombuffer(keys.buffers()[1], dtype=np.int64)[keys.offset : keys.offset + len(keys) + 1]
    words = digits[first[0] : first[-1]].view(np.uint64).reshape(len(keys), 4)
    # Digits differ in few of their bits; multiplied by an odd number they keep apart.
    return words[:, 0] * np.uint64(0x9E3779B97F4A7C15) + words[:, 1]


def superseded(issuers: pd.Series, ids: pd.Series) -> npt.NDArray[np.bool_]:
    """Mark every row with an id of the sender that a later row of the same issuer has; an empty id is none."""
    alike = _not_alone(ids)
    pairs = pd.DataFrame({"issuer": issuers.iloc[alike], "id": ids.iloc[alike]})
    marked = np.zeros(len(ids), dtype=np.bool_)
    marked[alike] = (pairs.duplicated(keep="last") & (pairs["id"] != "")).to_numpy()
    return marked


def _not_alone(column: pd.Series) -> Ints:
    """Return the positions of texts that are not empty and stand more than once."""
    encoded = of_series(column).dictionary_encode()
    if not encoded.num_chunks:
        return np.empty(0, dtype=np.int64)
    numbers = np.concatenate([chunk.indices.to_numpy() for chunk in encoded.chunks])
    several = np.bincount(numbers) > 1
    empty = encoded.chunk(0).dictionary.index("").as_py()
    if empty >= 0:
        several[empty] = False
    return np.flatnonzero(several[numbers])
