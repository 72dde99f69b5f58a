"""theatre.yaml: what a theatre says of itself besides its units and settlements."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.places.kinds import Ending, Kind
from dashboard.ingest.quoting import quoted
from dashboard.ingest.theatre.values import TheatreError, first_of
from dashboard.ingest.times import time_zone
from dashboard.ingest.yaml_fields import Fields, Problems
from dashboard.ingest.yaml_nodes import Listing, MappingNode, Scalar, YamlError, read_yaml

_KEYS = (
    "id", "name", "time_zone", "bounds", "view", "disclaimer", "credits", "level_words", "settlement_words",
    "settlement_words_before", "ambiguous_names", "plural_words", "words_between", "endings", "starts",
)  # fmt: skip
_VIEW_KEYS = ("lon", "lat", "zoom")
_ENDING_KEYS = ("level", "ending", "also")
_WORDS_KEYS = ("level", "type", "words")
_MOST_ZOOM = 22


@dataclass(frozen=True, slots=True)
class View:
    """Where the map opens: centre in degrees, Leaflet zoom."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class TheatreFile:
    """The values of theatre.yaml; see `theatre.Theatre` for what they mean."""

    id: str
    name: Mapping[str, str]
    time_zone: str
    bounds: tuple[float, float, float, float]
    view: View
    disclaimer: str
    credits: tuple[str, ...]
    level_words: Mapping[Kind, tuple[str, ...]]
    settlement_words: tuple[str, ...]
    settlement_words_before: tuple[str, ...]
    ambiguous_names: Mapping[str, tuple[str, ...]]
    plural_words: tuple[str, ...]
    words_between: tuple[str, ...]
    endings: tuple[Ending, ...]
    starts: date | None = None


def read_theatre_file(data: bytes, file_name: str, codes: frozenset[str]) -> TheatreFile:
    """Read theatre.yaml; `codes` are those of the theatre's units. Raises TheatreError: file, line, field, what was expected."""
    problems = Problems(file_name)
    try:
        fields = Fields(read_yaml(data), "", _KEYS, problems)
    except YamlError as error:
        raise TheatreError(f"{file_name}:{error.line}: {error.message}") from error
    found = TheatreFile(
        id=fields.text("id"),
        name=dict(_names(fields)),
        time_zone=_time_zone(fields),
        bounds=_bounds(fields),
        view=_view(fields),
        disclaimer=fields.text("disclaimer"),
        credits=_texts(fields, "credits"),
        level_words=_level_words(fields),
        settlement_words=_optional_texts(fields, "settlement_words"),
        settlement_words_before=_optional_texts(fields, "settlement_words_before"),
        ambiguous_names=dict(_ambiguous_names(fields, codes)),
        plural_words=_optional_texts(fields, "plural_words"),
        words_between=_optional_texts(fields, "words_between"),
        endings=tuple(_endings(fields)),
        starts=_starts(fields),
    )
    if problems.messages:
        raise TheatreError(first_of(problems.messages))
    return found


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    if not fields.has(key):
        fields.missing(key, "a list of texts")
    return tuple(scalar.text for scalar in fields.texts(key, "[a text, another]"))


def _optional_texts(fields: Fields, key: str) -> tuple[str, ...]:
    return _texts(fields, key) if fields.has(key) else ()


def _endings(fields: Fields) -> Iterator[Ending]:
    for number, node in enumerate(fields.each("endings") if fields.has("endings") else (), start=1):
        entry = Fields(node, f"endings {number}", _ENDING_KEYS, fields.problems)
        yield Ending(_level(entry), entry.text("ending"), _texts(entry, "also"))


def _level(entry: Fields) -> int:
    """Return the level an entry speaks of, having noted the fault where it is no whole number from 1."""
    level = entry.text("level", "a whole number from 1")
    if level.isascii() and level.isdigit() and int(level) >= 1:
        return int(level)
    if level:
        entry.fault(entry.line_of("level"), f"level is {quoted(level)}, expected a whole number from 1")
    return 0


