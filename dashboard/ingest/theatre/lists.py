"""The lists of settlements, which are long: read when somebody first asks for one, or at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.ingest.theatre.units import ListedSettlement


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """places, settlements: see `theatre.Theatre`."""

    places: pd.DataFrame
    settlements: tuple[ListedSettlement, ...]


class ListsLater:
    """Lists that are read once, by whichever thread asks first."""

    def __init__(self, read: Callable[[], Lists]) -> None:
        self._read, self._reading = read, threading.Lock()
        self._lists: Lists | None = None

    @property
    def are_read(self) -> bool:
        """Whether somebody has asked for them."""
        return self._lists is not None

    def get(self) -> Lists:
        """Return the lists. Raises TheatreError where they are broken and nobody has asked before."""
        with self._reading:
            if self._lists is None:
                self._lists = self._read()
            return self._lists
