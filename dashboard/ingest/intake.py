"""Files to observations: every row read is accepted, rejected with its reasons, or a duplicate, and the account says so."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.engine.assess import Progress, part, untold
from dashboard.ingest.account import FileAccount, PositionCounts, Problem, Rejection
from dashboard.ingest.containers.member import Member, TextMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.coordinates import Bounds
from dashboard.ingest.duplicates import repeats, superseded
from dashboard.ingest.errors import NoObservationsError, UnreadableFileError
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.one_file import UNPLACED_TABLE, LoadedFile, known_headings, load_file, load_table, no_rows

__all__ = ["FileAccount", "Intake", "Problem", "ReadOptions", "Rejection", "SourceFile", "UnreadableFileError", "read_files"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it came: the name it is called by, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: the IANA time zone of times without an offset, unless the mapping names another.

    bounds: the theatre's (west, south, east, north, degrees), by which odd positions are told; None where unknown.
    """

    time_zone: str
    mapping: Mapping | None = None
    bounds: Bounds | None = None

    @property
    def declared(self) -> Mapping:
        """The mapping, with a time zone in any case."""
        mapping = self.mapping or Mapping()
        return mapping if mapping.time_zone else replace(mapping, time_zone=self.time_zone)


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that came of a load. `observations`: the accepted rows in the order of files and lines, to be placed
    (`UNPLACED_TABLE`).

    accounts: one for each table, of which a file may hold several. tables_of: how many each file given holds.
    """

    observations: pd.DataFrame
    rejections: tuple[Rejection, ...]
    accounts: tuple[FileAccount, ...]
    tables_of: tuple[int, ...]

    @property
    def file_accounts(self) -> tuple[FileAccount, ...]:
        """One account for each file given, its tables summed."""
        ends = list(accumulate(self.tables_of))
        return tuple(_summed(self.accounts[end - count : end]) for end, count in zip(ends, self.tables_of, strict=True))

    @property
    def total(self) -> FileAccount:
        """The account of all files together."""
        return FileAccount(file="all files", format_name="", encoding="", delimiter="", **_sums(self.accounts))


Tables = tuple[LoadedFile, ...]
"""What became of every table of one file."""
TableReader = Callable[[SourceFile, ReadOptions, Progress, bool], Tables]
"""Whatever does what `read_tables` does."""


def read_files(
    files: Sequence[tuple[SourceFile, ReadOptions]], progress: Progress = untold, *, set_aside: bool = False
) -> Intake:
    """Read observations files and put them together; see `read_each`."""
    return together(read_each(files, progress, set_aside=set_aside))[0]


def read_each(
    files: Sequence[tuple[SourceFile, ReadOptions]],
    progress: Progress = untold,
    *,
    set_aside: bool = False,
    read: TableReader | None = None,
) -> list[Tables]:
    """Read observations files, each in its own way; UnreadableFileError for the first that is none, and then nothing is loaded.

    set_aside: a file that is known to hold no observations of its own does not stop the others; its account, of no row, says why.
    read: what reads one of them, `read_tables` unless told otherwise.
    UnknownTimeZoneError where the options name no time zone. The same bytes given twice with the same options are read once.
    `progress` is told a share 0 to 1 and the file's name; it may raise to cancel.
    """
    first_with: dict[tuple[bytes, ReadOptions], str] = {}
    readings: list[Tables] = []
    done, whole = 0, sum(len(file.data) for file, _ in files) or 1
    for file, options in files:
        seen = (hashlib.sha256(file.data).digest() if len(files) > 1 else b"", options)
        told = part(progress, done / whole, (done + len(file.data)) / whole)
        if seen in first_with:
            readings.append((_not_again(file, first_with[seen]),))
        else:
            readings.append((read or read_tables)(file, options, told, set_aside and len(files) > 1))
        first_with.setdefault(seen, file.name)
        done += len(file.data)
    # What the pieces needed is free but held back; of a long file it is a quarter of all memory.
    pa.default_memory_pool().release_unused()
    return readings


def read_tables(file: SourceFile, options: ReadOptions, progress: Progress, set_aside: bool) -> Tables:
    """Read every table of a file."""
    mapping = options.declared
    members = open_container(file.name, file.data, sheet=mapping.sheet, known=known_headings(mapping))
    # What an archive holds is loaded or not as one; a table beside the observations must not cost them.
    set_aside = set_aside or len(members) > 1
    steps = [part(progress, at / len(members), (at + 1) / len(members)) for at in range(len(members))]
    return tuple(
        _table(member, mapping, options.bounds, step, set_aside=set_aside) for member, step in zip(members, steps, strict=True)
    )


def _table(member: Member, mapping: Mapping, bounds: Bounds | None, progress: Progress, *, set_aside: bool) -> LoadedFile:
    try:
        return _read(member, mapping, bounds, progress)
    except NoObservationsError as refused:
        if not set_aside:
            raise
        note = str(refused).removeprefix(f"{member.name}, ").removeprefix(f"{member.name}: ")
        return LoadedFile(no_rows(), (), FileAccount(member.name, "", "", "", 0, 0, 0, 0, (f"left out, {note}",)))


def _read(member: Member, mapping: Mapping, bounds: Bounds | None, progress: Progress) -> LoadedFile:
    if isinstance(member, TextMember):
        loaded = load_file(member.name, member.data, mapping, progress, bounds=bounds)
        return replace(loaded, account=replace(loaded.account, notes=(*member.notes, *loaded.account.notes)))
    loaded = load_table(member.name, member.table, mapping, kind=member.kind, remarks=member.remarks, bounds=bounds)
    return replace(loaded, account=replace(loaded.account, parts=member.choices if len(member.choices) > 1 else ()))


def _sums(accounts: Sequence[FileAccount]) -> dict[str, Any]:
    return {name: sum(getattr(one, name) for one in accounts) for name in ("rows_read", "accepted", "rejected", "duplicates")}


def _of_table(account: FileAccount) -> str:
    read_as = ", ".join(filter(None, (account.format_name.replace("_", " "), account.encoding, account.delimiter)))
    return f"{read_as}: {account.rows_read} rows read"


def _summed(accounts: Sequence[FileAccount]) -> FileAccount:
    if len(accounts) == 1:
        return accounts[0]
    notes = tuple(f"{one.file}: {note}" for one in accounts for note in (_of_table(one), *one.notes))
    counted = [one.positions for one in accounts]
    positions = PositionCounts(
        total=sum(one.total for one in counted),
        swapped=sum(one.swapped for one in counted),
        nowhere=sum(one.nowhere for one in counted),
        outside=sum(one.outside for one in counted),
        unordered=sum(one.unordered for one in counted),
    )
    name = f"{len(accounts)} tables from {accounts[0].file}"
    return replace(accounts[0], file=name, notes=notes, positions=positions, **_sums(accounts))


def together(readings: Sequence[Tables]) -> tuple[Intake, npt.NDArray[np.bool_]]:
    """Put the files of a load together, leaving out what repeats an earlier row and marking what a later one replaces.

    Return with it which of their sound rows, in the order of files and lines, are not left out.
    """
    loaded = [one for tables in readings for one in tables]
    table = rows_of(loaded)
    is_repeat = repeats(table["row_key"])
    of_file = np.repeat(np.arange(len(loaded)), [len(one.table) for one in loaded])
    accounts = tuple(
        _settled(one.account, table["line"][of_file == at], is_repeat[of_file == at]) for at, one in enumerate(loaded)
    )
    kept = table[~is_repeat].reset_index(drop=True) if is_repeat.any() else table
    kept = kept.assign(superseded=superseded(kept["issuer"], kept["sender_id"]))
    intake = Intake(
        observations=kept[[*UNPLACED_TABLE]],
        rejections=tuple(rejection for one in loaded for rejection in one.rejections),
        accounts=accounts,
        tables_of=tuple(map(len, readings)),
    )
    return intake, ~is_repeat


def rows_of(loaded: Sequence[LoadedFile]) -> pd.DataFrame:
    """Return the sound rows of some tables one after the other."""
    return loaded[0].table if len(loaded) == 1 else pd.concat([no_rows(), *(one.table for one in loaded)], ignore_index=True)


def _settled(account: FileAccount, lines: pd.Series, is_repeat: npt.NDArray[np.bool_]) -> FileAccount:
    """Return a file's account with its sound rows told apart: accepted, or repeating a row accepted before."""
    repeated = lines[is_repeat]
    settled = replace(account, accepted=int((~is_repeat).sum()), duplicates=len(repeated))
    if not len(repeated):
        return settled
    some = ", ".join(map(str, repeated.head(5))) + (", …" if len(repeated) > 5 else "")
    return replace(settled, notes=(*account.notes, f"duplicates of rows accepted before: line {some}"))


def _not_again(file: SourceFile, other: str) -> LoadedFile:
    note = f"the same bytes as {other}, read already; not read again"
    return LoadedFile(no_rows(), (), FileAccount(file.name, "", "", "", 0, 0, 0, 0, (note,)))
