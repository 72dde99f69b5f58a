"""The units below the first order (raions, hromadas, districts of cities), by every name reports give them."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from dashboard.ingest.places.names import normalise
from tools.ukraine_theatre.codifier import Codifier, FinerUnit, Settlement
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.russian_adjectives import russian_adjectives
from tools.ukraine_theatre.translit import common_romanisations, common_romanisations_of_russian, official_latin

_EXTRAS: Final = Path(__file__).with_name("extra_units.yaml")
_FORMER: Final = Path(__file__).with_name("former_units.yaml")
_LEVELS: Final = {"P": (2, "raion", "район"), "H": (3, "hromada", "громада"), "B": (4, "city district", "район міста")}
# Digits of a code that stand for the unit itself: humanitarian data use these alone.
_SHORT_CODE: Final = {"P": 6, "H": 9}
_ROMANISED: Final = 6  # of a name's Russian forms, the likeliest
_ENDINGS: Final = ("ий", "ій", "а", "я")


@dataclass(frozen=True, slots=True)
class FinerRow:
    """A row of `units.csv`; the fields are its columns.

    `parent` is the code of the unit of the next level above, in this file or in `regions.geojson`. `spellings` name the unit
    by themselves; those of `beside` only next to a word of its kind ("Bakhmut raion"), since alone they are a settlement's.
    """

    code: str
    level: int
    type: str
    parent: str
    name_en: str
    name_uk: str
    spellings: str
    beside: str


def build_units(codifier: Codifier, regions: Sequence[Region], russian_nouns: Mapping[str, str]) -> tuple[FinerRow, ...]:
    """Return the units in the order of their codes; `russian_nouns` is settlement's code → its Russian name where known."""
    tops = {code: next(one.unit.code for one in regions if one.unit.uk == name) for code, name in codifier.tops.items()}
    units = (*codifier.raions, *codifier.hromadas, *codifier.districts)
    seats = {**_seats_of_raions(codifier), **{one.code: one.seat for one in codifier.hromadas if one.seat}}
    rows = [_row(unit, tops.get(unit.parent, unit.parent), _nouns(seats.get(unit.code), russian_nouns)) for unit in units]
    return tuple(sorted([*rows, *_extras()], key=lambda row: (row.level, row.code)))


def write_units(path: Path, rows: Iterable[FinerRow]) -> None:
    """Write `units.csv`, UTF-8, comma-separated, a line a unit."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(FinerRow)])
        writer.writerows(astuple(row) for row in rows)
    print(f"wrote {path.name}: {path.stat().st_size:,} bytes")


def _row(unit: FinerUnit, parent: str, nouns: Sequence[str]) -> FinerRow:
    level, kind, kind_uk = _LEVELS[unit.kind]
    shown = (f"{official_latin(unit.name)} {kind}", f"{_apostrophe(unit.name)} {kind_uk}")
    codes = tuple(_codes(unit))
    others = [name for code in codes for name in _formerly().get(code, ())]
    names = _once_each([*_adjectives((unit.name, *unit.former_names)), *others, *codes], without=())
    return FinerRow(unit.code, level, kind, parent, *shown, "|".join(names), "|".join(_once_each(nouns, without=names)))


def _adjectives(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield _apostrophe(name)
        yield from common_romanisations(name)
        russian = russian_adjectives(name)
        yield from russian
        yield from (common_romanisations_of_russian(form)[0] for form in russian[:_ROMANISED])


def _codes(unit: FinerUnit) -> Iterator[str]:
    if unit.kind in _SHORT_CODE:
        yield unit.code[: _SHORT_CODE[unit.kind]]


@cache
def _formerly() -> Mapping[str, Sequence[str]]:
    entries = yaml.safe_load(_FORMER.read_text(encoding="utf-8"))
    return {code: entry["names"] for code, entry in entries.items()}


def _seats_of_raions(codifier: Codifier) -> dict[str, Settlement]:
    """Return raion → the seat of the hromada in it that is named by the same adjective."""
    by_raion = {(one.parent, _stem(one.name)): one.seat for one in codifier.hromadas if one.seat}
    return {one.code: seat for one in codifier.raions if (seat := by_raion.get((one.code, _stem(one.name))))}


def _nouns(seat: Settlement | None, russian_nouns: Mapping[str, str]) -> list[str]:
    if seat is None:
        return []
    written = [form for name in seat.names for form in (_apostrophe(name), *common_romanisations(name))]
    russian = russian_nouns.get(seat.code, "")
    return [*written, russian, *common_romanisations_of_russian(russian)] if russian else written


def _extras() -> Iterator[FinerRow]:
    for entry in yaml.safe_load(_EXTRAS.read_text(encoding="utf-8")):
        names = [entry["en"], entry["uk"], entry["ru"], *entry.get("spellings", ())]
        spelled = _once_each([] if entry.get("beside") else names, without=())
        beside = _once_each(names if entry.get("beside") else [], without=())
        head = (entry["code"], entry["level"], entry["type"], entry["parent"], entry["en"], entry["uk"])
        yield FinerRow(*head, "|".join(spelled), "|".join(beside))


def _once_each(written: Iterable[str], *, without: Iterable[str]) -> list[str]:
    taken = set(map(normalise, without))
    kept: dict[str, str] = {}
    for spelling in written:
        if (compared := normalise(spelling)) not in taken:
            kept.setdefault(compared, spelling)
    return [spelling for compared, spelling in kept.items() if compared]


def _stem(name: str) -> str:
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)


def _apostrophe(name: str) -> str:
    return name.replace("'", "’")
