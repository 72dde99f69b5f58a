"""What a verdict must be where that is certain: the rules of the illustrative agreement, worked out a second time by hand.

Deliberately not the dashboard's code, and simpler: every share is a pair of bounds, and where the bounds allow more than one
verdict nothing is expected.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sample_data.generator.events import KYIV
from sample_data.generator.ground import FromLine, Layout
from sample_data.generator.places import DONETSK, LUHANSK
from sample_data.generator.rows import Placed, Row

VERDICTS = ("outside scope", "consistent with terms", "exempt (claimed)", "undetermined", "potential violation")
"""Weakest first; the strongest finding is the verdict."""
_OUTSIDE, _CONSISTENT, _EXEMPT, _UNDETERMINED, _VIOLATION = range(5)
_NO, _UNKNOWN, _YES = range(3)
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strip:
    """Within `width_m` of the line, on one side or both."""

    width_m: float
    side: str = "both"


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision. `exempt` pairs acts with parties (empty: any) and whether a notification is asked for."""

    id: str
    zones: tuple[str, ...]
    acts: tuple[str, ...]
    weapons: tuple[str, ...] = ()
    calibre_min: float = 0.0
    binds: tuple[str, ...] = ("A", "B")
    exempt: tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...] = ()
    quota: int = 0


STRIPS = {
    "security": Strip(15_000),
    "heavy": Strip(25_000),
    "mlrs": Strip(35_000),
    "strip-west": Strip(5_000, "left"),
    "strip-east": Strip(5_000, "right"),
}
_START, _PHASE_2, _PHASE_3 = (datetime(2026, month, day, tzinfo=KYIV) for month, day in ((6, 18), (7, 2), (7, 16)))
_LATER = {"heavy": _PHASE_2, "mlrs": _PHASE_2, "holding-a": _PHASE_2, "holding-b": _PHASE_2,
          "disengagement-petrivske": _PHASE_3, "disengagement-zolote": _PHASE_3, "disengagement-stanytsia": _PHASE_3}  # fmt: skip
_SUSPENDED = {"disengagement-stanytsia": (datetime(2026, 8, 3, tzinfo=KYIV), datetime(2026, 8, 8, tzinfo=KYIV))}
_NOTIFIED_MOVE = ((("movement.heavy-weapon",), (), True),)

RULES: tuple[Rule, ...] = (
    Rule("P1", ("security",), ("fire", "incursion", "harm")),
    Rule("P2a", ("security",), ("presence.heavy-weapon", "movement.heavy-weapon"), ("tank", "mortar", "artillery"),
         exempt=_NOTIFIED_MOVE),
    Rule("P2b", ("heavy",), ("presence.heavy-weapon", "fire.artillery"), ("artillery",), 100),
    Rule("P2c", ("mlrs",), ("presence.heavy-weapon", "movement.heavy-weapon", "fire.mlrs", "fire.missile"), ("mlrs", "missile"),
         exempt=_NOTIFIED_MOVE),
    Rule("P3", ("security",), ("flight",), binds=(), exempt=((("flight.uav",), ("monitors",), False),)),
    Rule("P4", ("disengagement-petrivske", "disengagement-zolote", "disengagement-stanytsia"),
         ("presence", "movement.troops", "movement.advance", "works")),
    Rule("P5", ("settlement-avdiivka", "settlement-mariinka", "settlement-horlivka"),
         ("presence.heavy-weapon", "presence.armoured-vehicle")),
    Rule("P6a", ("strip-west",), ("works",), binds=("A",)),
    Rule("P6b", ("strip-east",), ("works",), binds=("B",)),
    Rule("P7", ("security",), ("movement.advance", "movement.reinforcement", "movement.troops", "movement.exercise"),
         exempt=((("movement.exercise",), (), False), (("movement.reinforcement",), (), True))),
    Rule("P8", ("security",), ("obstruction.monitors", "interference.jamming")),
    Rule("P9", ("holding-a", "holding-b"), ("presence.heavy-weapon",), quota=12),
)  # fmt: skip

_HEAVY = {"mortar", "tank", "artillery", "mlrs", "missile"}
_SYSTEMS = {"BM-21": ("mlrs", "122"), "BM-27": ("mlrs", "220"), "2S1": ("artillery", "122"), "D-30": ("artillery", "122"),
            "міномет": ("mortar", ""), "танк": ("tank", ""), "артилерія": ("artillery", ""), "БПЛА": ("uav", ""),
            "стрілецька зброя": ("small-arms", "")}  # fmt: skip
