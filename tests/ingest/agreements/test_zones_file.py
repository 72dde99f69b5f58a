"""A lone GeoJSON of zones is an agreement that prohibits every hostile act there then."""

import pytest

from dashboard.domain.acts import HOSTILE_ACTS
from dashboard.domain.agreement import ALWAYS, Agreement, Prohibition
from dashboard.domain.intervals import END, Interval
from dashboard.ingest.agreements.file import AgreementBundle, AgreementError, read_agreement
from tests.ingest.agreements import LINE, TOWN, geojson, utc


def declared(name: object, **properties: object) -> dict[str, object]:
    return {**TOWN, "id": None, "properties": {"name": name, "from": "2026-03-01T00:00", **properties}}


def read_zones(*features: object, zone: str | None = "Europe/Kyiv") -> Agreement:
    return read_agreement(AgreementBundle("strips.geojson", {"strips.geojson": geojson(*features)}), default_time_zone=zone)


def zones_fault(*features: object, zone: str | None = "Europe/Kyiv") -> str:
    with pytest.raises(AgreementError) as caught:
        read_zones(*features, zone=zone)
    return str(caught.value)


def test_a_lone_geojson_of_zones_prohibits_all_hostile_acts_there_then() -> None:
    agreement = read_zones(declared("North", to="2026-04-01T00:00", time_zone="UTC"), declared("South"))
    (provision,) = agreement.provisions
    assert provision.prohibits == Prohibition(HOSTILE_ACTS)
    assert (provision.clause, provision.binds, provision.zone_ids) == ("declared zone", (), ("North", "South"))
    assert agreement.zone("North").in_force == (Interval(utc(2026, 3, 1), utc(2026, 4, 1)),)
    assert agreement.zone("South").in_force == (Interval(utc(2026, 2, 28, 22), END),)
    assert (agreement.id, agreement.time_zone, agreement.in_force, agreement.parties) == ("strips", "Europe/Kyiv", ALWAYS, ())


@pytest.mark.parametrize("end", [None, ""])
def test_a_zone_without_an_end_stays_open(end: object) -> None:
    assert read_zones(declared("North", to=end)).zone("North").in_force[0].end == END


def test_zones_of_one_name_are_told_apart_by_their_place_in_the_file() -> None:
    zones = read_zones(declared("North"), declared("North"), {**declared("North"), "id": "n3"}).zones
    assert [(zone.id, zone.name) for zone in zones] == [("North #1", "North"), ("North #2", "North"), ("n3", "North")]


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"name": None}, "strips.geojson: feature 1: no 'name'"),
        ({"from": None}, "strips.geojson: feature 1 'North': no 'from'"),
        ({"from": 2026}, "from is '2026', expected a time as text"),
        ({"from": "1 March"}, "from: '1 March' is no time as written here"),
        ({"from": "2026-03-29T03:30"}, "does not exist in Europe/Kyiv"),
        ({"to": "2026-01-01"}, "from 2026-03-01T00:00 is not before to 2026-01-01"),
        ({"time_zone": "Mars/Base"}, "unknown time zone 'Mars/Base'"),
        ({"name": "No\u0000rth"}, "holds the character U+0000"),
    ],
)
def test_a_fault_in_a_lone_zone_is_named_with_its_feature(properties: dict[str, object], said: str) -> None:
    assert said in zones_fault(
        declared("North", **{key: value for key, value in properties.items() if key != "name"})
        | {"properties": {"name": "North", "from": "2026-03-01T00:00", **properties}}
    )


def test_a_line_is_no_declared_zone_and_two_zones_need_two_ids() -> None:
    assert "found a LineString, expected a polygon" in zones_fault({**declared("North"), "geometry": LINE["geometry"]})
    assert "a feature's id is another one's name" in zones_fault(declared("North"), {**declared("South"), "id": "North"})


def test_without_any_time_zone_a_lone_zone_needs_offsets() -> None:
    assert "no time zone is known it could be local to" in zones_fault(declared("North"), zone=None)
    assert read_zones(declared("North", **{"from": "2026-03-01T00:00+02:00"}), zone=None).zones[0].in_force[0].start == utc(
        2026, 2, 28, 22
    )
