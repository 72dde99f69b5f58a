"""A text as words, numbers and signs, read from left to right; what is left over is handed back as it was written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self, TypeVar

V = TypeVar("V")

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,])|\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)|\S"
)
_CLOSING = frozenset(").")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text from `start` to `end`, in lower case."""

    text: str
    start: int
    end: int
    is_word: bool
    is_number: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; `last_digit`: what one of its last digit is worth; `round`: whether it is whole and ends in a zero."""

    value: float
    last_digit: float
    is_round: bool


class Tokens:
    """The rest of a text. Whatever takes something off does so only where it matches, and says what it took."""

    def __init__(self, text: str, tokens: tuple[Token, ...], at: int = 0) -> None:
        self._text, self._tokens, self._at = text, tokens, at

    def __len__(self) -> int:
        return len(self._tokens) - self._at

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens[self._at :])

    def since(self, count: int) -> Self:
        """Return a reader of the same text that stands `count` tokens further on."""
        return type(self)(self._text, self._tokens, self._at + count)

    def follow(self, other: Self) -> None:
        """Go on to where another reader of the same text stands."""
        self._at = other._at

    def take(self, phrases: tuple[str, ...]) -> str:
        """Take the longest of the phrases that stands next, and return it; nothing where none does."""
        if self.at_end():
            return ""
        for phrase, words in _by_first_word(phrases).get(self._tokens[self._at].text, ()):
            following = self._tokens[self._at : self._at + len(words)]
            if tuple(token.text for token in following) == words:
                self._at += len(words)
                return phrase
        return ""

    def one_of(self, values: Mapping[str, V]) -> V | None:
        """Take the next word where the mapping knows it, and return its value."""
        if len(self) and (found := values.get(self._tokens[self._at].text)) is not None:
            self._at += 1
            return found
        return None

    def number(self) -> Number | None:
        """Take a number; None where none stands next, or a comma in it can be read two ways ("1,500")."""
        if not len(self) or not self._tokens[self._at].is_number:
            return None
        digits = re.sub(r"[ \u00a0\u202f]", "", self._tokens[self._at].text)
        whole, _, decimals = digits.replace(",", ".").partition(".")
        if ("," in digits and len(decimals) == 3) or len(digits) > 12:
            return None
        self._at += 1
        last_digit = float(f"1e-{len(decimals)}")
        return Number(float(f"{whole}.{decimals or 0}"), last_digit, is_round=not decimals and whole.endswith("0"))

    def last_as_written(self) -> str:
        """Return the token taken last, as it was written."""
        token = self._tokens[self._at - 1]
        return self._text[token.start : token.end]

    def at_end(self) -> bool:
        """Whether nothing is left but what closes a text."""
        return all(token.text in _CLOSING for token in self)

    def until(self, count: int) -> str:
        """Return the next `count` tokens as they were written."""
        return self._text[self._tokens[self._at].start : self._tokens[self._at + count - 1].end]

    def rest(self) -> str:
        """Return what is left as it was written."""
        return self._text[self._tokens[self._at].start :].strip() if len(self) else ""


def tokens_of(text: str) -> Tokens:
    """Return a reader at the beginning of a text."""
    return Tokens(text, _tokens(text))


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(found[0].casefold(), found.start(), found.end(), found["word"] is not None, found["number"] is not None)
        for found in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=64)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the phrases and their words by their first word, the longest first."""
    index: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase in phrases:
        words = tuple(token.text for token in _tokens(phrase))
        index.setdefault(words[0], []).append((phrase, words))
    return {first: sorted(found, key=lambda one: -len(one[1])) for first, found in index.items()}
