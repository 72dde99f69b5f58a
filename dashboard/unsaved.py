"""Drafts that were not saved as a version yet, each in a file of its own: a page reloaded or a server restarted loses none.

A session that goes on with a draft becomes its writer. One that wrote it before finds that out at its next change, and goes on
with a copy: of two who write at once, neither overwrites the other.
"""

import json
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.ingest.agreements.draft import Draft, as_tree
from dashboard.ingest.errors import IngestError
from dashboard.store.originals import make_private_folder

_KEY = re.compile(r"[0-9a-f]{16}")
_KEPT_MAX = 100
"""Drafts kept; of more the ones changed longest ago go."""


class NoSuchDraftError(IngestError):
    """A draft that was saved or discarded meanwhile, or whose file cannot be read."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft as a list shows it. changed_at: aware UTC. writer: the session that changed it last."""

    key: str
    title: str
    changed_at: datetime
    writer: str


def new_key() -> str:
    """Return a key for a draft, or a name for a session, that nobody else has."""
    return secrets.token_hex(8)


class UnsavedDrafts:
    """A folder of drafts. A file holds two lines of JSON: what a list shows, then the draft itself."""

    def __init__(self, folder: Path, refuse: Callable[[], None] = lambda: None) -> None:
        """Take a folder, which is made when the first draft is kept.

        refuse: asked before each look and each change, and raises where whoever works through this may not write agreements.
        """
        self._folder, self._refuse = folder, refuse

    def held_against(self, refuse: Callable[[], None]) -> "UnsavedDrafts":
        """Return the same drafts for a person who signed in."""
        return UnsavedDrafts(self._folder, refuse)

    def keep(self, key: str, draft: Draft, writer: str) -> str:
        """Write a draft and return its key: another than was given where another session goes on with it meanwhile. OSError."""
        self._refuse()
        make_private_folder(self._folder)
        head = self._head(self._path(key))
        kept = new_key() if head is not None and head.writer != writer else key
        self._write(kept, draft, writer)
        for old in self.listed()[_KEPT_MAX:]:
            self.forget(old.key)
        return kept

    def listed(self) -> tuple[Unsaved, ...]:
        """Return every draft, the one changed last first. OSError."""
        self._refuse()
        return tuple(sorted(self._heads(), key=lambda one: (one.changed_at, one.key), reverse=True))

    def take(self, key: str, writer: str) -> Draft:
        """Return a draft, with which `writer` goes on from here. Raises NoSuchDraftError, OSError."""
        self._refuse()
        path = self._path(key)
        try:
            body = json.loads(path.read_bytes().split(b"\n", 1)[1])
            draft = Draft(as_tree(body["tree"]), {name: b64decode(data) for name, data in body["others"].items()}, body["basis"])
        except (FileNotFoundError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise NoSuchDraftError("this draft is not there any more: it was saved or discarded meanwhile") from error
        self._write(key, draft, writer)
        return draft

    def forget(self, key: str) -> None:
        """Delete a draft, which may be gone already. OSError."""
        self._refuse()
        self._path(key).unlink(missing_ok=True)

    def _write(self, key: str, draft: Draft, writer: str) -> None:
        head = {"title": draft.text("agreement", "title"), "changed_at": datetime.now(UTC).isoformat(), "writer": writer}
        others = {name: b64encode(data).decode() for name, data in draft.others.items()}
        body = {"tree": draft.tree, "others": others, "basis": draft.basis}
        part = self._folder / f".{key}.{writer}.part"
        try:
            part.write_text(f"{json.dumps(head)}\n{json.dumps(body)}", encoding="utf-8")
            part.chmod(0o600)
            part.replace(self._path(key))
        finally:
            part.unlink(missing_ok=True)

    def _heads(self) -> Iterator[Unsaved]:
        for path in self._folder.glob("*.json"):
            if (head := self._head(path)) is not None:
                yield head

    def _head(self, path: Path) -> Unsaved | None:
        """Return what a list shows of a draft, None where there is none or its file is damaged."""
        try:
            with path.open("rb") as file:
                head = json.loads(file.readline())
            return Unsaved(path.stem, str(head["title"]), datetime.fromisoformat(head["changed_at"]), str(head["writer"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise NoSuchDraftError("this is not the key of a draft")
        return self._folder / f"{key}.json"
