"""Values taken out of YAML nodes, each checked as it is taken, the faults collected so that a person sees all of them at once.

Where a value is at fault a placeholder is returned ("", an empty tuple or None): the faults are raised before it is used.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.ingest.quoting import did_you_mean, quoted, unprintable
from dashboard.ingest.yaml_nodes import Entry, Listing, MappingNode, Node, Scalar

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    text: as a file's reader is told it, naming file and line. said: the same without file, line and mapping. of_whole: it is the
    mapping that begins in this line, rather than the value there, that is at fault.
    """

    line: int
    text: str
    said: str
    of_whole: bool = False


@dataclass(slots=True)
class Problems:
    """Faults found so far, each with the line it is to be sorted by."""

    file: str
    _found: list[Fault] = field(default_factory=list)

    def add(self, line: int, said: str, where: str = "", *, of_whole: bool = False) -> None:
        """Add a fault of this file. where: the mapping it is in."""
        self._found.append(Fault(line, f"{self.file}:{line}: {f'{where}: {said}' if where else said}", said, of_whole))

    def add_of_other_file(self, line: int, said: str) -> None:
        """Add a fault that already names another file, which this one names in `line`."""
        self._found.append(Fault(line, said, said))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault once, in the order of lines."""
        return tuple({one.text: one for one in sorted(self._found, key=lambda one: one.line)}.values())

    @property
    def messages(self) -> tuple[str, ...]:
        """The same as a file's reader is told it."""
        return tuple(one.text for one in self.faults)


