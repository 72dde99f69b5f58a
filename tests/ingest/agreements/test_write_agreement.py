"""What is written is read as the same agreement again."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.agreement import (
    ALWAYS,
    QUOTA_PARTS,
    Agreement,
    Exemption,
    Prohibition,
    Provision,
    Quota,
    Thresholds,
    Zone,
)
from dashboard.domain.daily import Daily
from dashboard.domain.derivation import Band, Circle, Unit
from dashboard.domain.intervals import Interval
from dashboard.engine.circles import circle_on_ground
from dashboard.engine.ground import buffer_on_ground
from dashboard.ingest.agreements.file import AgreementBundle, bundle_from_path, read_agreement
from dashboard.ingest.agreements.write import Table, write_agreement
from tests.ingest.mordavia import gazetteer

PLACES = gazetteer()
LINE = shapely.LineString([(10.1, 50.1), (10.9, 50.3)])
ZONES = (
    Zone("line", "Line", "reference line", LINE),
    Zone(
        "drawn",
        "Drawn, with a hole",
        "",
        shapely.orient_polygons(shapely.box(10, 50, 11, 51) - shapely.box(10.4, 50.4, 10.6, 50.6)),
    ),
    Zone("wide", "Wide", "", buffer_on_ground(LINE, 5000, "left"), made=Band("line", 5000, "left")),
    Zone("town", "Town", "settlement", circle_on_ground(10.2, 50.2, 750.5), made=Circle(750.5, 10.2, 50.2, "Avenport")),
    Zone("spot", "Spot", "", circle_on_ground(10.25, 50.5, 90), made=Circle(90, 10.25, 50.5)),
    Zone("unit", "Unit", "", PLACES.area("M-02"), made=Unit("M-02", "Brel Oblast")),
)
AREAS = st.lists(st.sampled_from([zone.id for zone in ZONES[1:]]), min_size=1, max_size=3, unique=True).map(tuple)
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
SPANS = st.builds(lambda start, minutes: Interval(start, start + timedelta(minutes=minutes)), MOMENTS, st.integers(1, 10**6))
OPEN = st.one_of(SPANS, MOMENTS.map(Interval), MOMENTS.map(lambda end: Interval(end=end)))
TIMES = st.one_of(st.just(ALWAYS), st.lists(OPEN, min_size=1, max_size=2).map(tuple))
SUSPENDED = st.lists(SPANS, max_size=2).map(tuple)
WORDS = st.sampled_from(["no", "1.5", "para 2(a): 'x'", "міни # ні", "2026-01-01", "null", "{a}", "yes", "- x"])
PARTIES = st.sampled_from([(), ("A",), ("A", "B")])
EXEMPTIONS = st.sampled_from(
    [
        Exemption(acts=("fire",), parties=("monitors",)),
        Exemption(notified=True),
        Exemption(claimed="return-fire", outside=("drawn",)),
        Exemption(means=("drone", "patrol")),
    ]
)
PROHIBITIONS = st.builds(
    Prohibition,
    st.sampled_from([("fire",), ("presence", "works.mines")]),
    st.sampled_from([(), ("mlrs", "tank")]),
    st.sampled_from([None, 100.0, 99.9]),
    st.sampled_from([None, 152.0, 203.2]),
    st.sampled_from([(), ("BM-30 Smerch",)]),
)
QUOTAS = st.none() | st.builds(
    Quota,
    st.integers(0, 40),
    st.sets(st.sampled_from(QUOTA_PARTS)).map(lambda parts: tuple(part for part in QUOTA_PARTS if part in parts)),
    st.sampled_from(["", "day", "week", "month", "P10D"]),
)


@st.composite
def provisions(draw, number):
    by_party = draw(st.booleans())
    party_zones = (("A", draw(AREAS)), ("B", draw(AREAS))) if by_party else ()
    zone_ids = tuple(dict.fromkeys(one for _, ids in party_zones for one in ids)) if by_party else draw(AREAS)
    return Provision(
        id=f"P{number}",
        clause=draw(WORDS),
        text=draw(WORDS | st.just("")),
        zone_ids=zone_ids,
        prohibits=draw(PROHIBITIONS),
        binds=("A", "B") if by_party else draw(PARTIES),
        exempt=tuple(draw(st.lists(EXEMPTIONS, max_size=2))),
        quota=draw(QUOTAS),
        in_force=draw(TIMES),
        suspended=draw(SUSPENDED),
        party_zones=party_zones,
        daily=draw(st.sampled_from([None, Daily(time(22), time(6)), Daily(time(8, 30), time(0))])),
        phase_in_until=draw(st.none() | MOMENTS),
        judged_because=draw(WORDS | st.just("")),
    )


@st.composite
def agreements(draw):
    return Agreement(
        id="a-1",
        title=draw(WORDS),
        kind=draw(WORDS | st.just("")),
        time_zone=draw(st.sampled_from(["Europe/Kyiv", "UTC", "Asia/Kolkata"])),
        in_force=draw(TIMES),
        parties=("A", "B"),
        source=draw(WORDS | st.just("")),
        zones=tuple(replace(zone, in_force=draw(TIMES), suspended=draw(SUSPENDED)) for zone in ZONES),
        provisions=tuple(draw(provisions(number)) for number in range(2)),
        version="",
        suspended=draw(SUSPENDED),
        thresholds=draw(st.sampled_from([Thresholds(), Thresholds(0.9, 0.1), Thresholds(1.0, 1e-7)])),
    )


WITHOUT_TABLE = Agreement(
    id="a",
    title="A",
    kind="",
    time_zone="Europe/Kyiv",
    in_force=ALWAYS,
    parties=("A", "B"),
    source="",
    zones=ZONES,
    provisions=(
        Provision("P1", "para 1", "", ("drawn",), Prohibition(("movement",)), exempt=(Exemption(notified=True),)),
        Provision("P2", "para 2", "", ("town",), Prohibition(("fire",)), exempt=(Exemption(claimed="return-fire"),)),
    ),
    version="",
)


def read_again(agreement: Agreement) -> Agreement:
    again = read_agreement(AgreementBundle("agreement.yaml", write_agreement(agreement)), gazetteer=PLACES)
    return replace(again, version=agreement.version, notes=agreement.notes)


@settings(max_examples=20, deadline=None)
@given(agreements())
def test_what_is_written_is_read_as_the_same_agreement(agreement):
    assert read_again(agreement) == agreement


NOTIFIED = b"""reference,party,act,zone,place,radius_m,from,to,claim
N-1,A,movement,drawn,,,2026-07-01,2026-07-01,
N-2,B,fire,,Avenport,400,2026-07-01T10:00,2026-07-01T11:00,return-fire
"""


def test_its_table_of_notifications_is_written_with_it_and_read_again():
    files = {**write_agreement(WITHOUT_TABLE), "n.csv": NOTIFIED}
    files["agreement.yaml"] = files["agreement.yaml"].replace(b"parties:", b"notifications: n.csv\n  parties:")
    notified = read_agreement(AgreementBundle("agreement.yaml", files), gazetteer=PLACES)
    assert [one.reference for one in notified.notifications] == ["N-1", "N-2"]

    again = write_agreement(notified, table=Table("n.csv", NOTIFIED))
    assert again["n.csv"] == NOTIFIED
    found = read_agreement(AgreementBundle("agreement.yaml", again), gazetteer=PLACES)
    assert (found.notifications, found.provisions) == (notified.notifications, notified.provisions)


def test_notifications_are_never_left_behind():
    with pytest.raises(ValueError, match="go together"):
        write_agreement(replace(WITHOUT_TABLE, notifications=()))
    with pytest.raises(ValueError, match="go together"):
        write_agreement(WITHOUT_TABLE, table=Table("n.csv", NOTIFIED))


@pytest.mark.parametrize("path", ["sample_data/agreement.yaml"])
def test_the_sample_s_agreement_survives(path):
    agreement = read_agreement(bundle_from_path(Path(__file__).parents[3] / path))
    assert read_again(agreement) == agreement


def test_times_are_written_with_their_offset_and_lists_on_a_line():
    one = Agreement(
        "a", "A", "", "Europe/Kyiv", (Interval(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),), ("A",), "", ZONES[:3], (), ""
    )  # fmt: skip
    text = write_agreement(one)["agreement.yaml"].decode()
    assert "- {from: '2026-10-25T03:30+02:00'}" in text
    assert "geometry: {buffer_of: line, distance_m: 5000, side: left}" in text
