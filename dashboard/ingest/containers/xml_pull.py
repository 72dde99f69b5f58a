"""XML as a stream of beginnings and ends, in memory that does not grow with the document. Entities are refused, not expanded."""

from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from dashboard.ingest.containers.events import RefusedError

_CHUNK = 1 << 16
_DEEPEST = 200

Tag = tuple[bool, str, dict[str, str], str]
"""Whether an element begins; its name without namespace; its attributes; the text between the tag before and this one."""


def pulled(source: IO[bytes], what: str) -> Iterator[Tag]:
    """Yield every tag of a document. `what` is what messages call it. Raises RefusedError where it is no sound XML."""
    stream = _Stream(what)
    while chunk := source.read(_CHUNK):
        yield from stream.feed(chunk)
    yield from stream.feed(b"", last=True)


class _Stream:
    def __init__(self, what: str) -> None:
        self._what = what
        self._tags: list[Tag] = []
        self._text: list[str] = []
        self._names: dict[str, str] = {}
        self._depth = 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._doctype
        self._parser = parser

    def feed(self, chunk: bytes, *, last: bool = False) -> list[Tag]:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            raise RefusedError(f"{self._what} is not sound XML at line {error.lineno}: {said}; save the file anew") from error
        tags, self._tags = self._tags, []
        return tags

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RefusedError(f"{self._what} is nested deeper than {_DEEPEST} levels, which no table is")
        self._tags.append((True, self._local(name), {self._local(key): value for key, value in attributes.items()}, self._said()))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._tags.append((False, self._local(name), {}, self._said()))

    def _said(self) -> str:
        if not self._text:
            return ""
        text = "".join(self._text)
        self._text.clear()
        return text

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            known = self._names.setdefault(name, name.rpartition("}")[2])
        return known

    def _doctype(self, *_: object) -> None:
        raise RefusedError(f"{self._what} declares a document type, which can hide entities that grow without end; not read")
