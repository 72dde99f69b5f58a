"""What monitors write: saw, heard, recorded; "assessed as" marks inference."""

from sample_data.generator.dice import Dice

_HEARD: dict[str, tuple[str, str]] = {
    "fire.small-arms": ("burst", "of small-arms fire"),
    "fire.grenade": ("explosion", "assessed as grenade-launcher rounds"),
    "fire.mortar": ("explosion", "assessed as mortar rounds"),
    "fire.anti-tank": ("explosion", "assessed as anti-tank missile fire"),
    "fire.tank": ("outgoing explosion", "assessed as tank rounds"),
    "fire.artillery": ("outgoing explosion", "assessed as artillery"),
    "fire.mlrs": ("rocket", "of a salvo, in flight"),
    "fire.sniper": ("shot", "assessed as sniper fire"),
    "fire.uav": ("explosion", "after the sound of a small UAV"),
    "fire": ("explosion", "kind of weapon not established"),
    "undetermined": ("undetermined explosion", ""),
    "fire.missile": ("explosion", "far off, assessed as a missile"),
}
_SEEN: dict[str, tuple[str, ...]] = {
    "incursion.reconnaissance": ("group of {n} on foot crossing the line, turned back before dawn",),
    "flight.uav": (
        "small UAV, {n} of them, flying along the line",
        "mid-size UAV circling, then flying W",
        "quadcopter over the position",
    ),
    "flight.helicopter": ("{n} helicopter(s) flying low",),
    "flight.aircraft": ("{n} aircraft at altitude, type not seen",),
    "presence.heavy-weapon": ("{n} x {arm} in a tree line", "{n} x {arm}, camouflaged, in a field", "{n} x {arm} in a farmyard"),
    "presence.armoured-vehicle": ("{n} armoured vehicle(s), parked", "{n} armoured vehicle(s) beside houses"),
    "presence.troops": ("about {n} armed persons in uniform", "{n} armed persons at a dugout"),
    "works.fortification": ("new trench, about {m} m, with excavator", "fresh dugouts and {m} m of trench"),
    "works.mines": ("{n} anti-tank mines across the road, new since the last patrol", "persons laying mines, {n} counted"),
    "movement.troops": ("column with about {n} troops",),
    "movement.reinforcement": ("trucks with about {n} troops, relieving others",),
    "movement.heavy-weapon": ("{n} x {arm} moving on transporters",),
    "movement.exercise": ("live-fire training with about {n} troops at a range", "convoy to a training area, about {n} troops"),
    "movement.advance": ("about {n} troops and a new position beyond the former one",),
    "obstruction.monitors": (
        "passage denied at a checkpoint, 'for your safety'",
        "patrol delayed 40 minutes at a checkpoint",
        "armed person ordered the patrol to turn back",
    ),
    "interference.jamming": ("GPS signal lost in flight, assessed as jamming", "GPS interference, UAV brought home by hand"),
    "harm.civilians": ("{n} civilian(s) injured, shrapnel, hospital confirmed",),
    "harm.infrastructure": (
        "fresh damage to a water pumping station",
        "power line cut, {n} craters",
        "school roof holed by shrapnel",
    ),
    "heat": ("thermal anomaly",),
}


def plural(count: int, noun: str) -> str:
    """Print a count with its noun: `1 shot`, `3 shots`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def heard(act: str, count: int) -> str:
    """Describe fire by its sound or flash."""
    noun, tail = _HEARD[act]
    return f"{plural(count, noun)} {tail}".strip()


def seen(dice: Dice, act: str, *, count: int, weapon: str, calibre: str) -> str:
    """Describe what was looked at."""
    if act in _HEARD:
        return heard(act, max(1, count))
    arm = f"{weapon} ({calibre} mm)" if calibre else (weapon or "weapon")
    return dice.pick(_SEEN[act]).format(n=count or 1, arm=arm, m=20 * dice.whole(1, 12))
