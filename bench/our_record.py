"""Load a file as the dashboard does, kept in a record, read and placed: `python -m bench.our_record FILE FOLDER`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard.ingest.intake import ReadOptions, SourceFile
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import load_theatre
from dashboard.pictures import read_and_place
from dashboard.settings import theatre_folder
from dashboard.store.opening import store_in_folder


def main(path: str, folder: str) -> None:
    """Print the account of the file as the record has it."""
    theatre, data = load_theatre(theatre_folder()), Path(path).read_bytes()
    store = store_in_folder(Path(folder))
    now = datetime.now(UTC)
    upload = store.add_upload("observations.csv", data, time_zone=theatre.time_zone, mapping_json="", kind="user", now=now)
    file = SourceFile(upload.file_name, store.original(upload.sha256))
    placed = read_and_place([(file, ReadOptions(theatre.time_zone))], Gazetteer(theatre))
    print(*placed.intake.accounts, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
