"""A verdict in one sentence with the table behind it, in both languages."""

import pytest

from dashboard.domain.agreement import Exemption, Prohibition, Quota
from dashboard.domain.derivation import Band, Circle, Unit
from dashboard.domain.observation import Area, Point, Unplaced
from dashboard.engine.assess import assess
from dashboard.engine.explanation import explanations, worded
from dashboard.engine.findings import reason_texts
from dashboard.engine.report_words import how_made
from dashboard.engine.tables import verdict_table
from dashboard.language.say import say
from tests.engine.builders import agreement, observation, provision, table, zone
from tests.factories import REGION

HERE = Point(37.5, 48.5)


def explained(one, *rules, language="en", zones=None, under=None, **columns):
    rows = table([one], **columns)
    held = agreement(zones or [zone(name="Security zone")], rules or [provision()], **(under or {"time_zone": "Europe/Kyiv"}))
    (told,) = explanations(rows, assess(rows, held, engine_version="9"), held, [0])
    return worded(told, language)


def test_a_potential_violation_is_told_in_one_sentence():
    told = explained(
        observation(Point(37.5, 48.9, 1_300.0), act="fire.mortar", party=""),
        source=["patrol 5"], reliability=["B"], credibility=["2"], reported_place=["37.5, 48.9 (radius_m 1300); 3-5km NNW of X"],
    )  # fmt: skip
    assert told.sentence == (
        "Mortar fire, reported at “3-5km NNW of X” (48.90° N, 37.50° E, within 1.3 km), on 1 July 2026 between 15:00 and 15:01 "
        "(Kyiv time), is a potential violation of para 1 (P1): the act is among those prohibited; the place lies wholly inside "
        "“Security zone” (11 km from its edge); the clause was in force throughout; no party named"
    )
    assert told.source == "Source: patrol 5, grade B2"
    assert told.changes == ()


def test_the_same_sentence_in_ukrainian():
    told = explained(observation(Point(37.5, 48.9, 1_300.0), act="fire.mortar", party=""), language="uk", source=["patrol 5"])
    assert told.sentence == (
        "Мінометний вогонь (за повідомленням: 48,90° пн. ш., 37,50° сх. д., у радіусі 1,3 км; 1 липня 2026, між 15:00 і 15:01 за "
        "київським часом): можливе порушення, положення «para 1» (P1): дія належить до заборонених; місце повністю в межах "
        "зони «Security zone» (до її межі 11 км); положення було чинним увесь цей час; сторону не названо"
    )
    assert told.source == "Джерело: patrol 5"
    assert told.language == "uk"
    assert told.verdict == "potential violation", "the verdict itself is the same word in all languages"


def test_what_is_not_known_is_not_told_any_sharper():
    told = explained(observation(Area("R", REGION), act="", party=""), region_name=["Some Oblast"], reported_act=["boom"])
    said = told.sentence
    assert said.startswith("An act that could not be determined (reported as “boom”), reported somewhere in “Some Oblast”, on ")
    assert said.endswith("no party named")
    assert "act unknown or broader than what is prohibited" in said


@pytest.mark.parametrize(
    ("radius", "digits"), [(0, "48.9012°"), (50, "48.9012°"), (300, "48.901°"), (2_300, "48.90°"), (15_000, "48.9°")]
)
def test_a_position_has_no_more_digits_than_its_radius_is_worth(radius, digits):
    assert f"{digits} N" in explained(observation(Point(37.5, 48.90123, float(radius)))).sentence


@pytest.mark.parametrize(
    ("one", "rule", "words"),
    [
        (observation(HERE, act="flight.uav"), provision(), "is consistent with the terms of para 1 (P1): the act is not among"),
        (observation(HERE, party="C"), provision(), "the named party is not bound; the place lies wholly inside"),
        (
            observation(HERE),
            provision(exempt=(Exemption(parties=("A",)),)),
            "is exempt (claimed) under para 1 (P1): an exemption",
        ),
        (
            observation(HERE, count=9),
            provision(quota=Quota(3)),
            "violation of para 1 (P1): this report alone exceeds",
        ),
        (observation(Point(10.0, 10.0)), provision(), "is outside scope: no zone of the agreement was in force there and then"),
        (observation(Unplaced("3 are called so")), provision(), "has no place: 3 are called so; so it is held against no clause"),
    ],
)
def test_each_verdict_has_its_sentence(one, rule, words):
    assert words in explained(one, rule).sentence


