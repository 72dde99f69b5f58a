"""Weapon classes and how a reported weapon and calibre meet a provision."""

from dashboard.domain.matching import Match

PARENT: dict[str, str] = {
    "small-arms": "", "grenade-launcher": "", "mine": "", "armoured-vehicle": "", "air-defence": "",
    "uav": "", "aircraft": "", "helicopter": "", "anti-tank": "",
    "heavy-weapon": "",
    "mortar": "heavy-weapon", "tank": "heavy-weapon", "artillery": "heavy-weapon", "mlrs": "heavy-weapon",
    "missile": "heavy-weapon",
}  # fmt: skip
"""Each class and the broader class it belongs to ("" for none)."""

CLASSES = tuple(PARENT)

_WORDS: dict[str, str] = {
    "gun": "artillery", "howitzer": "artillery", "cannon": "artillery",
    "self-propelled howitzer": "artillery", "towed howitzer": "artillery", "self-propelled artillery": "artillery",
    "multiple launch rocket system": "mlrs", "multiple-launch rocket system": "mlrs", "rocket artillery": "mlrs",
    "mortars": "mortar", "tanks": "tank", "drone": "uav", "rifle": "small-arms", "machine gun": "small-arms",
    "heavy weapons": "heavy-weapon", "heavy weapon": "heavy-weapon", "small arms": "small-arms",
    "apc": "armoured-vehicle", "ifv": "armoured-vehicle", "armoured vehicle": "armoured-vehicle",
}  # fmt: skip
"""General words for a class. Names of systems (BM-21, 2S1) are not here: without a sourced table they stay unclassified."""


def weapon_class(reported: str) -> str:
    """Return the class a reported weapon names, "" where the words do not name one. Never guessed from a system's name."""
    words = " ".join(reported.casefold().replace("_", " ").split())
    dashed = words.replace(" ", "-")
    return dashed if dashed in PARENT else _WORDS.get(words, "")


def match_class(reported: str, listed: tuple[str, ...]) -> Match:
    """Hold a reported weapon against a list of classes.

    Unknown where the report names no class, or a class broader than a listed one (`heavy-weapon` against `mlrs`).
    """
    if not listed:
        return Match.YES
    observed = weapon_class(reported)
    if not observed:
        return Match.UNKNOWN
    if observed in listed or PARENT[observed] in listed:
        return Match.YES
    return Match.UNKNOWN if any(PARENT[code] == observed for code in listed) else Match.NO


def match_calibre(calibre_mm: float | None, minimum: float | None, maximum: float | None) -> Match:
    """Hold a calibre in millimetres against bounds, both inclusive; unknown where none was reported."""
    if minimum is None and maximum is None:
        return Match.YES
    if calibre_mm is None:
        return Match.UNKNOWN
    above = minimum is None or calibre_mm >= minimum
    below = maximum is None or calibre_mm <= maximum
    return Match.YES if above and below else Match.NO
