"""YAML read as a tree of nodes in which every scalar is its text and knows its line; nothing is turned into dates or numbers.

`no` stays `no`, `2015-02-15` stays text, `08` stays `08`. Anchors may be used; what they unfold to is bounded, as is nesting.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from dashboard.ingest.errors import IngestError
from dashboard.ingest.quoting import quoted

GREATEST_BYTES = 1_000_000
GREATEST_DEPTH = 30
GREATEST_NODES = 100_000


class YamlError(IngestError):
    """A text that is not the YAML read here. line: 1-based, 0 where the fault is in no one line."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written. is_null: an empty value, `~` or `null`, without quotes."""

    text: str
    line: int
    is_null: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, where it stands, and its value."""

    key: str
    line: int
    value: "Node"


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with values, each key once."""

    entries: tuple[Entry, ...]
    line: int


Node = Scalar | Listing | MappingNode


def read_yaml(data: bytes) -> Node:
    """Return the one document of a YAML file, UTF-8 with or without byte order mark. Raises YamlError at the first fault."""
    if len(data) > GREATEST_BYTES:
        raise YamlError(f"the file has {len(data):,} bytes, expected at most {GREATEST_BYTES:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlError(
            "found bytes that are not UTF-8; save the file as UTF-8", data.count(b"\n", 0, error.start) + 1
        ) from error
    try:
        return _Builder(yaml.parse(text, Loader=yaml.SafeLoader)).document()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError(f"found the character U+{error.character:04X}, which YAML does not allow", line) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(_said(error, mark), mark.line + 1 if mark else 0) from error
    except (ValueError, OverflowError) as error:
        # PyYAML turns the digits of an escape or of `%YAML` into a number without asking whether there is such a one.
        raise YamlError("found a character escape or a %YAML version that is out of range") from error


def _said(error: yaml.MarkedYAMLError, mark: yaml.Mark | None) -> str:
    where = f" at column {mark.column + 1}" if mark else ""
    if error.problem and r"'\t'" in error.problem:
        return f"found a tab{where}, expected spaces: YAML is not indented with tabs"
    return f"not YAML{where}: {error.problem or error.context}" + (
        f", {error.context}" if error.problem and error.context else ""
    )


class _Builder:
    """Turns the flat stream of events into nodes, so that depth and size are known before anything is unfolded."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._size = 0

    def document(self) -> Node:
        next(self._events)
        if not isinstance(next(self._events), DocumentStartEvent):
            raise YamlError("the file is empty")
        root = self._node(next(self._events), 1)
        next(self._events)
        after = next(self._events)
        if isinstance(after, DocumentStartEvent):
            raise YamlError("found a second document after `---`, expected one", _line(after))
        return root

    def _node(self, event: Event, depth: int) -> Node:
        if depth > GREATEST_DEPTH:
            raise YamlError(f"nested deeper than {GREATEST_DEPTH} levels", _line(event))
        before = self._size
        if isinstance(event, AliasEvent):
            return self._unfolded(event)
        node = self._new_node(event, depth)
        self._count(1, event)
        if isinstance(event, NodeEvent) and event.anchor:
            self._anchors[event.anchor] = (node, self._size - before)
        return node

    def _new_node(self, event: Event, depth: int) -> Node:
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise YamlError(f"found the tag {quoted(tag)}, expected plain values", _line(event))
        if isinstance(event, ScalarEvent):
            plain = event.style is None
            return Scalar(event.value, _line(event), is_null=plain and event.value in ("", "~", "null", "Null", "NULL"))
        if isinstance(event, MappingStartEvent):
            return MappingNode(self._entries(depth), _line(event))
        return Listing(tuple(self._items(depth)), _line(event))

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key, line = self._node(event, depth + 1), _line(event)
            if not isinstance(key, Scalar):
                raise YamlError("found a key that is a list or a mapping, expected a word", line)
            if key.text in entries:
                raise YamlError(f"key {quoted(key.text)} stands here and in line {entries[key.text].line}, expected once", line)
            entries[key.text] = Entry(key.text, line, self._node(next(self._events), depth + 1))
        return tuple(entries.values())

    def _unfolded(self, event: AliasEvent) -> Node:
        if event.anchor not in self._anchors:
            raise YamlError(f"alias *{event.anchor} has no finished anchor &{event.anchor} before it", _line(event))
        node, size = self._anchors[event.anchor]
        self._count(size, event)
        return node

    def _count(self, nodes: int, event: Event) -> None:
        self._size += nodes
        if self._size > GREATEST_NODES:
            raise YamlError(f"more than {GREATEST_NODES:,} values when every alias is unfolded", _line(event))


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
