"""The one spelling under which rows and entries are hashed, so that anybody can compute the hashes again.

SHA-256 over JSON: ASCII only, no blanks, keys in order of their letters; numbers as Python writes them, which is the shortest
text that reads back as the same number.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.store.sql import Value

BEFORE_THE_FIRST = "0" * 64
"""What stands for the entry before the first one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the audit log: at this moment, this person wrote one row of this table.

    seq: 1 for the first, without gaps. at: ISO 8601, UTC. content_sha256: over the row. previous_sha256: of the entry before.
    """

    seq: int
    at: str
    who: str
    what: str
    content_sha256: str
    previous_sha256: str

    @property
    def text(self) -> bytes:
        """The spelling that is hashed, as it also stands in a proof that the entry is in the record."""
        names = ("at", "content_sha256", "previous_sha256", "seq", "what", "who")
        return _spelled({name: getattr(self, name) for name in names})

    @property
    def sha256(self) -> str:
        """The hash over all of it, which the next entry names."""
        return hashlib.sha256(self.text).hexdigest()


def content_sha256(table: str, row: Mapping[str, Value]) -> str:
    """Return the hash over a row of a table, by column, without the number of its entry."""
    return hashlib.sha256(_spelled({"row": dict(row), "table": table})).hexdigest()


def _spelled(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
