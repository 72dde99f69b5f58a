"""The one line of a terminal that says how far a command is."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from dashboard.engine.assess import Progress, untold

_CLEAR_LINE = "\r\x1b[2K"


@contextmanager
def told_on(stream: TextIO) -> Iterator[Progress]:
    """Give a progress that keeps one line of a terminal up to date, and clears it in the end; none where there is no terminal."""
    if not stream.isatty():
        yield untold
        return
    try:
        yield lambda share, what: print(_line(share, what), end="", file=stream, flush=True)
    finally:
        print(_CLEAR_LINE, end="", file=stream, flush=True)


def _line(share: float, what: str) -> str:
    shown = "".join(character if character.isprintable() else "?" for character in f"{share:4.0%} {what}")
    return f"{_CLEAR_LINE}{shown[: shutil.get_terminal_size().columns - 1]}"
