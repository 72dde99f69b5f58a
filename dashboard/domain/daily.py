"""Windows that recur every day by the local clock, such as hours of silence at night."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.days import day_start
from dashboard.domain.intervals import BEGINNING, END, Interval

MIDNIGHT = time()
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """`[start, end)` by the local clock of every day; a window that ends at or before its start ends on the next day."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise ValueError(f"a daily window from {self.start} to the same time is every hour of the day, or none")

    def windows(self, zone: ZoneInfo, within: Interval) -> Iterator[Interval]:
        """Yield the windows that meet a bounded time, cut to it, in order.

        Midnight is where one local day ends and the next begins, which every day does, also one whose clocks skip 00:00 or show
        it twice. Where a clock change skips another time, it stands as many minutes later; where one comes twice, its first time
        counts (an agreement whose window begins or ends in such an hour is refused when it is read).
        """
        if within.start == BEGINNING or within.end == END:
            raise ValueError("daily windows are told within a time that begins and ends")
        # A day before and after, since a local day begins at another moment than the one in UTC.
        day, last = within.start.date() - 2 * _DAY, within.end.date() + _DAY
        while day <= last:
            start, end = self.on(day, zone)
            if max(start, within.start) < min(end, within.end):
                yield Interval(max(start, within.start), min(end, within.end))
            day += _DAY

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return start and end, in UTC, of the window that begins on a local day."""
        last = day if self.end > self.start else day + _DAY
        return _instant(day, self.start, zone), _instant(last, self.end, zone)


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    if clock == MIDNIGHT:
        return day_start(day, zone)
    return datetime.combine(day, clock, zone).astimezone(UTC)
