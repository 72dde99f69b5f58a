"""The invented story: what truly happened, day by day, along the line. Nobody in the sample sees all of it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from sample_data.generator.dice import Dice
from sample_data.generator.ground import Layout, Position, moved
from sample_data.generator.kinds import HOURS, KINDS, Kind
from sample_data.generator.places import HOTSPOTS, Hotspot, is_on_the_ground

KYIV = timezone(timedelta(hours=3))
"""Europe/Kyiv, which keeps summer time through all of the ninety days."""
FIRST_DAY = date(2026, 6, 15)
DAYS = 90
IN_FORCE = date(2026, 6, 18)


@dataclass(frozen=True, slots=True)
class Event:
    """What truly happened. `party` did it; `start` is local; a count of 0 says that nothing was there to count."""

    event_id: str
    act: str
    hotspot: str
    at: Position
    start: datetime
    minutes: int
    weapon: str
    calibre: str
    count: int
    party: str


_PHASES: tuple[tuple[date, float], ...] = (
    (FIRST_DAY, 27),
    (IN_FORCE, 4),
    (date(2026, 6, 25), 7),
    (date(2026, 7, 9), 9),
    (date(2026, 7, 20), 3),  # the quiet week: a harvest truce
    (date(2026, 7, 27), 10),
    (date(2026, 8, 10), 25),  # the bad week, most of it between Avdiivka and Horlivka
    (date(2026, 8, 17), 13),
    (date(2026, 8, 31), 8),
)
"""From which day on how many events happen on an average day."""
_BAD_WEEK = (date(2026, 8, 10), date(2026, 8, 17))
_BAD_PLACES = {"Donetsk airport", "Avdiivka-Yasynuvata", "Verkhnotoretske", "Horlivka"}


def tell(dice: Dice, layout: Layout) -> tuple[Event, ...]:
    """Return the events of all ninety days in order of time."""
    drafts = sorted(_all_days(dice, layout), key=lambda event: (event.start, event.at))
    return tuple(_numbered(event, index) for index, event in enumerate(drafts, start=1))


def _numbered(event: Event, index: int) -> Event:
    fields = {name: getattr(event, name) for name in Event.__slots__}
    return Event(**{**fields, "event_id": f"E{index:04d}"})


def _all_days(dice: Dice, layout: Layout) -> Iterator[Event]:
    for offset in range(DAYS):
        day = FIRST_DAY + timedelta(days=offset)
        chance = dice.apart(day.isoformat())
        mean = next(level for start, level in reversed(_PHASES) if start <= day)
        for _ in range(chance.poisson(mean * chance.between(0.6, 1.4))):
            yield _event(chance, layout, day)


def _event(dice: Dice, layout: Layout, day: date) -> Event:
    kind = dice.weighted([(kind, kind.weight) for kind in KINDS])
    hotspot = dice.weighted([(spot, _pull(spot, day)) for spot in HOTSPOTS])
    side = dice.pick(("left", "right"))
    at = _somewhere(dice, layout, kind, hotspot, side)
    weapon, calibre = dice.weighted(kind.arms)
    hour = dice.weighted(list(enumerate(HOURS[kind.hours])))
    start = datetime.combine(day, time(hour, dice.whole(0, 59), dice.whole(0, 59)), KYIV)
    party = ("A" if side == "left" else "B") if kind.depth_km else dice.pick(("A", "B"))
    minutes, count = dice.whole(*kind.minutes), dice.whole(*kind.count)
    return Event("", kind.act, hotspot.name, at, start, minutes, weapon, calibre, count, party)


def _pull(hotspot: Hotspot, day: date) -> float:
    worse = _BAD_WEEK[0] <= day < _BAD_WEEK[1] and hotspot.name in _BAD_PLACES
    return hotspot.weight * (2.5 if worse else 1.0)


def _somewhere(dice: Dice, layout: Layout, kind: Kind, hotspot: Hotspot, side: str) -> Position:
    """Return a place ashore: around the hotspot, or behind it at the depth this kind of thing is found."""
    while True:
        along = dice.normal(hotspot.along_m * (2.0 if kind.depth_km else 1.0))
        at = moved(hotspot.at, _heading(layout, hotspot.at), along)
        if kind.depth_km:
            # Squared, so that the near is more common than the far.
            low, high = (1_000 * end for end in kind.depth_km)
            away = _heading(layout, hotspot.at) + (-90 if side == "left" else 90) + dice.normal(15)
            at = moved(at, away, low + (high - low) * dice.between(0, 1) ** 2)
        else:
            at = moved(at, dice.between(0, 360), abs(dice.normal(1_300)))
        if is_on_the_ground(at) and (not kind.depth_km or layout.from_line(at).side == side):
            return at


def _heading(layout: Layout, at: Position) -> float:
    """Return the bearing of the line near a position, evened out over a few kilometres."""
    nearest = min(range(len(layout.line)), key=lambda index: math.dist(layout.line[index], at))
    before, after = layout.line[max(0, nearest - 1)], layout.line[min(len(layout.line) - 1, nearest + 1)]
    return math.degrees(math.atan2((after[0] - before[0]) * 0.67, after[1] - before[1]))
