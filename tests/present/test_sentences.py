from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.domain.agreement import Prohibition, Provision, Zone
from dashboard.domain.explain import Shares
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Matches, Verdict
from dashboard.engine.findings import Finding
from dashboard.present.sentences import act_label, count_of, distance, time_span, verdict_sentence
from tests.factories import INNER

KYIV = ZoneInfo("Europe/Kyiv")
MIDNIGHT = datetime(2026, 6, 1, 21, tzinfo=UTC)
YES = Matches(Match.YES, Match.YES, Match.YES, Match.NO)


def finding(verdict, *, inside=1.0, in_force=1.0, edge=-3210.0, reasons=("reason one", "reason two")):
    provision = Provision("P1", "para 1", "", ("z",), Prohibition(("fire",)))
    return Finding(verdict, provision, Zone("z", "Zone of {{7*7}}", "", INNER), Shares(inside, in_force), edge, YES, reasons)


def test_a_sentence_names_verdict_clause_reasons_distance_zone_certainty_and_source():
    said = verdict_sentence(Verdict.UNDETERMINED, finding(Verdict.UNDETERMINED, inside=0.624, edge=0.0), "", "patrol 4")

    assert said == (
        "Undetermined under para 1 (P1): reason one; reason two. "
        "Across the edge of Zone of {{7*7}}; 62 % inside it, 100 % of the time in force. Source: patrol 4."
    )


@pytest.mark.parametrize(
    ("verdict", "beginning"),
    [
        (Verdict.POTENTIAL_VIOLATION, "Potential violation of para 1 (P1): "),
        (Verdict.EXEMPT, "Exempt (claimed) under para 1 (P1): "),
        (Verdict.CONSISTENT, "Consistent with terms of para 1 (P1): "),
        (Verdict.OUTSIDE_SCOPE, "Outside scope of para 1 (P1): "),
    ],
)
def test_each_verdict_with_a_finding_reads_as_a_sentence(verdict, beginning):
    said = verdict_sentence(verdict, finding(verdict), "", "")

    assert said.startswith(beginning)
    assert "3.2 km inside the edge of" in said
    assert said.endswith("Source not named.")


def test_without_a_finding_or_a_place_the_sentence_says_why():
    assert "no zone of the agreement was in force there and then" in verdict_sentence(Verdict.OUTSIDE_SCOPE, None, "", "x")
    assert (
        verdict_sentence(Verdict.UNPLACED, None, "3 places are called so", "x") == "Unplaced: 3 places are called so. Source: x."
    )


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0.4, "0 m"),
        (9.4, "9 m"),
        (44, "40 m"),
        (994, "990 m"),
        (996, "1.0 km"),
        (-3210, "3.2 km"),
        (9949, "9.9 km"),
        (41_200, "41 km"),
    ],
)
def test_a_distance_is_no_finer_than_it_is_worth(metres, words):
    assert distance(metres) == words


@pytest.mark.parametrize(
    ("start", "lasts", "words"),
    [
        (MIDNIGHT, timedelta(days=1), "2 Jun 2026"),
        (MIDNIGHT, timedelta(days=3), "2 Jun 2026 – 4 Jun 2026"),
        (MIDNIGHT, timedelta(minutes=1), "2 Jun 2026, 00:00"),
        (MIDNIGHT + timedelta(hours=6, seconds=7), timedelta(seconds=1), "2 Jun 2026, 06:00:07"),
        (MIDNIGHT + timedelta(hours=6), timedelta(minutes=40), "2 Jun 2026, 06:00 – 06:40"),
        (MIDNIGHT + timedelta(hours=22), timedelta(hours=6), "2 Jun 2026, 22:00 – 3 Jun 2026, 04:00"),
    ],
)
def test_a_time_is_told_as_sharply_as_it_is_known(start, lasts, words):
    assert time_span(start, start + lasts, KYIV) == words


def test_a_day_on_which_the_clocks_change_is_still_that_day():
    start = datetime(2026, 3, 29, tzinfo=KYIV).astimezone(UTC)

    assert time_span(start, start + timedelta(hours=23), KYIV) == "29 Mar 2026"


def test_counts_and_acts_have_words():
    assert (count_of(1, "incident"), count_of(1204, "incident"), count_of(2, "cry", "cries")) == (
        "1 incident",
        "1,204 incidents",
        "2 cries",
    )
    assert (act_label("fire.mortar"), act_label("fire.catapult")) == ("mortar fire", "fire.catapult")
