"""A mapping laid over what a format made of a table: the person's word goes before the format's."""

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import replace

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats.canonical import READ_AS, read_as
from dashboard.ingest.formats.canonical_headings import told
from dashboard.ingest.formats.format import Reading
from dashboard.ingest.header import heading
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.rows import SourceTable

JOINED = " + "
"""Between the headings of a canonical column that is read from several."""
_IGNORED = "precision is ignored, as the mapping asks: every position is a point of radius 0, for comparison only"


def apply(mapping: Mapping, reading: Reading, table: SourceTable, *, file: str) -> Reading:
    """Return the reading with columns, words, constants and precision as declared.

    UnreadableFileError where the mapping names a heading the table does not have. A cell whose word was replaced, and a
    radius that is ignored, stays among the row's other cells.
    """
    laid = _without_unused(reading, mapping.unused)
    laid = _with_columns(laid, mapping.headings, table, file)
    laid = _told_anew(laid, mapping)
    laid = _with_values(laid, mapping.values)
    laid = _with_constants(laid, mapping.constants, len(table.rows))
    return _without_radius(laid) if mapping.ignore_precision else laid


def _without_unused(reading: Reading, unused: tuple[str, ...]) -> Reading:
    """Take away what the format read from columns that a person wants kept with the row and no more."""
    names = frozenset(map(heading, unused))
    dropped = {column for column, origin in reading.origins.items() if heading(origin) in names}
    return replace(
        reading,
        columns={column: texts for column, texts in reading.columns.items() if column not in dropped},
        consumed=frozenset(name for name in reading.consumed if heading(name) not in names),
        origins={column: origin for column, origin in reading.origins.items() if column not in dropped},
    )


def _with_columns(reading: Reading, columns: Pairs[str, tuple[str, ...]], table: SourceTable, file: str) -> Reading:
    places = {heading(name): index for index, name in enumerate(table.header)}
    unknown = sorted(name for names in columns.values() for name in names if heading(name) not in places)
    if unknown:
        near = did_you_mean(unknown[0], table.header)
        message = f"the mapping names the column {quoted(unknown[0])}, which the header does not have{near}"
        raise UnreadableFileError(message, file=file, line=table.header_line)
    chosen = {column: [places[heading(name)] for name in names] for column, names in columns.items()}
    replaced = {reading.origins[column] for column in chosen if column in reading.origins}
    taken = {table.header[index] for indices in chosen.values() for index in indices}
    reading = _without_other_meanings(reading, taken, chosen.keys())
    return replace(
        reading,
        columns={**reading.columns, **{column: _cells(table, indices) for column, indices in chosen.items()}},
        consumed=(reading.consumed - replaced) | taken,
        origins={
            **reading.origins,
            **{column: JOINED.join(table.header[index] for index in indices) for column, indices in chosen.items()},
        },
    )


def _without_other_meanings(reading: Reading, taken: Collection[str], chosen: Collection[str]) -> Reading:
    """Take away columns that were read from a heading such as "Час" which a person says means another."""
    dropped = {column for column, origin in reading.origins.items() if column not in chosen and origin in taken and told(origin)}
    return replace(
        reading,
        columns={column: texts for column, texts in reading.columns.items() if column not in dropped},
        origins={column: origin for column, origin in reading.origins.items() if column not in dropped},
    )


def _told_anew(reading: Reading, mapping: Mapping) -> Reading:
    """Say what headings were read as without those the mapping has a say in."""
    left = {origin: column for column, origin in reading.origins.items() if column not in mapping.headings}
    others = (note for note in reading.notes if not note.startswith(READ_AS))
    said = read_as(left) if any(note.startswith(READ_AS) for note in reading.notes) else ()
    return replace(reading, notes=(*said, *others))


def _cells(table: SourceTable, indices: list[int]) -> Sequence[str]:
    """Return the cells of a column, or those of several that are filled, with a blank between them."""
    if len(indices) == 1:
        return table.column(indices[0])
    return [" ".join(cell for index in indices if (cell := row[index].strip())) for row in table.rows]


def _with_values(reading: Reading, values: Pairs[str, Pairs[str, str]]) -> Reading:
    columns, consumed = dict(reading.columns), reading.consumed
    for column, words in values.items():
        # Whether or not these rows have the column: a file is read some rows at a time, and all are treated alike.
        if column != "act":
            consumed -= {reading.origins.get(column, "")}
        if column not in columns:
            continue
        texts = columns[column]
        columns[column] = [words.get(text.strip(), text) for text in texts]
        if column == "act":
            columns.setdefault("reported_act", texts)
    return replace(reading, columns=columns, consumed=consumed)


def _with_constants(reading: Reading, constants: Pairs[str, str], size: int) -> Reading:
    filled = {
        column: [text if text.strip() else constant for text in reading.columns.get(column, [""] * size)]
        for column, constant in constants.items()
    }
    return replace(reading, columns={**reading.columns, **filled})


def _without_radius(reading: Reading) -> Reading:
    return replace(
        reading,
        columns={column: texts for column, texts in reading.columns.items() if column != "radius_m"},
        consumed=reading.consumed - {reading.origins.get("radius_m", "")},
        notes=(*reading.notes, _IGNORED),
    )
