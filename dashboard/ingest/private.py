"""Personal contact data that comes with reports is not kept: the one exception to "what is not used stays with the row"."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.ingest.column_rows import columns_only
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable


def without_private(table: SourceTable, is_private: Callable[[str], bool]) -> SourceTable:
    """Return a table without the columns over which personal data stand, with a note that names them.

    A broken row keeps its text: which of its cells belong under which heading cannot be told until a person mends it.
    """
    left_out = [index for index, name in enumerate(table.names) if is_private(heading(name))]
    if not left_out:
        return table
    kept = [index for index in range(len(table.names)) if index not in left_out]
    named = ", ".join(table.header[index] for index in left_out)
    return replace(
        table,
        names=tuple(table.names[index] for index in kept),
        header=tuple(table.header[index] for index in kept),
        rows=columns_only(table.rows, kept),
        notes=(*table.notes, f"columns of personal contact data left out of every row, not kept: {named}"),
    )
