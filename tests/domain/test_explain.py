"""The words of a finding, held as they are printed in page, report and command line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.agreement import Quota, Thresholds
from dashboard.domain.explain import Shares, quota_reasons
from dashboard.domain.explain import reasons as messages
from dashboard.domain.matching import Match
from dashboard.domain.message import percent
from dashboard.domain.verdicts import Matches, Verdict, decide
from dashboard.language.say import say, words
from tests.domain.strategies import MATCHES, SHARES

YES, NO, UNKNOWN = Match.YES, Match.NO, Match.UNKNOWN
DESIGN = Thresholds()
SURE = Shares(1.0, 1.0)

ESTABLISHED = Matches(YES, YES, YES, NO)


def reasons(*asked):
    """The reasons in English."""
    return tuple(say(one, "en") for one in messages(*asked))


NOT_IN_SCOPE = "certain to be inside the zone while it was in force"
SNAPSHOT = [
    (Verdict.OUTSIDE_SCOPE, ESTABLISHED, Shares(0.03, 1.0), (f"only 3 % {NOT_IN_SCOPE}",)),
    (Verdict.OUTSIDE_SCOPE, ESTABLISHED, Shares(0.05, 0.1), (f"only < 1 % {NOT_IN_SCOPE}",)),
    (Verdict.CONSISTENT, Matches(NO, YES, YES, NO), SURE, ("the act is not among those prohibited",)),
    (
        Verdict.CONSISTENT,
        Matches(YES, NO, NO, NO),
        SURE,
        ("the weapon or calibre is not among those prohibited", "the named party is not bound"),
    ),
    (Verdict.EXEMPT, Matches(YES, YES, YES, YES), SURE, ("an exemption of the provision covers it, as reported",)),
    (
        Verdict.POTENTIAL_VIOLATION,
        ESTABLISHED,
        SURE,
        ("prohibited act, inside the zone, while in force, by a bound party or one not named",),
    ),
    (
        Verdict.POTENTIAL_VIOLATION,
        ESTABLISHED,
        Shares(0.97, 1.0),
        ("prohibited act, 97 % certain to be inside the zone while it was in force, by a bound party or one not named",),
    ),
    (
        Verdict.POTENTIAL_VIOLATION,
        ESTABLISHED,
        Shares(1.0, 1.0, 0.9999),
        ("prohibited act, > 99 % certain to be inside the zone while it was in force, by a bound party or one not named",),
    ),
    (Verdict.UNDETERMINED, ESTABLISHED, Shares(0.41, 1.0), ("straddles the edge of the zone (p 0.41)",)),
    (Verdict.UNDETERMINED, ESTABLISHED, Shares(1.0, 0.5), ("straddles the time in force (p 0.50)",)),
    (
        Verdict.UNDETERMINED,
        Matches(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        Shares(0.7, 0.6),
        (
            "straddles the edge of the zone (p 0.70)",
            "straddles the time in force (p 0.60)",
            "act unknown or broader than what is prohibited",
            "weapon or calibre unknown",
            "party unknown and only some are bound",
            "exemption unclear",
        ),
    ),
]


@pytest.mark.parametrize(("finding", "matches", "shares", "expected"), SNAPSHOT)
def test_reasons_snapshot(finding, matches, shares, expected):
    assert decide(matches, shares.certainty, DESIGN) is finding
    assert reasons(finding, matches, shares, DESIGN) == expected


@given(MATCHES, SHARES, SHARES)
def test_every_finding_has_a_reason(matches, inside, in_force):
    shares = Shares(inside, in_force)
    finding = decide(matches, shares.certainty, DESIGN)
    said = reasons(finding, matches, shares, DESIGN)
    assert said
    assert all(said)
    assert len(set(said)) == len(said)


def test_a_quota_that_one_report_exceeds_is_said_no_surer_than_the_place():
    for shares, parts in ((SURE, 1), (Shares(0.97, 1.0), 2)):
        plain = messages(Verdict.POTENTIAL_VIOLATION, ESTABLISHED, shares, DESIGN)
        said = [say(one, "en") for one in quota_reasons(Verdict.POTENTIAL_VIOLATION, plain, Quota(5), 6)]
        assert (len(said), said[-1]) == (parts, "this report alone exceeds the quota of 5 in the zone")
        assert all("97 % certain" in one for one in said[:-1])


@given(MATCHES, SHARES, SHARES)
def test_an_undetermined_finding_names_every_unknown(matches, inside, in_force):
    shares = Shares(inside, in_force)
    if decide(matches, shares.certainty, DESIGN) is Verdict.UNDETERMINED:
        said = "; ".join(reasons(Verdict.UNDETERMINED, matches, shares, DESIGN))
        assert ("act unknown" in said) == (matches.act is UNKNOWN)
        assert ("weapon or calibre unknown" in said) == (matches.weapon is UNKNOWN)
        assert ("party unknown" in said) == (matches.party is UNKNOWN)
        assert ("exemption unclear" in said) == (matches.exemption is UNKNOWN)


def test_a_share_just_short_of_the_threshold_is_said_to_straddle_by_both_its_factors():
    said = reasons(Verdict.UNDETERMINED, ESTABLISHED, Shares(0.97, 0.97), DESIGN)
    assert said == ("straddles the edge of the zone (p 0.97)", "straddles the time in force (p 0.97)")


def test_certainty_is_the_product_of_the_shares():
    assert Shares(0.5, 0.5).certainty == 0.25


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.5, "50 %"),
        (0.01, "1 %"),
        (0.00999, "< 1 %"),
        (0.99, "99 %"),
        (0.9901, "> 99 %"),
        (0.999999, "> 99 %"),
    ],
)
def test_a_percentage_never_rounds_to_certainty(share, expected):
    assert words(percent(share), "en") == expected


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_only_certainty_is_printed_as_certain(share):
    assert words(percent(share), "en") not in ("0 %", "100 %")
