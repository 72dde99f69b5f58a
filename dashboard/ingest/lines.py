"""Text to physical lines, some at a time, so that a long file is never held twice."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Window:
    """Lines that follow each other, each with its line end. more: whether lines follow. quotes: whether a quote is in them."""

    lines: list[str]
    more: bool
    quotes: bool

    def after(self, count: int) -> "Window":
        """Return the window without its first lines."""
        return Window(self.lines[count:], self.more, self.quotes)

    def with_next(self, following: "Window") -> "Window":
        """Return this window and the one that follows it as one."""
        return Window([*self.lines, *following.lines], following.more, self.quotes or following.quotes)


def line_pieces(text: str, size: int) -> Iterator[Window]:
    """Yield all lines of a text, at least `size` characters at a time; one window of none where the text is empty.

    A line ends after a line feed, a carriage return, or both.
    """
    at = 0
    while True:
        found = _LINE_END.search(text, at + size)
        end = len(text) if found is None else found.end()
        piece = text[at:end]
        yield Window(list(io.StringIO(piece, newline="")), more=end < len(text), quotes='"' in piece)
        at = end
        if at >= len(text):
            return


def windows(first: Window, following: Iterator[Window], read: Callable[[Window], int]) -> Iterator[Window]:
    """Yield each window after `read` has taken lines from it; what it left comes again with the lines that follow."""
    window = first
    while True:
        taken = read(window)
        yield window
        if not window.more:
            return
        window = window.after(taken).with_next(next(following))
