"""Quotas of many reports at once against the readable rule, and what each kind of quota counts together."""

from datetime import timedelta

import numpy as np
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.agreement import Prohibition, Quota, Thresholds
from dashboard.domain.intervals import Interval
from dashboard.domain.matching import Match
from dashboard.domain.observation import Point
from dashboard.domain.verdicts import Matches, Verdict, decide
from dashboard.engine.assess import assess
from dashboard.engine.findings import reason_texts
from dashboard.engine.quota import hold_quotas, period_bounds, period_numbers
from dashboard.engine.quota_table import quota_table, surely_counts
from dashboard.engine.reference import Counted, quota_finding
from tests.engine.builders import NOON, agreement, observation, provision, table, zone

DAY = timedelta(days=1)
HERE = Point(37.5, 48.5)
ACT = "presence.heavy-weapon"


def reports(*told):
    """Reports of (count, party, days after noon, days it lasts)."""
    return table(
        [
            observation(
                HERE, act=ACT, count=count, party=party, observed=Interval(NOON + days * DAY, NOON + (days + lasts) * DAY)
            )
            for count, party, days, lasts in told
        ]
    )


def limited(quota, zones=("z",)):
    """An agreement of one provision with a quota."""
    rule = provision(quota=quota, prohibits=Prohibition((ACT,)), zone_ids=tuple(zones))
    return agreement([zone(id=one) for one in zones], [rule], time_zone="Europe/Kyiv")


def under(quota, seen, zones=("z",)):
    held = limited(quota, zones)
    return assess(seen, held, engine_version="t"), held


def outcome(quota, *told, zones=("z",)):
    result, _ = under(quota, reports(*told), zones)
    return [Verdict(code).words for code in result.verdicts], result.findings["quota_count"].tolist()


SHORT = 0.01


def test_each_party_has_a_quota_of_its_own():
    told = [(3, "A", 0, SHORT), (3, "B", 0, SHORT)]
    assert outcome(Quota(5, ("zone", "party")), *told) == (["consistent with terms"] * 2, [3, 3])
    assert outcome(Quota(5), *told) == (["undetermined"] * 2, [6, 6])


def test_a_report_that_names_nobody_may_belong_to_the_largest_count():
    told = [(3, "A", 0, SHORT), (3, "", 0, SHORT)]
    assert outcome(Quota(5, ("zone", "party")), *told) == (["consistent with terms", "undetermined"], [3, 6])


def test_each_period_has_a_quota_of_its_own():
    told = [(3, "A", 0, SHORT), (3, "A", 1, SHORT), (3, "A", 1.1, SHORT)]
    assert outcome(Quota(5, period="day"), *told) == (["consistent with terms", "undetermined", "undetermined"], [3, 6, 6])


def test_a_report_over_two_periods_may_belong_to_either():
    told = [(3, "A", 0, SHORT), (3, "A", 0.2, 1)]
    assert outcome(Quota(5, period="day"), *told) == (["consistent with terms", "undetermined"], [3, 6])


def test_a_day_ends_at_local_midnight_and_that_moment_is_the_next_day():
    times = pd.Series(pd.to_datetime(["2026-07-01T20:59:59.999999Z", "2026-07-01T21:00:00.000000Z"]))
    _, held = under(Quota(5), reports((1, "A", 0, SHORT)))
    assert np.diff(period_numbers(times, Quota(5, period="day"), held)).tolist() == [1]
    assert np.diff(period_numbers(times, Quota(5, period="month"), held)).tolist() == [0]


def test_a_week_begins_on_monday_and_days_are_counted_from_the_agreement_s_first():
    mondays = pd.Series(pd.to_datetime(["2026-06-07T20:59Z", "2026-06-07T21:00Z", "2026-06-14T20:59Z"]))
    _, held = under(Quota(5), reports((1, "A", 0, SHORT)))
    assert np.diff(period_numbers(mondays, Quota(5, period="week"), held)).tolist() == [1, 0]
    # In force from 1 June: the first three local days are 1, 2 and 3 June.
    assert period_numbers(mondays, Quota(5, period="P3D"), held).tolist() == [2, 2, 4]


