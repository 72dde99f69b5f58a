"""The outcome of reading one cell, or a few that belong together."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What a cell means. problem: why its row cannot be accepted. flag: what a person should see of an accepted one."""

    value: T
    problem: str = ""
    flag: str = ""
