"""Which rejected rows have been repaired by a later load.

A file of rejected rows says in its first columns which row of which file each of its rows puts right. That row is repaired when
the row that puts it right was not rejected again, or was itself repaired later. Each load keeps its own account; this only tells
which rejections are still open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.ingest.account import Rejection
from dashboard.ingest.decode import decode
from dashboard.ingest.rejected_form import Lead, leads
from dashboard.ingest.rows import read_table

RowPlace = tuple[str, int]
"""The file a row stood in, and its line."""
_Key = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Load:
    """One load: its rejections, and whom its rows put right, nobody where it is no file of rejected rows."""

    rejections: tuple[Rejection, ...]
    leads: tuple[Lead, ...] = ()


def leads_of(name: str, data: bytes) -> tuple[Lead, ...]:
    """Return whom the rows of a file put right; UnreadableFileError where it is no table."""
    return leads(read_table(decode(data, file=name).text, file=name))


def repaired_rows(loads: Sequence[Load]) -> tuple[frozenset[RowPlace], ...]:
    """Return for each load, in their order, where its rejected rows stood that a later load has repaired.

    One row repairs one: where two loads have the same rejected row, it is the later of them.
    """
    waiting: dict[_Key, int] = {}
    repaired: list[frozenset[RowPlace]] = []
    for load in reversed(loads):
        mine = frozenset((one.file, one.line) for one in load.rejections if _taken(waiting, _key(one)))
        repaired.append(mine)
        still_open = {one.line for one in load.rejections if (one.file, one.line) not in mine}
        for lead in load.leads:
            if lead.line not in still_open:
                key = (lead.file, lead.rejected_line, lead.column, lead.value)
                waiting[key] = waiting.get(key, 0) + 1
    return tuple(reversed(repaired))


def _taken(waiting: dict[_Key, int], key: _Key) -> bool:
    """Take one repair of a row where there is any."""
    if not waiting.get(key):
        return False
    waiting[key] -= 1
    return True


def _key(rejection: Rejection) -> _Key:
    """Return what a file of rejected rows says of a rejection; its reason is left out, since words change with versions."""
    columns = "; ".join(problem.column for problem in rejection.problems)
    values = "; ".join(problem.value for problem in rejection.problems)
    return rejection.file, rejection.line, columns, values