def test_a_report_that_may_be_of_more_than_the_quota_is_undetermined_and_says_so():
    # 4 to 8, at least 3, and at most 5.
    seen = reports((4, "A", 0, SHORT), (3, "A", 1, SHORT), (None, "A", 2, SHORT))
    seen["count_most"] = [8, np.nan, 5]
    result, held = under(Quota(5, period="day"), seen)
    doubt = "this report leaves open whether there were more; the reports that belong here or may do so give at least"
    assert [Verdict(code).words for code in result.verdicts] == ["undetermined", "undetermined", "consistent with terms"]
    assert reason_texts(result.findings, held).tolist() == [
        f"quota of 5 in the zone in the day: {doubt} 4 together",
        f"quota of 5 in the zone in the day: {doubt} 3 together",
        "within the quota: 5 allowed in the zone in the day; the reports that belong here or may do so give at least 1 together",
    ]


def test_zones_counted_together_count_a_report_once():
    assert outcome(Quota(5, ()), (3, "A", 0, SHORT), zones=("z", "y"))[1] == [3, 3]


def test_the_words_say_what_is_counted_together():
    result, held = under(Quota(5, ("party",), "P7D"), reports((3, "A", 0, SHORT), (9, "B", 0, SHORT)))
    assert reason_texts(result.findings, held).tolist() == [
        "within the quota: 5 allowed in all zones together for each party in 7 days; "
        "the reports that belong here or may do so give at least 3 together",
        "this report alone exceeds the quota of 5 in all zones together for each party in 7 days",
    ]