"""Class and calibre of the systems and the Ukrainian words that the sample names weapons by."""
_CLASSES = {
    *_HEAVY,
    "heavy-weapon",
    "small-arms",
    "grenade-launcher",
    "anti-tank",
    "uav",
    "mine",
    "armoured-vehicle",
    "helicopter",
}
_NOBODY = {"", "unknown", "невідомо", "неизвестно"}
_SAYS_NOTHING = {"heat", "undetermined"}
_ROOTS = {"fire", "incursion", "harm", "movement", "presence", "flight", "works", "obstruction", "interference"} | _SAYS_NOTHING
_OBLAST_SHARES: dict[str, Bounds] = {
    "security": (0.08, 0.6),
    "heavy": (0.1, 0.8),
    "mlrs": (0.12, 0.9),
    "strip-west": (0.0, 0.2),
    "strip-east": (0.0, 0.2),
}
"""Shares of Donetsk and Luhansk oblast within the strips, bounded generously; all other zones are below 1 % of either."""


def expected(row: Row, layout: Layout) -> str:
    """Return the verdict the row must get, empty where that is not certain or the row gets none."""
    if row.outcome != "accepted" or row.placed.kind == "open" or _is_in_words(row.cells["act"]):
        return ""
    if row.placed.kind == "unplaced":
        return "unplaced"
    weakest = strongest = _OUTSIDE
    for rule in RULES:
        for zone in rule.zones:
            possible = _findings(row, rule, _inside(zone, row.placed, layout), _in_force(zone, row))
            weakest, strongest = max(weakest, min(possible)), max(strongest, *possible)
    return VERDICTS[weakest] if weakest == strongest else ""


def _findings(row: Row, rule: Rule, inside: Bounds, in_force: float) -> set[int]:
    """Return every finding the bounds allow."""
    low, high = (share * in_force for share in inside)
    act, weapon, party, exemption = (match(rule, row.cells) for match in (_act, _weapon, _party, _exemption))
    found = {_OUTSIDE} if low < 0.05 else set()
    if high < 0.05:
        return found
    if _NO in (act, weapon, party):
        return found | {_CONSISTENT}
    if exemption == _YES:
        return found | {_EXEMPT}
    established = act == weapon == party == _YES and exemption == _NO
    if rule.quota:
        return found | _against_quota(row, rule, established=established, certain=low >= 0.95)
    if not established or low < 0.95:
        found |= {_UNDETERMINED}
    if established and high >= 0.95:
        found |= {_VIOLATION}
    return found


def _against_quota(row: Row, rule: Rule, *, established: bool, certain: bool) -> set[int]:
    """Above the quota by itself is a violation; else it hangs on what else was counted there."""
    count = row.cells.get("count", "").lstrip(">=~")
    above = count.isdigit() and int(count) > rule.quota
    return {_VIOLATION} if above and established and certain else {_CONSISTENT, _UNDETERMINED, *({_VIOLATION} if above else ())}


def _inside(zone: str, placed: Placed, layout: Layout) -> Bounds:
    if placed.kind == "area":
        near = placed.region in (DONETSK, LUHANSK)
        return _OBLAST_SHARES.get(zone, (0.0, 0.01)) if near else (0.0, 0.0)
    strip = STRIPS.get(zone)
    if strip is None:
        return _disc_share(-layout.to_edge(zone, placed.at), placed.radius_m, margin=20, straight=False)
    stands = layout.from_line(placed.at)
    margin = 30 + 0.006 * stands.metres
    share = _disc_share(strip.width_m - stands.metres, placed.radius_m, margin=margin, straight=strip.side == "both")
    if share[1] == 0.0:
        return share
    if stands.at_end:
        return 0.0, share[1]
    return share if strip.side == "both" else _one_sided(strip, share, placed, stands)


def _one_sided(strip: Strip, share: Bounds, placed: Placed, stands: FromLine) -> Bounds:
    """Bound the share in a strip on one side; near the line, near a corner and near the far edge anything may be."""
    near_line = stands.metres < placed.radius_m + 60
    near_edge = strip.width_m - stands.metres < placed.radius_m + 600
    if near_line or near_edge or stands.at_corner:
        return 0.0, share[1]
    return share if stands.side == strip.side else (0.0, 0.0)


