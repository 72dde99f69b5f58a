"""Published agreements as files to start from: examples, each with its sources and what a person has to supply."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.ingest.errors import IngestError
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_nodes import Listing, MappingNode, Node, Scalar, read_yaml

WARNING = "An example, not law: the text of the agreement is binding. Check every figure, date and line against it."
ASK = "ask"


class NoSuchTemplateError(IngestError):
    """A template by a name that none has."""


@dataclass(frozen=True, slots=True)
class Template:
    """A file to start from. asks: what has to be supplied before it can be used, in the order of the file."""

    name: str
    title: str
    source: str
    asks: tuple[str, ...]
    data: bytes

    @property
    def file_name(self) -> str:
        """What the file is called when it is written."""
        return f"{self.name}.yaml"


def templates(folder: Path) -> tuple[Template, ...]:
    """Return the templates of a folder, by name."""
    return tuple(_template(path) for path in sorted(folder.glob("*.yaml")))


def template(folder: Path, name: str) -> Template:
    """Return one template. Raises NoSuchTemplateError."""
    known = {one.name: one for one in templates(folder)}
    if name not in known:
        hint = did_you_mean(name, known) or f"; known are {', '.join(known)}"
        raise NoSuchTemplateError(f"there is no template {quoted(name)}{hint}")
    return known[name]


def _template(path: Path) -> Template:
    data = path.read_bytes()
    root = read_yaml(data)
    head = _value(root, "agreement")
    return Template(path.stem, _text(_value(head, "title")), _text(_value(head, "source")), tuple(_asks(root)), data)


def _asks(node: Node | None) -> Iterator[str]:
    if isinstance(node, Listing):
        for item in node.items:
            yield from _asks(item)
    if isinstance(node, MappingNode):
        for entry in node.entries:
            if entry.key == ASK and isinstance(entry.value, Scalar):
                yield entry.value.text
            else:
                yield from _asks(entry.value)


def _value(node: Node | None, key: str) -> Node | None:
    entries = node.entries if isinstance(node, MappingNode) else ()
    return next((entry.value for entry in entries if entry.key == key), None)


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
