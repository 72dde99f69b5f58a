"""Outside text inside a message: quoted, short, on one line; and the known word a mistyped one is nearest to."""

import difflib
import unicodedata
from collections.abc import Iterable

_MOST = 60


def quoted(text: object) -> str:
    """Return a text quoted, cut to 60 characters, control characters escaped."""
    whole = str(text)
    return repr(whole if len(whole) <= _MOST else f"{whole[: _MOST - 1]}…")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean '…'?` for the nearest known word, else `; known are …` where they are few, else an empty text."""
    words = tuple(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {quoted(near[0])}?"
    return f"; known are {', '.join(map(quoted, words))}" if 0 < len(words) <= 12 else ""


def unprintable(text: str) -> str:
    """Return the first character no text should hold, as `U+0000`: half a character, or a control but tab and line feed."""
    for character in text:
        if character not in "\t\n" and unicodedata.category(character) in ("Cc", "Cs"):
            return f"U+{ord(character):04X}"
    return ""