def _names(fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield language and name; the English one has to be there."""
    node = fields.node("name", "names by language, such as {en: …}")
    names = node.entries if isinstance(node, MappingNode) else ()
    if node is not None and not any(entry.key == "en" for entry in names):
        fields.fault(node.line, "name has no 'en', expected names by language, such as {en: …}")
    for entry in names:
        if isinstance(entry.value, Scalar) and not entry.value.is_null:
            yield entry.key, entry.value.text.strip()
        else:
            fields.fault(entry.line, f"name, {quoted(entry.key)}: expected a text")


def _time_zone(fields: Fields) -> str:
    name = fields.text("time_zone", "a time zone such as Africa/Juba")
    try:
        return time_zone(name or "UTC").key
    except UnknownTimeZoneError as error:
        fields.fault(fields.line_of("time_zone"), str(error))
        return ""


def _starts(fields: Fields) -> date | None:
    """Return the first day a report can be of, None where the file does not say."""
    if not fields.has("starts"):
        return None
    said = fields.text("starts", "a date such as 2014-01-01")
    try:
        return date.fromisoformat(said)
    except ValueError:
        fields.fault(fields.line_of("starts"), f"starts is {quoted(said)}, expected a date such as 2014-01-01")
        return None


def _bounds(fields: Fields) -> tuple[float, float, float, float]:
    expected = "[west, south, east, north] in degrees"
    if not fields.has("bounds"):
        fields.missing("bounds", expected)
        return math.nan, math.nan, math.nan, math.nan
    texts = [scalar.text for scalar in fields.texts("bounds", expected)]
    west, south, east, north = map(_degrees, texts) if len(texts) == 4 else (math.nan,) * 4
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        fields.fault(fields.line_of("bounds"), f"bounds are {', '.join(texts)}, expected {expected}")
    return west, south, east, north


def _degrees(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _view(fields: Fields) -> View:
    inner = fields.fields("view", _VIEW_KEYS)
    if inner is None:
        fields.missing("view", "lon, lat and zoom")
        return View(0.0, 0.0, 0.0)
    return View(_number(inner, "lon", -180, 180), _number(inner, "lat", -90, 90), _number(inner, "zoom", 0, _MOST_ZOOM))


def _number(fields: Fields, key: Literal["lon", "lat", "zoom"], low: float, high: float) -> float:
    expected = f"a number from {low:g} to {high:g}"
    if not fields.has(key):
        fields.missing(key, expected)
    value = fields.number(key, expected)
    if value is not None and not low <= value <= high:
        fields.fault(fields.line_of(key), f"{key} is {value:g}, expected {expected}")
    return value or 0.0


def _level_words(fields: Fields) -> dict[Kind, tuple[str, ...]]:
    words: dict[Kind, tuple[str, ...]] = {}
    for number, node in enumerate(fields.each("level_words"), start=1):
        entry = Fields(node, f"level_words {number}", _WORDS_KEYS, fields.problems)
        kind = Kind(_level(entry), entry.text("type"))
        words[kind] = (*words.get(kind, ()), *_texts(entry, "words"))
    return words


def _ambiguous_names(fields: Fields, codes: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield names and the codes of the units they may mean."""
    node = fields.node("ambiguous_names", "names, each with the codes of the units it may mean")
    if node is not None and not isinstance(node, MappingNode):
        fields.fault(node.line, "ambiguous_names is a list or a text, expected names with codes")
    for entry in node.entries if isinstance(node, MappingNode) else ():
        items: Sequence[object] = entry.value.items if isinstance(entry.value, Listing) else ()
        meant = tuple(item.text for item in items if isinstance(item, Scalar))
        if len(meant) < 2 or not codes.issuperset(meant):
            expected = "the codes of two or more units in regions.geojson"
            fields.fault(entry.line, f"ambiguous_names, {quoted(entry.key)}: found {', '.join(meant)}, expected {expected}")
        yield entry.key, meant
