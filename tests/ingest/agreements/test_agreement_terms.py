"""How a provision holds: phase-in, windows of the day, quotas, persons as judges, zones by party, ways out."""

from datetime import datetime, time

import pytest

from dashboard.domain.agreement import Exemption, Prohibition, Provision, Quota
from dashboard.domain.daily import Daily
from tests.ingest.agreements import faults, read, utc, with_provision

START = "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}"


def provision(rest: str) -> Provision:
    return read(with_provision(f"{START}, {rest}}}")).provisions[1]


@pytest.mark.parametrize(
    ("rest", "until"),
    [
        ("phase_in: {complete_by: 2026-04-01}", utc(2026, 3, 31, 21)),
        ("phase_in: {within: 14 days}", utc(2026, 3, 14, 22)),
        # The clocks are put forward on 29 March: thirty local days are an hour shorter.
        ("phase_in: {within: 30 days}", utc(2026, 3, 30, 21)),
        ("phase_in: {within: 2 weeks}", utc(2026, 3, 14, 22)),
        ("phase_in: {within: 48 hours}", utc(2026, 3, 2, 22)),
        ("phase_in: {from: 2026-05-01, within: 1 day}", utc(2026, 5, 1, 21)),
        ("in_force: {from: 2026-06-01}, phase_in: {within: 10 days}", utc(2026, 6, 10, 21)),
    ],
)
def test_a_phase_in_ends_at_a_moment_or_so_many_local_days_after_its_start(rest: str, until: datetime) -> None:
    assert provision(rest).phase_in_until == until


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("daily: {from: '22:00', to: '06:00'}", Daily(time(22), time(6))),
        ("daily: {from: '0:00', to: '24:00'}", None),
        ("daily: {from: '18:30', to: '24:00'}", Daily(time(18, 30), time(0))),
    ],
)
def test_windows_of_the_day_are_by_the_local_clock(rest: str, expected: Daily | None) -> None:
    if expected is None:
        assert "are the same time of day" in faults(with_provision(f"{START}, {rest}}}"))[0]
    else:
        assert provision(rest).daily == expected


def local(zone: str, hours: str, since: str = "2026-03-01T00:00") -> str:
    text = with_provision(f"{START}, daily: {hours}}}")
    return text.replace("Europe/Kyiv", zone).replace("2026-03-01T00:00", since)


@pytest.mark.parametrize(
    "zone", ["Asia/Beirut", "America/Santiago", "Africa/Cairo", "Atlantic/Azores", "Asia/Gaza", "America/Havana"]
)
def test_a_window_may_begin_or_end_at_midnight_where_the_clocks_change_at_it(zone: str) -> None:
    # All of them change their clocks at or around midnight at least once from 2021 on.
    read_daily = [
        read(local(zone, hours, "2021-01-01T00:00")).provisions[1].daily
        for hours in (
            "{from: '00:00', to: '06:00'}",
            "{from: '18:00', to: '24:00'}",
            "{from: '18:00', to: '00:00'}",
        )
    ]
    assert read_daily == [Daily(time(0), time(6)), Daily(time(18), time(0)), Daily(time(18), time(0))]


@pytest.mark.parametrize(
    ("zone", "hours", "since", "said"),
    [
        ("Asia/Beirut", "{from: '00:30', to: '06:00'}", "2026-03-01", "from: 2026-03-29 00:30 does not exist in Asia/Beirut"),
        ("Asia/Beirut", "{from: '12:00', to: '23:30'}", "2026-03-01", "to: 2026-10-24 23:30 happens twice in Asia/Beirut"),
        (
            "Atlantic/Azores",
            "{from: '00:30', to: '06:00'}",
            "2026-10-01",
            "from: 2026-10-25 00:30 happens twice in Atlantic/Azores",
        ),
        # The first change at this hour is years away, and the clause still in force.
        ("Asia/Gaza", "{from: '01:30', to: '06:00'}", "2018-04-01", "from: 2022-10-29 01:30 happens twice in Asia/Gaza"),
        # At 00:01 it is 23:01 of the day before: that midnight ends no day.
        ("America/St_Johns", "{from: '00:00', to: '06:00'}", "2010-06-01", "from: 2010-11-07 00:00 happens twice"),
    ],
)
def test_a_time_of_day_that_is_not_one_instant_stays_refused(zone: str, hours: str, since: str, said: str) -> None:
    assert said in faults(local(zone, hours, since))[0]


def test_every_span_of_a_clause_is_held_against_the_clock_changes() -> None:
    spans = "in_force: [{from: 2026-03-15, to: 2026-04-15}, {from: 2026-05-01, to: 2026-06-01}]"
    rest = f"{{from: '03:30', to: '06:00'}}, {spans}"
    assert "2026-03-29 03:30 does not exist in Europe/Kyiv" in faults(local("Europe/Kyiv", rest))[0]
    assert read(local("Europe/Kyiv", rest.replace("2026-03-15", "2026-04-01"))).provisions[1].daily == Daily(time(3, 30), time(6))


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("quota: {count_max: 5}", Quota(5)),
        ("quota: {count_max: 5, per: zone}", Quota(5)),
        ("quota: {count_max: 5, per: party}", Quota(5, ("party",))),
        ("quota: {count_max: 5, per: [party, zone], period: week}", Quota(5, ("zone", "party"), "week")),
        ("quota: {count_max: 5, per: agreement, period: P7D}", Quota(5, (), "P7D")),
    ],
)
def test_a_quota_is_counted_per_zone_party_and_period(rest: str, expected: Quota) -> None:
    assert provision(rest).quota == expected


