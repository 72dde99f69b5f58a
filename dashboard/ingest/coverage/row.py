"""One row of a coverage log to a watch, or to everything that is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.domain.coverage import Watch
from dashboard.ingest.account import Problem
from dashboard.ingest.coverage.area import Area, AreaFaultError, read_area
from dashboard.ingest.coverage.exact import TimesAs, read_exact_interval
from dashboard.ingest.coverage.headings import Layout
from dashboard.ingest.mappings.vocabulary import read_means, read_state
from dashboard.ingest.quoting import unprintable
from dashboard.ingest.read import Read
from dashboard.ingest.times import Moment, Span, TimeFault, read_time

_PLACES = ("zone", "region", "area", "outline")
_OUTLINE = "the drawn shape"


@dataclass(frozen=True, slots=True)
class SoundRow:
    """A row that says who looked. watch.region: the tag as it came, not looked up yet. flags: what a person should see of it."""

    watch: Watch
    flags: tuple[str, ...] = ()


def read_row(cells: Sequence[str], layout: Layout, written: TimesAs) -> SoundRow | tuple[Problem, ...]:
    """Return what a row says, or all its problems."""
    row = _Row(cells, layout, written)
    times, place, state = row.times(), row.place(), row.state()
    means = read_means(row.cell("means")) if row.cell("means") else None
    if row.problems or times is None or place is None:
        return tuple(row.problems)
    watch = Watch(
        times=times.interval,
        means=means.value if means else "",
        state=state.value,
        zone=place[1] if place[0] == "zone" else "",
        region=place[1] if place[0] == "region" else "",
        area=place[2],
        source=row.cell("source"),
        note=row.cell("note"),
        reported_means=row.cell("means"),
    )
    read_otherwise = (one.flag for one in (state, means) if one is not None and one.flag)
    return SoundRow(watch, (*times.flags, *read_otherwise))


class _Row:
    """The cells of a row, and what is wrong with them."""

    def __init__(self, cells: Sequence[str], layout: Layout, written: TimesAs) -> None:
        self._cells, self._layout, self._written = cells, layout, written
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
        day, begins, ends = self.cell("day"), self.cell("from"), self.cell("to")
        if day and ends and not begins:
            # The whole day up to then would be called watched, of which nobody said so.
            self._fault("from", "an end is given and no time of day at which it began")
            return None
        began = " ".join(filter(None, (day, begins)))
        read = _interval(began, _on_day(day, ends, self._written), self._written)
        if isinstance(read, Span):
            return read
        for fault in read:
            if fault.column == "observed_from":
                self.problems.append(Problem(self._layout.own_name("day" if day else "from"), began, fault.reason))
            else:
                self._fault("to", fault.reason)
        return None

    def place(self) -> tuple[str, str, Area | None] | None:
        """Return which of the places it is, and its text or shape; None where that is at fault."""
        filled = [name for name in _PLACES if self.cell(name)]
        if len(filled) != 1:
            named = " and ".join(_OUTLINE if name == "outline" else name for name in filled)
            found = f"both {named}" if len(filled) == 2 else named or "no place"
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

    def state(self) -> Read[str]:
        """Return the state, and what a person should see of how it was read: it is the one thing that is never guessed."""
        read = read_state(self.cell("state"))
        if read.problem:
            self._fault("state", read.problem)
        return read

    def _fault(self, name: str, reason: str) -> None:
        self.problems.append(Problem(self._layout.own_name(name), self.cell(name), reason))


@lru_cache(maxsize=10_000)
def _interval(from_text: str, to_text: str, written: TimesAs) -> Span | tuple[TimeFault, ...]:
    # A log names the same days over and over, one zone after the other.
    return read_exact_interval(from_text, to_text, written)


@lru_cache(maxsize=10_000)
def _on_day(day: str, ends: str, written: TimesAs) -> str:
    """Return an end behind the day of its row, unless it names a day of its own."""
    if not day or not ends:
        return ends
    own = read_time(ends, zone=written.zone, date_order=written.date_order, time_format=written.time_format)
    return ends if isinstance(own, Moment) else f"{day} {ends}"


@lru_cache(maxsize=1_000)
def _area(text: str) -> Area:
    return read_area(text)
