"""An account as the words of repairs want it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
