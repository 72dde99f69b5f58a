"""The whole sample: every generated file with its bytes, and the truth behind every row."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sample_data.generator import cases, coverage, monitors, others, vague
from sample_data.generator.dice import Dice
from sample_data.generator.events import Event, tell
from sample_data.generator.expectation import expected
from sample_data.generator.faults import faulty
from sample_data.generator.files import table, written
from sample_data.generator.ground import Layout, read_layout
from sample_data.generator.mess import in_files
from sample_data.generator.rows import Row

FOLDER = Path(__file__).resolve().parents[1]
SEED = "illustrative-line-2026"
_EVENT_COLUMNS = (
    "event_id", "act", "where", "lon", "lat", "started", "minutes", "weapon", "calibre_mm", "count", "party", "observations",
)  # fmt: skip
_ROW_COLUMNS = (
    "file", "line", "observation_id", "event_id", "outcome", "fault", "superseded", "placing", "expected_verdict", "why",
)  # fmt: skip


def sample() -> Mapping[str, bytes]:
    """Return every generated file, by its path within the folder of the sample; always the same bytes."""
    layout = read_layout(FOLDER / "zones.geojson")
    events, rows = _story(Dice(SEED), layout)
    files = in_files(Dice(SEED).apart("mess"), [*rows, *faulty(rows)])
    contents = {name: written(name, listed) for name, listed in files.items()}
    placed = [(name, line, row) for name, listed in files.items() for line, row in zip(contents[name][1], listed, strict=True)]
    truth = {
        "truth/truth.csv": table(_EVENT_COLUMNS, [_event_cells(event, placed) for event in events]),
        "truth/rows.csv": table(_ROW_COLUMNS, [_row_cells(name, line, row, layout) for name, line, row in placed]),
    }
    log = [tuple(entry.get(name, "") for name in coverage.COLUMNS) for entry in coverage.entries(Dice(SEED).apart("coverage"))]
    told = {"coverage/coverage.csv": table(coverage.COLUMNS, log)}
    return {**{name: data for name, (data, _) in contents.items()}, **told, **truth}


def _story(dice: Dice, layout: Layout) -> tuple[list[Event], list[Row]]:
    """Return all events with an id each, and all reports of them."""
    events = list(tell(dice.apart("events"), layout))
    senders = (monitors.report, others.report)
    rows = [row for event in events for report in senders for row in report(dice.apart(event.event_id), event)]
    made = [*cases.stage(dice.apart("cases"), layout), *vague.stage(dice.apart("vague"), layout)]
    for index, (event, row) in enumerate(made, start=1):
        events.append(replace(event, event_id=f"M{index:03d}"))
        rows.append(replace(row, event_id=f"M{index:03d}"))
    return events, rows


def _event_cells(event: Event, placed: list[tuple[str, int, Row]]) -> tuple[object, ...]:
    resting = " ".join(f"{name}:{line}" for name, line, row in placed if row.event_id == event.event_id)
    started = event.start.isoformat(timespec="seconds")
    where = (event.hotspot, f"{event.at[0]:.5f}", f"{event.at[1]:.5f}")
    what = (event.minutes, event.weapon, event.calibre, event.count or "", event.party)
    return event.event_id, event.act, *where, started, *what, resting


def _row_cells(name: str, line: int, row: Row, layout: Layout) -> tuple[object, ...]:
    superseded = "yes" if row.superseded else ""
    placing = row.placed.kind if row.outcome == "accepted" and row.placed.kind != "open" else ""
    ids = (row.cells["observation_id"], row.event_id)
    return name, line, *ids, row.outcome, row.fault, superseded, placing, expected(row, layout), row.why
