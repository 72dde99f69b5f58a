"""Tables as Arrow and back, so that nothing of them changes: values to the bit, dtypes, order of columns, shapes, CRS.

Texts and numbers are views upon the bytes given, not copies: a table that lies in a mapped file costs no memory of its own until
it is read. Numbers can be written to all the same, as those of a derived table can, but for a column of one number throughout:
all those of one number share their memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from dashboard.ingest.texts import as_series, of_series, same
from dashboard.snapshots.errors import UnkeepableError

_CRS = "EPSG:4326"
ACTIVE = "active"
_SHORT = 1 << 18
_TEXT = pd.StringDtype(storage="pyarrow", na_value=np.nan)


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is kept. kind: text, same (one text throughout), number, one (likewise), moment (aware UTC) or shape.

    told: the text of `same`, the dtype of a number and after a colon the bytes of `one`, the unit of a moment, ACTIVE for the
    geometry of a GeoDataFrame; else empty.
    """

    name: str
    kind: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A table as it is kept: what Arrow holds of it, how its columns are told, and WKB of the different shapes, if it has any.

    columns: in the table's order. batch: one row each, without the columns of one value throughout; a shape is its position in
    `shapes`, -1 for none.
    """

    rows: int
    columns: tuple[Column, ...]
    batch: pa.RecordBatch
    shapes: tuple[bytes, ...]


def kept(frame: pd.DataFrame) -> Kept:
    """Return a table as it is kept. Raises UnkeepableError for a column or an index that could not be given back."""
    if not (isinstance(frame.index, pd.RangeIndex) and frame.index.equals(pd.RangeIndex(len(frame)))):
        raise UnkeepableError(f"an index {frame.index!r}, expected rows numbered from 0")
    columns, arrays = [], {}
    shapes: tuple[bytes, ...] = ()
    for name in frame.columns:
        column, array = _told(str(name), frame[name])
        if column.kind == "shape":
            array, shapes = _shapes(frame[name])
            is_active = isinstance(frame, gpd.GeoDataFrame) and frame.geometry.name == name
            column = replace(column, told=ACTIVE if is_active else "")
        columns.append(column)
        if array is not None:
            arrays[str(name)] = array
    return Kept(len(frame), tuple(columns), pa.RecordBatch.from_pydict(arrays), shapes)


def frame_of(one: Kept, base: memoryview | None = None) -> pd.DataFrame:
    """Return the table; a GeoDataFrame where it was one. base: the writable bytes that the batch lies in."""
    alike = {told: _alike(told, one.rows) for told in {column.told for column in one.columns if column.kind == "one"}}
    arrays = {column.name: alike[column.told] if column.kind == "one" else _array(one, column, base) for column in one.columns}
    frame = pd.DataFrame(arrays, index=pd.RangeIndex(one.rows), copy=False)
    shape = next((column.name for column in one.columns if (column.kind, column.told) == ("shape", ACTIVE)), None)
    return frame if shape is None else gpd.GeoDataFrame(frame, geometry=shape, crs=_CRS, copy=False)


def _told(name: str, series: pd.Series) -> tuple[Column, pa.Array | None]:
    dtype = series.dtype
    if dtype == _TEXT:
        return _text(name, series)
    if isinstance(dtype, pd.DatetimeTZDtype) and dtype == pd.DatetimeTZDtype(dtype.unit, "UTC"):
        since = series.astype("int64").to_numpy()
        return Column(name, "moment", dtype.unit), _of_numbers(since, pa.timestamp(dtype.unit, "UTC"))
    if isinstance(dtype, np.dtype) and dtype.kind in "biuf":
        return _number(name, series.to_numpy())
    if isinstance(dtype, gpd.array.GeometryDtype) and series.array.crs == _CRS:
        return Column(name, "shape"), None
    raise UnkeepableError(f"column {name} of dtype {dtype}, expected text, numbers, moments in UTC or shapes in {_CRS}")


def _number(name: str, numbers: NDArray[Any]) -> tuple[Column, pa.Array | None]:
    as_bits = numbers.view(f"u{numbers.dtype.itemsize}")
    if len(as_bits) and (as_bits == as_bits[0]).all():  # to the bit: NaN is NaN, and 0 is not -0
        return Column(name, "one", f"{numbers.dtype.name}:{numbers[:1].tobytes().hex()}"), None
    plain = numbers.view(np.uint8) if numbers.dtype.kind == "b" else numbers
    return Column(name, "number", numbers.dtype.name), _of_numbers(plain, pa.from_numpy_dtype(plain.dtype))


def _text(name: str, series: pd.Series) -> tuple[Column, pa.Array | None]:
    chunks = of_series(series)
    array = chunks.chunk(0) if chunks.num_chunks == 1 else chunks.combine_chunks()
    # Combining no chunk at all gives one without rows; several may come back as several only where they pass 2 GB of 32 bits.
    if len(array) and not array.null_count and pc.all(pc.equal(array, array[0])).as_py():
        return Column(name, "same", array[0].as_py()), None
    return Column(name, "text"), array


def _of_numbers(numbers: NDArray[Any], kind: pa.DataType) -> pa.Array:
    # From the buffer, since Arrow would take NaN, or the least integer in a moment, for a null and lose the bits.
    whole = np.ascontiguousarray(numbers)
    return pa.Array.from_buffers(kind, len(whole), [None, pa.py_buffer(whole)])


def _shapes(series: pd.Series) -> tuple[pa.Array, tuple[bytes, ...]]:
    """Return for each row the position of its shape, and the shapes; rows that share an object share a position."""
    objects = np.asarray(series.array, dtype=object)
    there = np.flatnonzero(~shapely.is_missing(objects))
    _, first, number = np.unique(
        np.array([id(one) for one in objects[there]], dtype=np.int64), return_index=True, return_inverse=True
    )
    by_bytes: dict[bytes, int] = {}
    position = [by_bytes.setdefault(one, len(by_bytes)) for one in shapely.to_wkb(objects[there[first]])]
    codes = np.full(len(objects), -1, dtype=np.int32)
    codes[there] = np.array(position, dtype=np.int32)[number]
    return _of_numbers(codes, pa.int32()), tuple(by_bytes)


def _array(one: Kept, column: Column, base: memoryview | None) -> Any:  # noqa: ANN401 # any of pandas' kinds of arrays
    if column.kind == "same":
        return as_series(_same(column.told, one.rows)).array
    held = one.batch.column(column.name)
    match column.kind:
        case "text":
            return as_series(held).array
        case "number":
            return _numbers(held, np.dtype(column.told), base)
        case "moment":
            since = _numbers(held, np.dtype(np.int64), base).view(f"datetime64[{column.told}]")
            return pd.Series(since, copy=False).dt.tz_localize("UTC").array
        case _:
            return _objects(_numbers(held, np.dtype(np.int32), base), one.shapes)


def _alike(told: str, rows: int) -> NDArray[Any]:
    """Return a column of one number, which nobody can write to."""
    dtype, _, written = told.partition(":")
    number = np.frombuffer(bytes.fromhex(written), np.dtype(dtype))
    # Zeros take no memory until somebody looks at them.
    column = np.repeat(number, rows) if any(number.tobytes()) else np.zeros(rows, number.dtype)
    column.flags.writeable = False
    return column


def _same(text: str, rows: int) -> pa.ChunkedArray:
    """Return a column of one text: a short one, again and again."""
    whole, rest = divmod(rows, _SHORT)
    pieces = [same(text, _SHORT)] * whole + ([same(text, rest)] if rest else [])
    return pa.chunked_array(pieces, pa.large_string()) if text else pa.chunked_array([same(text, rows)])


def _objects(codes: NDArray[np.int32], shapes: Sequence[bytes]) -> gpd.array.GeometryArray:
    found = np.full(len(shapes) + 1, None, dtype=object)
    found[:-1] = shapely.from_wkb(list(shapes)) if shapes else []
    return gpd.array.GeometryArray(found[codes], crs=_CRS)


def _numbers(held: pa.Array, dtype: np.dtype[Any], base: memoryview | None) -> NDArray[Any]:
    """Return numbers that can be written to: in place where they lie in `base`, else a copy."""
    count, width = len(held), dtype.itemsize
    if not count:
        return np.empty(0, dtype=dtype)
    buffer = held.buffers()[1]
    if base is not None:
        within = buffer.address - pa.py_buffer(base).address + held.offset * width
        if 0 <= within <= base.nbytes - count * width:
            return np.frombuffer(base, dtype, count, within)
    return np.frombuffer(buffer, dtype, count, held.offset * width).copy()
