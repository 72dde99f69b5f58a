"""One coordinate in words and signs: decimal degrees, degrees and minutes, degrees, minutes and seconds, with a hemisphere.

The grammar is closed: what is not in it is refused. A library that takes any text with one to three numbers for degrees,
minutes and seconds (`lat-lon-parser`) would guess.
"""

import re
from dataclasses import dataclass
from typing import Literal

from dashboard.ingest.coordinates.result import LIMITS, Axis, Refused
from dashboard.ingest.invisible import UNSEEN

NO_COORDINATE = "is not a number; expected decimal degrees such as 37.7466"

_SENSES: dict[str, tuple[Axis, int]] = {"n": ("lat", 1), "s": ("lat", -1), "e": ("lon", 1), "w": ("lon", -1)}
_HEMISPHERES = {
    # Latin letters and words, then Ukrainian, then Russian. A bare Cyrillic "С" is north in Russian and nothing in
    # Ukrainian; a Cyrillic "Е" is a Latin one typed on the other keyboard.
    "n": r"n|north|пн\.?(?:\s*ш\.?)?|півн\.?(?:\s*ш\.?)?|північ|північної\s+широти|с\.?(?:\s*ш\.?)?|северной\s+широты",
    "s": r"s|south|пд\.?(?:\s*ш\.?)?|півд\.?(?:\s*ш\.?)?|південь|південної\s+широти|ю\.?(?:\s*ш\.?)?|южной\s+широты",
    "e": r"[eе]|east|сх\.?(?:\s*д\.?)?|схід|східної\s+довготи|в\.?(?:\s*д\.?)?|восточной\s+долготы",
    "w": r"w|west|зх\.?(?:\s*д\.?)?|захід|західної\s+довготи|з\.?(?:\s*д\.?)?|западной\s+долготы",
}
_LABELS: dict[Axis, str] = {
    "lat": r"lat(?:itude)?\.?|широта|шир\.?",
    "lon": r"lon(?:g(?:itude)?)?\.?|lng|довгота|долгота|довг\.?|долг\.?",
}
# A small o straight after a digit is a degree sign that was lost; a capital one after a blank may be the east or the west.
_DEGREE = r"[°º˚∘d]|(?<=[0-9])(?-i:o)|deg(?:rees?)?\.?|град\.?|градус(?:а|ов|и|ів)?|гр\.?"
_MINUTE_LETTERS = r"m|min\.?|minutes?|м|мин\.?|хв\.?|минут[аы]?|хвилин[аи]?"
_MINUTE = rf"['’‘′´`ʹʼ]|{_MINUTE_LETTERS}"
_SECOND_LETTERS = r"s|sec\.?|seconds?|с|сек\.?|секунд[аы]?"
_SECOND = rf"[\"”“″ʺ]|['’′‘]{{2}}|{_SECOND_LETTERS}"
_PART = r"[0-9]{1,2}(?:[.,][0-9]{1,15})?"


def _either(prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{key}>{words})" for key, words in _HEMISPHERES.items())


