"""Reading a container in a process of its own, which is ended when it takes more time or memory than a table should."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.ingest.containers.events import Broken, Event, Note, RefusedError, Row, Table, Wanted
from dashboard.ingest.containers.worker import FOUND, OUT_OF_MEMORY, TOOK

_ROOT = Path(__file__).resolve().parents[3]
ADVICE = "cut it into several files, or save the table as CSV"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "GDAL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one container may take. text_bytes: of what it finds.

    seconds: of processor time, so that a machine with other work to do refuses no more than an idle one. clock_seconds: on the
    clock, which only ends what hangs. memory_bytes: what it may write to; with the program itself, which it only reads, that
    stays within 512 MB.
    """

    seconds: float = 30.0
    clock_seconds: float = 120.0
    memory_bytes: int = 416 * 2**20
    text_bytes: int = 200_000_000


LIMITS = Limits()


class OutOfTimeError(Exception):
    """A process apart was ended for the time it took."""


@dataclass(slots=True)
class Spent:
    """Processor time that reading the containers of one file has taken, in seconds."""

    seconds: float = 0.0


def read_apart(
    reader: str, parts: Mapping[str, bytes], wanted: Wanted, limits: Limits = LIMITS, spent: Spent | None = None
) -> Iterator[Event]:
    """Yield what a reader, a module of this package, finds in the parts, by file name. Raises RefusedError, OutOfTimeError.

    spent: what was taken before, which counts; what this takes is added.
    """
    spent = spent or Spent()
    if spent.seconds >= limits.seconds:
        raise OutOfTimeError
    with tempfile.TemporaryDirectory(prefix="container-") as name:
        folder = Path(name)
        for part, data in parts.items():
            (folder / part).write_bytes(data)
        _run(reader, folder, wanted, replace(limits, seconds=limits.seconds - spent.seconds))
        spent.seconds += float((folder / TOOK).read_text())
        with (folder / FOUND).open(encoding="utf-8") as found:
            for line in found:
                yield _event(json.loads(line))


def _run(reader: str, folder: Path, wanted: Wanted, limits: Limits) -> None:
    order = {
        "sheet": wanted.sheet,
        "known": sorted(wanted.known),
        "outlines": wanted.outlines,
        "seconds": limits.seconds,
        "memory_bytes": limits.memory_bytes,
        "text_bytes": limits.text_bytes,
    }
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(  # noqa: S603 (this very program; what comes from outside is only ever data)
            [sys.executable, "-m", "dashboard.ingest.containers.worker", reader, str(folder)],
            input=json.dumps(order).encode(),
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limits.clock_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise OutOfTimeError from error
    _judge(done.returncode, limits)


def _judge(code: int, limits: Limits) -> None:
    """Raise what an exit code means."""
    if code == 0:
        return
    if code in (-signal.SIGPROF, -signal.SIGXCPU):
        raise OutOfTimeError
    if code in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
        raise RefusedError(f"reading it takes more than {limits.memory_bytes / 2**20:.0f} MB of memory; {ADVICE}")
    raise RefusedError("it cannot be read: it is damaged, or written in a way no reader here knows; save the table as CSV")


def _event(said: list[object]) -> Event:
    match said:
        case ["row", int(line), list(cells), str(flag), str(unplaced)]:
            return Row(line, cells, flag, unplaced)
        case ["broken", int(line), str(raw), list(cells), str(reason)]:
            return Broken(line, raw, cells, reason)
        case ["table", str(part), str(counts), list(header), list(choices)]:
            return Table(part, counts, tuple(header), tuple(choices))
        case ["note", str(text)]:
            return Note(text)
        case ["refused", str(reason)]:
            raise RefusedError(reason)
    raise TypeError(f"the reader wrote {said[:1]}, which is none of the events it may write")
