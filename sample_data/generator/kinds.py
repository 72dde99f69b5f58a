"""What kinds of events there are, how common, with what weapons, and at what hours."""

from collections.abc import Mapping
from dataclasses import dataclass

Arm = tuple[str, str]
"""Weapon and calibre in millimetres as text, either empty."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event. weight: how common; count, minutes: least and most; depth_km: from the line, none for "at the front"."""

    act: str
    weight: float
    arms: tuple[tuple[Arm, float], ...]
    count: tuple[int, int]
    minutes: tuple[int, int]
    hours: str
    depth_km: tuple[float, float] | None = None


_NO_ARM: tuple[tuple[Arm, float], ...] = ((("", ""), 1),)
_GUNS = ((("artillery", "122"), 4), (("artillery", "152"), 4), (("artillery", "100"), 1), (("artillery", "85"), 1))
_SMALL = ((("small-arms", "7.62"), 3), (("small-arms", "12.7"), 2), (("small-arms", ""), 2))
_HEAVY = (*_GUNS, (("mortar", "120"), 3), (("mortar", "82"), 2), (("tank", "125"), 5), (("mlrs", "122"), 3), (("mlrs", "220"), 1))

KINDS: tuple[Kind, ...] = (
    Kind("fire.small-arms", 23, _SMALL, (3, 60), (1, 25), "night"),
    Kind("fire.grenade", 8, ((("grenade-launcher", "30"), 2), (("grenade-launcher", "40"), 1)), (2, 24), (2, 20), "night"),
    Kind("fire.mortar", 17, ((("mortar", "82"), 4), (("mortar", "120"), 4), (("mortar", "60"), 1)), (1, 26), (2, 35), "night"),
    Kind("fire.anti-tank", 3, ((("anti-tank", ""), 1),), (1, 2), (1, 2), "day"),
    Kind("fire.tank", 4, ((("tank", "125"), 3), (("tank", ""), 1)), (1, 9), (2, 15), "day"),
    Kind("fire.artillery", 7, _GUNS, (2, 30), (4, 40), "night"),
    Kind("fire.mlrs", 2, ((("mlrs", "122"), 5), (("mlrs", "220"), 1)), (6, 40), (1, 4), "night"),
    Kind("fire.sniper", 4, ((("small-arms", "7.62"), 3), (("small-arms", "12.7"), 1)), (1, 4), (1, 3), "day"),
    Kind("fire.uav", 5, ((("uav", ""), 1),), (1, 3), (1, 10), "day"),
    Kind("undetermined", 8, _NO_ARM, (1, 12), (1, 12), "night"),
    Kind("incursion.reconnaissance", 1, _NO_ARM, (3, 9), (20, 90), "night"),
    Kind("flight.uav", 6, ((("uav", ""), 1),), (1, 2), (4, 45), "any"),
    Kind("flight.helicopter", 0.6, ((("helicopter", ""), 1),), (1, 2), (3, 10), "day", (3, 22)),
    Kind("presence.heavy-weapon", 10, _HEAVY, (1, 9), (30, 300), "day", (2, 44)),
    Kind("presence.armoured-vehicle", 3, ((("armoured-vehicle", ""), 1),), (1, 12), (30, 300), "day", (1, 18)),
    Kind("presence.troops", 2, _NO_ARM, (5, 60), (30, 300), "day", (0.3, 14)),
    Kind("works.fortification", 4, _NO_ARM, (1, 3), (120, 480), "day", (0.4, 9)),
    Kind("works.mines", 1.4, ((("mine", ""), 1),), (2, 40), (60, 240), "day", (0.2, 4)),
    Kind("movement.troops", 1.6, _NO_ARM, (20, 200), (15, 90), "any", (4, 30)),
    Kind("movement.reinforcement", 1.2, _NO_ARM, (30, 250), (20, 120), "any", (4, 20)),
    Kind("movement.heavy-weapon", 1.4, _HEAVY, (1, 8), (15, 90), "any", (6, 40)),
    Kind("obstruction.monitors", 2, _NO_ARM, (0, 0), (10, 150), "day", (0.5, 12)),
    Kind("interference.jamming", 2, _NO_ARM, (0, 0), (15, 180), "any", (1, 14)),
    Kind("harm.civilians", 0.9, _NO_ARM, (1, 3), (1, 2), "any"),
    Kind("harm.infrastructure", 1.3, _NO_ARM, (1, 4), (1, 2), "any"),
    Kind("heat", 5, _NO_ARM, (0, 0), (10, 120), "any", (0.5, 40)),
    Kind("fire.missile", 0.7, ((("missile", ""), 1),), (1, 4), (1, 3), "night", (28, 48)),
)

HOURS: Mapping[str, tuple[float, ...]] = {
    "night": (7, 6, 5, 5, 6, 4, 2, 1.5, 1.5, 2, 2, 2, 1.5, 1.5, 2, 2, 2.5, 3, 4.5, 7, 9, 10, 9, 8),
    "day": (0.3, 0.2, 0.2, 0.3, 1, 3, 5, 7, 8, 9, 9, 8, 7, 6, 7, 8, 8, 7, 6, 4, 2, 1, 0.6, 0.4),
    "any": (2, 2, 2, 2, 3, 4, 5, 5, 5, 5, 5, 5, 4, 4, 4, 5, 5, 5, 6, 6, 5, 4, 3, 2),
}
"""How likely each local hour is."""
