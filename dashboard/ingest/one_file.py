"""One file read on its own, from bytes to sound rows, rejections and an account; what repeats is found when files meet."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.engine.assess import Progress, untold
from dashboard.ingest.account import FileAccount, Rejection
from dashboard.ingest.coordinates import Bounds
from dashboard.ingest.coordinates.columns import Declared, with_positions
from dashboard.ingest.coordinates.notes import OddPositions
from dashboard.ingest.decode import decode
from dashboard.ingest.duplicates import ids_from_keys, key_column
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats import KNOWN_HEADINGS, declared, explained, implied_headings, recognise
from dashboard.ingest.formats.format import Format, Reading, Translate
from dashboard.ingest.header import heading
from dashboard.ingest.mappings import mapped
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.parse import FILLED_BY_PLACING, Parsed, parse
from dashboard.ingest.private import without_private
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rejected_form import restore
from dashboard.ingest.remarks import NO_REMARKS, RowRemark, remarked
from dashboard.ingest.row_problems import Problems, all_problems, rejected
from dashboard.ingest.rows import CHARACTERS_AT_ONCE, DELIMITERS, SourceTable, read_chunks
from dashboard.ingest.texts import Texts, as_series, same
from dashboard.ingest.times import time_zone
from dashboard.ingest.times.cells import with_joined_dates, with_order_evidence
from dashboard.ingest.whole_rows import rejected_whole

UNPLACED_TABLE = (
    *(name for name in OBSERVATION_TABLE if name not in FILLED_BY_PLACING),
    "region_text",
    "region_detail",
    "place_text",
)
"""The columns of a table until it is placed: the last three are the names it is placed by."""
_FIRST_ROWS = 20


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What became of a file. `table`: its sound rows, duplicates among them still, with `issuer` and `sender_id` besides.

    account: with no row counted as accepted or duplicate yet.
    """

    table: pd.DataFrame
    rejections: tuple[Rejection, ...]
    account: FileAccount


def load_file(
    name: str,
    data: bytes,
    mapping: Mapping,
    progress: Progress = untold,
    *,
    bounds: Bounds | None = None,
    piece: int = CHARACTERS_AT_ONCE,
) -> LoadedFile:
    """Read one file as the mapping, which names a time zone, declares; UnreadableFileError where it is no table.

    `progress` is told the share that is done, 0 to 1; it may raise to cancel. bounds: the theatre's (west, south, east, north,
    degrees), which tell what is odd about positions; None where unknown. piece: characters read at a time, which makes no
    difference to what comes of them.
    """
    decoded = decode(data, file=name)
    reader = _FileReader(name, mapping, bounds, has_nul="\0" in decoded.text)
    encoding, last_line = decoded.encoding, max(decoded.text.count("\n"), 1)
    chunks = read_chunks(decoded.text, file=name, known=known_headings(mapping), implied=implied_headings, piece=piece)
    # From here on only the chunks hold the text, which is as large as all that is made of it, and they let go of it in the end.
    del decoded
    for chunk in chunks:
        reader.take(chunk)
        progress(min(chunk.lines[-1] / last_line, 1.0) if chunk.lines else 1.0, f"reading {name}: {reader.rows_read:,} rows")
    return reader.done(encoding)


def known_headings(mapping: Mapping) -> frozenset[str]:
    """Return the headings, as `heading` gives them, by which a table of observations is told."""
    return KNOWN_HEADINGS | frozenset(heading(name) for names in mapping.headings.values() for name in names)


def load_table(
    name: str,
    table: SourceTable,
    mapping: Mapping,
    *,
    kind: str,
    remarks: Pairs[int, RowRemark] = NO_REMARKS,
    bounds: Bounds | None = None,
) -> LoadedFile:
    """Type a table of cells that did not come as text; UnreadableFileError where it is none of observations.

    kind: what it came in, in words. remarks: what that has to say of a row, by line.
    """
    has_nul = any("\0" in cell for row in table.rows for cell in row)
    reader = _FileReader(name, mapping, bounds, has_nul=has_nul, remarks=remarks)
    reader.take(table)
    return reader.done(kind, is_text=False)


