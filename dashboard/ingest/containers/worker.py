"""The process apart that reads a container: it limits itself, reads, and writes what it found, a JSON array a line.

    python -m dashboard.ingest.containers.worker READER FOLDER    (the order, as JSON, on standard input)

FOLDER holds the parts of the container; `found` is written there, and `took`. A container that is refused is a line that says so;
any other end than exit code 0 or OUT_OF_MEMORY is a fault of the reader, which the process that started this one reports.
"""

import importlib
import json
import resource
import signal
import sys
import time
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import IO

from dashboard.ingest.containers.events import Broken, Event, Note, RefusedError, Row, Table, Wanted

OUT_OF_MEMORY = 3
FOUND = "found"
TOOK = "took"
"""The file that says how many seconds of processor time were taken."""
READERS = ("xlsx", "ods", "geojson_features", "kml", "layers")


def main(reader: str, folder: Path, order: dict[str, object]) -> int:
    """Read one container within the limits of the order; return the exit code."""
    _confine(seconds=float(str(order["seconds"])), memory_bytes=int(str(order["memory_bytes"])))
    known = order["known"]
    wanted = Wanted(str(order["sheet"]), frozenset(known if isinstance(known, list) else ()), outlines=order["outlines"] is True)
    with (folder / FOUND).open("w", encoding="utf-8") as found:
        try:
            _write(importlib.import_module(f"dashboard.ingest.containers.{reader}").read(folder, wanted), found, order)
        except RefusedError as refused:
            found.write(json.dumps(["refused", str(refused)]) + "\n")
        except MemoryError:
            return OUT_OF_MEMORY
    (folder / TOOK).write_text(str(time.process_time()))
    return 0


def _confine(*, seconds: float, memory_bytes: int) -> None:
    """Limit what this process may take, before it has looked at anything from outside."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The timer counts in parts of a second, and ends the process by its signal; the limit is there should anything hold that off.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds) + 1, ceil(seconds) + 1))
    # What is written to, not what is mapped: a library maps far more than it ever touches.
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))


def _write(events: Iterator[Event], found: IO[str], order: dict[str, object]) -> None:
    most = int(str(order["text_bytes"]))
    written = 0
    for event in events:
        written += found.write(json.dumps(_said(event), ensure_ascii=False, separators=(",", ":")) + "\n")
        if written > most:
            raise RefusedError(f"its tables come to more than {most / 1e6:.0f} MB of text; cut it into several files")


def _said(event: Event) -> list[object]:
    match event:
        case Row(line, cells, flag, unplaced):
            return ["row", line, cells, flag, unplaced]
        case Broken(line, raw, cells, reason):
            return ["broken", line, raw, cells, reason]
        case Table(part, counts, header, choices):
            return ["table", part, counts, list(header), list(choices)]
        case Note(said):
            return ["note", said]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.stdin.read())))
