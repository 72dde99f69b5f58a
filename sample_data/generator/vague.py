"""Rows made for a purpose: places that are words or whole oblasts, and words a reader has to think about."""

from collections.abc import Iterator
from datetime import date

from sample_data.generator.dice import Dice
from sample_data.generator.ground import Layout
from sample_data.generator.made import Case, Spot, case, clock, disc, some_day, some_minute
from sample_data.generator.monitors import PATROLS, SATELLITE
from sample_data.generator.others import OPEN, PARTNERS
from sample_data.generator.places import DONETSK, HOTSPOTS, LUHANSK, REGION_SPELLINGS
from sample_data.generator.rows import Placed, days, instant, point

_IN_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (PATROLS, "the front", "", "unplaced"),
    (PATROLS, "along the line", "", "unplaced"),
    (PATROLS, "Ivanivka", "", "unplaced"),
    (PATROLS, "Pisky", "", "unplaced"),
    (PATROLS, "Bohdanivka", "", "unplaced"),
    (PARTNERS, "Іванівка", "", "unplaced"),
    (PARTNERS, "Богданівка", "", "unplaced"),
    (PARTNERS, "на лінії зіткнення", "", "unplaced"),
    (PARTNERS, "с. Вигаданівка", "", "unplaced"),
    (OPEN, "фронт", "", "unplaced"),
    (OPEN, "серая зона", "", "unplaced"),
    (OPEN, "Петровское", "", "unplaced"),
    (OPEN, "Выдуманное", "", "unplaced"),
    (OPEN, "юг", "", "unplaced"),
    (PATROLS, "3-5km ESE of Avdiivka", "Donetsk oblast", "open"),
    (PATROLS, "2-4km NNW of Popasna", "Luhansk oblast", "open"),
    (PATROLS, "1-2km S of Zolote", "Luhansk oblast", "open"),
    (PATROLS, "5-8km E of Svitlodarsk", "Donetsk oblast", "open"),
)
"""File, place, region, and whether it cannot be placed or hangs on the gazetteer."""
_RADIOED = {
    PATROLS: "3 explosions, place as reported by radio",
    PARTNERS: "3 вибухи, місце уточнюється",
    OPEN: "3 взрыва, место уточняется",
}
_FAR_AWAY = (
    ("Полтавська область", "UA-53", (34.55, 49.59)),
    ("Львівська обл.", "UA-46", (24.03, 49.84)),
    ("м. Київ", "UA-30", (30.52, 50.45)),
)


def stage(dice: Dice, layout: Layout) -> Iterator[Case]:
    """Yield every case about a vague place or an odd word."""
    yield from _places_in_words(dice)
    yield from _whole_oblasts(dice)
    yield from _systems(dice, layout)
    yield from _acts_in_words(dice)
    yield from _strangers(dice)
    yield from _wrong_oblasts(dice)
    yield from _swapped(dice)


def _places_in_words(dice: Dice) -> Iterator[Case]:
    for file, place, region, kind in _IN_WORDS:
        spot = Spot(dice.pick(HOTSPOTS).at, {"place": place, "region": region}, Placed(kind))
        told = instant(some_minute(dice), "minute")
        yield case(file, "fire", told, f"place in words: {place}", spot, count="3", description=_RADIOED[file])


def _whole_oblasts(dice: Dice) -> Iterator[Case]:
    for index in range(14):
        oblast, at = ((DONETSK, HOTSPOTS[8].at), (LUHANSK, HOTSPOTS[15].at))[index % 2]
        spot = Spot(at, {"region": dice.weighted(REGION_SPELLINGS[oblast, "uk"])}, Placed("area", region=oblast))
        told = days(day := some_day(dice), day)
        cells = {"weapon": "artillery", "description": "Обстріли за добу"}
        yield case(PARTNERS, "fire.artillery", told, "an oblast and a day", spot, **cells)
    for spelled, code, at in _FAR_AWAY:
        spot = Spot(at, {"region": spelled}, Placed("area", region=code))
        told = instant(clock(some_day(dice), 4, 15), "minute")
        yield case(PARTNERS, "flight.uav", told, "an oblast far away", spot, weapon="uav", description="Проліт БПЛА")


def _systems(dice: Dice, layout: Layout) -> Iterator[Case]:
    for weapon, calibre in (("BM-21", ""), ("2S1", "122"), ("D-30", ""), ("BM-27", "220")):
        spot = disc(layout.at_depth(HOTSPOTS[13].at, 175, 29_000), 15)
        told = instant(clock(some_day(dice, date(2026, 7, 2)), 10, 12), "utc second")
        cells = {"weapon": weapon, "calibre_mm": calibre, "count": "2", "party": "B", "description": f"imagery: 2 x {weapon}"}
        yield case(SATELLITE, "presence.heavy-weapon", told, "weapon by a system's name", spot, **cells)


def _acts_in_words(dice: Dice) -> Iterator[Case]:
    for index, act in enumerate(("shelling", "explosion", "обстрел", "fire.catapult")):
        told = instant(clock(some_day(dice), 20 - index, 5), "minute")
        cells = {"count": "2", "description": f"2 explosions, entered as '{act}'"}
        yield case(PATROLS, act, told, "act not in the list", disc(HOTSPOTS[index * 3].at, 800), **cells)


def _strangers(dice: Dice) -> Iterator[Case]:
    for hotspot in (HOTSPOTS[6], HOTSPOTS[15]):
        told = instant(clock(some_day(dice), 21, 50), "minute")
        cells = {"party": "local armed group", "count": "12", "description": "12 bursts of small-arms fire, heard and seen"}
        yield case(PATROLS, "fire.small-arms", told, "a party outside the agreement", disc(hotspot.at, 400), **cells)


def _wrong_oblasts(dice: Dice) -> Iterator[Case]:
    wrong = (("Luhansk oblast", HOTSPOTS[5]), ("Donetsk oblast", HOTSPOTS[16]), ("Харківська область", HOTSPOTS[8]))
    for claimed, hotspot in wrong:
        told = instant(clock(some_day(dice), 18, 30), "minute")
        text = "5 explosions assessed as mortar rounds, heard"
        cells = {"weapon": "mortar", "calibre_mm": "82", "count": "5", "region": claimed, "description": text}
        yield case(PATROLS, "fire.mortar", told, "point outside the oblast it claims", disc(hotspot.at, 300), **cells)


def _swapped(dice: Dice) -> Iterator[Case]:
    """Latitude and longitude in each other's column: possible numbers, so the row stands, far from everything."""
    for hotspot in (HOTSPOTS[7], HOTSPOTS[14]):
        lon, lat = hotspot.at
        cells, placed = point((lat, lon), 300, 4)
        told = instant(some_minute(dice), "spaced")
        text = "4 bursts of small-arms fire, heard"
        spot = Spot(hotspot.at, cells, placed)
        yield case(PATROLS, "fire.small-arms", told, "lon and lat swapped", spot, count="4", description=text)
