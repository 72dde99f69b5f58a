"""One row of a coverage log to a watch, or to everything that is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.domain.coverage import STATES, Watch
from dashboard.ingest.account import Problem
from dashboard.ingest.coverage.area import Area, AreaFaultError, read_area
from dashboard.ingest.coverage.exact import read_exact_interval
from dashboard.ingest.coverage.headings import Layout
from dashboard.ingest.mappings.vocabulary import read_means
from dashboard.ingest.quoting import did_you_mean, quoted, unprintable
from dashboard.ingest.times import Span, TimeFault
from dashboard.ingest.times.local import Zone

_PLACES = ("zone", "region", "area", "outline")
_OUTLINE = "the drawn shape"
_TIMES = {"observed_from": "from", "observed_to": "to"}


@dataclass(frozen=True, slots=True)
class SoundRow:
    """A row that says who looked. watch.region: the tag as it came, not looked up yet. flags: what a person should see of it."""

    watch: Watch
    flags: tuple[str, ...] = ()


def read_row(cells: Sequence[str], layout: Layout, zone: Zone) -> SoundRow | tuple[Problem, ...]:
    """Return what a row says, or all its problems. zone: where times without an offset are local."""
    row = _Row(cells, layout, zone)
    times, place, state = row.times(), row.place(), row.state()
    means = read_means(row.cell("means")) if row.cell("means") else None
    if row.problems or times is None or place is None or not state:
        return tuple(row.problems)
    watch = Watch(
        times=times.interval,
        means=means.value if means else "",
        state=state,
        zone=place[1] if place[0] == "zone" else "",
        region=place[1] if place[0] == "region" else "",
        area=place[2],
        source=row.cell("source"),
        note=row.cell("note"),
        reported_means=row.cell("means"),
    )
    return SoundRow(watch, (*times.flags, *((means.flag,) if means and means.flag else ())))


class _Row:
    """The cells of a row, and what is wrong with them."""

    def __init__(self, cells: Sequence[str], layout: Layout, zone: Zone) -> None:
        self._cells, self._layout, self._zone = cells, layout, zone
        self.problems = [
            Problem(name, cell, f"the cell holds the character {found}, which no text does; take it out")
            for name, cell in zip(layout.header, cells, strict=True)
            if (found := unprintable(cell.replace("\r", "")))
        ]

    def cell(self, name: str) -> str:
        """Return a cell by its canonical name."""
        return self._layout.cell(self._cells, name)

    def times(self) -> Span | None:
        """Return when it was, None where that is at fault."""
        read = _interval(self.cell("from"), self.cell("to"), self._zone)
        if isinstance(read, Span):
            return read
        for fault in read:
            self._fault(_TIMES.get(fault.column, fault.column), fault.reason)
        return None

    def place(self) -> tuple[str, str, Area | None] | None:
        """Return which of the places it is, and its text or shape; None where that is at fault."""
        filled = [name for name in _PLACES if self.cell(name)]
        if len(filled) != 1:
            named = " and ".join(_OUTLINE if name == "outline" else name for name in filled)
            found = f"both {named}" if len(filled) == 2 else named or "none of them"
            self._fault(filled[0] if filled else "zone", f"found {found}, expected exactly one of zone, region and area")
            return None
        (name,) = filled
        return self._drawn(name) if name in ("area", "outline") else (name, self.cell(name), None)

    def _drawn(self, name: str) -> tuple[str, str, Area | None] | None:
        try:
            return "area", "", _area(self.cell(name))
        except AreaFaultError as error:
            self._fault(name, str(error))
            return None

    def state(self) -> str:
        """Return the state, "" where it is none: it is the one thing that is never guessed."""
        text = self.cell("state")
        state = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
        if state in STATES:
            return state
        expected = f", expected one of {', '.join(STATES)}"
        near = did_you_mean(state, STATES) if text else ""
        # Where no state is near, the suggestion is the list of all, which has been given.
        meant = near if near.startswith("; did you mean") else ""
        self._fault("state", f"{quoted(text) + ' is no state' if text else 'no state is given'}{expected}{meant}")
        return ""

    def _fault(self, name: str, reason: str) -> None:
        self.problems.append(Problem(self._layout.own_name(name), self.cell(name), reason))


@lru_cache(maxsize=10_000)
def _interval(from_text: str, to_text: str, zone: Zone) -> Span | tuple[TimeFault, ...]:
    # A log names the same days over and over, one zone after the other.
    return read_exact_interval(from_text, to_text, zone=zone)


@lru_cache(maxsize=1_000)
def _area(text: str) -> Area:
    return read_area(text)
