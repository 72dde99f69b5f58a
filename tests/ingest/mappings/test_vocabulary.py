"""Reported words become words of the domain; what is unknown is broadened or left open, and flagged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.acts import ACTS, BY_CODE
from dashboard.domain.columns import MEANS
from dashboard.domain.coverage import STATES
from dashboard.ingest.mappings.act_words import ACT_WORDS, OPEN, wording
from dashboard.ingest.mappings.means_words import MEANS_WORDS
from dashboard.ingest.mappings.state_words import OPEN_STATES, STATE_WORDS
from dashboard.ingest.mappings.vocabulary import Grade, read_act, read_grade, read_means, read_state, why_open
from dashboard.ingest.read import Read


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.code)
def test_every_code_and_label_of_the_act_list_is_known(act: object) -> None:
    code, label = act.code, act.label  # type: ignore[attr-defined]
    assert read_act(code) == read_act(f" {code.upper().replace('-', '_')} ") == read_act(label) == Read(code)


def test_every_word_leads_to_a_word_of_the_domain_for_a_reason_and_stands_once() -> None:
    assert {one.means for one in ACT_WORDS} <= BY_CODE.keys()
    assert {one.means for one in MEANS_WORDS} <= set(MEANS)
    assert {one.means for one in STATE_WORDS} == set(STATES)
    for every in ((*ACT_WORDS, *OPEN), MEANS_WORDS, (*STATE_WORDS, *OPEN_STATES)):
        words = [word for one in every for word in one.words]
        assert all(word == wording(word) and word for word in words)
        assert sorted(words) == sorted(set(words))
        assert all(one.reason for one in every)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("артобстріл", "fire.artillery"), ("Артобстрел", "fire.artillery"), ("artilery fire", "fire.artillery"),
        ("мінометний обстріл", "fire.mortar"), ("миномётный обстрел", "fire.mortar"), ("Авіаудар.", "fire.air-strike"),
        ("ракетний удар", "fire.missile"), ("UAV overflight", "flight.uav"), ("Проліт БПЛА", "flight.uav"),
        ("атака БПЛА", "fire.uav"), ("sniper fire", "fire.sniper"), ("вибух міни", "undetermined"),
        ("mine explosion", "undetermined"), ("«взрыв»", "undetermined"), ("Anti-tank fire", "fire.anti-tank"),
    ],
)  # fmt: skip
def test_words_of_monitors_in_three_languages_are_read(text: str, code: str) -> None:
    assert read_act(text) == Read(code)


@pytest.mark.parametrize(
    "text",
    [
        "обстріл",
        "обстрел",
        "Обстрелы",
        "shelling",
        "sheling",
        "перестрілка",
        "перестрелка",
        "стрільба",
        "ракетний обстріл",
        "shots",
    ],
)
def test_fire_of_no_stated_weapon_is_never_sharpened(text: str) -> None:
    assert read_act(text) == Read("fire")


@pytest.mark.parametrize("text", ["БПЛА", "дрон", "sniper", "Снайпер", "artilery", "mine", "удар", "літак"])
def test_a_word_that_may_be_a_sight_as_well_as_a_shot_is_left_open_and_told(text: str) -> None:
    read = read_act(text)
    assert read.value == "undetermined"
    assert read.flag.startswith(f"act '{text}' could be ")
    assert read.flag.endswith("; left undetermined")
    assert not why_open("shelling")


@pytest.mark.parametrize("text", ["ЗСУ", "ВСУ", "ЗС РФ"])
def test_the_name_of_a_side_is_no_act_and_no_means(text: str) -> None:
    assert read_act(text).flag
    assert read_means(text).flag


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Супутник", "satellite"), ("спутниковый снимок", "satellite"), ("патруль", "patrol"), ("дрон", "drone"),
        ("БПЛА", "drone"), ("камера", "camera"), ("Партнёр", "partner"), ("партнер", "partner"), ("соцмережі", "open-source"),
        ("satelite", "satellite"),
    ],
)  # fmt: skip
def test_words_for_means_in_three_languages_are_read(text: str, means: str) -> None:
    assert read_means(text) == Read(means)


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


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Спостерігали", "observed"), ("под наблюдением.", "observed"), ("watched", "observed"),
        ("відмовлено в доступі", "denied"), ("Доступ запрещён", "denied"), ("РЕБ", "jammed"), ("глушение", "jammed"),
        ("погодні умови", "weather"),
        ("из-за погоды", "weather"), ("немає засобів", "no asset"), ("нет средств", "no asset"), ("No assets", "no asset"),
    ],
)  # fmt: skip
def test_a_state_in_the_words_of_monitors_is_read_and_said(text: str, state: str) -> None:
    assert read_state(text) == Read(state, flag=f"state '{wording(text)}' is read as {state}")


@pytest.mark.parametrize("state", STATES)
def test_a_state_in_its_own_word_is_read_without_a_remark(state: str) -> None:
    assert read_state(state) == read_state(f" {state.upper().replace(' ', '_')} ") == Read(state)


@pytest.mark.parametrize("text", ["", "частково", "не наблюдали", "no access", "observd", "так"])
def test_a_word_that_says_no_state_is_a_problem_and_never_a_broader_state(text: str) -> None:
    read = read_state(text)
    assert (read.value, bool(read.problem)) == ("", True)
