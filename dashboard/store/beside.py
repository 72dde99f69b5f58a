"""What lies beside the record and goes along in its backup: drafts of agreements, a person's work and no entries yet."""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from dashboard.store.originals import make_private_folder, sync_folder

DRAFTS = "drafts"
"""The folder of drafts, in the data folder."""
_DRAFT = re.compile(r"[0-9a-f]{16}\.json")


def is_draft(name: str) -> bool:
    """Whether a file of this name is a draft's."""
    return _DRAFT.fullmatch(name) is not None


def drafts_beside(data_folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each draft in a data folder. One saved or discarded meanwhile is left out. OSError."""
    for path in sorted((data_folder / DRAFTS).glob("*.json")):
        if is_draft(path.name):
            try:
                yield path.name, path.read_bytes()
            except FileNotFoundError:
                continue


def put_draft(data_folder: Path, name: str, data: bytes) -> None:
    """Bring a draft back into a data folder; where another lies under its name, both are kept. OSError."""
    folder = data_folder / DRAFTS
    make_private_folder(folder)
    if (folder / name).exists() and (folder / name).read_bytes() != data:
        name = f"{secrets.token_hex(8)}.json"
    part = folder / f".{name}.part"
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o600)
    part.replace(folder / name)
    sync_folder(folder)
