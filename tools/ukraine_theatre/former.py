"""The reviewed table of names: real former ones, spellings that may mean another settlement, and generic words."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from dashboard.ingest.places.names import normalise
from tools.ukraine_theatre.translit import common_romanisations, common_romanisations_of_russian

_TABLE: Final = Path(__file__).with_name("former_names.yaml")


class ReviewError(Exception):
    """An entry of the table does not say why it is there."""


Key = tuple[str, str]
"""Code of a region and official Ukrainian name, with the apostrophe ’."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name a settlement bore, in Ukrainian and in Russian, and whether settlements of other regions bore it too."""

    uk: str
    ru: str
    elsewhere: bool

    @property
    def written(self) -> tuple[str, ...]:
        """The name as it is and in the common romanisations of either language."""
        return (self.uk, self.ru, *common_romanisations(self.uk), *common_romanisations_of_russian(self.ru))


@dataclass(frozen=True, slots=True)
class ReviewedNames:
    """`former` and `contested` (normalised spellings) by settlement; `generic` are normalised words."""

    former: Mapping[Key, tuple[FormerName, ...]]
    contested: Mapping[Key, frozenset[str]]
    generic: frozenset[str]

    @property
    def keys(self) -> frozenset[Key]:
        """The settlements the table speaks of, all of which must be in the result."""
        return frozenset((*self.former, *self.contested))

    def names_something(self, spelling: str) -> bool:
        """Tell whether a spelling is more than a word for any settlement."""
        return normalise(spelling) not in self.generic

    def allows(self, key: Key, spelling: str) -> bool:
        """Tell whether a spelling names something, and nothing but the settlement as far as is known."""
        written = normalise(spelling)
        return written not in self.generic and written not in self.contested.get(key, frozenset())


def read_reviewed_names(path: Path = _TABLE) -> ReviewedNames:
    """Read the table; an entry without its reason ("why") is an error (ReviewError)."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    former = {
        key: tuple(FormerName(entry["uk"], entry["ru"], entry.get("elsewhere", False)) for entry in listed)
        for key, listed in _by_key(table["former_names"])
    }
    contested = {key: frozenset(normalise(entry["spelling"]) for entry in listed) for key, listed in _by_key(table["contested"])}
    return ReviewedNames(former, contested, frozenset(map(normalise, table["generic"])))


def _by_key(regions: dict[str, dict[str, list[dict[str, Any]]]]) -> list[tuple[Key, list[dict[str, Any]]]]:
    entries = [((code, name), listed) for code, names in regions.items() for name, listed in names.items()]
    unexplained = [key for key, listed in entries if not all(entry.get("why") for entry in listed)]
    if unexplained:
        raise ReviewError(f"entries without a reason: {unexplained}")
    return entries
