"""Weapon classes, and the general words that name one."""

from collections.abc import Iterable

from dashboard.domain.matching import Match, any_of

PARENT: dict[str, str] = {
    "small-arms": "", "grenade-launcher": "", "mine": "", "armoured-vehicle": "", "air-defence": "",
    "uav": "", "aircraft": "", "helicopter": "", "anti-tank": "",
    "heavy-weapon": "",
    "mortar": "heavy-weapon", "tank": "heavy-weapon", "artillery": "heavy-weapon", "mlrs": "heavy-weapon",
    "missile": "heavy-weapon",
}  # fmt: skip
"""Each class and the broader class it belongs to ("" for none)."""

CLASSES = tuple(PARENT)

WORDS: dict[str, str] = {
    "gun": "artillery", "howitzer": "artillery", "cannon": "artillery",
    "self-propelled howitzer": "artillery", "towed howitzer": "artillery", "self-propelled artillery": "artillery",
    "multiple launch rocket system": "mlrs", "multiple-launch rocket system": "mlrs", "rocket artillery": "mlrs",
    "mortars": "mortar", "tanks": "tank", "drone": "uav", "rifle": "small-arms", "machine gun": "small-arms",
    "heavy weapons": "heavy-weapon", "heavy weapon": "heavy-weapon", "small arms": "small-arms",
    "apc": "armoured-vehicle", "ifv": "armoured-vehicle", "armoured vehicle": "armoured-vehicle",
    "артилерія": "artillery", "артиллерия": "artillery", "гаубиця": "artillery", "гаубица": "artillery",
    "рсзв": "mlrs", "рсзо": "mlrs", "міномет": "mortar", "миномет": "mortar", "миномёт": "mortar", "танк": "tank",
    "бпла": "uav", "дрон": "uav", "стрілецька зброя": "small-arms", "стрелковое оружие": "small-arms",
}  # fmt: skip
"""General words for a class, in lower case. Names of systems (BM-21, 2S1) stand in the table of `weapon_systems`."""


def weapon_class(reported: str) -> str:
    """Return the class that general words name, "" where they do not name one."""
    words = " ".join(reported.casefold().replace("_", " ").split())
    dashed = words.replace(" ", "-")
    return dashed if dashed in PARENT else WORDS.get(words, "")


def match_classes(observed: Iterable[str], listed: tuple[str, ...]) -> Match:
    """Hold the classes an observed weapon belongs to against a list of classes; one that is listed suffices.

    Unknown where it belongs to none that is known, or to one broader than a listed one (`heavy-weapon` against `mlrs`).
    """
    classes = tuple(observed)
    return any_of(_match_class(one, listed) for one in classes) if classes else Match.UNKNOWN


def match_calibre(calibre_mm: float | None, minimum: float | None, maximum: float | None) -> Match:
    """Hold a calibre in millimetres against bounds, both inclusive; unknown where none is known."""
    if minimum is None and maximum is None:
        return Match.YES
    if calibre_mm is None:
        return Match.UNKNOWN
    above = minimum is None or calibre_mm >= minimum
    below = maximum is None or calibre_mm <= maximum
    return Match.YES if above and below else Match.NO


def is_or_belongs_to(code: str, other: str) -> bool:
    """Tell whether a class is another one or belongs to it."""
    return other in (code, PARENT[code])


def _match_class(observed: str, listed: tuple[str, ...]) -> Match:
    if any(is_or_belongs_to(observed, code) for code in listed):
        return Match.YES
    return Match.UNKNOWN if any(PARENT[code] == observed for code in listed) else Match.NO
