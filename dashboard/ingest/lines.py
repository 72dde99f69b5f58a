"""Text to physical lines, some at a time, so that a long file is never held twice."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cached_property

_LINE_END = re.compile(r"\r\n?|\n")


class Window:
    """Text of lines that follow each other. more: whether lines follow."""

    def __init__(self, text: str, *, more: bool) -> None:
        self.text = text
        self.more = more

    @cached_property
    def lines(self) -> list[str]:
        """The lines, each with its line end."""
        return list(io.StringIO(self.text, newline=""))

    @property
    def quotes(self) -> bool:
        """Whether a quote is in the lines."""
        return '"' in self.text

    def after(self, count: int) -> "Window":
        """Return the window without its first lines."""
        return Window("".join(self.lines[count:]), more=self.more) if count else self

    def with_next(self, following: "Window") -> "Window":
        """Return this window and the one that follows it as one."""
        return Window(self.text + following.text, more=following.more)


def line_pieces(text: str, size: int) -> Iterator[Window]:
    """Yield all lines of a text, at least `size` characters at a time; one window of none where the text is empty.

    A line ends after a line feed, a carriage return, or both.
    """
    at = 0
    while True:
        found = _LINE_END.search(text, at + size)
        end = len(text) if found is None else found.end()
        yield Window(text[at:end], more=end < len(text))
        at = end
        if at >= len(text):
            return


def windows(first: Window, following: Iterator[Window], read: Callable[[Window], Window]) -> Iterator[Window]:
    """Yield each window after `read` has taken lines from it; what it returns, the rest, comes again with those that follow."""
    window = first
    while True:
        rest = read(window)
        yield window
        if not window.more:
            return
        window = rest.with_next(next(following))
