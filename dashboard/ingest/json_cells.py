"""The cells of each row that no column took, as a JSON object by heading."""

import json
from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.ingest.texts import Texts, blank, chosen, distinct, joined, joined_where, same, texts

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_objects(columns: Mapping[str, Sequence[str]], size: int) -> Texts:
    """Return for each row what `json.dumps` makes of its filled cells by heading, letters as they are."""
    pairs = {name: texts(cells) for name, cells in columns.items()}
    filled = [~blank(cells) for cells in pairs.values()]
    written = [_written(name, cells) for name, cells in pairs.items()]
    if not any(map(np.any, filled)):
        return same("{}", size)
    return joined([same("{", size), joined_where(written, filled, ", "), same("}", size)])


def _written(name: str, cells: Texts) -> Texts:
    numbers, different = distinct(cells)
    return chosen([f"{_ENCODE(name)}: {_ENCODE(text)}" for text in different], numbers)
