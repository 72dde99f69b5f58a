"""Read, check and place a file as the dashboard does; without one, only get ready: `python -m bench.our_reading [FILE]`."""

import sys
from pathlib import Path

from dashboard.ingest.intake import ReadOptions, SourceFile
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import load_theatre
from dashboard.pictures import read_and_place
from dashboard.settings import theatre_folder


def main(*paths: str) -> None:
    """Print the account of each file."""
    theatre = load_theatre(theatre_folder())
    options = ReadOptions(theatre.time_zone)
    placed = read_and_place([(SourceFile(path, Path(path).read_bytes()), options) for path in paths], Gazetteer(theatre))
    print(*placed.intake.accounts, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
