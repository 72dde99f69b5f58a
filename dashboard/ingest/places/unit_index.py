"""The units of a theatre by name: what a name says of the kind of unit it means, and which units it may mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.ingest.places.kinds import Ending, Kind
from dashboard.ingest.places.names import normalise, normalise_all, strip_level_words

TOP_LEVEL = 1


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """One unit: code, kind, name to show, and all its spellings, that name included.

    beside: what names it only next to a word of its kind. parent: code of the unit it lies in, empty where not known.
    listed: the theatre lists it below its outlined units, so that it never takes a name from one of these.
    """

    code: str
    kind: Kind
    name: str
    spellings: tuple[str, ...]
    beside: tuple[str, ...] = ()
    parent: str = ""
    listed: bool = False


_Index = dict[str, tuple[NamedUnit, ...]]


class UnitIndex:
    """Built once; names are compared normalised."""

    def __init__(self, units: Sequence[NamedUnit], words: Mapping[Kind, Sequence[str]], endings: Sequence[Ending]) -> None:
        self._words = {kind: frozenset(of_kind) for kind, of_kind in words.items()}
        self._ends = {kind: _ends(of_kind) for kind, of_kind in self._words.items()}
        self._endings = endings
        self._by_code = {unit.code: unit for unit in units}
        self.full: _Index = {}
        self._alone: _Index = {}
        self._bare: dict[Kind, _Index] = {}
        for unit, names in _with_names(units):
            for name in names[: len(unit.spellings)]:
                _add(self._alone if unit.listed else self.full, name, unit)
            for name in names:
                _add(self._bare.setdefault(unit.kind, {}), self._without_words(name, unit.kind), unit)

    @cached_property
    def outlined(self) -> _Index:
        """Every name of the units that are not merely listed, with and without generic words."""
        merged: _Index = dict(self.full)
        for index in self._bare.values():
            for name, units in index.items():
                for unit in units:
                    if not unit.listed:
                        _add(merged, name, unit)
        return merged

    def groups(self, name: str) -> tuple[tuple[NamedUnit, ...], ...]:
        """Return the units a name may mean, those it means first of all first; empty where it means none.

        A spelling of an outlined unit means that. A name with a generic word means units of that kind, those of the coarsest
        level first; a word of a finer level outweighs one of the top level, so that a raion is never taken for its namesake
        above. A bare name means outlined units before listed ones.
        """
        if name in self.full:
            return (self.full[name],)
        said = self.said(name)
        if not said:
            return tuple(filter(None, (self.outlined.get(name), self._alone.get(name))))
        finer = {kind: bare for kind, bare in said.items() if kind.level > TOP_LEVEL} or said
        levels = sorted({kind.level for kind in finer})
        named = (_once(self._of_kind(kind, bare) for kind, bare in finer.items() if kind.level == level) for level in levels)
        return tuple(filter(None, named))

    def listed(self, name: str) -> tuple[NamedUnit, ...]:
        """Return every listed unit that a name may mean, with or without a generic word, whatever else bears it."""
        alone = [index.get(name, ()) for index in (self._alone, *self._bare.values())]
        named = _once([*alone, *(self._of_kind(kind, bare) for kind, bare in self.said(name).items())])
        return tuple(unit for unit in named if unit.listed)

    def said(self, name: str) -> dict[Kind, str]:
        """Return the kinds whose generic words stand at the name's ends, each with the name without them."""
        # Most texts carry no such word, and a look at their ends is much the cheaper test.
        ends = {*name.split()[:1], *name.split()[-1:]}
        possible = (kind for kind, known in self._ends.items() if not known.isdisjoint(ends))
        stripped = {kind: strip_level_words(name, self._words[kind]) for kind in possible}
        return {kind: bare for kind, (bare, said) in stripped.items() if said}

    def unit(self, code: str) -> NamedUnit | None:
        """Return the unit of a code, None where there is none."""
        return self._by_code.get(code)

    def above(self, code: str) -> Iterator[str]:
        """Yield a unit's code and those of the units it is known to lie in, the finest first."""
        seen: set[str] = set()
        while code and code not in seen:
            seen.add(code)
            yield code
            unit = self._by_code.get(code)
            code = unit.parent if unit else ""

    def lies_in(self, code: str, within: str) -> bool:
        """Tell whether a unit is, or is known to lie in, another; everything lies in "" (the theatre)."""
        return not within or within in self.above(code)

    def label(self, unit: NamedUnit) -> str:
        """Return a unit as a candidate is shown, with the outermost unit it lies in where that is not itself."""
        outermost = self._by_code.get([*self.above(unit.code)][-1])
        around = f" in {outermost.name}" if outermost and outermost is not unit else ""
        return f"{unit.name}{around} [{unit.code}]"

    def known_names(self) -> Iterator[tuple[str, NamedUnit]]:
        """Yield names to suggest where a text is near them: all of outlined units, the first spellings of listed ones."""
        for name, units in self.outlined.items():
            yield from ((name, unit) for unit in units)
        listed = [unit for unit in self._by_code.values() if unit.listed]
        for unit, names in _with_names(listed):
            yield from ((name, unit) for name in names[:2])

    def _of_kind(self, kind: Kind, bare: str) -> tuple[NamedUnit, ...]:
        index = self._bare.get(kind, {})
        return index.get(bare) or _once(index.get(other, ()) for other in self.with_listed_ending(kind.level, bare))

    def bare_names(self, kind: Kind) -> Iterator[tuple[str, NamedUnit]]:
        """Yield every name of the units of a kind, without the generic word."""
        for name, units in self._bare.get(kind, {}).items():
            yield from ((name, unit) for unit in units)

    def with_listed_ending(self, level: int, bare: str) -> Iterator[str]:
        """Yield a name with the ending that is listed on a level, for each other ending it may have there."""
        for ending in self._endings:
            if ending.level == level:
                for also in ending.also:
                    if bare.endswith(also):
                        yield bare.removesuffix(also) + ending.ending

    def _without_words(self, name: str, kind: Kind) -> str:
        ends = {*name.split()[:1], *name.split()[-1:]}
        return name if self._ends.get(kind, frozenset()).isdisjoint(ends) else strip_level_words(name, self._words[kind])[0]


def _with_names(units: Sequence[NamedUnit]) -> Iterator[tuple[NamedUnit, list[str]]]:
    """Yield each unit with its names normalised, `spellings` before `beside`."""
    names = iter(normalise_all([name for unit in units for name in (*unit.spellings, *unit.beside)]))
    for unit in units:
        yield unit, [next(names) for _ in range(len(unit.spellings) + len(unit.beside))]


def _add(index: _Index, name: str, unit: NamedUnit) -> None:
    units = index.get(name, ())
    if name and unit not in units:
        index[name] = (*units, unit)


def _once(groups: Iterable[Iterable[NamedUnit]]) -> tuple[NamedUnit, ...]:
    return tuple({unit.code: unit for group in groups for unit in group}.values())


def _ends(words: Iterable[str]) -> frozenset[str]:
    """Return the first and the last word of each generic phrase, normalised."""
    phrases = [normalise(word).split() for word in words]
    return frozenset(end for phrase in phrases if phrase for end in (phrase[0], phrase[-1]))
