"""How the values of a table are printed: the same in every file."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_SHARE_STEP = 1e-6
_FLOAT_NOISE = 1e-9


def share_texts(shares: pd.Series) -> list[str]:
    """Print shares, 0 to 1, as short as up to six decimals allow; empty for NaN.

    A share never rounds to 0 or to 1 (beyond what is noise of the computation), since either would claim certainty.
    """
    exact = shares.to_numpy(dtype=np.float64)
    rounded = np.round(exact, 6)
    rounded = np.where((rounded == 1) & (exact < 1 - _FLOAT_NOISE), 1 - _SHARE_STEP, rounded)
    rounded = np.where((rounded == 0) & (exact > 0), _SHARE_STEP, rounded)
    return _printed(rounded, lambda share: f"{share:.6f}".rstrip("0").rstrip("."))


def metre_texts(distances: pd.Series) -> list[str]:
    """Print distances in metres with one decimal; empty for NaN."""
    # Adding 0.0 turns -0.0 into 0.0.
    rounded = np.round(distances.to_numpy(dtype=np.float64), 1) + 0.0
    return _printed(rounded, lambda distance: f"{distance:.1f}")


def number_texts(numbers: pd.Series) -> list[str]:
    """Print numbers with as many digits as give back the same number, whole ones without a point; empty for NaN."""
    return _printed(numbers.to_numpy(dtype=np.float64), lambda number: repr(number).removesuffix(".0"))


def moment_texts(moments: pd.Series) -> list[str]:
    """Print aware times as ISO 8601 in UTC, `2026-05-03T11:20:00Z`, with microseconds only where there are any."""
    utc = moments.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(dtype="datetime64[us]")
    return [f"{text.removesuffix('.000000')}Z" for text in np.datetime_as_string(utc).tolist()]


def flag_texts(flags: pd.Series) -> list[str]:
    """Print truth values as `true` and `false`."""
    return ["true" if flag else "false" for flag in flags.tolist()]


def texts(column: pd.Series) -> list[str]:
    """Print a column as its dtype asks; TypeError where a text column holds anything but text."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return moment_texts(column)
    if pd.api.types.is_bool_dtype(column.dtype):
        return flag_texts(column)
    if pd.api.types.is_integer_dtype(column.dtype):
        return [str(number) for number in column.tolist()]
    if pd.api.types.is_float_dtype(column.dtype):
        return number_texts(column)
    return _only_text(column)


def _printed(numbers: NDArray[np.float64], how: Callable[[float], str]) -> list[str]:
    """Numbers repeat themselves (most shares are 1), so each distinct one is printed once."""
    distinct, position = np.unique(numbers, return_inverse=True)
    printed = np.array(["" if math.isnan(number) else how(number) for number in distinct.tolist()], dtype=object)
    return list(printed[position])


def _only_text(column: pd.Series) -> list[str]:
    cells = column.tolist()
    strangers = {type(cell).__name__ for cell in set(cells) if not isinstance(cell, str)}
    if strangers:
        raise TypeError(f"column {column.name} holds {', '.join(sorted(strangers))}, expected text in every row")
    return cells
