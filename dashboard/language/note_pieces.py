"""What fills the places of a note, by the name of the place: how it looks in the English text, and what is told instead of it.

A place of any other name holds text from outside, a name, a code or a number, and is told as it stands.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.domain.message import Decimal, Listed, Message, Value, message
from dashboard.language.catalogue import catalogue

TEXT = ".+?"
"""Text from outside, as a pattern."""
_NOWHERE = "no known unit"
_MORE = re.compile(r"([0-9]+) more")
_CANDIDATE = re.compile(r"(.+?) in (.+)", re.DOTALL)
_ARTICLE = re.compile(r"an? (.+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """pattern: how it looks. value: what is told of it, None where it cannot be what the place is for."""

    pattern: str
    value: Callable[[str], Value | None]


def _quoted(text: str) -> Message:
    """Return a text that stands in Python's quotes; what is escaped in it stays so."""
    return message("told.quoted", text=text[1:-1])


def _distance(text: str) -> Message:
    number, _, unit = text.partition(" ")
    return message("unit.kilometres" if unit == "km" else "unit.metres", number=Decimal(number))


def _act(code: str) -> Message | None:
    key = f"act.{code}"
    return message("table.act", act=message(key), code=code) if key in catalogue("en") else None


def _part(name: str) -> Message | None:
    return _known(f"part.{_dashed(name)}")


def _means(text: str) -> Value | None:
    keys = [f"means.{one}" for one in text.split(", ")]
    return Listed(tuple(map(message, keys)), ",") if all(key in catalogue("en") for key in keys) else None


def _kinds(text: str) -> Value | None:
    """Return kinds of units, each with its article: "a raion or a hromada". The theatre may have kinds of its own."""
    named = [_ARTICLE.fullmatch(one) for one in text.split(" or ")]
    words = [found[1] for found in named if found]
    if len(words) < len(named):
        return None
    return Listed(tuple(_known(f"level.{_dashed(one)}") or one for one in words), "or")


def _unit(text: str) -> Value:
    """Return the name of a unit, or the names of several that stand for one place together."""
    if text == _NOWHERE:
        return message("told.nowhere")
    first, mark, last = text.rpartition(" and ")
    return Listed((*first.split(", "), last), "and") if mark else text


def _names(text: str) -> Listed:
    """Return what a text may have been meant for: names of units, settlements with what they lie in, how many more there are."""
    return Listed(tuple(Listed(tuple(map(_name, one.split(" or "))), "or") for one in text.split(", ")), ",")


def _name(text: str) -> Value:
    if more := _MORE.fullmatch(text):
        return message("told.more", number=more[1])
    if not (settlement := _CANDIDATE.fullmatch(text)):
        return text
    return message("told.candidate", name=settlement[1], unit=_unit(settlement[2]))


def _known(key: str) -> Message | None:
    return message(key) if key in catalogue("en") else None


def _dashed(words: str) -> str:
    return words.replace(" ", "-")


PIECES = {
    "quoted": Piece(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", _quoted),
    "distance": Piece(r"[0-9]+(?:\.[0-9]+)? k?m", _distance),
    "act": Piece(r"[a-z][a-z.-]*", _act),
    "part": Piece(r"[a-z ]+", _part),
    "means": Piece(r"[a-z, -]+", _means),
    "kinds": Piece(TEXT, _kinds),
    "unit": Piece(TEXT, _unit),
    "claimed": Piece(TEXT, _unit),
    "names": Piece(TEXT, _names),
    **{name: Piece(r"[0-9][0-9.,e+]*", str) for name in ("number", "year", "hour")},
    **{name: Piece(r"[0-9][0-9:-]*", str) for name in ("start", "end")},
    "share": Piece(r"[0-9]+%", lambda text: message("told.share", share=text.removesuffix("%"))),
    "cell": Piece(r"[A-Z]+[0-9]+", str),
}
