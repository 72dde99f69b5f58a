"""Reported words become words of the domain; what is unknown is broadened or left open, and flagged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.acts import ACTS, BY_CODE
from dashboard.domain.columns import MEANS
from dashboard.ingest.mappings.vocabulary import _ACT_WORDS, _MEANS_WORDS, Grade, read_act, read_grade, read_means
from dashboard.ingest.read import Read


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.code)
def test_every_code_and_label_of_the_act_list_is_known(act: object) -> None:
    code, label = act.code, act.label  # type: ignore[attr-defined]
    assert read_act(code) == read_act(f" {code.upper().replace('-', '_')} ") == read_act(label) == Read(code)


def test_every_alias_leads_to_a_word_of_the_domain() -> None:
    assert set(_ACT_WORDS.values()) <= BY_CODE.keys()
    assert set(_MEANS_WORDS.values()) <= set(MEANS)
    assert all(word == " ".join(word.casefold().split()) for word in (*_ACT_WORDS, *_MEANS_WORDS))


@pytest.mark.parametrize(
    ("text", "code"), [("Mortar  shelling", "fire.mortar"), ("обстріл", "fire"), ("explosion", "undetermined")]
)
def test_usual_words_for_an_act_are_read_without_a_flag(text: str, code: str) -> None:
    assert read_act(text) == Read(code)


def test_an_unknown_detail_is_given_up_and_flagged() -> None:
    assert read_act("fire.catapult.large") == Read("fire", flag="act 'fire.catapult.large' is not on the act list; read as fire")


def test_an_unknown_act_is_left_undetermined_and_flagged() -> None:
    assert read_act("mischief") == Read("undetermined", flag="act 'mischief' is not on the act list; left undetermined")


def test_no_act_is_undetermined_without_a_flag() -> None:
    assert read_act(" ") == Read("undetermined")


@given(st.text(max_size=40))
def test_any_text_gives_an_act_of_the_list(text: str) -> None:
    assert read_act(text).value in BY_CODE


@pytest.mark.parametrize("means", MEANS)
def test_every_means_is_known(means: str) -> None:
    assert read_means(means) == read_means(f" {means.upper().replace('-', ' ')}") == Read(means)


def test_other_words_for_means_are_read_or_flagged() -> None:
    assert read_means("UAV") == Read("drone")
    assert read_means("") == Read("other")
    assert read_means("hearsay").value == "other"
    assert "'hearsay' is not one of satellite, drone" in read_means("hearsay").flag


@pytest.mark.parametrize(
    ("cells", "grade"),
    [
        (("B", "2"), ("B", "2")), ((" b ", ""), ("B", "")), (("", "6"), ("", "6")), (("", ""), ("", "")),
        (("n/a", "-"), ("", "")),
        (("B2", ""), ("B", "2")), (("", "b2"), ("B", "2")), (("B2", "2"), ("B", "2")), (("B", "B2"), ("B", "2")),
        (("B2", "B2"), ("B", "2")),
    ],
)  # fmt: skip
def test_a_grade_is_read_from_either_or_both_cells(cells: tuple[str, str], grade: tuple[str, str]) -> None:
    assert read_grade(*cells) == Grade(*grade)


@pytest.mark.parametrize(
    ("cells", "grade", "unused"),
    [
        (("G", "2"), ("", "2"), ("reliability",)),
        (("B", "7"), ("B", ""), ("credibility",)),
        (("В", "2"), ("", "2"), ("reliability",)),
        (("B2", "3"), ("", "3"), ("reliability",)),
        (("high", "low"), ("", ""), ("reliability", "credibility")),
    ],
    ids=["beyond F", "beyond 6", "a Cyrillic letter", "at odds", "words"],
)
def test_what_is_no_grade_is_flagged_and_not_held(
    cells: tuple[str, str], grade: tuple[str, str], unused: tuple[str, ...]
) -> None:
    read = read_grade(*cells)
    assert (read.reliability, read.credibility, read.unused) == (*grade, unused)
    assert len(read.flags) == len(unused)
