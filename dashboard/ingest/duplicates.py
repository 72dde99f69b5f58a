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

_ENCODE = json.JSONEncoder().encode
_ROW_ID_DIGITS = 16


def row_keys(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a hash of header and cells for each row, hexadecimal, the same in every load and on every machine."""
    begun = hashlib.blake2b(_ENCODE(list(header)).encode("ascii"), digest_size=16)
    keys = []
    for row in rows:
        hashed = begun.copy()
        hashed.update(_ENCODE(row).encode("ascii"))
        keys.append(hashed.hexdigest())
    return keys


def id_from_key(row_key: str) -> str:
    """Return the id of a row whose sender gave none."""
    return f"row-{row_key[:_ROW_ID_DIGITS]}"


def repeats(keys: pd.Series) -> npt.NDArray[np.bool_]:
    """Mark every row whose key an earlier row has."""
    return keys.duplicated(keep="first").to_numpy()


def superseded(issuers: pd.Series, ids: pd.Series) -> npt.NDArray[np.bool_]:
    """Mark every row with an id of the sender that a later row of the same issuer has; an empty id is none."""
    pairs = pd.DataFrame({"issuer": issuers, "id": ids})
    return (pairs.duplicated(keep="last") & (ids != "")).to_numpy()
