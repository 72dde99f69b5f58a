"""What was made lately, kept for whoever asks for the same again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Made = TypeVar("_Made")


class Latest(Generic[_Key, _Made]):
    """A few things by their key, those asked for last. Safe from several threads; two that ask at once may both make one."""

    def __init__(self, kept: int) -> None:
        """Keep at most so many."""
        self._kept, self._made, self._lock = kept, OrderedDict[_Key, _Made](), threading.Lock()

    def of(self, key: _Key, make: Callable[[], _Made]) -> _Made:
        """Return what has this key, made now where it is not at hand."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._kept:
                self._made.popitem(last=False)
        return made
