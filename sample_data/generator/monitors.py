"""Reports of the mission's own eyes and ears: patrols, cameras, acoustic sensors, drones and satellite analysts."""

import math
from collections.abc import Iterator
from datetime import timedelta

from sample_data.generator.dice import Dice
from sample_data.generator.events import Event
from sample_data.generator.ground import bearing, compass, distance_m, moved
from sample_data.generator.places import REGION_SPELLINGS, TOWN_SPELLINGS, TOWNS, Town
from sample_data.generator.rows import Row, Told, instant, interval, point
from sample_data.generator.words_en import heard, seen

PATROLS, SATELLITE, REMOTE = "patrols.csv", "satellite.csv", "drones_and_cameras.csv"
_LOUD = ("fire.mortar", "fire.tank", "fire.artillery", "fire.mlrs", "undetermined")
_CHANCES: tuple[tuple[tuple[str, ...], dict[str, float]], ...] = (
    (("fire.small-arms", "fire.sniper", "fire.grenade", "fire.anti-tank"), {"patrol": 0.8, "camera": 0.25}),
    (_LOUD, {"patrol": 0.8, "camera": 0.35, "acoustic": 0.35, "drone": 0.06}),
    (("fire.uav",), {"patrol": 0.3, "drone": 0.3}),
    (("flight", "incursion"), {"patrol": 0.6, "camera": 0.15, "drone": 0.25}),
    (("presence",), {"satellite": 0.55, "drone": 0.45, "patrol": 0.15}),
    (("works.mines",), {"drone": 0.5, "patrol": 0.5}),
    (("works",), {"satellite": 0.5, "drone": 0.5, "patrol": 0.1}),
    (("movement",), {"drone": 0.45, "patrol": 0.3, "satellite": 0.2}),
    (("obstruction",), {"patrol": 1.0}),
    (("interference",), {"drone": 1.0}),
    (("harm",), {"patrol": 0.7}),
    (("heat",), {"satellite": 1.0}),
    (("fire.missile",), {"satellite": 0.3}),
)
_HEARING_M = 11_000


def report(dice: Dice, event: Event) -> Iterator[Row]:
    """Yield what the mission reports of an event; often nothing, sometimes several rows."""
    chances = next(table for acts, table in _CHANCES if any(event.act.startswith(act) for act in acts))
    writers = {"patrol": _patrol, "camera": _camera, "acoustic": _acoustic, "drone": _drone, "satellite": _satellite}
    for means, write in writers.items():
        if dice.chance(chances.get(means, 0.0)):
            yield from write(dice.apart(f"{event.event_id}/{means}"), event)


def base_cells(event: Event, told: Told, **cells: str) -> dict[str, str]:
    """Return the cells every sender fills from the event alone."""
    count = str(event.count) if event.count else ""
    known = {"observed_from": told.start_text, "observed_to": told.end_text, "act": event.act, "weapon": event.weapon}
    return {**known, "calibre_mm": event.calibre, "count": count, **cells}


def vague_count(dice: Dice, count: int) -> str:
    """Write a count as people do: exactly, at least, about, or as a range that holds the true number."""
    if count == 0:
        return ""
    at_least = f">={max(1, count - dice.whole(0, 2))}"
    return dice.weighted(((str(count), 6), (at_least, 2), (f"~{count}", 2), (f"{count}-{count + 2}", 1)))


def spelled(dice: Dice, town: str) -> str:
    """Return one of the spellings of a town's name."""
    return dice.pick(TOWN_SPELLINGS.get(town, (town,)))


def nearest_towns(event: Event) -> list[Town]:
    """Return all towns, the nearest to the event first."""
    return sorted(TOWNS, key=lambda town: distance_m(town.at, event.at))


def _patrol(dice: Dice, event: Event) -> Iterator[Row]:
    towns = nearest_towns(event)
    if event.act.startswith(("fire", "undetermined")):
        posts = [town for town in towns[:4] if 1_000 <= distance_m(town.at, event.at) <= _HEARING_M]
        for index, town in enumerate(posts[: dice.weighted(((1, 3), (2, 1)))]):
            yield _heard_by_patrol(dice.apart(f"post {index}"), event, town)
    elif distance_m(towns[0].at, event.at) <= 25_000:
        yield _seen_by_patrol(dice, event, towns[0])


def _heard_by_patrol(dice: Dice, event: Event, town: Town) -> Row:
    away = distance_m(town.at, event.at) / 1_000
    low = max(0, round(away) - 1)
    high, (point_of_compass, towards) = low + 2, compass(bearing(town.at, event.at))
    middle = (low + high) / 2
    # The true place lies within half the stated range and half a compass point of the estimate.
    radius = math.ceil(math.hypot(1.0, 0.2 * max(middle, away)) * 10) * 100
    cells, placed = point(moved(town.at, towards, middle * 1_000), radius, 3)
    vague = event.act in _LOUD and dice.chance(0.3)
    act = dice.pick(("undetermined", "fire")) if vague else event.act
    weapon = "" if vague or dice.chance(0.3) else event.weapon
    calibre = event.calibre if weapon and dice.chance(0.35) else ""
    told = _patrol_time(dice, event)
    sector = f"{low}-{high}km {point_of_compass}"
    text = f"{heard(act, event.count)}, heard, {sector}"
    if dice.chance(0.12):
        text += f",\nover {dice.whole(2, 40)} minutes, by patrol at {town.en}"
    reported = base_cells(event, told, **cells, act=act, weapon=weapon, calibre_mm=calibre, count=vague_count(dice, event.count))
    by = _patrol_cells(dice, town, place=f"{sector} of {spelled(dice, town.en)}", description=text)
    return Row(PATROLS, {**reported, **by, "party": "", "credibility": dice.pick("2233")}, told, placed, event.event_id)


