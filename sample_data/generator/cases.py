"""Rows made for a purpose: edges in space and time, exemptions, one-sided zones, quotas, holes."""

from collections.abc import Iterator
from datetime import date, timedelta

from sample_data.generator.dice import Dice
from sample_data.generator.events import IN_FORCE
from sample_data.generator.ground import Layout, moved
from sample_data.generator.made import Case, case, clock, disc, some_day, some_minute
from sample_data.generator.monitors import PATROLS, REMOTE, SATELLITE
from sample_data.generator.others import PARTNERS
from sample_data.generator.places import HOTSPOTS
from sample_data.generator.rows import days, instant, interval

_STANYTSIA, _ZOLOTE, _PETRIVSKE = (39.452, 48.644), (38.518, 48.668), (37.662, 47.632)
_WEST, _EAST = 285, 105
"""Bearings that lead away from the southern and middle stretches of the line."""


def stage(dice: Dice, layout: Layout) -> Iterator[Case]:
    """Yield every case about an edge, an exemption or a kind of zone."""
    yield from _at_the_edge(dice, layout)
    yield from _around_midnight()
    yield from _between_phases(layout)
    yield from _exempt(dice, layout)
    yield from _disengagement()
    yield from _one_sided(dice, layout)
    yield from _holding_areas()
    yield from _settlements()


def _at_the_edge(dice: Dice, layout: Layout) -> Iterator[Case]:
    """Discs whose middle stands on, just in or just out of the 15 km edge, where no other provision speaks of the act."""
    for index, hotspot in enumerate(HOTSPOTS[2:14]):
        at = layout.at_depth(hotspot.at, _WEST if index % 2 else _EAST, 15_000 + 300 * (index % 3 - 1))
        told = instant(some_minute(dice), "minute")
        text = "3 explosions assessed as mortar rounds, heard from two posts"
        cells = {"weapon": "mortar", "count": "3", "description": text}
        yield case(PATROLS, "fire.mortar", told, "straddles the 15 km edge", disc(at, 1_500), **cells)


def _around_midnight() -> Iterator[Case]:
    """Times that straddle the coming into force, and the minutes just before and after it."""
    start = clock(IN_FORCE, 0)
    for index, hotspot in enumerate(HOTSPOTS[5:11]):
        told = interval(start - timedelta(hours=2 + index), start + timedelta(hours=3), "minute")
        cells = {
            "weapon": "mortar",
            "count": "9",
            "description": "9 explosions assessed as mortar rounds, heard, through the night",
        }
        yield case(PATROLS, "fire.mortar", told, "straddles the coming into force", disc(hotspot.at, 300), **cells)
    for minute, count, why in ((-1, "20", "last minute before the ceasefire"), (0, "4", "first minute of the ceasefire")):
        told = instant(start + timedelta(minutes=minute), "minute")
        text = f"{count} bursts of small-arms fire, heard"
        yield case(PATROLS, "fire.small-arms", told, why, disc(HOTSPOTS[8].at, 300), count=count, description=text)


def _between_phases(layout: Layout) -> Iterator[Case]:
    """Times that straddle the start of a later phase, and the end of a suspension."""
    phase = date(2026, 7, 2)
    for hotspot in HOTSPOTS[4:8]:
        spot = disc(layout.at_depth(hotspot.at, _WEST, 20_000), 500)
        told = days(phase - timedelta(days=1), phase)
        cells = {"weapon": "artillery", "calibre_mm": "152", "count": "4", "party": "A", "description": "4 гаубиці у лісосмузі"}
        yield case(PARTNERS, "presence.heavy-weapon", told, "straddles the start of the second phase", spot, **cells)
    for hour in (22, 23):
        told = interval(clock(date(2026, 8, 7), hour), clock(date(2026, 8, 8), 2), "minute")
        cells = {"count": "6", "party": "B", "description": "saw: about 6 armed persons at the bridge"}
        yield case(PATROLS, "presence.troops", told, "straddles the end of the suspension", disc(_STANYTSIA, 0), **cells)