_ANGLE = re.compile(
    rf"""(?:(?:(?P<label_lat>{_LABELS["lat"]})|(?P<label_lon>{_LABELS["lon"]}))\s*[:=]?\s*)?
    (?:(?:{_either("before_")})\s*[:=]?\s*)?
    (?P<sign>[+-])?\s*
    (?P<d>[0-9]{{1,3}}(?:[.,][0-9]{{1,30}})?)
    (?:
        (?:\s*(?P<degree>{_DEGREE})\s*|\s*(?P<colon>:)\s*|\s*-\s*|\s+)(?P<m>{_PART})
        (?:
            (?:\s*(?P<minute>{_MINUTE})\s*|\s*:\s*|\s*-\s*|\s+)(?P<s>{_PART})
            (?:\s*(?P<second>{_SECOND}))?
            |\s*(?P<minute_last>{_MINUTE})
        )?
        |\s*(?P<degree_last>{_DEGREE})
    )?
    (?:\s*(?:{_either("after_")}))?""",
    re.VERBOSE | re.IGNORECASE,
)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{1,30})?")
_COMPACT = re.compile(
    r"(?P<d>[0-9]{2}|[01][0-9]{2})(?P<m>[0-9]{2}(?:\.[0-9]{1,8})?|(?P<m2>[0-9]{2})(?P<s>[0-9]{2}(?:\.[0-9]{1,8})?))(?P<h>[NSEW])"
)
"""Degrees, minutes and seconds without marks as aviators write them; three digits of degrees belong to a longitude."""
_UNSEEN: dict[int, str | None] = {
    **UNSEEN,
    **{ord(dash): "-" for dash in "\u2212\u2010\u2011\u2013"},
}
"""Marks of direction and width that come along when a position is copied from a map, and the dashes that are a minus."""
_LETTER_MARK = re.compile(rf"(?:{_MINUTE_LETTERS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Angle:
    """A number of degrees. axis: which coordinate it says it is, empty where it does not say.

    half: half of the last place it is written to, degrees. last: that place. places: decimals of decimal degrees.
    """

    degrees: float
    axis: Axis | Literal[""]
    half: float
    last: Literal["decimal", "degrees", "minutes", "seconds"]
    places: int = 0

    @property
    def is_decimal(self) -> bool:
        """Whether it is decimal degrees, whose cell the canonical table takes for the position itself."""
        return self.last == "decimal"


def tidy(text: str) -> str:
    """Return a text without marks that cannot be seen, with one kind of blank and one kind of minus."""
    shown = text if text.isascii() else text.translate(_UNSEEN)
    return " ".join(shown.split())


def read_angle(text: str) -> Angle | Refused:
    """Read one coordinate, tidied; Refused says what is wrong, as the end of a sentence that begins with its name."""
    if _DECIMAL.fullmatch(text) is not None:
        # The usual case, which the whole grammar would read alike and ten times slower.
        return Angle(_number(text), "", _half(text), "decimal", _places(text))
    if (compact := _COMPACT.fullmatch(text)) is not None and (angle := _compact(compact)) is not None:
        return angle
    match = _ANGLE.fullmatch(text)
    if match is None:
        return Refused(NO_COORDINATE)
    senses = _senses(match)
    if problem := _ill_formed(match) or _at_odds(match, senses):
        return Refused(problem)
    sign = -1 if match["sign"] == "-" or any(sense == -1 for _, sense in senses) else 1
    return _angle(match, senses[0][0] if senses else "", sign)


def _at_odds(match: re.Match[str], senses: list[tuple[Axis, int]]) -> str:
    """Return how label, hemispheres and sign contradict each other, empty where they do not."""
    signs = [sign for _, sign in senses if sign]
    if len({axis for axis, _ in senses}) > 1:
        return "names both a latitude and a longitude"
    if len(signs) > 1:
        return "names a hemisphere twice"
    if signs and match["sign"] == "-":
        return "has both a minus sign and a hemisphere, expected one of them"
    return ""


def _ill_formed(match: re.Match[str]) -> str:
    """Return what is wrong with the parts of a match, empty where nothing is."""
    degrees, minutes, seconds = match["d"], match["m"], match["s"]
    if minutes is None:
        return ""
    marked = match["degree"] or match["minute"] or match["minute_last"] or _names_axis(match)
    if not marked and seconds is None:
        return "is degrees and minutes without a mark, which could also be two numbers; expected such as 48°08.35'"
    if _has_fraction(degrees) or (seconds is not None and _has_fraction(minutes)):
        return "has a fraction before its last part; expected whole degrees before minutes, and whole minutes before seconds"
    for name, part in (("minutes", minutes), ("seconds", seconds)):
        if part is not None and _number(part) >= 60:
            return f"has {part} {name}, expected below 60"
    return _ambiguous_s(match)


def _ambiguous_s(match: re.Match[str]) -> str:
    """A single `s` after seconds is their mark where minutes have a letter written alike; else a capital is the south."""
    mark = match["second"] or ""
    if mark.casefold() not in ("s", "с") or _names_axis(match):
        return ""
    is_told = mark.isupper() == (match["minute"] or "").isupper() if _by_letter(match) else mark.isupper()
    return "" if is_told else f"ends in {mark}, which could be seconds or a hemisphere"


def _by_letter(match: re.Match[str]) -> bool:
    return _LETTER_MARK.fullmatch(match["minute"] or "") is not None


def _names_axis(match: re.Match[str]) -> bool:
    return any(match[f"{side}_{key}"] for side in ("before", "after") for key in _SENSES)


def _senses(match: re.Match[str]) -> list[tuple[Axis, int]]:
    """Return what label and hemisphere letters say: the axis, and the sign (0 where it is only a label)."""
    said = [sense for side in ("before", "after") for key, sense in _SENSES.items() if match[f"{side}_{key}"]]
    said += [(axis, 0) for axis in LIMITS if match[f"label_{axis}"]]
    mark = (match["second"] or "").casefold()
    if mark in ("s", "с") and not _by_letter(match):
        said.append(("lat", -1 if mark == "s" else 1))
    return said


def _angle(match: re.Match[str], axis: Axis | Literal[""], sign: int) -> Angle:
    degrees, minutes, seconds = match["d"], match["m"], match["s"]
    value = _number(degrees) + _number(minutes or "0") / 60 + _number(seconds or "0") / 3600
    if seconds is not None:
        return Angle(sign * value, axis, _half(seconds) / 3600, "seconds")
    if minutes is not None:
        return Angle(sign * value, axis, _half(minutes) / 60, "minutes")
    places = _places(degrees)
    is_whole = not places and (match["degree_last"] or _names_axis(match))
    return Angle(sign * value, axis, _half(degrees), "degrees" if is_whole else "decimal", places)


def _compact(match: re.Match[str]) -> Angle | None:
    axis, sign = _SENSES[match["h"].lower()]
    if len(match["d"]) != (2 if axis == "lat" else 3):
        return None
    minutes, seconds = match["m2"] or match["m"], match["s"]
    if _number(minutes) >= 60 or (seconds is not None and _number(seconds) >= 60):
        return None
    value = _number(match["d"]) + _number(minutes) / 60 + _number(seconds or "0") / 3600
    half = _half(minutes) / 60 if seconds is None else _half(seconds) / 3600
    return Angle(sign * value, axis, half, "minutes" if seconds is None else "seconds")


def _number(part: str) -> float:
    return float(part.replace(",", "."))


def _has_fraction(part: str) -> bool:
    return _places(part) > 0


def _places(part: str) -> int:
    return len(part.replace(",", ".").partition(".")[2])


def _half(part: str) -> float:
    return 0.5 * 10.0 ** -_places(part)
