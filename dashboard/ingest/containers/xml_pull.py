"""XML as a stream of beginnings and ends, in memory that does not grow with the document. Entities are refused, not expanded."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from dashboard.ingest.containers.events import RefusedError

CHUNK = 1 << 16
_DEEPEST = 200

Tag = tuple[bool, str, dict[str, str], str]
"""Whether an element begins; its name without namespace; its attributes; the text between the tag before and this one."""


class Local(dict[str, str]):
    """Names by name with its prefix."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, name.rpartition(":")[2])


def pulled(source: IO[bytes], what: str) -> Iterator[Tag]:
    """Yield every tag of a document. `what` is what messages call it. Raises RefusedError where it is no sound XML."""
    stream = _Stream(what)
    while chunk := source.read(CHUNK):
        yield from stream.tags_of(chunk)
    yield from stream.tags_of(b"", last=True)


def guarded_parser(what: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]) -> "expat.XMLParserType":
    """Return a parser that refuses document types, which can hide entities that grow without end."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end

    def refuse(*_: object) -> None:
        raise RefusedError(f"{what} declares a document type, which can hide entities that grow without end; not read")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def feed(parser: "expat.XMLParserType", chunk: bytes, what: str, *, last: bool) -> None:
    """Parse a part of a document. Raises RefusedError where it is no sound XML."""
    try:
        parser.Parse(chunk, last)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise RefusedError(f"{what} is not sound XML at line {error.lineno}: {said}; save the file anew") from error


class _Stream:
    def __init__(self, what: str) -> None:
        self._what = what
        self._tags: list[Tag] = []
        self._text: list[str] = []
        self._local = Local()
        self._depth = 0
        self._parser = guarded_parser(what, self._start, self._end)
        self._parser.CharacterDataHandler = self._text.append

    def tags_of(self, chunk: bytes, *, last: bool = False) -> list[Tag]:
        feed(self._parser, chunk, self._what, last=last)
        tags, self._tags = self._tags, []
        return tags

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RefusedError(f"{self._what} is nested deeper than {_DEEPEST} levels, which no table is")
        local = self._local
        self._tags.append((True, local[name], {local[key]: value for key, value in attributes.items()}, self._said()))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._tags.append((False, self._local[name], {}, self._said()))

    def _said(self) -> str:
        if not self._text:
            return ""
        text = "".join(self._text)
        self._text.clear()
        return text
