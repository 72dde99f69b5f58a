"""Long work cut into parts that run on every core, or on as many as it may use; it tells how far it is, and can be given up
between parts.
"""

import os
from collections.abc import Callable, Iterator, Sized
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
_cores: ContextVar[int | None] = ContextVar("cores", default=None)


@contextmanager
def on_cores(count: int) -> Iterator[None]:
    """Let long work within use so many cores: where several processes share a machine, each has its own."""
    before = _cores.set(count)
    try:
        yield
    finally:
        _cores.reset(before)


def unheard(_share: float) -> None:
    """Progress that nobody hears."""


def in_parts(
    count: int, size: int, work: Callable[[int, int], T], told: Callable[[float], None] = unheard, *, least: int | None = None
) -> list[T]:
    """Return `work(start, end)` for each part of `count` things, in order. Work should mostly run free of the interpreter's lock.

    size: things in a part at most. least: in one of a few parts that are cut so that every core has one; `size` where left out.
    told: hears the share done, 0 to 1, and may raise to give up; parts that have not begun are then left out.
    """
    cores = _cores.get() or os.cpu_count() or 1
    size = min(size, max(-(-count // cores), least or size))
    bounds = [(start, min(start + size, count)) for start in range(0, count, size)]
    done: dict[int, T] = {}

    def do(number: int) -> None:
        done[number] = work(*bounds[number])

    if cores == 1 or len(bounds) == 1:
        for number in range(len(bounds)):
            do(number)
            told(len(done) / len(bounds))
    else:
        _do_together(do, done, len(bounds), cores, told)
    return [done[number] for number in range(len(bounds))]


def _do_together(do: Callable[[int], None], done: Sized, count: int, cores: int, told: Callable[[float], None]) -> None:
    """Do parts on every core, this thread its share, the last ones first: to start another takes as long as a small part."""
    with ThreadPoolExecutor(cores - 1) as others:
        parts = [others.submit(do, number) for number in range(count)]
        try:
            for number in reversed(range(count)):
                if not parts[number].cancel():
                    break
                do(number)
                told(len(done) / count)
            for part in parts:
                if not part.cancelled():
                    part.result()
                    told(len(done) / count)
        finally:
            for part in parts:
                part.cancel()
