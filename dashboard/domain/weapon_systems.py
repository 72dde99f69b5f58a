"""Named weapon systems, and what a reported weapon says of class and calibre: by its own words, else by the table.

The table is `weapon_systems.csv`; docs/weapons.md says what its columns and sources are.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dashboard.domain.matching import Match, any_of
from dashboard.domain.weapons import PARENT, WORDS, is_or_belongs_to, match_classes

_TABLE = Path(__file__).with_name("weapon_systems.csv")
_CALIBRE = re.compile(r"(?<![\w.,])([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*-?\s*(?:mm|мм)(?![^\W_])")
_LETTERS = re.compile(r"[^\W_]+")
_FILLERS = frozenset({"type", "system", "calibre", "caliber", "типу", "типа", "калібр", "калибр"})
_MOST_TOKENS = 12


@dataclass(frozen=True, slots=True)
class System:
    """A weapon system by name.

    kind_of: the system, by name, whose plainer name covers this one too (`BMP` covers `BMP-2`), empty for none.
    classes: every class it belongs to (a gun-mortar to two). calibre_mm, range_km: None where there is none or it is not sure;
    the range is nominal and stands for information only. spellings: what reports call it, in Latin and Cyrillic.
    """

    name: str
    kind_of: str
    classes: tuple[str, ...]
    calibre_mm: float | None
    range_km: float | None
    spellings: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Identified:
    """What is known of a reported weapon.

    classes: empty where it is not known. system: None unless exactly one is named. by_table: what the report itself does not say
    and the table does: "class", "calibre".
    """

    classes: tuple[str, ...] = ()
    calibre_mm: float | None = None
    system: System | None = None
    by_table: tuple[str, ...] = ()


@cache
def systems() -> tuple[System, ...]:
    """Return the table, in its order."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            System(
                row["system"],
                row["kind_of"],
                tuple(row["class"].split("|")),
                float(row["calibre_mm"]) if row["calibre_mm"] else None,
                float(row["range_km"]) if row["range_km"] else None,
                tuple(row["spellings"].split("|")),
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def system_named(text: str) -> System | None:
    """Return the system a text names, by its name or one of its spellings, and nothing besides; None where it names none."""
    found = _reading(tuple(_LETTERS.findall(_plain(text))))
    return found[0] if found is not None and not found[1] else None


@lru_cache(maxsize=65_536)
def identify(weapon: str, calibre_mm: float | None = None) -> Identified:
    """Return what a reported weapon and its reported calibre (millimetres) say.

    A reported calibre, in its own column or in the words, comes before the table's. Words that name two systems, two calibres or
    a class the named system does not belong to say nothing of the class; nor does any word that is not known.
    """
    text = _plain(weapon)
    stated = {float(found.replace(",", ".")) for found in _CALIBRE.findall(text)}
    reading = _reading(tuple(_LETTERS.findall(_CALIBRE.sub(" ", text))))
    said = calibre_mm if calibre_mm is not None else stated.pop() if len(stated) == 1 else None
    if reading is None:
        return Identified(calibre_mm=said)
    system, words = reading
    if system is None:
        return Identified(words if len(words) == 1 else (), said)
    if not all(any(is_or_belongs_to(one, word) for one in system.classes) for word in words):
        return Identified(calibre_mm=said)
    looked_up = [] if set(system.classes) <= set(words) else ["class"]
    if said is None and system.calibre_mm is not None and not stated:
        return Identified(system.classes, system.calibre_mm, system, (*looked_up, "calibre"))
    return Identified(system.classes, said, system, tuple(looked_up))


def match_weapon(observed: Identified, classes: tuple[str, ...], named: tuple[str, ...]) -> Match:
    """Hold a weapon against listed classes and listed systems (by name); one that is listed suffices, nothing listed is yes."""
    if not classes and not named:
        return Match.YES
    by_class = match_classes(observed.classes, classes) if classes else Match.NO
    return any_of((by_class, _match_system(observed, named)))


def _match_system(observed: Identified, named: tuple[str, ...]) -> Match:
    if not named:
        return Match.NO
    listed = tuple(system for system in systems() if system.name in named)
    if observed.system is not None:
        return any_of(_match_names(observed.system, one) for one in listed)
    if not observed.classes:
        return Match.UNKNOWN
    wanted = {one for system in listed for one in system.classes}
    may_be = any(is_or_belongs_to(one, observed_class) for one in wanted for observed_class in observed.classes)
    return Match.UNKNOWN if may_be else Match.NO


def _match_names(observed: System, listed: System) -> Match:
    """Hold one system against another: a kind of it is it, and its plainer name may be it, as with acts."""
    if listed.name in (observed.name, observed.kind_of):
        return Match.YES
    return Match.UNKNOWN if listed.kind_of == observed.name else Match.NO


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _reading(tokens: tuple[str, ...]) -> tuple[System | None, tuple[str, ...]] | None:
    """Return the one system and the general words that tokens are made of; None where that cannot be told, or more is there.

    A name that ends in a general word ("M270 MLRS") is taken as the name.
    """
    if not 0 < len(tokens) <= _MOST_TOKENS:
        return None
    whole = _by_key().get("".join(tokens), ())
    readings = {(frozenset({position}), frozenset[str]()) for position, _ in whole if position >= 0} or set(_readings(tokens))
    named = {positions for positions, _ in readings}
    if len(named) != 1 or len(next(iter(named))) > 1:
        return None
    words = min((words for _, words in readings), key=len)
    system = next((systems()[position] for position in next(iter(named))), None)
    return None if system is None and not words else (system, tuple(sorted(words)))


def _readings(tokens: tuple[str, ...]) -> Iterator[tuple[frozenset[int], frozenset[str]]]:
    """Yield every way to cut tokens into spellings of systems (by position in the table) and general words (by class)."""
    if not tokens:
        yield frozenset(), frozenset()
    elif tokens[0] in _FILLERS:
        yield from _readings(tokens[1:])
    for count in range(1, len(tokens) + 1):
        for position, word in _by_key().get("".join(tokens[:count]), ()):
            for positions, words in _readings(tokens[count:]):
                yield (positions | {position}, words) if position >= 0 else (positions, words | {word})


@cache
def _by_key() -> dict[str, tuple[tuple[int, str], ...]]:
    """Return what a run of letters and digits may stand for: a system's position and "", or -1 and a class."""
    found: dict[str, set[tuple[int, str]]] = {}
    for position, system in enumerate(systems()):
        for spelling in (system.name, *system.spellings):
            found.setdefault(_key(spelling), set()).add((position, ""))
    for words, code in (*WORDS.items(), *((code, code) for code in PARENT)):
        found.setdefault(_key(words), set()).add((-1, code))
    return {key: tuple(sorted(meanings)) for key, meanings in found.items()}


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(_plain(text)))