class _FileReader:
    """Reads the tables a file comes in, one after the other, each on its own, and puts together what came of them."""

    def __init__(
        self,
        name: str,
        mapping: Mapping,
        bounds: Bounds | None,
        *,
        has_nul: bool,
        remarks: Pairs[int, RowRemark] = NO_REMARKS,
    ) -> None:
        self.rows_read = 0
        self._name = name
        self._mapping = mapping
        self._zone = time_zone(mapping.time_zone)
        self._remarks = remarks
        self._declared = Declared(
            mapping.coordinate_order,
            swapped=mapping.swap_lon_lat,
            bare=mapping.ignore_precision,
            zero_is_missing=mapping.zero_is_missing,
            bounds=bounds,
        )
        self._odd = OddPositions(self._declared)
        self._has_nul = has_nul
        self._format: Format | None = None
        self._translate: Translate | None = None
        self._delimiter = ""
        self._sound: list[pd.DataFrame] = []
        self._rejections: list[Rejection] = []
        # As keys, since each table says again what is said of the whole file.
        self._of_table: dict[str, None] = {}
        self._of_format: dict[str, None] = {}
        self._left: dict[str, None] = {}

    def take(self, chunk: SourceTable) -> None:
        as_sent = restore(chunk)
        if self._format is None or self._translate is None:
            self._format = _format_of(as_sent, self._mapping, self._name)
            self._translate = self._format.translation()
        chosen = self._format
        table = without_private(as_sent, chosen.private)
        translated = self._translate(table, ignore_precision=self._mapping.ignore_precision)
        reading = remarked(mapped.apply(self._mapping, translated, table, file=self._name), table, self._remarks)
        reading = with_joined_dates(reading)
        reading = with_positions(reading, len(table.rows), self._declared)
        parsed = parse(
            reading.columns,
            len(table.rows),
            zone=self._zone,
            date_order=self._mapping.date_order,
            rest=_rest(table, reading),
            time_format=self._mapping.time_format,
        )
        problems = all_problems(table, reading, parsed, has_nul=self._has_nul)
        self._odd.take(np.asarray(parsed.columns["lon"]), np.asarray(parsed.columns["lat"]), table.lines, problems)
        self._sound.append(_identified(self._name, table, parsed, problems))
        self._rejections += [rejected(self._name, table, at, found) for at, found in problems.items()]
        self._rejections += [rejected_whole(self._name, table, row) for row in table.broken]
        self.rows_read += len(table.rows) + len(table.broken)
        self._delimiter = table.delimiter
        told = explained(chosen, as_sent.names, supplied=self._mapping.supplied, by_mapping=bool(self._mapping.format))
        self._of_table |= dict.fromkeys((*told, *table.notes))
        self._of_format |= dict.fromkeys(reading.notes)
        self._left |= dict.fromkeys(name for name in table.header if name not in reading.consumed)

    def done(self, kind: str, *, is_text: bool = True) -> LoadedFile:
        odd = self._odd.counts()
        local = f"times without an offset are local to {self._zone.key}"
        account = FileAccount(
            file=self._name,
            format_name=self._format.name if self._format else "",
            encoding=kind,
            delimiter=DELIMITERS[self._delimiter] if is_text else "",
            rows_read=self.rows_read,
            accepted=0,
            rejected=len(self._rejections),
            duplicates=0,
            notes=(*self._of_table, *odd.notes, *self._of_format, *_on_other_cells(tuple(self._left)), local),
            positions=odd,
        )
        by_line = tuple(sorted(with_order_evidence(self._rejections), key=lambda one: one.line))
        return LoadedFile(_one_after_the_other(self._sound), by_line, account)


def no_rows() -> pd.DataFrame:
    """Return a table of sound rows that has none, with every column in its type."""
    parsed = parse({}, 0, zone=time_zone("UTC"), date_order="", rest={})
    nothing = SourceTable(names=(), header=(), header_line=1, delimiter=",", lines=[], rows=[])
    return _identified("", nothing, parsed, {})


def _format_of(table: SourceTable, mapping: Mapping, file: str) -> Format:
    """Return the format the mapping names, or else the one recognised, from headings as they stand, twice or once."""
    if mapping.format:
        chosen = declared(mapping.format, table.names, file=file, line=table.header_line, supplied=mapping.supplied)
    else:
        chosen = recognise(table.names, table.rows[:_FIRST_ROWS], file=file, line=table.header_line, supplied=mapping.supplied)
    if clash := sorted(filter(chosen.uses_once, table.repeated)):
        message = f"the heading {quoted(clash[0])} stands over more than one column, expected it once; rename the others"
        raise UnreadableFileError(message, file=file, line=table.header_line)
    return chosen


def _rest(table: SourceTable, reading: Reading) -> dict[str, Sequence[str]]:
    """Return the columns no canonical one took, by heading."""
    left = [(index, name) for index, name in enumerate(table.header) if name not in reading.consumed]
    return {name: table.column(index) for index, name in left}


def _on_other_cells(left: tuple[str, ...]) -> tuple[str, ...]:
    """Return what to say of the columns that no canonical one took in any part of the file."""
    if not left:
        return ()
    more = f" and {len(left) - 8} more" if len(left) > 8 else ""
    return (f"columns kept with each row as they came: {', '.join(left[:8])}{more}",)


def _identified(file: str, table: SourceTable, parsed: Parsed, problems: Problems) -> pd.DataFrame:
    """Return the sound rows with what identifies them; `sender_id` is empty where the sender gave none."""
    size = len(table.rows)
    keys = key_column(table.header, table.rows)
    columns = {
        **parsed.columns,
        "row_key": as_series(keys),
        "observation_id": _ids(pd.Series(parsed.columns["sender_id"]), keys),
        "file": as_series(same(file, size)),
        "line": np.array(table.lines, dtype=np.int64),
        "superseded": np.zeros(size, dtype=np.bool_),
        "issuer": _issuers(pd.Series(parsed.columns["issuer"]), pd.Series(parsed.columns["source"]), file),
    }
    # As arrays, since pandas would hold the row numbers of every series against those of the table.
    arrays = {name: pd.Series(columns[name]).array for name in (*UNPLACED_TABLE, "issuer", "sender_id")}
    whole = pd.DataFrame(arrays, index=pd.RangeIndex(size), copy=False)
    if not problems:
        return whole
    sound = np.ones(len(whole), dtype=np.bool_)
    sound[list(problems)] = False
    return whole.loc[sound]


def _ids(own: pd.Series, keys: Texts) -> pd.Series:
    given = (own != "").to_numpy()
    return own if given.all() else own.where(given, as_series(ids_from_keys(keys)))


def _issuers(named: pd.Series, sources: pd.Series, file: str) -> pd.Series:
    """Whose ids they are: the numbering the format names, else the row's source, else the file."""
    # A source and a file of the same name are two issuers.
    by_source = ("source " + sources).where(sources != "", f"file {file}")
    return named.where(named != "", by_source)


def _one_after_the_other(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return tables[0].reset_index(drop=True) if len(tables) == 1 else pd.concat(tables, ignore_index=True)