def _seen_by_patrol(dice: Dice, event: Event, town: Town) -> Row:
    radius = dice.pick((50, 100, 200, 300))
    at = moved(event.at, dice.between(0, 360), dice.between(0, 0.8 * radius))
    cells, placed = point(at, radius, 4)
    told = _patrol_time(dice, event)
    text = "saw: " + seen(dice, event.act, count=event.count, weapon=event.weapon, calibre=event.calibre)
    party = event.party if dice.chance(0.5) else dice.pick(("", "", "unknown"))
    reported = base_cells(event, told, **cells, party=party, credibility=dice.pick("1122"))
    by = _patrol_cells(dice, town, place=f"near {spelled(dice, town.en)}", description=text)
    return Row(PATROLS, {**reported, **by}, told, placed, event.event_id)


def _patrol_cells(dice: Dice, town: Town, *, place: str, description: str) -> dict[str, str]:
    region = dice.weighted(REGION_SPELLINGS[town.oblast, "en"]) if dice.chance(0.8) else ""
    by = {"means": "patrol", "source": f"sample patrol {TOWNS.index(town) // 2 + 1}", "reliability": dice.pick("BBBAC")}
    return {"region": region, "place": place, "description": description, **by}


def _patrol_time(dice: Dice, event: Event) -> Told:
    if event.minutes >= 10 and dice.chance(0.5):
        return interval(event.start, event.start + timedelta(minutes=event.minutes), "minute")
    style = dice.weighted((("minute", 5), ("spaced", 2), ("second", 1)))
    return instant(event.start + timedelta(minutes=dice.whole(0, 2)), style)


def _camera(dice: Dice, event: Event) -> Iterator[Row]:
    town = nearest_towns(event)[0]
    cells, placed = point(moved(event.at, dice.between(0, 360), dice.between(0, 700)), 900, 4)
    told = instant(event.start, "utc second")
    text = f"camera {town.en} recorded: {seen(dice, event.act, count=event.count, weapon=event.weapon, calibre=event.calibre)}"
    unsure = {"act": "fire", "weapon": "", "calibre_mm": ""} if event.act in _LOUD and dice.chance(0.5) else {}
    by = {"means": "camera", "source": f"sample camera {town.en}", "reliability": "A", "credibility": "2", "description": text}
    yield Row(REMOTE, {**base_cells(event, told, **cells), **by, **unsure, "party": ""}, told, placed, event.event_id)


def _acoustic(dice: Dice, event: Event) -> Iterator[Row]:
    cells, placed = point(moved(event.at, dice.between(0, 360), dice.between(0, 450)), dice.pick((400, 500, 600)), 4)
    told = instant(event.start, "offset")
    act = event.act if event.act != "undetermined" else "fire"
    by = {"means": "acoustic", "source": f"sample acoustic array {dice.whole(1, 4)}", "reliability": "B", "credibility": "3"}
    text = f"acoustic detection, {event.count} signal(s), assessed as {event.weapon or 'weapon fire'}"
    reported = base_cells(event, told, **cells, act=act, party="", description=text)
    yield Row(REMOTE, {**reported, **by}, told, placed, event.event_id)


def _drone(dice: Dice, event: Event) -> Iterator[Row]:
    radius = dice.pick((0, 10, 20, 30, 50))
    cells, placed = point(moved(event.at, dice.between(0, 360), dice.between(0, 0.6 * radius)), radius, 5)
    told = instant(event.start + timedelta(minutes=dice.whole(0, max(1, event.minutes // 2))), dice.pick(("utc", "offset")))
    party = event.party if dice.chance(0.55) else ""
    calibre = event.calibre if dice.chance(0.75) else ""
    text = "video: " + seen(dice, event.act, count=event.count, weapon=event.weapon, calibre=calibre)
    by = {"means": "drone", "source": f"sample drone team {dice.whole(1, 3)}", "reliability": "A"}
    reported = base_cells(event, told, **cells, party=party, calibre_mm=calibre, description=text)
    yield Row(REMOTE, {**reported, **by, "credibility": dice.pick("112")}, told, placed, event.event_id)


def _satellite(dice: Dice, event: Event) -> Iterator[Row]:
    heat = event.act == "heat"
    grades = {"reliability": "A", "credibility": "6"} if heat else {"reliability": "B", "credibility": dice.pick("122")}
    radius = dice.pick((190, 260, 375)) if heat else dice.pick((15, 30, 60))
    cells, placed = point(moved(event.at, dice.between(0, 360), dice.between(0, 0.7 * radius)), radius, 5)
    told = instant(event.start + timedelta(minutes=event.minutes // 2), dice.weighted((("utc second", 5), ("far desk", 1))))
    weapon = event.weapon if dice.chance(0.8) else ("heavy-weapon" if event.act == "presence.heavy-weapon" else "")
    calibre = event.calibre if weapon == event.weapon and dice.chance(0.6) else ""
    text = seen(dice, event.act, count=event.count, weapon=weapon, calibre=calibre)
    text = f"{text}, FRP {dice.between(1, 40):.1f} MW" if heat else f"imagery: {text}"
    region = dice.weighted(REGION_SPELLINGS[nearest_towns(event)[0].oblast, "en"]) if dice.chance(0.3) else ""
    source = "sample thermal sensor" if heat else f"sample satellite desk {dice.whole(1, 2)}"
    by = {"means": "satellite", "source": source, "description": text, **grades}
    reported = base_cells(event, told, **cells, weapon=weapon, calibre_mm=calibre, party="", region=region)
    yield Row(SATELLITE, {**reported, **by}, told, placed, event.event_id)
