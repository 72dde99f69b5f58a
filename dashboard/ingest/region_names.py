"""Which unit a region name means, decided by the theatre's own spellings and generic words, or not at all."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.ingest.closeness import Closeness
from dashboard.ingest.names import normalise, strip_level_words
from dashboard.ingest.resolution import Ambiguous, RegionOutcome, Resolved, Unknown, Why
from dashboard.ingest.theatre_values import Kind

TOP_LEVEL = 1
BETWEEN_NAMES = re.compile(r"[,;|/]")
_MOST_WORDS = 40
"""A longer text is a description; only its beginning is searched for names to suggest."""


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """One unit: code, kind, name to show, and all its spellings, that name included."""

    code: str
    kind: Kind
    name: str
    spellings: tuple[str, ...]

    @property
    def label(self) -> str:
        """The unit as a candidate is shown."""
        return f"{self.name} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a theatre says of names in general: generic words by kind, names of several units (by code), its own names."""

    words: Mapping[Kind, Sequence[str]]
    ambiguous_names: Mapping[str, Sequence[str]]
    whole_theatre: Sequence[str]


class RegionNames:
    """The units of a theatre, found by name."""

    def __init__(self, units: Sequence[NamedUnit], wording: Wording) -> None:
        self._words = {kind: frozenset(words) for kind, words in wording.words.items()}
        self._ends = {kind: _ends(words) for kind, words in self._words.items()}
        self._whole_theatre = frozenset(normalise(name) for name in wording.whole_theatre)
        self._full: dict[str, dict[str, NamedUnit]] = {}
        self._bare: dict[Kind, dict[str, dict[str, NamedUnit]]] = {}
        for unit in units:
            for name in dict.fromkeys(normalise(spelling) for spelling in unit.spellings):
                self._index(unit, name)
        by_code = {unit.code: unit for unit in units}
        self._ambiguous = {
            normalise(name): tuple(by_code[code].label for code in codes if code in by_code)
            for name, codes in wording.ambiguous_names.items()
        }
        self._any_kind = _merged([*self._bare.values(), self._full])
        self._most_words_of_a_name = max((len(name.split()) for name in self._full), default=0)
        self._closeness = Closeness({name: " or ".join(_labels(found.values())) for name, found in self._any_kind.items()})

    def resolve(self, text: str) -> RegionOutcome:
        """Return the unit that a region text names, by the rule that `Gazetteer.resolve_region` states."""
        name = normalise(text)
        if not name:
            return Unknown("no region is named", why=Why.EMPTY)
        if name in self._ambiguous:
            return Ambiguous(f'"{text}" names several units', self._ambiguous[name])
        if name in self._full:
            return self._one_of(text, self._full[name].values())
        if name in self._whole_theatre:
            return Unknown(f'"{text}" names the whole theatre', why=Why.WHOLE_THEATRE)
        remainder = self._without_theatre(text)
        return self._by_bare_name(text, name) if remainder == text else self.resolve(remainder)

    def resolve_outright(self, text: str) -> RegionOutcome:
        """Return the unit that a text names with a generic word of a kind of unit ("oblast") beside it."""
        return self.resolve(text) if self._said(normalise(text)) else Unknown(f'"{text}" names no kind of unit')

    def _index(self, unit: NamedUnit, name: str) -> None:
        bare, _ = strip_level_words(name, self._words.get(unit.kind, frozenset()))
        self._full.setdefault(name, {})[unit.code] = unit
        self._bare.setdefault(unit.kind, {}).setdefault(bare, {})[unit.code] = unit

    def _said(self, name: str) -> dict[Kind, str]:
        """Return the kinds whose generic words stand at the name's ends, each with the name without them."""
        # Most texts carry no such word, and a look at their ends is much the cheaper test.
        ends = {*name.split()[:1], *name.split()[-1:]}
        possible = (kind for kind, known in self._ends.items() if not known.isdisjoint(ends))
        stripped = {kind: strip_level_words(name, self._words[kind]) for kind in possible}
        return {kind: bare for kind, (bare, said) in stripped.items() if said}

    def _without_theatre(self, text: str) -> str:
        """Return "X" for "X, the theatre's own name", and any other text as it is."""
        parts = BETWEEN_NAMES.split(text, maxsplit=_MOST_WORDS)
        if len(parts) == 1:
            return text
        others = [part for part in parts if normalise(part) not in self._whole_theatre]
        return others[0].strip() if len(others) == 1 else text

    def _by_bare_name(self, text: str, name: str) -> RegionOutcome:
        said = self._said(name)
        if not said:
            named = self._any_kind.get(name, {})
            return self._one_of(text, named.values()) if named else self._nothing(text, name)
        # A word of a finer level outweighs one of the top level, so that a raion is never taken for its namesake above.
        finer = {kind: bare for kind, bare in said.items() if kind.level > TOP_LEVEL}
        named = _merged([{"": self._bare.get(kind, {}).get(bare, {})} for kind, bare in (finer or said).items()])[""]
        if named:
            return self._one_of(text, named.values())
        if finer:
            return Unknown(f'"{text}" names {_types(finer)}', why=Why.FINER)
        return self._called_otherwise(text, said)

    def _one_of(self, text: str, units: Iterable[NamedUnit]) -> Resolved | Ambiguous:
        found = tuple(units)
        if len(found) == 1:
            return Resolved(found[0].code, found[0].name)
        return Ambiguous(f'"{text}" names several units', _labels(found))

    def _called_otherwise(self, text: str, said: Mapping[Kind, str]) -> Ambiguous | Unknown:
        """Return what "X city" is where only an oblast is called X: unknown, the oblast suggested."""
        namesakes = _merged([{"": self._any_kind.get(bare, {})} for bare in said.values()])[""]
        if namesakes:
            return Unknown(f'"{text}" names {_types(said)}, and no such one is known', _labels(namesakes.values()))
        return self._nothing(text, min(said.values(), key=len))

    def _nothing(self, text: str, bare: str) -> Ambiguous | Unknown:
        mentioned = self._mentioned(bare)
        if len(mentioned) > 1:
            return Ambiguous(f'"{text}" names several units', _labels(mentioned))
        suggestions = _labels(mentioned) or self._closeness.suggestions(bare)
        return Unknown(f'"{text}" is not a known unit', suggestions)

    def _mentioned(self, name: str) -> list[NamedUnit]:
        """Return the units whose names stand as whole words anywhere in the text."""
        tokens = name.split()[:_MOST_WORDS]
        found: dict[str, NamedUnit] = {}
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + self._most_words_of_a_name, len(tokens)) + 1):
                found |= self._any_kind.get(" ".join(tokens[start:end]), {})
        return list(found.values())


def _merged(indexes: Iterable[Mapping[str, Mapping[str, NamedUnit]]]) -> dict[str, dict[str, NamedUnit]]:
    merged: dict[str, dict[str, NamedUnit]] = {}
    for index in indexes:
        for name, units in index.items():
            merged.setdefault(name, {}).update(units)
    return merged


def _ends(words: Iterable[str]) -> frozenset[str]:
    """Return the first and the last word of each generic phrase, normalised."""
    phrases = [normalise(word).split() for word in words]
    return frozenset(end for phrase in phrases if phrase for end in (phrase[0], phrase[-1]))


def _types(kinds: Iterable[Kind]) -> str:
    types = sorted({kind.type for kind in kinds})
    return " or ".join(f"{'an' if type_[:1] in 'aeiou' else 'a'} {type_}" for type_ in types)


def _labels(units: Iterable[NamedUnit]) -> tuple[str, ...]:
    return tuple(sorted(unit.label for unit in units))