def _disc_share(depth_m: float, radius_m: float, *, margin: float, straight: bool) -> Bounds:
    """Bound the share of a disc on the inner side of an edge `depth_m` away (positive: its middle is inside)."""
    if depth_m >= radius_m + margin:
        return 1.0, 1.0
    if depth_m <= -radius_m - margin:
        return 0.0, 0.0
    if not straight or radius_m < 5 * margin:
        return 0.0, 1.0
    # An edge 15 km from the line is nearly straight across a disc; a tenth either way covers its bends.
    low, high = (_segment((depth_m + shift) / radius_m) for shift in (-margin, margin))
    return max(0.0, low - 0.1), min(1.0, high + 0.1)


def _segment(depth: float) -> float:
    """Return the share of a unit disc on the inner side of a straight edge at `depth` from its middle."""
    depth = max(-1.0, min(1.0, depth))
    return 1.0 - (math.acos(depth) - depth * math.sqrt(1.0 - depth * depth)) / math.pi


def _in_force(zone: str, row: Row) -> float:
    """Return the share of the time told during which the zone's terms hold."""
    begins = max(_START, _LATER.get(zone, _START))
    held = _overlap(row, begins, datetime.max.replace(tzinfo=KYIV))
    if zone in _SUSPENDED:
        held -= _overlap(row, *_SUSPENDED[zone])
    return held / (row.told.end - row.told.start).total_seconds()


def _overlap(row: Row, start: datetime, end: datetime) -> float:
    return max(0.0, (min(row.told.end, end) - max(row.told.start, start)).total_seconds())


def _under(code: str, ancestor: str) -> bool:
    return code == ancestor or code.startswith(f"{ancestor}.")


def _is_in_words(act: str) -> bool:
    """Whether an act is no code, so that what it comes to hangs on the reader's vocabulary."""
    return act.partition(".")[0] not in _ROOTS


def _code(cells: Mapping[str, str]) -> str:
    """Return the act, an unknown detail given up."""
    return "fire" if cells["act"] == "fire.catapult" else cells["act"]


def _match_code(code: str, listed: tuple[str, ...]) -> int:
    if any(_under(code, one) for one in listed):
        return _YES
    return _UNKNOWN if code in _SAYS_NOTHING or any(_under(one, code) for one in listed) else _NO


def _act(rule: Rule, cells: Mapping[str, str]) -> int:
    return _match_code(_code(cells), rule.acts)


def _weapon(rule: Rule, cells: Mapping[str, str]) -> int:
    by_calibre, (weapon, listed) = _YES, _SYSTEMS.get(cells.get("weapon", ""), (cells.get("weapon", ""), ""))
    if rule.calibre_min:
        calibre = cells.get("calibre_mm", "") or listed
        by_calibre = _UNKNOWN if not calibre else (_YES if float(calibre) >= rule.calibre_min else _NO)
    return min(by_calibre, _weapon_class(rule, weapon))


def _weapon_class(rule: Rule, weapon: str) -> int:
    if not rule.weapons or weapon in rule.weapons:
        return _YES
    if weapon not in _CLASSES or (weapon == "heavy-weapon" and any(one in _HEAVY for one in rule.weapons)):
        return _UNKNOWN
    return _NO


def _party(rule: Rule, cells: Mapping[str, str]) -> int:
    party = cells.get("party", "")
    if not rule.binds:
        return _YES
    if party in _NOBODY:
        return _YES if rule.binds == ("A", "B") else _UNKNOWN
    return _YES if party in rule.binds else _NO


def _exemption(rule: Rule, cells: Mapping[str, str]) -> int:
    return max((_entry(entry, cells) for entry in rule.exempt), default=_NO)


def _entry(entry: tuple[tuple[str, ...], tuple[str, ...], bool], cells: Mapping[str, str]) -> int:
    acts, parties, notified = entry
    matches = [_match_code(_code(cells), acts)]
    if parties:
        party = cells.get("party", "")
        matches.append(_UNKNOWN if party in _NOBODY else (_YES if party in parties else _NO))
    return min([*matches, _UNKNOWN] if notified else matches)
