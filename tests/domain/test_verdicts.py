"""The finding table of design, section 4: which row holds first, at which share, and what an observation's findings come to."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.agreement import Exemption, Prohibition, Provision, Thresholds
from dashboard.domain.matching import Match, all_of
from dashboard.domain.verdicts import (
    STRONGEST_FIRST,
    Matches,
    Told,
    Verdict,
    decide,
    match_circumstances,
    match_exemption,
    match_provision,
    strongest,
)
from tests.domain.strategies import MATCHES, SHARES, THRESHOLDS

YES, NO, UNKNOWN = Match.YES, Match.NO, Match.UNKNOWN
DESIGN = Thresholds(violation=0.95, outside=0.05)
ESTABLISHED = Matches(act=YES, weapon=YES, party=YES, exemption=NO)


def with_one(name, match):
    return Matches(**{"act": YES, "weapon": YES, "party": YES, "exemption": NO} | {name: match})


@pytest.mark.parametrize("matches", [Matches(*four) for four in product(Match, repeat=4)])
def test_finding_is_outside_scope_below_the_outside_threshold_whatever_matches(matches):
    assert decide(matches, 0.0499999, DESIGN) is Verdict.OUTSIDE_SCOPE


def test_finding_is_no_longer_outside_scope_at_the_threshold_itself():
    assert decide(ESTABLISHED, 0.05, DESIGN) is Verdict.UNDETERMINED


@pytest.mark.parametrize("name", ["act", "weapon", "party"])
def test_finding_is_consistent_with_terms_where_act_weapon_or_party_is_no(name):
    assert decide(with_one(name, NO), 1.0, DESIGN) is Verdict.CONSISTENT


@pytest.mark.parametrize("exemption", list(Match))
def test_finding_is_consistent_rather_than_exempt_where_nothing_prohibited_was_done(exemption):
    assert decide(Matches(NO, UNKNOWN, YES, exemption), 0.3, DESIGN) is Verdict.CONSISTENT


def test_finding_is_exempt_where_the_exemption_is_yes():
    assert decide(with_one("exemption", YES), 1.0, DESIGN) is Verdict.EXEMPT


def test_finding_is_exempt_even_where_the_rest_is_uncertain():
    assert decide(Matches(UNKNOWN, UNKNOWN, UNKNOWN, YES), 0.1, DESIGN) is Verdict.EXEMPT


def test_finding_is_a_potential_violation_where_all_is_yes_nothing_exempts_and_the_share_reaches_the_threshold():
    assert decide(ESTABLISHED, 1.0, DESIGN) is Verdict.POTENTIAL_VIOLATION
    assert decide(ESTABLISHED, 0.95, DESIGN) is Verdict.POTENTIAL_VIOLATION


def test_finding_is_undetermined_where_it_straddles():
    assert decide(ESTABLISHED, 0.9499999, DESIGN) is Verdict.UNDETERMINED


@pytest.mark.parametrize("name", ["act", "weapon", "party", "exemption"])
def test_finding_is_undetermined_where_one_match_is_unknown(name):
    assert decide(with_one(name, UNKNOWN), 1.0, DESIGN) is Verdict.UNDETERMINED


def test_thresholds_are_the_agreement_s_own():
    strict = Thresholds(violation=1.0, outside=0.5)
    assert decide(ESTABLISHED, 0.49, strict) is Verdict.OUTSIDE_SCOPE
    assert decide(ESTABLISHED, 0.999, strict) is Verdict.UNDETERMINED
    assert decide(ESTABLISHED, 1.0, strict) is Verdict.POTENTIAL_VIOLATION


def in_the_words_of_the_design(matches, certainty, thresholds):
    """The table, row by row, first that holds."""
    three = {matches.act, matches.weapon, matches.party}
    table = [
        (Verdict.OUTSIDE_SCOPE, certainty < thresholds.outside),
        (Verdict.CONSISTENT, NO in three),
        (Verdict.EXEMPT, matches.exemption == YES),
        (Verdict.POTENTIAL_VIOLATION, three == {YES} and matches.exemption == NO and certainty >= thresholds.violation),
        (Verdict.UNDETERMINED, True),
    ]
    return next(finding for finding, holds in table if holds)


@given(MATCHES, SHARES, THRESHOLDS)
def test_the_first_row_of_the_table_that_holds_decides(matches, certainty, thresholds):
    assert decide(matches, certainty, thresholds) is in_the_words_of_the_design(matches, certainty, thresholds)


@given(MATCHES, SHARES, SHARES, THRESHOLDS)
def test_more_certainty_never_makes_a_weaker_finding(matches, one, other, thresholds):
    assert decide(matches, min(one, other), thresholds) <= decide(matches, max(one, other), thresholds)


@given(MATCHES, SHARES, THRESHOLDS)
def test_only_a_match_in_every_respect_is_a_potential_violation(matches, certainty, thresholds):
    if decide(matches, certainty, thresholds) is Verdict.POTENTIAL_VIOLATION:
        assert matches == ESTABLISHED


@given(MATCHES, SHARES, THRESHOLDS)
def test_a_finding_is_never_unplaced(matches, certainty, thresholds):
    assert decide(matches, certainty, thresholds) is not Verdict.UNPLACED


def test_the_verdict_is_the_strongest_finding_in_the_order_of_the_design():
    assert STRONGEST_FIRST == (
        Verdict.POTENTIAL_VIOLATION,
        Verdict.UNDETERMINED,
        Verdict.EXEMPT,
        Verdict.CONSISTENT,
        Verdict.OUTSIDE_SCOPE,
        Verdict.UNPLACED,
    )
    for position, verdict in enumerate(STRONGEST_FIRST[:-1]):
        assert strongest(STRONGEST_FIRST[position:-1]) is verdict
        assert strongest(reversed(STRONGEST_FIRST[position:-1])) is verdict


def test_the_verdict_is_outside_scope_without_findings():
    assert strongest(()) is Verdict.OUTSIDE_SCOPE


@given(st.lists(st.sampled_from(STRONGEST_FIRST[:-1]), min_size=1), st.sampled_from(STRONGEST_FIRST[:-1]))
def test_a_further_finding_never_weakens_the_verdict(findings, further):
    assert strongest([*findings, further]) is max(strongest(findings), further)


def test_the_words_are_those_of_the_field():
    assert [verdict.words for verdict in STRONGEST_FIRST] == [
        "potential violation",
        "undetermined",
        "exempt (claimed)",
        "consistent with terms",
        "outside scope",
        "unplaced",
    ]


def test_exemption_is_yes_where_one_entry_surely_holds():
    entry = Exemption(acts=("movement.exercise",), parties=("UA",))
    assert exemption(entry, act="movement.exercise", party="UA") is YES
    assert of_provision(exempt=(Exemption(notified=True), entry), act="movement.exercise", party="UA").exemption is YES


def test_exemption_is_unknown_where_one_entry_might_hold():
    entry = Exemption(acts=("movement.exercise",), parties=("UA",))
    assert exemption(entry, act="movement", party="UA") is UNKNOWN
    assert exemption(entry, act="movement.exercise", party="") is UNKNOWN
    never = Exemption(parties=("monitors",))
    assert of_provision(exempt=(never, entry), act="movement", party="UA").exemption is UNKNOWN


def test_exemption_is_no_where_one_of_its_conditions_fails():
    entry = Exemption(acts=("movement.exercise",), parties=("UA",), notified=True)
    assert exemption(entry, act="movement.exercise", party="AF") is NO
    assert exemption(entry, act="fire", party="UA") is NO


def test_exemption_is_no_where_the_provision_offers_none():
    assert of_provision(exempt=(), act="fire", party="").exemption is NO


def test_exemption_by_notification_is_never_more_than_unknown_without_a_table_of_notifications():
    assert exemption(Exemption(notified=True), act="fire", party="UA") is UNKNOWN
    assert exemption(Exemption(acts=("fire",), notified=True), act="fire", party="UA") is UNKNOWN


def exemption(entry, **told):
    return all_of((match_exemption(entry, Told(**told)), match_circumstances(entry)))


def of_provision(*, prohibits=Prohibition(("fire", "movement")), act="fire", weapon="", calibre_mm=None, party="", **given):  # noqa: B008 - frozen
    plain = {"id": "P1", "clause": "para 1", "text": "", "zone_ids": (), "prohibits": prohibits}
    told = Told(act=act, weapon=weapon, calibre_mm=calibre_mm, party=party)
    return match_provision(Provision(**plain | given), ("UA", "AF"), told)


def test_a_provision_that_asks_for_acts_alone_matches_by_act_alone():
    assert of_provision() == ESTABLISHED


@pytest.mark.parametrize(
    ("weapon", "calibre_mm", "expected"),
    [
        ("artillery", 122, YES),
        ("artillery", 100, YES),
        ("artillery", None, UNKNOWN),
        ("", 122, UNKNOWN),
        ("", None, UNKNOWN),
        ("artillery", 85, NO),
        ("", 85, NO),
        ("small arms", None, NO),
        ("small arms", 122, NO),
    ],
)
def test_weapon_is_by_class_and_calibre_and_one_no_decides(weapon, calibre_mm, expected):
    prohibits = Prohibition(("fire",), weapons=("artillery",), calibre_min_mm=100)
    assert of_provision(prohibits=prohibits, weapon=weapon, calibre_mm=calibre_mm).weapon is expected


def test_a_provision_is_matched_in_all_four_respects():
    matches = of_provision(
        prohibits=Prohibition(("fire.artillery",), weapons=("artillery",)),
        binds=("UA",),
        exempt=(Exemption(parties=("UA",)),),
        act="fire",
        weapon="mortar",
        party="UA",
    )
    assert matches == Matches(act=UNKNOWN, weapon=NO, party=YES, exemption=YES)
