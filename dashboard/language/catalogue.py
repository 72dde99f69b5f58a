"""The catalogue of sentences: `uk.po`, a gettext file that any translator's editor opens.

`msgctxt` is the key a sentence is asked by, `msgid` its English text (so each sentence stands once), `msgstr` the Ukrainian one.
A further language is a further file with the same keys and English texts.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.messages.pofile import read_po

Language = Literal["en", "uk"]
LANGUAGES: dict[Language, str] = {"en": "English", "uk": "Українська"}
"""By code, as each calls itself."""
_FOLDER = Path(__file__).parent
_SOURCE = "uk"
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
_CATEGORIES = {"en": ("one", "other"), "uk": ("one", "few", "many")}
"""The plural categories of CLDR in the order gettext numbers its forms."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence in one language: one form, or as many as the language has plurals."""

    forms: tuple[str, ...]


@cache
def catalogue(language: Language) -> dict[str, Entry]:
    """Return every sentence by its key."""
    with (_FOLDER / f"{_SOURCE if language == 'en' else language}.po").open("rb") as file:
        entries = [one for one in read_po(file, locale=_SOURCE if language == "en" else language) if one.context]
    return {str(one.context): Entry(_forms(one.id if language == "en" else one.string)) for one in entries}


def template(key: str, language: Language, count: int | None) -> str:
    """Return the text of a sentence with its named places; `count` chooses the plural where it has any. KeyError for no such."""
    forms = catalogue(language)[key].forms
    if len(forms) == 1 or count is None:
        return forms[0]
    category = Locale(language).plural_form(count)
    categories = _CATEGORIES[language]
    return forms[categories.index(category) if category in categories else -1]


def system_key(name: str) -> str:
    """Return the key of a weapon system ("system.bm-21-grad"); the table may hold more systems than the catalogue."""
    return f"system.{_NOT_IN_A_KEY.sub('-', name.lower())}"


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())
