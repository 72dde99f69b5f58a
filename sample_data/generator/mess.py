"""What happens to reports on their way: ids, repeats, corrections, a second export that overlaps the first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from sample_data.generator.dice import Dice
from sample_data.generator.events import KYIV
from sample_data.generator.monitors import PATROLS, REMOTE, SATELLITE
from sample_data.generator.others import OPEN, PARTNERS
from sample_data.generator.rows import Row

LATE = "patrols_late.csv"
_PREFIX = {PATROLS: "PT", SATELLITE: "SAT", REMOTE: "RS", PARTNERS: "ПА", OPEN: "OS"}
_LATE_FROM = datetime(2026, 9, 5, tzinfo=KYIV)
_FIRST_EXPORT_UNTIL = datetime(2026, 9, 8, tzinfo=KYIV)
_CORRECTED = {PARTNERS: "ВИПРАВЛЕНО на", OPEN: "ИСПРАВЛЕНО на"}
"""How a sender marks a corrected count, where it is not in English."""


def in_files(dice: Dice, rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return each file's rows in the order of the file, with ids, corrections, repeats and the second patrol export."""
    files: dict[str, list[Row]] = {}
    for file in _PREFIX:
        ordered = sorted((row for row in rows if row.file == file), key=_reported)
        files[file] = [_with_id(row, index, dice) for index, row in enumerate(ordered, start=1)]
    for file, listed in files.items():
        files[file] = _repeated(dice.apart(f"repeats {file}"), _corrected(dice.apart(f"corrections {file}"), listed))
    files[PATROLS], files[LATE] = _exported_twice(files[PATROLS])
    return files


def _reported(row: Row) -> datetime:
    return row.told.start


def _with_id(row: Row, index: int, dice: Dice) -> Row:
    nameless = row.file == OPEN and not row.cells.get("origin") and dice.chance(0.1)
    return replace(row, cells={**row.cells, "observation_id": "" if nameless else f"{_PREFIX[row.file]}-{index:04d}"})


def _corrected(dice: Dice, rows: list[Row]) -> list[Row]:
    """Add corrections some rows below what they correct: the same id and source, another count and text."""
    after: dict[int, list[Row]] = {}
    result = []
    for index, row in enumerate(rows):
        if _is_plain(row) and row.cells["observation_id"] and row.cells.get("count") and dice.chance(0.025):
            count = str(dice.whole(1, 30))
            text = f"{_CORRECTED.get(row.file, 'CORRECTED to')} {count}: {row.cells['description']}"
            late = replace(row, cells={**row.cells, "count": count, "description": text}, why="correction")
            after.setdefault(index + dice.whole(5, 60), []).append(late)
            result.append(replace(row, superseded=True, why="corrected later"))
        else:
            result.append(row)
        result.extend(after.pop(index, ()))
    return result + [row for index in sorted(after) for row in after[index]]


def _repeated(dice: Dice, rows: list[Row]) -> list[Row]:
    """Repeat some rows, cell for cell, a few rows below."""
    return list(_with_repeats(dice, rows))


def _with_repeats(dice: Dice, rows: list[Row]) -> Iterator[Row]:
    waiting: list[tuple[int, Row]] = []
    for index, row in enumerate(rows):
        yield row
        if _is_plain(row) and dice.chance(0.02):
            waiting.append((index + dice.whole(0, 8), _repeat(row)))
        yield from (late for due, late in waiting if due == index)
        waiting = [(due, late) for due, late in waiting if due > index]
    yield from (late for _, late in waiting)


def _exported_twice(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Split the patrol log into two exports that overlap by three days, and move half of the corrections to the second."""
    moved = [row for index, row in enumerate(rows) if row.why == "correction" and index % 2]
    kept = [row for row in rows if row not in moved]
    first = [row for row in kept if _reported(row) < _FIRST_EXPORT_UNTIL]
    overlap = [_repeat(row) for row in first if _reported(row) >= _LATE_FROM and _is_plain(row)]
    fresh = [row for row in kept if _reported(row) >= _FIRST_EXPORT_UNTIL]
    return first, [replace(row, file=LATE) for row in (*moved, *overlap, *fresh)]


def _is_plain(row: Row) -> bool:
    return row.outcome == "accepted" and not row.superseded and row.why in ("", "reprint")


def _repeat(row: Row) -> Row:
    return replace(row, outcome="duplicate", why="repeats an earlier row")