def _exempt(dice: Dice, layout: Layout) -> Iterator[Case]:
    """The monitors' own flights, training, and movements that may have been notified."""
    for _ in range(30):
        spot = disc(moved(dice.pick(HOTSPOTS).at, dice.between(0, 360), dice.between(200, 4_000)), 500)
        told = instant(clock(some_day(dice), dice.whole(8, 18), dice.whole(0, 59)), "minute")
        cells = {"party": "monitors", "weapon": "uav", "description": "mission UAV airborne, as planned"}
        yield case(PATROLS, "flight.uav", told, "monitors' own UAV", spot, **cells)
    for index in range(12):
        side, party = ((_WEST, "A"), (_EAST, "B"))[index % 2]
        spot = disc(layout.at_depth(HOTSPOTS[3 + index].at, side, dice.between(8_000, 13_000)), 50)
        told = interval(clock(day := some_day(dice), 9), clock(day, 13), "utc")
        cells = {"party": party, "count": "80", "description": "video: live-fire training with about 80 troops at a range"}
        yield case(REMOTE, "movement.exercise", told, "training", spot, **cells)
    for index in range(8):
        spot = disc(layout.at_depth(HOTSPOTS[5 + index].at, _WEST, 9_000), 50)
        told = interval(clock(day := some_day(dice), 5), clock(day, 7), "utc")
        cells = {"party": "A", "count": "120", "description": "video: trucks with about 120 troops, relieving others"}
        yield case(REMOTE, "movement.reinforcement", told, "rotation, perhaps notified", spot, **cells)


def _disengagement() -> Iterator[Case]:
    """Presence in the disengagement areas before, in and during a suspension of their terms, and works at their edge."""
    times = (
        (date(2026, 7, 9), "before the third phase"),
        (date(2026, 7, 18), "in the third phase"),
        (date(2026, 8, 5), "during the suspension at Stanytsia"),
        (date(2026, 8, 21), "after the suspension"),
    )
    for day, why in times:
        for hour, at in ((8, _STANYTSIA), (11, _ZOLOTE), (15, _PETRIVSKE)):
            told = interval(clock(day, hour), clock(day, hour + 1), "minute")
            cells = {"count": "8", "description": "saw: 8 armed persons at a dugout"}
            yield case(PATROLS, "presence.troops", told, f"disengagement area, {why}", disc(at, 100), **cells)
    for spot in (disc(moved(_ZOLOTE, 30, 1_050), 200), disc(moved(_PETRIVSKE, 110, 1_050), 200)):
        told = instant(clock(date(2026, 8, 12), 10, 20), "minute")
        cells = {"party": "B", "description": "saw: fresh dugouts and 60 m of trench"}
        yield case(PATROLS, "works.fortification", told, "straddles the edge of a disengagement area", spot, **cells)


def _one_sided(dice: Dice, layout: Layout) -> Iterator[Case]:
    """New works on either side, by the party the strip binds, by the other, and by nobody named."""
    for index, hotspot in enumerate((HOTSPOTS[5], HOTSPOTS[9], HOTSPOTS[12], HOTSPOTS[16])):
        party = ("A", "B", "", "A")[index]
        ways = (("A", _WEST), ("B", _EAST)) if hotspot.at[0] < 38 else (("A", 5), ("B", 185))
        for side, towards in ways:
            spot = disc(layout.at_depth(hotspot.at, towards, 2_500), 30)
            told = instant(clock(some_day(dice), 9 + index, 41), "utc second")
            why = f"works on the side of {side}, by {party or 'nobody named'}"
            text = "imagery: new trench, about 120 m, with excavator"
            yield case(SATELLITE, "works.fortification", told, why, spot, party=party, description=text)


def _holding_areas() -> Iterator[Case]:
    """Weekly counts in the two holding areas: within the quota, one above it, one that does not say how many."""
    counts = (("6", "8"), ("8", "9"), ("9", "~10"), (">=7", "11"), ("15", "9"), ("10", ""))
    for week, pair in enumerate(counts):
        told = instant(clock(date(2026, 7, 6) + timedelta(days=7 * week), 11, 34), "utc second")
        for count, party, at in zip(pair, "AB", ((37.089, 48.252), (38.486, 47.770)), strict=True):
            text = f"imagery: {count or 'an uncounted number of'} howitzers in the holding area"
            cells = {"weapon": "artillery", "calibre_mm": "152", "count": count, "party": party, "description": text}
            yield case(SATELLITE, "presence.heavy-weapon", told, "holding area", disc(at, 60), **cells)


def _settlements() -> Iterator[Case]:
    """Armour in a settlement and in the hole of its zone."""
    cells = {"weapon": "armoured-vehicle", "count": "2", "party": "A", "description": "video: 2 armoured vehicles beside houses"}
    for at, why in (((37.740, 48.150), "in the settlement"), ((37.708, 48.165), "in the hole of the settlement's zone")):
        for day in (date(2026, 6, 27), date(2026, 8, 14)):
            told = instant(clock(day, 12, 7), "utc")
            yield case(REMOTE, "presence.armoured-vehicle", told, why, disc(at, 20), **cells)
