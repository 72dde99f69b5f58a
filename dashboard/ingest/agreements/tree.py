"""What stands in an agreement file, as plain values: to look into, and to change without touching what was there before."""

from collections.abc import Iterator
from typing import TypeAlias

from dashboard.ingest.yaml_nodes import Listing, MappingNode, Node, Scalar

Plain: TypeAlias = "str | float | list[Plain] | dict[str, Plain]"
"""A text, a list or keys with values; numbers stand only in the coordinates of a shape."""
Tree: TypeAlias = dict[str, Plain]
Path: TypeAlias = tuple[str | int, ...]
"""Keys and places in lists, from the top."""


def plain(node: Node) -> Plain:
    """Return a node of a file as plain values; what is empty is ""."""
    match node:
        case Scalar(text, _, is_null):
            return "" if is_null else text
        case Listing(items):
            return [plain(item) for item in items]
        case MappingNode(entries):
            return {entry.key: plain(entry.value) for entry in entries}


def paths_by_line(node: Node, path: Path = ()) -> Iterator[tuple[int, Path]]:
    """Yield the line in which each value of a file begins, a mapping before what is in it."""
    match node:
        case Listing(items):
            for number, item in enumerate(items):
                yield item.line, (*path, number)
                yield from paths_by_line(item, (*path, number))
        case MappingNode(entries):
            for entry in entries:
                yield entry.line, (*path, entry.key)
                yield from paths_by_line(entry.value, (*path, entry.key))


def at(tree: Plain, path: Path) -> Plain:
    """Return what stands at a path, "" where nothing does."""
    here = tree
    for step in path:
        found: Plain = ""
        if isinstance(here, dict) and isinstance(step, str):
            found = here.get(step, "")
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            found = here[step]
        here = found
    return here


def with_value(tree: Plain, path: Path, value: Plain) -> Plain:
    """Return a tree with a value at a path; mappings on the way to it are made, and a list grows by one at its end."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(tree) if isinstance(tree, list) else []
        below = items[step] if step < len(items) else ""
        items[step : step + 1] = [with_value(below, rest, value)]
        return items
    keys = dict(tree) if isinstance(tree, dict) else {}
    return {**keys, step: with_value(keys.get(step, ""), rest, value)}


def without(tree: Plain, path: Path) -> Plain:
    """Return a tree without what stands at a path; a list or mapping that is then empty goes too, but no item of a list."""
    step, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(step, int) and step < len(tree):
        return [*tree[:step], *([without(tree[step], rest)] if rest else []), *tree[step + 1 :]]
    if isinstance(tree, dict) and isinstance(step, str) and step in tree:
        below = without(tree[step], rest) if rest else ""
        kept = {key: below if key == step else value for key, value in tree.items()}
        return kept if below not in ("", [], {}) else {key: value for key, value in kept.items() if key != step}
    return tree
