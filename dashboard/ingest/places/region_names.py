"""Which unit a region name means, decided by the theatre's own spellings and generic words, or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from dashboard.ingest.places.kinds import Ending, Kind
from dashboard.ingest.places.misspelt import MisspeltUnits
from dashboard.ingest.places.name_lists import BETWEEN_NAMES, NameList, Splitter
from dashboard.ingest.places.names import is_story, normalise
from dashboard.ingest.places.near_units import MOST_NEAR, MOST_WORDS, NearUnits
from dashboard.ingest.places.resolution import Ambiguous, RegionOutcome, Resolved, Several, Unknown, Why
from dashboard.ingest.places.unit_index import TOP_LEVEL, NamedUnit, UnitIndex
from dashboard.ingest.quoting import quoted

__all__ = ["BETWEEN_NAMES", "NamedUnit", "RegionNames", "Wording"]

_MOST_WORDS_RUN_TOGETHER = 14
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """What a theatre says of names in general: generic words by kind, names of several units (by code), its own names.

    plural_words, words_between, endings: see `theatre.Theatre`.
    """

    words: Mapping[Kind, Sequence[str]]
    ambiguous_names: Mapping[str, Sequence[str]]
    whole_theatre: Sequence[str]
    plural_words: Sequence[str] = ()
    words_between: Sequence[str] = ()
    endings: Sequence[Ending] = field(default=())


class RegionNames:
    """The units of a theatre, found by name."""

    def __init__(self, units: Sequence[NamedUnit], wording: Wording) -> None:
        self.index = UnitIndex(units, wording.words, wording.endings)
        self._splitter = Splitter(wording.words_between)
        self._misspelt = MisspeltUnits(self.index)
        self._near = NearUnits(self.index)
        self._whole_theatre = frozenset(normalise(name) for name in wording.whole_theatre)
        self._plural = frozenset(normalise(word) for word in wording.plural_words)
        self._ambiguous = {
            normalise(name): tuple(unit for code in codes if (unit := self.index.unit(code)) is not None)
            for name, codes in wording.ambiguous_names.items()
        }

    def resolve(self, text: str, within: str = "") -> RegionOutcome:
        """Return the unit that a region text names, by the rule that `Gazetteer.resolve_region` states."""
        if is_story(text):
            return Unknown(f"{quoted(text)} is too long to name a unit")
        name = normalise(text)
        if not name:
            return Unknown("no region is named", why=Why.EMPTY)
        if name in self._ambiguous:
            return Ambiguous(f'"{text}" names several units', self._labels(self._ambiguous[name], in_order=True))
        groups = self.index.groups(name)
        if groups:
            return self._of_groups(text, groups, within)
        if name in self._whole_theatre:
            return Unknown(f'"{text}" names the whole theatre', why=Why.WHOLE_THEATRE)
        return self._of_several_names(text, within) or self._unnamed(text, name)

    def resolve_outright(self, text: str, within: str = "") -> RegionOutcome:
        """Return the unit that a text names with a generic word of a kind of unit ("oblast") beside it."""
        if not is_story(text) and not self.index.said(normalise(text)):
            return Unknown(f'"{text}" names no kind of unit')
        return self.resolve(text, within)

    def candidates(self, text: str, within: str = "") -> tuple[NamedUnit, ...]:
        """Return the units a text may mean, or else those whose names are near; those within a unit where there are any."""
        if is_story(text):
            return ()
        name = normalise(text)
        groups = [*self.index.groups(name), self._ambiguous.get(name, ()), *self._groups_of_parts(text)]
        named = {unit.code: unit for group in groups for unit in group}
        inside = tuple(unit for unit in named.values() if self.index.lies_in(unit.code, within))
        bare = min(self.index.said(name).values(), key=len, default=name)
        return inside or tuple(named.values()) or self._near.mentioned(bare) or self._near.nearest(bare) or self._near.alike(bare)

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return the names that a text lists, parted at marks and at the words that join names."""
        return (text,) if is_story(text) else self._splitter.split(text).texts

    def says_top_level(self, text: str) -> bool:
        """Tell whether a text has a generic word of a unit of the top level beside it."""
        return not is_story(text) and any(kind.level == TOP_LEVEL for kind in self.index.said(normalise(text)))

    def of_level(self, name: str, level: int | None, within: str) -> tuple[NamedUnit, ...]:
        """Return the listed units that a name, with or without its generic word, may mean on a level, all levels where None."""
        named = self.index.listed(normalise(name))
        return tuple(unit for unit in named if level in (None, unit.kind.level) and self.index.lies_in(unit.code, within))

    def _of_groups(self, text: str, groups: Sequence[Sequence[NamedUnit]], within: str) -> RegionOutcome:
        for group in groups:
            inside = [unit for unit in group if self.index.lies_in(unit.code, within)]
            if inside:
                return self._one_of(text, inside)
        around = self.index.unit(within)
        reason = f'"{text}" is known, but not in {around.name if around else within}'
        return Unknown(reason, self._labels(groups[0]), Why.OUTSIDE)

    def _of_several_names(self, text: str, within: str) -> RegionOutcome | None:
        """Return what several names in one text come to, None where they come to nothing."""
        listed = self._splitter.split(text)
        names = tuple(name for name in listed.texts if normalise(name) not in self._whole_theatre)
        if len(names) == 1:
            return self.resolve(names[0], within) if names[0] != text.strip() else self._run_together(text, within)
        if not 1 < len(names) <= MOST_WORDS:
            return None
        nested = None if listed.by_word else self._nested(text, names, within)
        together = nested or self._side_by_side(text, NameList(names, listed.by_word, listed.side_by_side), within)
        return together or (None if listed.side_by_side else self._misspelt_beside(names, within))

    def _nested(self, text: str, names: Sequence[str], within: str) -> Resolved | Ambiguous | None:
        """Return the unit that lies in all the others named beside it ("X raion, Y oblast")."""
        groups = [self.index.groups(normalise(name)) for name in names]
        for number, own in enumerate(groups):
            others = [[unit.code for group in other for unit in group] for at, other in enumerate(groups) if at != number]
            for group in own:
                finest = [unit for unit in group if self.index.lies_in(unit.code, within) and self._lies_in_all(unit, others)]
                if finest:
                    return self._one_of(text, finest)
        return None

    def _misspelt_beside(self, names: Sequence[str], within: str) -> Resolved | None:
        """Return the unit meant by the one name that is unknown, where it is the only one that close in the finer unit beside it.

        Within a raion that is a few dozen names, and every one of them is listed; within an oblast too many are alike.
        """
        unknown = [name for name in names if not self.index.groups(normalise(name))]
        around = self.resolve(", ".join(name for name in names if name not in unknown), within) if len(unknown) == 1 else None
        if not isinstance(around, Resolved) or (outer := self.index.unit(around.code)) is None or outer.kind.level == TOP_LEVEL:
            return None
        meant = self._misspelt.only_one_near(normalise(unknown[0]), around.code)
        return Resolved(meant.code, meant.name, misspelt=unknown[0]) if meant else None

    def _lies_in_all(self, unit: NamedUnit, others: Iterable[Sequence[str]]) -> bool:
        above = set(self.index.above(unit.code))
        return all(not above.isdisjoint(codes) for codes in others)

    def _side_by_side(self, text: str, listed: NameList, within: str) -> RegionOutcome | None:
        """Return the units that stand side by side in one text, each resolved by itself."""
        chunks = self._splitter.chunks(text)
        if listed.by_word and len(chunks) < len(listed.texts) and not self._is_plural(self._generic(listed.texts)):
            by_chunk = self._together(text, [self.resolve(chunk, within) for chunk in chunks])
            if by_chunk:
                return by_chunk
        together = self._together(text, [self._with_generic(name, listed.texts, within) for name in listed.texts])
        if isinstance(together, Several) and not listed.side_by_side and len(self._levels(together)) > 1:
            # "X raion, Y oblast" where X does not lie in Y: a contradiction, not a list.
            return Ambiguous(f'"{text}" names units that do not lie in each other', tuple(unit.name for unit in together.units))
        return together

    def _together(self, text: str, outcomes: Sequence[RegionOutcome]) -> RegionOutcome | None:
        units: dict[str, Resolved] = {}
        for outcome in outcomes:
            match outcome:
                case Resolved():
                    units[outcome.code] = outcome
                case Several():
                    units |= {unit.code: unit for unit in outcome.units}
                case Ambiguous():
                    return Ambiguous(f'"{text}" names several units, and of these {outcome.reason}', outcome.candidates)
                case Unknown():
                    return None
        outer = [
            unit for code, unit in units.items() if not any(self.index.lies_in(code, other) for other in units if other != code)
        ]
        return outer[0] if len(outer) == 1 else Several(tuple(outer))

    def _with_generic(self, name: str, names: Sequence[str], within: str) -> RegionOutcome:
        """Return what a name means that may share the generic word of its neighbours ("X and Y oblasts")."""
        generic = self._generic(names)
        if not generic or self.index.said(normalise(name)):
            return self.resolve(name, within)
        texts = (f"{name} {generic}", name) if self._is_plural(generic) else (name, f"{name} {generic}")
        first, second = (self.resolve(text, within) for text in texts)
        return second if isinstance(first, Unknown) and not isinstance(second, Unknown) else first

    def _generic(self, names: Sequence[str]) -> str:
        """Return the generic words of the last name, or else of the first, empty where neither has any."""
        for name in (normalise(names[-1]), normalise(names[0])):
            if bare := min(self.index.said(name).values(), key=len, default=""):
                before, _, behind = name.partition(bare)
                return f"{before} {behind}".strip()
        return ""

    def _is_plural(self, generic: str) -> bool:
        return bool(generic) and not self._plural.isdisjoint({generic, *generic.split()})

    def _run_together(self, text: str, within: str) -> Resolved | Ambiguous | None:
        """Return the unit of a text without marks whose names each carry a generic word ("X raion Y oblast")."""
        words = text.split()
        if not 4 <= len(words) <= _MOST_WORDS_RUN_TOGETHER:
            return None
        found = {
            outcome
            for names in _partings(words)
            if all(self.index.said(normalise(name)) for name in names) and (outcome := self._nested(text, names, within))
        }
        return found.pop() if len(found) == 1 else None

    def _groups_of_parts(self, text: str) -> Iterator[tuple[NamedUnit, ...]]:
        names = self._splitter.split(text).texts
        if 1 < len(names) <= MOST_WORDS:
            for name in names:
                yield from self.index.groups(normalise(name))

    def _unnamed(self, text: str, name: str) -> Ambiguous | Unknown:
        said = self.index.said(name)
        finer = [kind for kind in said if kind.level > TOP_LEVEL]
        if finer and len(self._splitter.split(text).texts) == 1:
            near = (unit for kind in finer for unit in self._near.all_near(said[kind]) if unit.listed and unit.kind == kind)
            return Unknown(f'"{text}" names {_types(finer)}', self._labels(near, in_order=True)[:MOST_NEAR], Why.FINER)
        return self._called_otherwise(text, said) if said else self._nothing(text, name)

    def _called_otherwise(self, text: str, said: Mapping[Kind, str]) -> Ambiguous | Unknown:
        """Return what "X city" is where only an oblast is called X: unknown, the oblast suggested."""
        namesakes = {unit.code: unit for bare in said.values() for unit in self.index.outlined.get(bare, ())}
        if namesakes:
            return Unknown(f'"{text}" names {_types(said)}, and no such one is known', self._labels(namesakes.values()))
        return self._nothing(text, min(said.values(), key=len))

    def _nothing(self, text: str, bare: str) -> Ambiguous | Unknown:
        mentioned = self._near.mentioned(bare)
        if len(mentioned) > 1:
            return Ambiguous(f'"{text}" names several units', self._labels(mentioned))
        return Unknown(
            f'"{text}" is not a known unit', self._labels(mentioned or self._near.nearest(bare), in_order=not mentioned)
        )

    def _one_of(self, text: str, units: Sequence[NamedUnit]) -> Resolved | Ambiguous:
        if len(units) == 1:
            return Resolved(units[0].code, units[0].name)
        return Ambiguous(f'"{text}" names several units', self._labels(units))

    def _levels(self, several: Several) -> set[int]:
        return {unit.kind.level for one in several.units if (unit := self.index.unit(one.code)) is not None}

    def _labels(self, units: Iterable[NamedUnit], *, in_order: bool = False) -> tuple[str, ...]:
        labels = [self.index.label(unit) for unit in units]
        shown = labels if in_order else sorted(labels)
        more = len(shown) - _MOST_CANDIDATES
        return (*shown[:_MOST_CANDIDATES], f"{more} more") if more > 0 else tuple(shown)


def _partings(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield every way to part words into two or three runs of at least two."""
    for count in (1, 2):
        for cuts in combinations(range(2, len(words) - 1), count):
            bounds = [0, *cuts, len(words)]
            runs = [words[start:end] for start, end in pairwise(bounds)]
            if min(map(len, runs)) >= 2:
                yield [" ".join(run) for run in runs]


def _types(kinds: Iterable[Kind]) -> str:
    types = sorted({kind.type for kind in kinds})
    return " or ".join(f"{'an' if type_[:1] in 'aeiou' else 'a'} {type_}" for type_ in types)