class Fields:
    """The keys of one mapping; a key that is not `known` is a fault, since it may be a slip of the pen.

    where: how a message names the mapping, "" for the whole file.
    """

    def __init__(self, node: Node, where: str, known: Sequence[str], problems: Problems) -> None:
        self.line = node.line
        self.where = where
        self.problems = problems
        self._entries: dict[str, Entry] = {}
        self._is_mapping = isinstance(node, MappingNode)
        if not isinstance(node, MappingNode):
            self.fault(node.line, f"found {_kind(node)}, expected keys with values: {', '.join(known)}")
            return
        self._entries = {entry.key: entry for entry in node.entries}
        for entry in node.entries:
            if entry.key not in known:
                self.fault(entry.line, f"unknown key {quoted(entry.key)}{did_you_mean(entry.key, known)}")

    def fault(self, line: int, said: str, *, of_whole: bool = False) -> None:
        """Add a fault, naming the mapping. of_whole: see Fault."""
        self.problems.add(line, said, self.where, of_whole=of_whole)

    def missing(self, key: str, expected: str) -> None:
        """Add the fault that a key is not there; what is no mapping at all has been said to be none."""
        if self._is_mapping:
            self.fault(self.line, f"no {quoted(key)}, expected {expected}", of_whole=True)

    def needs_one_of(self, *keys: str) -> None:
        """Add a fault where none of some keys is there."""
        if self._is_mapping and not any(key in self._entries for key in keys):
            self.fault(self.line, f"none of {', '.join(map(quoted, keys))}, expected at least one", of_whole=True)

    def has(self, key: str) -> bool:
        """Whether the key is there, whatever its value."""
        return key in self._entries

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the mapping where the key is missing."""
        return self._entries[key].line if key in self._entries else self.line

    def node(self, key: str, expected: str) -> Node | None:
        """Return the value of a key that has to be there."""
        if key not in self._entries:
            self.missing(key, expected)
            return None
        return self._entries[key].value

    def text(self, key: str, expected: str = "a text") -> str:
        """Return a text that has to be there, runs of blanks made one."""
        return " ".join(self.prose(key, expected).split())

    def prose(self, key: str, expected: str = "a text") -> str:
        """Return a text that has to be there, with its line breaks."""
        node = self.node(key, expected)
        return "" if node is None else self._scalar(node, key, expected).text

    def optional_text(self, key: str) -> str:
        """Return a text, "" where the key is missing."""
        return self.text(key) if self.has(key) else ""

    def texts(self, key: str, expected: str) -> tuple[Scalar, ...]:
        """Return a list of texts, not empty, each with its line; an empty tuple where the key is missing."""
        if not self.has(key):
            return ()
        node = self._entries[key].value
        if not isinstance(node, Listing) or not node.items:
            self.fault(self.line_of(key), f"{key} is {_kind(node)}, expected a list such as {expected}")
            return ()
        scalars = (self._scalar(item, key, expected) for item in node.items)
        return tuple(Scalar(" ".join(scalar.text.split()), scalar.line) for scalar in scalars if scalar.text)

    def words(self, key: str, expected: str) -> tuple[Scalar, ...]:
        """Return one text, or a list of them, each with its line; an empty tuple where the key is missing."""
        if self.has(key) and isinstance(self._entries[key].value, Scalar):
            only = self._scalar(self._entries[key].value, key, expected)
            return (only,) if only.text else ()
        return self.texts(key, expected)

    def numbers(self, key: str, expected: str) -> tuple[float, ...] | None:
        """Return a list of numbers written in digits; None where the key is missing or one is none."""
        found = self.texts(key, expected)
        wrong = [one for one in found if not _NUMBER.fullmatch(one.text)]
        for one in wrong:
            self.fault(one.line, f"{key} holds {quoted(one.text)}, expected {expected}")
        return tuple(float(one.text) for one in found) if found and not wrong else None

    def is_mapping(self, key: str) -> bool:
        """Whether the value of a key is keys with values."""
        return self.has(key) and isinstance(self._entries[key].value, MappingNode)

    def present(self) -> tuple[str, ...]:
        """Return the keys that are there, in their order."""
        return tuple(self._entries)

    def number(self, key: str, expected: str) -> float | None:
        """Return a number written in digits; None where the key is missing."""
        if not self.has(key):
            return None
        scalar = self._scalar(self._entries[key].value, key, expected)
        if scalar.text and not _NUMBER.fullmatch(scalar.text):
            self.fault(scalar.line, f"{key} is {quoted(scalar.text)}, expected {expected}")
        return float(scalar.text) if _NUMBER.fullmatch(scalar.text) else None

    def fields(self, key: str, known: Sequence[str]) -> "Fields | None":
        """Return the mapping under a key; None where the key is missing."""
        if not self.has(key):
            return None
        return Fields(self._entries[key].value, f"{self.where}: {key}" if self.where else key, known, self.problems)

    def each(self, key: str) -> Iterator[Node]:
        """Yield the items of the list under a key that has to be there, and not be empty."""
        node = self.node(key, "a list")
        if node is not None and (not isinstance(node, Listing) or not node.items):
            self.fault(self.line_of(key), f"{key} is {_kind(node)}, expected a list with at least one item")
        if isinstance(node, Listing):
            yield from node.items

    def _scalar(self, node: Node, key: str, expected: str) -> Scalar:
        """Return a text that is not blank; a Scalar with an empty text where it is none."""
        if not isinstance(node, Scalar):
            wanted = _asked(node)
            said = f"{key} is still to be supplied: {wanted}" if wanted else f"{key} is {_kind(node)}, expected {expected}"
            self.fault(node.line, said)
            return Scalar("", node.line)
        text = node.text.strip()
        if node.is_null or not text:
            self.fault(node.line, f"{key} is empty, expected {expected}")
            return Scalar("", node.line)
        if unprintable(text):
            self.fault(node.line, f"{key} holds the character {unprintable(text)}, expected {expected}")
            return Scalar("", node.line)
        return Scalar(text, node.line)


def own_name(node: Node, kind: str, number: int) -> str:
    """Return how messages name an item of a list: by its id where it has one, else by its number from 1."""
    if isinstance(node, MappingNode):
        for entry in node.entries:
            if entry.key == "id" and isinstance(entry.value, Scalar) and entry.value.text.strip():
                return f"{kind} {quoted(entry.value.text.strip())}"
    return f"{kind} {number}"


def _asked(node: Node) -> str:
    """Return what a template asks for in place of a value, as in `{ask: the day it ends}`; "" where it asks nothing."""
    entries = node.entries if isinstance(node, MappingNode) else ()
    return next((one.value.text for one in entries if one.key == "ask" and isinstance(one.value, Scalar)), "")


def _kind(node: Node | None) -> str:
    if isinstance(node, Scalar):
        return "empty" if node.is_null or not node.text else quoted(node.text)
    if isinstance(node, Listing):
        return "a list" if node.items else "an empty list"
    return "keys with values"
