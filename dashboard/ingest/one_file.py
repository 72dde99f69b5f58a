"""One file read on its own, from bytes to sound rows, rejections and an account; what repeats is found when files meet."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.ingest import mapped
from dashboard.ingest.account import SURPLUS_CELL, WHOLE_ROW, FileAccount, Problem, Rejection
from dashboard.ingest.decode import Decoded, decode
from dashboard.ingest.duplicates import id_from_key, row_keys
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats import KNOWN_HEADINGS, declared, recognise
from dashboard.ingest.formats.format import Format, Reading
from dashboard.ingest.mapping import Mapping
from dashboard.ingest.parse import Parsed, parse
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rejected_form import restore
from dashboard.ingest.rows import DELIMITERS, BrokenRow, SourceTable, heading, read_table
from dashboard.ingest.time_cells import with_joined_dates, with_order_evidence
from dashboard.ingest.times import time_zone

TO_BE_PLACED = ("region_text", "region_detail", "place_text")
"""Text columns the table has besides those of OBSERVATION_TABLE until it is placed."""
_FIRST_ROWS = 20
_NUL = "the cell holds the character NUL, which no text does; take it out"

Problems = dict[int, tuple[Problem, ...]]
"""By position of the row in the file."""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What became of a file. `table`: its sound rows, duplicates among them still, with `issuer` and `sender_id` besides.

    account: with no row counted as accepted or duplicate yet.
    """

    table: pd.DataFrame
    rejections: tuple[Rejection, ...]
    account: FileAccount


def load_file(name: str, data: bytes, mapping: Mapping) -> LoadedFile:
    """Read one file as the mapping, which names a time zone, declares; UnreadableFileError where it is no table."""
    zone = time_zone(mapping.time_zone)
    decoded = decode(data, file=name)
    known = KNOWN_HEADINGS | set(map(heading, mapping.columns.values()))
    table = restore(read_table(decoded.text, file=name, known=known))
    chosen = _format_of(table, mapping, name)
    translated = chosen.translate(table, ignore_precision=mapping.ignore_precision)
    reading = with_joined_dates(mapped.apply(mapping, translated, table, file=name))
    rest = _rest(table, reading)
    parsed = parse(
        reading.columns,
        len(table.rows),
        zone=zone,
        date_order=mapping.date_order,
        rest=rest,
        time_format=mapping.time_format,
    )
    problems = _all_problems(table, reading, parsed, has_nul="\0" in decoded.text)
    rejections = [_rejected(name, table, at, found) for at, found in problems.items()]
    rejections += [_broken(name, table, row) for row in table.broken]
    notes = (*table.notes, *reading.notes, *_on_other_cells(table, reading), f"times without an offset are local to {zone.key}")
    account = _account(name, chosen, decoded, table, rejected=len(rejections), notes=notes)
    by_line = tuple(sorted(with_order_evidence(rejections), key=lambda one: one.line))
    return LoadedFile(_identified(name, table, parsed, problems), by_line, account)


def no_rows() -> pd.DataFrame:
    """Return a table of sound rows that has none, with every column in its type."""
    parsed = parse({}, 0, zone=time_zone("UTC"), date_order="", rest=())
    nothing = SourceTable(names=(), header=(), header_line=1, delimiter=",", lines=[], rows=[])
    return _identified("", nothing, parsed, {})


def _format_of(table: SourceTable, mapping: Mapping, file: str) -> Format:
    if clash := sorted(table.repeated & KNOWN_HEADINGS):
        message = f"the heading {quoted(clash[0])} stands over more than one column, expected it once; rename the others"
        raise UnreadableFileError(message, file=file, line=table.header_line)
    if mapping.format:
        return declared(mapping.format, table.header, file=file, line=table.header_line, supplied=mapping.supplied)
    return recognise(table.header, table.rows[:_FIRST_ROWS], file=file, line=table.header_line, supplied=mapping.supplied)


def _rest(table: SourceTable, reading: Reading) -> list[dict[str, str]]:
    """Return, for each row, the filled cells no canonical column took, by heading."""
    left = [(index, name) for index, name in enumerate(table.header) if name not in reading.consumed]
    if not left:
        return [{}] * len(table.rows)
    return [{name: row[index] for index, name in left if row[index].strip()} for row in table.rows]


