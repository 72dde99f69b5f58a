"""Content of large files that differ in one cell, and nowhere that a sample of head, middle and tail would see."""

from functools import cache

KINDS = (".csv", ".jsonl", ".geojson", ".json", ".yaml", ".txt")
_ROWS = 120_000


@cache
def large(suffix: str, which: str) -> bytes:
    """Return some 3 MB: 120,000 rows of which one, a third down, says another verdict of the same length."""
    cells = ["consistent with terms"] * _ROWS
    cells[_ROWS // 3] = "undetermined for once" if which == "one" else "potential violations!"
    return f"kind {suffix}\n".encode() + "".join(f"o-{number},{cell}\n" for number, cell in enumerate(cells)).encode()
