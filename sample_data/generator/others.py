"""Reports of others: partners on the ground (Ukrainian) and open sources (Russian), with their reprints."""

from collections.abc import Iterator
from datetime import timedelta

from sample_data.generator import words_other as words
from sample_data.generator.dice import Dice
from sample_data.generator.events import KYIV, Event
from sample_data.generator.ground import moved
from sample_data.generator.monitors import base_cells, nearest_towns, spelled, vague_count
from sample_data.generator.places import REGION_SPELLINGS, Town
from sample_data.generator.rows import Placed, Row, Told, days, instant, interval, point

PARTNERS, OPEN = "partners_uk.csv", "open_source_ru.csv"
_HEARD_OF: tuple[tuple[tuple[str, ...], float, float], ...] = (
    (("fire.small-arms", "fire.sniper", "fire.grenade", "fire.anti-tank"), 0.16, 0.07),
    (("fire.uav", "fire.missile", "harm"), 0.5, 0.5),
    (("fire", "undetermined"), 0.34, 0.18),
    (("movement", "works"), 0.12, 0.2),
    (("",), 0.06, 0.07),
)
"""Acts, the share of events partners write of, the share channels write of; the first that fits."""
_WORDS_FOR_CODES = {"uk": "обстріл", "ru": "обстрел"}
"""What a hasty sender puts in the act column instead of a code."""


def report(dice: Dice, event: Event) -> Iterator[Row]:
    """Yield what partners and open sources report of an event; a channel's report may be reprinted up to four times."""
    if not words.knows(event.act):
        return
    partners, channels = next((p, c) for acts, p, c in _HEARD_OF if event.act.startswith(acts))
    if dice.chance(partners):
        yield _partner(dice.apart(f"{event.event_id}/partner"), event)
    if dice.chance(channels):
        yield from _channel(dice.apart(f"{event.event_id}/channel"), event)


def _partner(dice: Dice, event: Event) -> Row:
    told = _partner_time(dice, event)
    town = nearest_towns(event)[0]
    cells, placed = _place(dice, event, town, "uk")
    source = f"вигаданий партнер {dice.whole(1, 6)}"
    by = {"means": "partner", "source": source, "reliability": dice.pick("BCCD"), "credibility": dice.pick("2334")}
    text = words.describe(dice, event.act, event.count, "uk")
    return Row(PARTNERS, {**_told(dice, event, told, "uk"), **cells, **by, "description": text}, told, placed, event.event_id)


def _channel(dice: Dice, event: Event) -> Iterator[Row]:
    """Yield a channel's report and its reprints: other sources, the same origin, the same place and time or a blurred one."""
    told = instant(event.start + timedelta(minutes=dice.whole(0, 12)), "minute") if dice.chance(0.7) else _day(event)
    town = nearest_towns(event)[0]
    cells, placed = _place(dice, event, town, "ru")
    origin = f"вымышленный канал {dice.whole(1, 7)}"
    text = words.describe(dice, event.act, event.count, "ru")
    by = {"means": "open-source", "source": origin, "reliability": dice.pick("CDDEF"), "credibility": dice.pick("33456")}
    first = Row(OPEN, {**_told(dice, event, told, "ru"), **cells, **by, "description": text}, told, placed, event.event_id)
    yield first
    first_site = dice.whole(0, 8)
    for copy in range(dice.weighted(((0, 6), (1, 2), (2, 1), (4, 0.6)))):
        site = f"вымышленная лента {(first_site + copy) % 9 + 1}"
        again = {"source": site, "origin": origin, "description": f"«{text}» ({origin})", "credibility": "6"}
        yield Row(OPEN, {**first.cells, **again}, told, placed, event.event_id, why="reprint")


def _told(dice: Dice, event: Event, told: Told, language: str) -> dict[str, str]:
    act, weapon = event.act, event.weapon
    if act.startswith("fire.") and dice.chance(0.1):
        act = _WORDS_FOR_CODES[language]
    if weapon and dice.chance(0.35):
        weapon = words.WEAPONS[language].get(weapon, "")
    party = event.party if dice.chance(0.6) else dice.pick(("", words.NOBODY[language]))
    calibre = event.calibre if dice.chance(0.25) else ""
    return base_cells(event, told, act=act, weapon=weapon, calibre_mm=calibre, party=party, count=vague_count(dice, event.count))


def _place(dice: Dice, event: Event, town: Town, language: str) -> tuple[dict[str, str], Placed]:
    """Write the place: mostly a guessed point, else a town with its oblast, else the oblast alone."""
    region = dice.weighted(REGION_SPELLINGS[town.oblast, language])
    name = spelled(dice, town.uk if language == "uk" else town.ru)
    how = dice.weighted((("point", 7), ("town", 2), ("region", 0.8)))
    if how == "point":
        radius = dice.pick((800, 1_000, 1_500, 2_000, 3_000))
        cells, placed = point(moved(event.at, dice.between(0, 360), dice.between(0, 0.7 * radius)), radius, 3)
        claimed = region if dice.chance(0.7) else ""
        return {**cells, "region": claimed, "place": words.NEAR[language].format(town=name)}, placed
    if how == "town":
        return {"region": region, "place": name}, Placed("open")
    return {"region": region}, Placed("area", region=town.oblast)


def _partner_time(dice: Dice, event: Event) -> Told:
    hour = event.start.hour
    how = dice.weighted((("minute", 5), ("day", 3), ("night" if hour >= 21 or hour < 5 else "span", 2)))
    if how == "minute":
        return instant(event.start + timedelta(minutes=dice.whole(0, 5)), dice.pick(("minute", "spaced")))
    if how == "day":
        return _day(event)
    if how == "span":
        opened = event.start.replace(minute=0, second=0)
        return interval(opened, opened + timedelta(hours=2), "spaced")
    evening = event.start if hour >= 21 else event.start - timedelta(days=1)
    opened = evening.replace(hour=21, minute=0, second=0)
    return interval(opened, opened + timedelta(hours=8), "spaced")


def _day(event: Event) -> Told:
    day = event.start.astimezone(KYIV).date()
    return days(day, day)
