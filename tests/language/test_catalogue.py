"""Every sentence stands in both languages, with the same places, and is used."""

import gettext
import re
import string
from itertools import product
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from dashboard.domain.acts import ACTS, BY_CODE, kinds_of
from dashboard.domain.columns import MEANS
from dashboard.domain.explain import verdict_key
from dashboard.domain.notifications import CLAIMS
from dashboard.domain.verdicts import Verdict
from dashboard.domain.weapon_systems import systems
from dashboard.domain.weapons import CLASSES
from dashboard.ingest.times.words import DAY_PARTS
from dashboard.language.catalogue import LANGUAGES, catalogue, system_key, template
from dashboard.language.retell import note_sentences
from dashboard.report.explanations import EXPLANATION_COLUMNS
from tests.browser.pages import ROOT

SOURCE = {path: path.read_text(encoding="utf-8") for path in Path(ROOT, "dashboard").rglob("*.py")}
BUILT = {
    "act": {act.code for act in ACTS},
    "kind": {act.code for act in ACTS if kinds_of(act.code)},
    "class": set(CLASSES),
    "means": set(MEANS),
    "claim": set(CLAIMS),
    "verdict": {verdict_key(one) for one in Verdict},
    "sentence": {verdict_key(one) for one in Verdict},
    "match": {"yes", "no", "unknown"},
    "what": {"undetermined", "heat"},
    "quota": {"day", "week", "month"},
    "list": {"or", "and"},
    "clock": {"Europe/Kyiv", "UTC", "other"},
    "when": {"day", "days", "within-day", "across-days"},
    "time": {"day", "days", "within-day", "across-days"},
    "column": {"what", "reported", "read-as", "held-against", "result"},
    "row": set(EXPLANATION_COLUMNS),
    "made": {"both", "left", "right"},
    "table": {"inside", "outside", "across", "share"},
    "system": {system_key(one.name).removeprefix("system.") for one in systems()},
    "part": {one.name.replace(" ", "-") for one in DAY_PARTS},
    "level": {"oblast", "city", "autonomous-republic", "raion", "hromada", "city-district"},
}
"""Keys that are put together out of what the domain lists, by what stands before their first dot."""


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_sentences_none_of_them_empty():
    assert set(catalogue("en")) == set(catalogue("uk"))
    assert all(form for language in LANGUAGES for entry in catalogue(language).values() for form in entry.forms)


@pytest.mark.parametrize("key", sorted(catalogue("en")))
def test_the_texts_of_a_sentence_have_the_same_places(key):
    forms = [form for language in LANGUAGES for form in catalogue(language)[key].forms]
    assert {frozenset(places(form)) for form in forms} == {frozenset(places(forms[0]))}


def test_every_sentence_is_used_and_every_used_one_is_there():
    written = {key for text in SOURCE.values() for key in re.findall(r'"([a-z]+\.[a-z][a-z-]*)"', text)}
    built = {f"{head}.{tail}" for head, tails in BUILT.items() for tail in tails}
    # Which notes the reading makes, and that it makes all of them, is looked at where it is tested.
    noted = {one.key for one in note_sentences()}
    assert set(catalogue("en")) <= written | built | noted, "not used"
    used = {key for text in SOURCE.values() for key in re.findall(r'(?<!\w)(?:message|template)\(\s*"([^"]+)"', text)}
    assert used <= set(catalogue("en"))


def test_a_sentence_has_as_many_forms_as_its_language_has_plurals_or_one():
    counts = {key: tuple(len(catalogue(language)[key].forms) for language in ("en", "uk")) for key in catalogue("en")}
    assert {key: count for key, count in counts.items() if count not in ((1, 1), (2, 3))} == {}
    assert all("count" in places(catalogue("en")[key].forms[0]) for key, count in counts.items() if count == (2, 3))


def test_the_file_says_itself_how_plurals_are_chosen_as_the_program_does():
    with Path(ROOT, "dashboard/language/uk.po").open("rb") as file:
        told = read_po(file, locale="uk")
    assert told.num_plurals == 3
    by_form = {0: "one", 1: "few", 2: "many"}
    chosen = gettext.c2py(told.plural_expr)
    assert all(by_form[chosen(count)] == Locale("uk").plural_form(count) for count in range(1_200))


def test_editors_are_told_which_texts_have_places():
    with Path(ROOT, "dashboard/language/uk.po").open("rb") as file:
        entries = [one for one in read_po(file, locale="uk") if one.context]
    texts = {one.context: one.id if isinstance(one.id, str) else one.id[0] for one in entries}
    marked = {one.context for one in entries if "python-brace-format" in one.flags}
    assert marked == {key for key, text in texts.items() if places(text)}
    assert not [one.context for one in entries if one.fuzzy]


def test_every_weapon_system_of_the_table_has_its_name_in_both_languages():
    assert {one.name: template(system_key(one.name), "en", None) for one in systems()} == {
        one.name: one.name for one in systems()
    }


def test_the_english_words_for_acts_are_those_of_the_act_list():
    assert {code: template(f"act.{code}", "en", None) for code in BY_CODE} == {act.code: act.label for act in ACTS}


@pytest.mark.parametrize(
    ("count", "english", "ukrainian"),
    [
        (1, " in 1 day", " за 1 день"),
        (2, " in 2 days", " за 2 дні"),
        (5, " in 5 days", " за 5 днів"),
        (11, " in 11 days", " за 11 днів"),
        (21, " in 21 days", " за 21 день"),
        (104, " in 104 days", " за 104 дні"),
    ],
)
def test_a_number_takes_the_form_its_language_asks_for(count, english, ukrainian):
    said = [template("quota.days", language, count).format(count=count) for language in LANGUAGES]
    assert said == [english, ukrainian]


def test_no_ukrainian_text_has_letters_of_another_alphabet_in_a_word_or_the_english_quotes():
    texts = [form for entry in catalogue("uk").values() for form in entry.forms]
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", re.sub(r"{\w+}", " ", text))]
    mixed = [word for word in words if re.search("[a-z]", word, re.I) and re.search("[а-яіїєґ]", word, re.I)]
    assert mixed == []
    assert not [text for text, mark in product(texts, "“”'ыэъё—") if mark in text]
