"""An agreement that is still being written: whatever a person has said so far, right or wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dashboard.ingest.agreements.tree import Path, Plain, Tree, at, with_value, without

SHAPE = "shape"
"""The key under `geometry` at which a draft holds what was drawn, as GeoJSON; the files written from it name a file instead."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been written so far. others: files that go along unchanged, such as a table of notifications.

    basis: id of the kept agreement it was begun from, "" for one begun from nothing or from a template.
    """

    tree: Tree
    others: Mapping[str, bytes] = field(default_factory=dict)
    basis: str = ""

    def at(self, *path: str | int) -> Plain:
        """Return what stands at a path, "" where nothing does."""
        return at(self.tree, path)

    def text(self, *path: str | int) -> str:
        """Return the text at a path, "" where there is none."""
        found = self.at(*path)
        return found if isinstance(found, str) else ""

    def texts(self, *path: str | int) -> tuple[str, ...]:
        """Return the list of texts at a path, or its one text; empty where there is none."""
        found = self.at(*path)
        if isinstance(found, str):
            return (found,) if found else ()
        return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()

    def count(self, *path: str | int) -> int:
        """Return how many items the list at a path has."""
        found = self.at(*path)
        return len(found) if isinstance(found, list) else 0

    def put(self, path: Path, value: Plain, *, needed: bool = False) -> "Draft":
        """Return the draft with a value at a path. An empty one goes, unless it is needed: then it is said to be missing."""
        if value in ("", [], {}) and not needed:
            return replace(self, tree=as_tree(without(self.tree, path)))
        return replace(self, tree=as_tree(with_value(self.tree, path, value)))

    def taken_out(self, path: Path) -> "Draft":
        """Return the draft without an item of a list or a key, whatever is in it."""
        return replace(self, tree=as_tree(without(self.tree, path)))


def as_tree(value: Plain) -> Tree:
    """Return a tree whose three parts are there."""
    keys = value if isinstance(value, dict) else {}
    return {"agreement": {}, "zones": [], "provisions": [], **keys}
