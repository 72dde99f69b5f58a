"""Rows that a careful reader must refuse, each with the column to blame; none where the row as a whole is at fault."""

from collections.abc import Iterator

from sample_data.generator.monitors import PATROLS, REMOTE, SATELLITE
from sample_data.generator.others import OPEN, PARTNERS
from sample_data.generator.rows import Placed, Row

BEYOND = "beyond the last column"
_FAULTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (PATROLS, "observed_from", {"observed_from": "2026-06-31T10:20"}),
    (PATROLS, "observed_from", {"observed_from": "2026-02-31"}),
    (PATROLS, "observed_from", {"observed_from": "2026-07-14T25:10"}),
    (PATROLS, "observed_from", {"observed_from": ""}),
    (PATROLS, "observed_to", {"observed_from": "2026-07-21T14:00", "observed_to": "2026-07-21T11:00"}),
    (PATROLS, "lon", {"lon": "near the school"}),
    (PATROLS, "radius_m", {"radius_m": "-300"}),
    (PATROLS, "", {BEYOND: "one cell too many"}),
    (SATELLITE, "lat", {"lat": "137.41952"}),
    (SATELLITE, "lon", {"lon": "-237.50112"}),
    (REMOTE, "lat", {"lat": "48,14O2"}),
    (REMOTE, "observed_from", {"observed_from": "soon after 9"}),
    (PARTNERS, "observed_from", {"observed_from": "вранці"}),
    (PARTNERS, "lon", {"lon": "довгота?"}),
    (OPEN, "observed_from", {"observed_from": "2026-08-32"}),
)


def faulty(rows: list[Row]) -> Iterator[Row]:
    """Yield one row per fault, made of a sound row of the same file with a point and the one cell spoilt."""
    for index, (file, column, spoilt) in enumerate(_FAULTS):
        sound = [row for row in rows if row.file == file and row.placed.kind == "point" and "\n" not in row.cells["description"]]
        model = sound[(index + 1) * 17 % len(sound)]
        cells = {**model.cells, "observed_from": "2026-07-20T09:00", "observed_to": "", **spoilt}
        why = f"{column}: {spoilt[column] or 'empty'}" if column else spoilt[BEYOND]
        yield Row(file, cells, model.told, Placed("open"), outcome="rejected", fault=column, why=why)
