"""Repaired rows in words: the account of a file over its own load and the loads that put its rejected rows right."""

from typing import Protocol

from dashboard.present.sentences import count_of

_PREFIX = "repaired rows of "


class Account(Protocol):
    """What became of the rows of a file in its own load."""

    @property
    def rows_read(self) -> int:
        """All of them."""

    @property
    def accepted(self) -> int:
        """Rows in view."""

    @property
    def rejected(self) -> int:
        """Rows that could not be read."""

    @property
    def duplicates(self) -> int:
        """Rows that repeat an accepted one."""


def repaired_name(name: str) -> str:
    """Return what the repaired rows of a file are called: a table of their own, whatever the file was."""
    base = name.removeprefix(_PREFIX)
    return f"{_PREFIX}{base}" if base.casefold().endswith(".csv") else f"{_PREFIX}{base}.csv"


def open_words(rejected: int, repaired: int) -> str:
    """Return how many of the rejected rows of all files are still open."""
    return f"{count_of(rejected, 'rejected row')}: {repaired:,} repaired by a later load, {rejected - repaired:,} still open."


def over_both_loads(account: Account, repaired: int) -> str:
    """Return the identity over both loads: of the rejected rows, those repaired since are no longer open."""
    return (
        f"With the repairs: {account.rows_read:,} read = {account.accepted:,} accepted + {repaired:,} repaired"
        f" + {account.rejected - repaired:,} open + {count_of(account.duplicates, 'duplicate')}"
    )


def beside_value(reason: str, value: str) -> str:
    """Return why a value was refused, for a place beside that value: it is not said twice, so that more of the reason is seen."""
    return reason.removeprefix(f"{value.strip()!r} ")
