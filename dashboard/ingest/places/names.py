"""Bring spellings of place names to one form, so that equal names compare equal.

Nothing here knows a language's places: generic words ("oblast", "м.") come from the theatre.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

# Marks that stand for a soft sign, a hard sign or an apostrophe. Sources disagree on which one, and on whether to
# write it at all, so it carries no meaning for comparison.
_SILENT_MARKS = frozenset(
    "'\"`´’ʼ‘‛“”‟ʹʺʻʽʾʿˈˊˋ′″‴‵‶‷"  # ASCII, typographic quotes, modifier letters, primes
    "＇＂｀ꞌ՚׳״᾽᾿"  # full-width forms and other scripts' apostrophes that keyboards and exports produce
)

LONGEST_NAME = 1_000
"""Characters; a cell of more is a story, and names nothing. Longer ones would take minutes to search for names."""

_WITHOUT_SILENT_MARKS = dict.fromkeys(map(ord, _SILENT_MARKS))

# Cyrillic letters that Unicode decomposes although they are letters of their own.
_WHOLE_LETTERS = frozenset("йїў")

_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[а-яєіїґў]")
_LOOK_ALIKE = str.maketrans("aceiopxyk", "асеіорхук")

# Latin letters with a stroke or without a dot do not decompose.
_UNSTROKED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe"})


def is_story(text: str) -> bool:
    """Tell whether a text is too long to be the names of anything."""
    return len(text) > LONGEST_NAME


def normalise(text: str) -> str:
    """Return `text` in the form in which names are compared: case-folded words separated by single spaces.

    Apostrophes, primes and soft-sign marks vanish, every other punctuation, dash or symbol separates words, Latin
    letters lose their diacritics, ё becomes е, and й, ї, ў stay; Latin letters among Cyrillic ones become those they
    look like. The result may be empty; normalising it again changes nothing.
    """
    bare = "".join(mark for mark in text if mark not in _SILENT_MARKS)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", bare).casefold())
    letters = "".join(_plain_letter(letter) for letter in folded).translate(_UNSTROKED)
    return _in_one_script(" ".join(_separated(letters).split()))


def normalise_all(texts: Sequence[str]) -> list[str]:
    """Return each text as `normalise` does, at a fraction of its cost for many short ones."""
    bare = "\n".join(text.replace("\n", " ") for text in texts).translate(_WITHOUT_SILENT_MARKS)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", bare).casefold())
    plain = folded.translate({ord(letter): _plain_letter(letter) for letter in set(folded)}).translate(_UNSTROKED)
    separated = plain.translate({ord(letter): _separator_or_self(letter) for letter in set(plain) - {"\n"}})
    return [_in_one_script(" ".join(name.split())) for name in separated.split("\n")] if texts else []


def _in_one_script(name: str) -> str:
    """Return a name with Latin letters that stand among Cyrillic ones as the Cyrillic letters they look like.

    Keyboards and old code pages mix them up ("Вiйтовецька" with a Latin i); a word of Latin letters alone stays.
    """
    if name.isascii() or not _LATIN.search(name) or not _CYRILLIC.search(name):
        return name
    return " ".join(word.translate(_LOOK_ALIKE) if _CYRILLIC.search(word) else word for word in name.split())


def strip_level_words(text: str, words: Collection[str]) -> tuple[str, bool]:
    """Return `text` normalised without the generic `words` at its start and end, and whether any was there.

    A word may be several ("autonomous republic of"); only whole words count, the longest first, repeatedly. A text of
    nothing but generic words is returned whole with `False`: it names no place.
    """
    phrases = _phrases(frozenset(words))
    tokens = tuple(normalise(text).split())
    rest = tokens
    while (shorter := _without_one_phrase(rest, phrases)) != rest:
        rest = shorter
    if not rest:
        return " ".join(tokens), False
    return " ".join(rest), rest != tokens


@lru_cache(maxsize=64)
def _phrases(words: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Return the generic words as tuples of normalised words, the longest first."""
    phrases = {tuple(normalise(word).split()) for word in words} - {()}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _without_one_phrase(tokens: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    for phrase in phrases:
        if tokens[: len(phrase)] == phrase:
            return tokens[len(phrase) :]
        if tokens[-len(phrase) :] == phrase:
            return tokens[: -len(phrase)]
    return tokens


@lru_cache(maxsize=4_096)  # per character; files hold a few hundred different ones
def _plain_letter(letter: str) -> str:
    """Return a letter without what names are compared without; a stray combining mark becomes nothing."""
    if letter in _WHOLE_LETTERS:
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def _separated(letters: str) -> str:
    """Return letters and digits as they are, format characters as nothing, everything else as a space."""
    return "".join(_separator_or_self(letter) for letter in letters)


@lru_cache(maxsize=4_096)
def _separator_or_self(letter: str) -> str:
    category = unicodedata.category(letter)
    # Marks that are left are vowel signs; Cf are zero-width joiners, soft hyphens and direction marks.
    if category[0] in "LNM":
        return letter
    return "" if category == "Cf" else " "
