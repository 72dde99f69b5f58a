"""Provisions name known zones, acts, weapons and parties, or say which they meant."""

import pytest

from tests.ingest.agreements import faults, read, with_provision


@pytest.mark.parametrize(
    ("provision", "said"),
    [
        ("{id: P1, clause: c, zones: [town], prohibits: {acts: [fire]}}", "provision 'P1': the id stands here and in line 14"),
        ("{clause: c, zones: [town], prohibits: {acts: [fire]}}", "provision 2: no 'id'"),
        ("{id: Q, zones: [town], prohibits: {acts: [fire]}}", "provision 'Q': no 'clause'"),
        ("{id: Q, clause: c, prohibits: {acts: [fire]}}", "no 'zones', expected a list of zone ids"),
        ("{id: Q, clause: c, zones: [], prohibits: {acts: [fire]}}", "zones is an empty list"),
        ("{id: Q, clause: c, zones: [twon], prohibits: {acts: [fire]}}", "unknown zone 'twon'; did you mean 'town'?"),
        ("{id: Q, clause: c, zones: [line], prohibits: {acts: [fire]}}", "zone 'line' is a line, expected an area"),
        ("{id: Q, clause: c, zones: [town, town], prohibits: {acts: [fire]}}", "zones names 'town' twice"),
        ("{id: Q, clause: c, zones: [town]}", "no 'prohibits', expected what is prohibited"),
        ("{id: Q, clause: c, zones: [town], prohibits: {}}", "prohibits: no 'acts', expected a list"),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire.artilery]}}",
            "'fire.artilery'; did you mean 'fire.artillery'?",
        ),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [heat]}}", "'heat' is what an observation may say, not an act"),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [undetermined]}}", "'undetermined' is what an observation may say"),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: fire}}",
            "acts is 'fire', expected a list such as [fire.artillery]",
        ),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire], weapons: [gun]}}",
            "unknown weapon class 'gun'; known are ",
        ),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire], calibre_mm: 100}}",
            "found '100', expected keys with values: min",
        ),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire], calibre_mm: {}}}", "none of 'min', 'max'"),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire], calibre_mm: {min: 9, max: 5}}}",
            "max 5 is less than min 9",
        ),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire], calibre_mm: {min: 0}}}", "min is 0, expected a calibre"),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, binds: [C]}",
            "binds 'C', which is not among the agreement's",
        ),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, binds: []}", "leave it out where everyone is bound"),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, exempt: [{}]}",
            "exempt 1: none of 'acts', 'parties', 'notified'",
        ),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, exempt: [{notified: false}]}",
            "notified is 'false', expected true",
        ),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, exempt: [{acts: [nap]}]}", "unknown act 'nap'"),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, exempt: {notified: true}}",
            "expected a list with at least one",
        ),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, quota: {}}", "no 'count_max', expected a whole number"),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, quota: {count_max: 1.5}}",
            "count_max is 1.5, expected a whole",
        ),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, quota: {count_max: -1}}",
            "count_max is -1, expected a whole",
        ),
        (
            "{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, quota: {count_max: 1, per: day}}",
            "per is 'day', expected zone",
        ),
        ("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, suspended: {from: 2026-03-29T03:30}}", "does not exist"),
        ("{id: Q, clause: c, zones: [town], prohibit: {acts: [fire]}}", "unknown key 'prohibit'; did you mean 'prohibits'?"),
        ("[P2]", "provision 2: found a list, expected keys with values"),
    ],
)
def test_a_fault_in_a_provision_is_named_with_its_line(provision: str, said: str) -> None:
    found = faults(with_provision(provision))
    assert all(one.startswith("agreement.yaml:15: provision ") for one in found)
    assert any(said in one for one in found)


def test_an_exemption_may_name_others_and_that_is_noted() -> None:
    exempt = "[{parties: [Monitors, a, UNIFIL]}, {parties: [UNIFIL]}]"
    text = with_provision(f"{{id: Q, clause: c, zones: [town], prohibits: {{acts: [fire]}}, exempt: {exempt}}}")
    assert read(text).notes == ("provision Q exempts 'UNIFIL', which is not among the agreement's parties",)


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("phase_in: {complete_by: 2026-02-01}", "provision Q is in force only after its phase-in ends, which changes nothing"),
        (
            "in_force: {to: 2026-03-10}, phase_in: {complete_by: 2026-03-10}",
            "provision Q is in force only while it is phased in, so that nothing can be a potential violation of it",
        ),
    ],
)
def test_a_phase_in_that_ends_before_or_after_its_provision_is_noted(rest: str, said: str) -> None:
    assert read(with_provision(f"{{id: Q, clause: c, zones: [town], prohibits: {{acts: [fire]}}, {rest}}}")).notes == (said,)


def test_a_provision_that_is_never_in_force_in_a_zone_is_noted() -> None:
    text = with_provision("{id: Q, clause: c, zones: [town], prohibits: {acts: [fire]}, in_force: {to: 2026-01-01}}")
    assert read(text).notes == ("provision Q is never in force in zone town",)
