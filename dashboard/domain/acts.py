"""The acts an observation can report and a provision can prohibit: hierarchical codes, `fire.artillery` under `fire`."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.matching import Match

UNDETERMINED = "undetermined"
HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of the act list. `hostile` acts are what a bare zone prohibits when no agreement text is at hand."""

    code: str
    label: str
    hostile: bool = False


ACTS: tuple[Act, ...] = (
    Act("fire", "fire, kind of weapon not stated", hostile=True),
    Act("fire.small-arms", "small-arms fire", hostile=True),
    Act("fire.sniper", "sniper fire", hostile=True),
    Act("fire.grenade", "grenade-launcher fire", hostile=True),
    Act("fire.anti-tank", "anti-tank weapon fire", hostile=True),
    Act("fire.mortar", "mortar fire", hostile=True),
    Act("fire.tank", "tank fire", hostile=True),
    Act("fire.artillery", "artillery fire", hostile=True),
    Act("fire.mlrs", "multiple-launch rocket fire", hostile=True),
    Act("fire.missile", "missile strike", hostile=True),
    Act("fire.air-strike", "air strike", hostile=True),
    Act("fire.uav", "strike by an uncrewed aircraft", hostile=True),
    Act("incursion", "incursion", hostile=True),
    Act("incursion.reconnaissance", "reconnaissance across the line", hostile=True),
    Act("incursion.sabotage", "sabotage", hostile=True),
    Act("harm", "harm done, means not stated", hostile=True),
    Act("harm.civilians", "harm to civilians", hostile=True),
    Act("harm.infrastructure", "damage to protected infrastructure", hostile=True),
    Act("movement", "movement, kind not stated"),
    Act("movement.advance", "advance", hostile=True),
    Act("movement.troops", "movement of troops"),
    Act("movement.heavy-weapon", "movement of heavy weapons"),
    Act("movement.reinforcement", "reinforcement or rotation"),
    Act("movement.exercise", "movement for training"),
    Act("presence", "presence, kind not stated"),
    Act("presence.troops", "presence of troops"),
    Act("presence.heavy-weapon", "presence of heavy weapons"),
    Act("presence.armoured-vehicle", "presence of armoured vehicles"),
    Act("flight", "flight, kind not stated"),
    Act("flight.uav", "flight of an uncrewed aircraft"),
    Act("flight.aircraft", "flight of a fixed-wing aircraft"),
    Act("flight.helicopter", "flight of a helicopter"),
    Act("works", "works, kind not stated"),
    Act("works.fortification", "fortification works"),
    Act("works.mines", "mine-laying", hostile=True),
    Act("obstruction", "obstruction, of whom not stated"),
    Act("obstruction.monitors", "obstruction of monitors"),
    Act("obstruction.aid", "obstruction of aid"),
    Act("interference", "interference, kind not stated"),
    Act("interference.jamming", "GPS signal interference (jamming)"),
    Act("detention", "detainee release failed"),
    Act("recruitment", "recruitment"),
    Act("propaganda", "hostile propaganda"),
    Act(HEAT, "heat seen from space; by itself no act"),
    Act(UNDETERMINED, "what happened could not be determined"),
)
BY_CODE = {act.code: act for act in ACTS}
_DEEPEST = max(code.count(".") + 1 for code in BY_CODE)
HOSTILE_ACTS: tuple[str, ...] = tuple(
    act.code for act in ACTS if act.hostile and not any(act.code.startswith(f"{other.code}.") for other in ACTS if other.hostile)
)
"""The shortest list of codes that covers every hostile act."""


def is_or_lies_under(code: str, ancestor: str) -> bool:
    """Tell whether `code` is `ancestor` or a kind of it."""
    return code == ancestor or code.startswith(f"{ancestor}.")


def kinds_of(code: str) -> tuple[str, ...]:
    """Return the codes of the act list that lie under a code."""
    return tuple(act.code for act in ACTS if act.code.startswith(f"{code}."))


def shortest(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the fewest codes that stand for the same acts: a code that is there with all its kinds stands for them."""
    listed = tuple(codes)
    whole = {code for code in listed if kinds_of(code) and set(kinds_of(code)) <= set(listed)}
    return tuple(code for code in listed if code in whole or not any(is_or_lies_under(code, one) for one in whole))


def deepest_known(code: str) -> str:
    """Return the nearest code of the act list at or above `code`; `undetermined` where even its root is unknown.

    An unknown detail is given up rather than guessed: `fire.catapult` becomes `fire`.
    """
    parts = code.split(".", _DEEPEST)[:_DEEPEST]
    above = (".".join(parts[:depth]) for depth in range(len(parts), 0, -1))
    return next((known for known in (code, *above) if known in BY_CODE), UNDETERMINED)


def match_act(observed: str, listed: Iterable[str]) -> Match:
    """Hold an observed act code against a list of codes (design, section 4).

    Yes where it is one of them or lies under one; unknown where it is undetermined, missing, heat, or broader than one.
    """
    codes = tuple(listed)
    if any(is_or_lies_under(observed, code) for code in codes):
        return Match.YES
    says_nothing = observed in ("", UNDETERMINED, HEAT)
    if says_nothing or any(is_or_lies_under(code, observed) for code in codes):
        return Match.UNKNOWN
    return Match.NO