def _on_other_cells(table: SourceTable, reading: Reading) -> tuple[str, ...]:
    left = [name for name in table.header if name not in reading.consumed]
    if not left:
        return ()
    more = f" and {len(left) - 8} more" if len(left) > 8 else ""
    return (f"columns kept with each row as they came: {', '.join(left[:8])}{more}",)


def _account(
    file: str, chosen: Format, decoded: Decoded, table: SourceTable, *, rejected: int, notes: tuple[str, ...]
) -> FileAccount:
    return FileAccount(
        file=file,
        format_name=chosen.name,
        encoding=decoded.encoding,
        delimiter=DELIMITERS[table.delimiter],
        rows_read=len(table.rows) + len(table.broken),
        accepted=0,
        rejected=rejected,
        duplicates=0,
        notes=notes,
    )


def _all_problems(table: SourceTable, reading: Reading, parsed: Parsed, *, has_nul: bool) -> Problems:
    """Return every problem of every row, in the words of the file: its own headings, and its cells as they came."""
    nul = _nul_characters(table) if has_nul else {}
    typed = {
        at: tuple(_in_words_of_file(problem, table, reading, at) for problem in problems)
        for at, problems in parsed.problems.items()
    }
    positions = sorted(nul.keys() | reading.problems.keys() | typed.keys())
    return {at: (*nul.get(at, ()), *reading.problems.get(at, ()), *typed.get(at, ())) for at in positions}


def _nul_characters(table: SourceTable) -> Problems:
    """Text with a NUL in it is cut short, or refused, by much of what would have to show or keep it."""
    found = {
        at: tuple(Problem(name, cell, _NUL) for name, cell in zip(table.header, row, strict=True) if "\0" in cell)
        for at, row in enumerate(table.rows)
    }
    return {at: problems for at, problems in found.items() if problems}


def _in_words_of_file(problem: Problem, table: SourceTable, reading: Reading, at: int) -> Problem:
    origin = reading.origins.get(problem.column)
    if origin is None:
        return problem
    return Problem(origin, table.rows[at][table.header.index(origin)], problem.reason)


def _rejected(file: str, table: SourceTable, at: int, problems: tuple[Problem, ...]) -> Rejection:
    return Rejection(file, table.lines[at], problems, dict(zip(table.header, table.rows[at], strict=True)))


def _broken(file: str, table: SourceTable, row: BrokenRow) -> Rejection:
    """Keep the cells as well as they can be told under the headings, so that a person can put them right."""
    surplus = (f"{SURPLUS_CELL} {number}" for number in range(1, len(row.cells) + 1))
    missing = [""] * (len(table.header) - len(row.cells))
    cells = dict(zip((*table.header, *surplus), (*row.cells, *missing), strict=False))
    return Rejection(file, row.line, (Problem(WHOLE_ROW, row.raw, row.reason),), cells)


def _identified(file: str, table: SourceTable, parsed: Parsed, problems: Problems) -> pd.DataFrame:
    """Return the sound rows with what identifies them; `sender_id` is empty where the sender gave none."""
    whole = parsed.table
    keys = pd.Series(row_keys(table.header, table.rows), dtype="str")
    own = whole["sender_id"]
    whole = whole.assign(
        row_key=keys,
        observation_id=own.where(own != "", keys.map(id_from_key).astype("str")),
        file=pd.Series([file] * len(whole), dtype="str"),
        line=pd.Series(table.lines, dtype="int64"),
        superseded=False,
        issuer=_issuers(whole, file),
    )
    sound = np.ones(len(whole), dtype=np.bool_)
    sound[list(problems)] = False
    return whole.loc[sound, [*OBSERVATION_TABLE, *TO_BE_PLACED, "issuer", "sender_id"]]


def _issuers(whole: pd.DataFrame, file: str) -> pd.Series:
    """Whose ids they are: the numbering the format names, else the row's source, else the file."""
    # A source and a file of the same name are two issuers.
    by_source = ("source " + whole["source"]).where(whole["source"] != "", f"file {file}")
    return whole["issuer"].where(whole["issuer"] != "", by_source)
