"""Which theatre it was: one hash over every file of it that a placing can follow from."""

import hashlib
from pathlib import Path

_DECIDES = ("places.csv", "regions.geojson", "settlements.csv.gz", "theatre.yaml", "units.csv")
"""The basemap is only looked at."""


def theatre_hash(folder: Path) -> str:
    """Return a SHA-256 (hex) over names and contents of the theatre's files; `load_theatre` says which are needed."""
    lines = [
        f"{name} {hashlib.sha256((folder / name).read_bytes()).hexdigest()}" for name in _DECIDES if (folder / name).is_file()
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
