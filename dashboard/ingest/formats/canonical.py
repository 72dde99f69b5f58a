"""The canonical observations table: its columns are the table's own, so nothing is translated."""

from collections.abc import Iterator, Mapping

from dashboard.ingest.coordinates.headings import COORDINATE_HEADINGS, hold_positions
from dashboard.ingest.formats.canonical_headings import OTHER_HEADINGS, told
from dashboard.ingest.formats.format import CANONICAL_TEXT, Format, Reading, need
from dashboard.ingest.header import heading
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rows import SourceTable

ALIASES = {**OTHER_HEADINGS, **dict.fromkeys(COORDINATE_HEADINGS, "coordinates")}
"""Other headings that can mean nothing else, or where the cells below tell. More are declared in a mapping, not guessed here."""
READ_AS = "headings read as columns of the template:"


class _Translation:
    """Gives the tables of one file as they are. What a column such as `gps` holds is told once, by the first with cells in it."""

    def __init__(self) -> None:
        self._holds_positions: dict[str, bool] = {}

    def __call__(self, table: SourceTable, *, ignore_precision: bool) -> Reading:
        """Without its radius, which whoever ignores precision leaves out anyway, a position is already a bare one."""
        del ignore_precision
        headings = {heading(name): index for index, name in enumerate(table.header)}
        taken = {column: headings[column] for column in CANONICAL_TEXT if column in headings}
        for alias, column in ALIASES.items():
            if alias in headings and (column != "coordinates" or self._is_whole_position(table, headings[alias], taken)):
                taken.setdefault(column, headings[alias])
        return Reading(
            columns={column: table.column(index) for column, index in taken.items()},
            consumed=frozenset(table.header[index] for index in taken.values()),
            origins={column: table.header[index] for column, index in taken.items()},
            notes=(*read_as({table.header[index]: column for column, index in taken.items()}), *self._told()),
        )

    def _is_whole_position(self, table: SourceTable, index: int, taken: Mapping[str, int]) -> bool:
        """Whether a column stands for the positions: there is no lon with a lat, and its first cells look like it."""
        if {"lon", "lat"} <= taken.keys() or "coordinates" in taken:
            return False
        name = table.header[index]
        if name not in self._holds_positions and any(map(str.strip, table.column(index))):
            self._holds_positions[name] = hold_positions(table.column(index))
        return self._holds_positions.get(name, True)

    def _told(self) -> Iterator[str]:
        for name, holds in self._holds_positions.items():
            is_read = (
                "is read as positions, which its first cells are" if holds else "is kept as it came: it begins with no positions"
            )
            yield f"the column {quoted(name)} {is_read}"


def read_as(columns: Mapping[str, str]) -> tuple[str, ...]:
    """Return which headings, beyond the usual ones, were read as which columns."""
    said = [f"{quoted(name)} as {column}" for name, column in columns.items() if told(name)]
    return (f"{READ_AS} {', '.join(said)}; a mapping can say otherwise",) if said else ()


FORMAT = Format(
    name="canonical",
    title="canonical observations table",
    needs=(need("observed_from", "date"), need("lon lat", "region", "place", "coordinates")),
    known=frozenset((*CANONICAL_TEXT, *ALIASES)),
    translation=_Translation,
)