def test_the_table_says_what_was_reported_what_it_was_held_against_and_what_came_of_it():
    rule = provision(prohibits=Prohibition(("fire",), ("mlrs",), 100), exempt=(Exemption(acts=("fire.mortar",), notified=True),))
    told = explained(observation(HERE, act="fire.mlrs", weapon="BM-21"), rule, reported_time=["noon"], flags=["odd"])
    rows = dict(zip(told.row_keys, (row[1:] for row in told.rows), strict=True))
    assert rows["act"] == ("fire.mlrs", "multiple-launch rocket fire (fire.mlrs)", "fire of any kind", "yes")
    assert rows["weapon"] == (
        "BM-21",
        "class multiple-launch rocket system, 122 mm, by the weapons table (BM-21 Grad)",
        "multiple-launch rocket system, 100 mm or more",
        "yes",
    )
    assert rows["party"] == ("A", "–", "binds A, B", "yes")
    assert rows["exemption"] == ("–", "–", "acts: mortar fire, notified beforehand", "no")
    assert rows["place"][2:] == ("Security zone", "100 % inside; 37 km inside the edge")
    assert rows["time"] == (
        "noon",
        "1 July 2026, 15:00 to 15:01 (Kyiv time)",
        "in force: from 1 June 2026, 03:00 (Kyiv time)",
        "100 % of the time in force",
    )
    assert rows["certainty"][2] == "potential violation from 95 %, outside scope below 5 %"
    assert (rows["agreement"][3], rows["engine"][3], rows["flags"][0]) == ("version v1", "version 9", "odd")


def test_what_would_change_it_is_told_in_both_languages():
    one = observation(Point(37.02, 48.5, 4_000.0))
    rule = provision(prohibits=Prohibition(("fire",), calibre_min_mm=100))
    assert explained(one, rule).changes == (
        "If the place were known to within 1.4 km or less around the same middle and the calibre were reported as 100 mm or "
        "more, all together: potential violation of para 1 (P1)",
        "If the calibre were reported as under 100 mm: consistent with terms",
    )
    assert explained(one, rule, language="uk").changes[1] == "Якби було повідомлено калібр менше ніж 100 мм: відповідає умовам"


def test_where_nothing_reported_can_decide_that_is_said():
    (said,) = explained(observation(HERE), provision(judged_because="self-defence is preserved")).changes
    assert said.startswith("Nothing that monitors can report would make this a potential violation of para 1 (P1): ")
    assert "self-defence is preserved" in said


def test_the_reasons_of_a_doubt_stand_in_the_sentence_as_in_the_tables():
    one, rule = observation(Point(37.0, 48.5, 4_000.0), party=""), provision(binds=("A",))
    rows, held = table([one]), agreement([zone()], [rule])
    result = assess(rows, held, engine_version="t")
    for language in ("en", "uk"):
        (told,) = explanations(rows, result, held, [0])
        reasons = reason_texts(result.findings, held, language)[0]
        assert reasons in worded(told, language).sentence
        assert verdict_table(rows, result, held, language)["reason"].tolist() == [reasons]


def test_the_language_changes_words_and_nothing_else():
    rows, held = table([observation(HERE), observation(HERE, act="flight.uav")]), agreement([zone()], [provision()])
    result = assess(rows, held, engine_version="t")
    english, ukrainian = (verdict_table(rows, result, held, language) for language in ("en", "uk"))
    assert english.drop(columns="reason").equals(ukrainian.drop(columns="reason"))
    assert (english["reason"] != ukrainian["reason"]).all()


@pytest.mark.parametrize(
    ("made", "english", "ukrainian"),
    [
        (Band("line", 15_500, "both"), "within 15.5 km on both sides of “line”", "до 15,5 км по обидва боки від «line»"),
        (Band("line", 900, "left", 500), "from 500 m to 900 m to the left of “line”", "від 500 м до 900 м ліворуч від «line»"),
        (Circle(2_000, 37.5, 48.5, "X"), "within 2 km of X", "у радіусі 2 км, центр: X"),
        (Circle(2_000, 37.5, 48.5), "within 2 km of 37.5; 48.5", "у радіусі 2 км, центр: 37,5; 48,5"),
        (Unit("UA-14", "Y"), "the area of Y (UA-14)", "територія: Y (UA-14)"),
    ],
)
def test_how_a_zone_was_made_is_told_in_both_languages(made, english, ukrainian):
    assert (say(how_made(made), "en"), say(how_made(made), "uk")) == (english, ukrainian)