decided = st.sampled_from([Verdict.POTENTIAL_VIOLATION, Verdict.UNDETERMINED, Verdict.CONSISTENT, Verdict.EXEMPT])
counted = st.tuples(
    decided, st.sampled_from([None, 1, 2, 7]), st.sampled_from(["A", "B", ""]), st.sampled_from([0.0, 0.4, 1.0]),
    st.sampled_from([SHORT, 1.2]), st.booleans(), st.sampled_from([0, 1]), st.sampled_from([None, 0, 5]),
)  # fmt: skip
quotas = st.builds(
    Quota,
    st.sampled_from([0, 3, 6]),
    st.sampled_from([("zone",), ("party",), ("zone", "party"), ()]),
    st.sampled_from(["", "day", "P2D"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(counted, min_size=1, max_size=7), quotas)
def test_many_quota_findings_equal_the_scalar_reference(told, quota):
    seen = reports(*[(count, party, days, lasts) for _, count, party, days, lasts, *_ in told])
    seen["superseded"] = [one[5] for one in told]
    most = [None if one[7] is None else (one[1] or 0) + one[7] for one in told]
    seen["count_most"] = np.array(most, dtype=np.float64)
    held = agreement([zone(), zone(id="y")], [provision(quota=quota, zone_ids=("z", "y"))], time_zone="Europe/Kyiv")
    findings = pd.DataFrame(
        {
            "row": np.arange(len(told)),
            "provision": 0,
            "zone": [one[6] for one in told],
            "finding": np.array([one[0] for one in told], dtype=np.int8),
            "quota_count": np.int64(-1),
        }
    )
    result = hold_quotas(findings, seen, held)
    first, last = (
        period_numbers(seen[name] - lag, quota, held) for name, lag in (("observed_from", 0 * DAY), ("observed_to", DAY / 1e9))
    )
    scalar = [
        Counted(
            report=number,
            decided=one[0],
            count=one[1],
            zone=str(one[6]) if "zone" in quota.per else "",
            party=one[2] if "party" in quota.per else "",
            periods=tuple(range(first[number], last[number] + 1)),
            superseded=one[5],
            most=most[number],
        )
        for number, one in enumerate(told)
    ]
    expected = [quota_finding(one, scalar, quota) for one in scalar]
    assert [(Verdict(code), total) for code, total in zip(result["finding"], result["quota_count"], strict=True)] == expected


def test_the_table_of_quotas_has_a_row_per_zone_party_and_period_with_the_reports_it_counts():
    seen = reports((3, "A", 0, SHORT), (4, "A", 0.1, SHORT), (9, "B", 0, SHORT), (1, "A", 1, SHORT))
    seen["observation_id"] = ["r1", "r2", "r3", "r4"]
    result, held = under(Quota(5, ("zone", "party"), "day"), seen)
    assert quota_table(result.findings, seen, held).to_numpy().tolist() == [
        ["P1", "z", "A", "2026-07-01", "2026-07-01", 5, 7, "undetermined", "r1 r2", ""],
        ["P1", "z", "A", "2026-07-02", "2026-07-02", 5, 1, "consistent with terms", "r4", ""],
        ["P1", "z", "B", "2026-07-01", "2026-07-01", 5, 9, "potential violation", "r3", ""],
    ]


def counts(quota, seen, zones=("z",)):
    """Party, least number, finding and ids of each row of the table."""
    seen["observation_id"] = [f"r{number + 1}" for number in range(len(seen))]
    result, held = under(quota, seen, zones)
    told = quota_table(result.findings, seen, held)
    return told[["party", "at_least", "finding", "observation_ids", "possible_ids"]].to_numpy().tolist()


BY_PARTY_AND_DAY = Quota(5, ("zone", "party"), "day")


def test_a_party_is_one_party_in_the_table_whatever_its_capitals():
    seen = reports((3, "b", 0, SHORT), (3, "B ", 0.1, SHORT), (3, "c", 0, SHORT))
    assert counts(BY_PARTY_AND_DAY, seen) == [
        ["B", 6, "undetermined", "r1 r2", ""],
    ]


def test_what_was_revised_neither_counts_in_the_table_nor_decides_a_row_of_it():
    seen = reports((9, "A", 0, SHORT), (2, "A", 0, SHORT), (9, "B", 0, SHORT))
    seen["superseded"] = [True, False, True]
    assert counts(BY_PARTY_AND_DAY, seen) == [["A", 2, "consistent with terms", "r2", ""]]


def test_what_only_may_belong_to_a_count_is_named_in_the_table_and_not_counted_as_sure():
    seen = reports((3, "A", 0, SHORT), (4, "A", 0.2, 1), (3, "", 0, SHORT), (3, "A", 0.1, SHORT))
    seen["act"] = [ACT, ACT, ACT, "undetermined"]
    assert counts(BY_PARTY_AND_DAY, seen) == [
        ["", 0, "undetermined", "", "r3"],
        ["A", 3, "undetermined", "r1", "r2 r4"],
    ]


def test_a_report_that_is_surely_in_one_of_the_zones_counts_where_they_are_counted_together():
    held = agreement(
        [zone(shapely.box(37.5, 48.0, 38.0, 49.0), id="half"), zone()],
        [provision(quota=Quota(5, ()), prohibits=Prohibition((ACT,)), zone_ids=("half", "z"))],
    )
    seen = table([observation(Point(37.5, 48.5, 100.0), act=ACT, count=3, observation_id="r1")])
    told = quota_table(assess(seen, held, engine_version="t").findings, seen, held)
    assert told[["at_least", "observation_ids", "possible_ids"]].to_numpy().tolist() == [[3, "r1", ""]]


match = st.sampled_from(list(Match))
shares = st.tuples(st.sampled_from([0.5, 1.0]), st.sampled_from([0.0, 0.3, 0.95, 1.0]))


@given(st.builds(Matches, match, match, match, match), shares, st.sampled_from(["", "it is contested"]))
def test_what_surely_counts_is_what_would_be_a_potential_violation_without_the_quota(found, certain, because):
    (inside, settled), rule = certain, provision(quota=Quota(5), judged_because=because)
    told = {"act": found.act, "weapon": found.weapon, "party": found.party, "exemption": found.exemption}
    findings = pd.DataFrame([{**told, "p_inside": inside, "p_in_force": 1.0, "p_settled": settled}])
    without = decide(found, inside, Thresholds(), settled=inside * settled, for_a_person=bool(because))
    assert surely_counts(findings, rule, Thresholds()).tolist() == [without is Verdict.POTENTIAL_VIOLATION]


@given(st.sampled_from(["day", "week", "month", "P1D", "P10D"]), st.integers(0, 3000))
def test_a_period_s_bounds_are_the_days_that_have_its_number(period, days):
    quota = Quota(5, period=period)
    held = limited(quota)
    noon = pd.Timestamp("2026-06-01T09:00Z") + pd.Timedelta(days=days)
    (number,) = period_numbers(pd.Series([noon]), quota, held)
    first, last = (pd.Timestamp(day, tz="Europe/Kyiv") for day in period_bounds(int(number), quota, held))
    assert first <= noon < last + pd.DateOffset(days=1)
    inside = pd.Series([first, last, first - pd.Timedelta(minutes=1), last + pd.DateOffset(days=1)]).dt.tz_convert("UTC")
    assert (period_numbers(inside, quota, held) - number).tolist() == [0, 0, -1, 1]


def test_without_quotas_the_table_is_empty():
    seen = reports((3, "A", 0, SHORT))
    held = agreement([zone()], [provision()])
    assert quota_table(assess(seen, held, engine_version="t").findings, seen, held).empty
