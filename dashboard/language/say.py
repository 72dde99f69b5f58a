"""Messages as text of one language."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from dashboard.domain.message import (
    Decimal,
    Degrees,
    Distance,
    Hundredths,
    Listed,
    Message,
    Moment,
    Notes,
    Number,
    Percent,
    Span,
    System,
    Value,
)
from dashboard.language.catalogue import Language, catalogue, system_key, template
from dashboard.language.numbers import (
    degrees_words,
    distance_message,
    hundredths_words,
    moment_message,
    number_words,
    percent_words,
    span_message,
    written_words,
)
from dashboard.language.retell import BETWEEN, sentences_of


@lru_cache(maxsize=20_000)
def say(told: Message, language: Language) -> str:
    """Return a message in words; what came from outside stands in them unaltered."""
    values = dict(told.values)
    count = values.get("count")
    text = template(told.key, language, count if isinstance(count, int) else None)
    return text.format_map({name: words(value, language) for name, value in values.items()})


def sentence(told: Message, language: Language) -> str:
    """Return a message as a sentence of its own, which begins with a capital."""
    text = say(told, language)
    return text[:1].upper() + text[1:]


def words(value: Value, language: Language) -> str:
    """Return any value in words."""
    match value:
        case str() | int():
            return str(value)
        case Message():
            return say(value, language)
        case Notes(text):
            return text if language == "en" else BETWEEN.join(words(one, language) for one in sentences_of(text))
        case Listed(items, link):
            return _listed([words(item, language) for item in items], link, language)
        case Moment() | Span() | Distance():
            return say(_PHRASED[type(value)](value, language), language)
        case _:
            return _FIGURES[type(value)](value, language)


def _system_words(system: System, language: Language) -> str:
    key = system_key(system.name)
    return template(key, language, None) if key in catalogue(language) else system.name


_PHRASED: dict[type, Callable[[Any, Language], Message]] = {
    Moment: moment_message,
    Span: span_message,
    Distance: distance_message,
}
_FIGURES: dict[type, Callable[[Any, Language], str]] = {
    Percent: percent_words,
    Hundredths: hundredths_words,
    Number: number_words,
    Degrees: degrees_words,
    Decimal: written_words,
    System: _system_words,
}


def _listed(items: list[str], link: str, language: Language) -> str:
    if link in (";", ",") or len(items) < 2:
        return f"{link} ".join(items)
    return f"{', '.join(items[:-1])} {template(f'list.{link}', language, None)} {items[-1]}"
