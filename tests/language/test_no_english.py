"""No text of the catalogue has an English word left in its Ukrainian; nor has a note when it is told."""

import string

import pytest

from dashboard.domain.message import Notes
from dashboard.language.catalogue import catalogue, template
from dashboard.language.retell import note_sentences
from dashboard.language.say import words
from tests.language.latin import latin

WORLD = {
    "quoted": "'щось'", "distance": "1.5 km", "act": "fire.mortar", "part": "late evening", "means": "drone, open-source",
    "kinds": "a raion or an oblast", "share": "5%", "unit": "Перша and Друга", "claimed": "no known unit",
    "names": "Гай in Перша, Друга, Гай or Ліс in Друга, 3 more", "cell": "A1", "why": "outside the theatre",
    **dict.fromkeys(("number", "year", "hour", "start", "end"), "7"),
}  # fmt: skip
"""What fills the places of a note: what comes from outside is Cyrillic here, what the reading says of its own English."""
NAMES = {
    # Columns and codes of the formats read, and of our own template.
    "geo_precision", "admin1", "time_precision", "ActionGeo_Type", "where_prec", "adm_1", "date_prec", "type_of_violence",
    "GEO_PRECISION", "ADM1_NAME", "confidence", "l", "n", "h", "low", "nominal", "high", "naive", "saw", "heard", "recorded",
    "radius_m", "coordinates", "lon", "lat", "zero_position", "time_format",
    # Notations, and the letters that grade a source.
    "MGRS", "Plus", "Code", "A", "F", "A1",
}  # fmt: skip
SYSTEMS = "system."


@pytest.mark.parametrize("key", [key for key in sorted(catalogue("uk")) if not key.startswith(SYSTEMS)])
def test_no_ukrainian_text_has_an_english_word(key):
    for form in catalogue("uk")[key].forms:
        own = "".join(text for text, *_ in string.Formatter().parse(form))
        assert latin(own) - NAMES == set()


@pytest.mark.parametrize("key", [one.key for one in note_sentences()])
def test_no_note_of_the_reading_keeps_an_english_word(key):
    english = template(key, "en", None)
    names = [name for _, name, _, _ in string.Formatter().parse(english) if name]
    note = english.format_map({name: WORLD.get(name, "Щось") for name in names})

    assert latin(words(Notes(note), "uk")) - NAMES == set()


def test_a_weapon_system_is_named_in_cyrillic_or_as_its_maker_writes_it():
    names = {catalogue("uk")[key].forms[0] for key in catalogue("uk") if key.startswith(SYSTEMS)}
    assert {"БМ-21 «Град»", "2С1 «Гвоздика»", "Т-72"} <= names
    half = [name for name in names if latin(name) and any("а" <= letter.casefold() <= "я" for letter in name)]
    assert half == []
