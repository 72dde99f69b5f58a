"""Adds uploads to a store without end and prints the hash of each one the store has acknowledged, until it is killed."""

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard.store.opening import store_in_folder

if __name__ == "__main__":
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    store = store_in_folder(folder)
    for number in itertools.count():
        data = f"{seed}-{number},".encode() * (1, 1_000, 50_000)[number % 3]
        upload = store.add_upload(
            f"{seed}-{number}.csv", data, time_zone="UTC", mapping_json="", kind="user", now=datetime(2026, 5, 3, tzinfo=UTC)
        )
        print(upload.sha256, flush=True)
