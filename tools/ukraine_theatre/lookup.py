"""Look region names up the way the dashboard does, so that the build can prove the spellings sound."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dashboard.ingest.places.names import normalise, strip_level_words
from tools.ukraine_theatre.theatre_file import Theatre


class AmbiguousSpellingError(Exception):
    """A spelling would resolve to a unit although it may mean another."""


def index_spellings(spellings: Mapping[str, Iterable[str]], theatre: Theatre) -> dict[str, str]:
    """Return normalised spelling → code; a spelling shared by units, or listed as ambiguous, raises."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for code, written in spellings.items():
        for spelling in written:
            codes[normalise(spelling)].add(code)
    listed = {normalise(name) for name in theatre.ambiguous}
    unsound = {spelling: sorted(units) for spelling, units in codes.items() if len(units) > 1 or spelling in listed}
    if unsound:
        raise AmbiguousSpellingError(f"spellings that may mean another unit: {unsound}")
    return {spelling: unit for spelling, (unit,) in codes.items()}


def resolve(text: str, index: Mapping[str, str], theatre: Theatre) -> str | None:
    """Return the code of the unit `text` names: as it is written, else without generic words of level 1, else none."""
    whole = normalise(text)
    if whole in index:
        return index[whole]
    return index.get(strip_level_words(whole, theatre.words_of_level(1))[0])


def check_with_generic_words(kinds: Mapping[str, str], index: Mapping[str, str], theatre: Theatre) -> None:
    """Raise where a generic word of a unit's own type before or after one of its bare spellings leads elsewhere.

    `kinds` is code → type.
    """
    words = theatre.words_of_level(1)
    bare = ((spelling, code) for spelling, code in index.items() if not strip_level_words(spelling, words)[1])
    for spelling, code in bare:
        for word in theatre.words[(1, kinds[code])]:
            for text in (f"{word} {spelling}", f"{spelling} {word}"):
                found = resolve(text, index, theatre)
                if found != code:
                    raise AmbiguousSpellingError(f"{text!r} resolves to {found}, expected {code}")
