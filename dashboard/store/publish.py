"""A checkpoint put into a folder to be published: signed where there is a key, time-stamped where a server answers."""

from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from dashboard.store.checkpoint import Checkpoint, CheckpointError, Published, write_checkpoint
from dashboard.store.signing import SigningKey
from dashboard.store.time_stamp import TimeStampError, request_time_stamp


@dataclass(frozen=True, slots=True)
class NotAsked:
    """No time-stamp server is configured."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """The time stamp lies beside the checkpoint."""

    path: Path


@dataclass(frozen=True, slots=True)
class NotStamped:
    """There is no time stamp, and why; the checkpoint stands without it, and can be stamped later."""

    why: str


Stamp = NotAsked | Stamped | NotStamped


@dataclass(frozen=True, slots=True)
class Publication:
    """The file to publish, and what came of its time stamp."""

    path: Path
    stamp: Stamp


def publish_checkpoint(checkpoint: Checkpoint, folder: Path, *, key: SigningKey | None = None, server: str = "") -> Publication:
    """Write a checkpoint's file, then ask for its time stamp; CheckpointError where it cannot be written.

    key: None leaves it unsigned. server: address of a time-stamp server, "" for none.
    """
    published = Published(checkpoint, (key.sign(checkpoint),) if key else ())
    path = folder / f"{_name(checkpoint)}.txt"
    _write_once(path, write_checkpoint(published))
    return Publication(path, _stamp(checkpoint, path.with_suffix(".tsr"), server) if server else NotAsked())


def _name(checkpoint: Checkpoint) -> str:
    moment = checkpoint.moment
    when = moment.astimezone(UTC).strftime("-%Y%m%dT%H%M%S.%fZ") if moment else ""
    return f"checkpoint-{checkpoint.size}{when}".replace(".", "-")


def _stamp(checkpoint: Checkpoint, path: Path, server: str) -> Stamp:
    try:
        _write_once(path, request_time_stamp(checkpoint, server))
    except TimeStampError as error:
        return NotStamped(str(error))
    return Stamped(path)


def _write_once(path: Path, data: bytes) -> None:
    try:
        if path.exists():
            raise CheckpointError(f"{path} is there already, and is not written over")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise CheckpointError(f"the checkpoint could not be written to {path}: {error.strerror}") from error