def test_a_clause_may_be_for_a_person_to_judge() -> None:
    assert provision("judged_by: person, why: self-defence is preserved").judged_because == "self-defence is preserved"


def test_zones_may_differ_by_party() -> None:
    text = with_provision("{id: Q, clause: c, zones: {A: [town], B: [strip, town]}, prohibits: {acts: [fire]}}")
    found = read(text).provisions[1]
    assert (found.zone_ids, found.binds) == (("town", "strip"), ("A", "B"))
    assert (found.bound_in("town"), found.bound_in("strip")) == (("A", "B"), ("B",))


def test_systems_are_named_by_any_spelling() -> None:
    text = with_provision("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire], systems: [Смерч, BM-27, Tochka-U]}}")
    expected = ("BM-30 Smerch", "BM-27 Uragan", "9K79-1 Tochka-U")
    assert read(text).provisions[1].prohibits == Prohibition(("fire",), systems=expected)


def test_ways_out_by_means_by_place_and_by_claim() -> None:
    exempt = "[{acts: [flight.uav], means: [drone]}, {outside: [town, strip], parties: [A]}, {claimed: return-fire}]"
    assert provision(f"exempt: {exempt}").exempt == (
        Exemption(acts=("flight.uav",), means=("drone",)),
        Exemption(parties=("A",), outside=("town", "strip")),
        Exemption(claimed="return-fire"),
    )


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("phase_in: {}", "phase_in: none of 'complete_by', 'within'"),
        ("phase_in: {within: a fortnight}", "within is 'a fortnight', expected a length such as 14 days"),
        ("phase_in: {within: 14 days, complete_by: 2026-04-01}", "within beside 'complete_by'"),
        ("phase_in: {complete_by: 2026-03-29T03:30}", "complete_by: 2026-03-29 03:30 does not exist in Europe/Kyiv"),
        ("daily: {from: '22:00'}", "daily: no 'to', expected a time of day"),
        ("daily: {from: '25:00', to: '06:00'}", "from is '25:00', expected a time of day such as '22:00'"),
        ("daily: {from: 22, to: '06:00'}", "from is '22', expected a time of day"),
        (
            "daily: {from: '03:30', to: '06:00'}",
            "03:30 does not exist in Europe/Kyiv: the clocks are put forward over it; choose another",
        ),
        ("quota: {count_max: 5, period: fortnight}", "period is 'fortnight', expected day, week, month"),
        ("quota: {count_max: 5, per: [zone, day]}", "per is 'day', expected zone, party or both"),
        ("quota: {count_max: 5, per: [zone, agreement]}", "per names 'agreement' beside 'zone', expected it alone"),
        ("judged_by: person", "no 'why', expected why only a person can judge it"),
        ("judged_by: committee, why: x", "judged_by is 'committee', expected person"),
        ("why: x", "why without 'judged_by'"),
        ("exempt: [{claimed: revenge}]", "unknown claim 'revenge'"),
        ("exempt: [{claimed: training, notified: true}]", "claimed beside 'notified'"),
        ("exempt: [{means: [telepathy]}]", "unknown means 'telepathy'"),
        ("exempt: [{outside: [line]}]", "zone 'line' is a line, expected an area"),
        ("exempt: [{outside: [twon]}]", "unknown zone 'twon'; did you mean 'town'?"),
    ],
)
def test_a_fault_in_the_terms_is_named_with_its_line(rest: str, said: str) -> None:
    found = faults(with_provision(f"{START}, {rest}}}"))
    assert all(one.startswith("agreement.yaml:15: provision 'Q'") for one in found)
    assert any(said in one for one in found)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("zones: {A: [town], C: [town]}, prohibits: {acts: [fire]}", "zones: unknown key 'C'"),
        ("zones: {A: [town]}, binds: [A], prohibits: {acts: [fire]}", "binds beside zones by party"),
        ("zones: {}, prohibits: {acts: [fire]}", "zones holds nothing"),
        ("zones: {A: [twon]}, prohibits: {acts: [fire]}", "unknown zone 'twon'"),
        ("zones: [town], prohibits: {acts: [fire], systems: [Hurricane]}", "unknown weapon system 'Hurricane'"),
        ("zones: [town], prohibits: {acts: [fire], weapons: [BM-21]}", "BM-21 Grad is a system: name it under 'systems'"),
    ],
)
def test_a_fault_in_zones_by_party_and_systems_is_named(start: str, said: str) -> None:
    assert any(said in one for one in faults(with_provision(f"{{id: Q, clause: c, {start}}}")))


def test_zones_by_party_need_parties() -> None:
    text = with_provision("{id: Q, clause: c, zones: {A: [town]}, prohibits: {acts: [fire]}}").replace("  parties: [A, B]\n", "")
    assert faults(text) == (
        "agreement.yaml:14: provision 'Q': zones by party, but the agreement names no parties: list them under 'parties'",
    )
