"""What the record asks of a database, so that SQLite and PostgreSQL can both stand behind it.

Statements are written once, in what both understand, with `?` for each value.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

Value = str | int | float | None
"""What a cell of the record can hold. Text holds neither half characters nor NUL, numbers are finite."""
Row = tuple[Any, ...]
Dialect = Literal["sqlite", "postgresql"]


class Connection(Protocol):
    """One transaction's way to the tables."""

    dialect: Dialect

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return what a statement finds."""
        ...

    def run(self, statement: str, values: Sequence[Value] = ()) -> None:
        """Carry out a statement that finds nothing."""
        ...

    def run_many(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Carry out a statement once for each row of values."""
        ...


class Database(Protocol):
    """Where transactions come from. Safe from several threads; a failure of the medium is a StoreError that says what to do."""

    name: str
    """How a person would call it: a path, or an address without its password."""

    def close(self) -> None:
        """Give up what is kept open between transactions; the next one opens anew what it needs, if it may."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection on which everything read is of one moment."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Give the one connection that may write now. Its writes are kept together, or none where an error leaves the block.

        Once the block is left without an error, they survive a power cut.
        """
        ...
