"""The invented coverage log: honest about being invented, read without a fault, and saying what its story says."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from dashboard.coverage_files import CoverageDays, CoverageRequest, coverage_of_files
from dashboard.domain.coverage import SHARES
from dashboard.settings import theatre_folder
from tests.sample.truth import SAMPLE

LOG = SAMPLE / "coverage" / "coverage.csv"


@pytest.fixture(scope="module")
def found() -> CoverageDays:
    return coverage_of_files(CoverageRequest((LOG,), SAMPLE / "agreement.yaml", theatre_folder()))


def shares(found: CoverageDays, zone: str, day: date) -> dict[str, float]:
    told = found.zones.shares[found.zones.names.index(zone), found.days.days.index(day)]
    return {state: round(float(share), 4) for state, share in zip(SHARES, told, strict=True) if share > 1e-9}


def test_every_row_says_that_it_is_invented():
    head, *rows = LOG.read_text(encoding="utf-8").splitlines()
    assert 100 < len(rows) < 500
    assert all("sample" in row and "invented sample entry" in row for row in rows)
    assert head == "zone,region,area,from,to,means,state,source,note"


def test_every_row_is_accepted_and_every_place_known(found):
    account = found.account
    assert (account.read, account.rejected, account.duplicates) == (account.accepted, 0, 0)
    assert not any("counts for nothing" in note for note in found.notes)


def test_its_story_can_be_read_off_the_days(found):
    # Nobody was let into Horlivka in the bad week, and what a satellite saw in twenty minutes is all there is.
    bad = shares(found, "settlement-horlivka", date(2026, 8, 11))
    assert bad.keys() <= {"observed", "denied"}
    assert bad["denied"] >= round(1 - 20 / 1440, 4)
    # Of the last days no patrol has handed in its log.
    assert shares(found, "settlement-mariinka", date(2026, 9, 11))["not stated"] > 0.8
    # The camera near Petrivske has no power on some days, and sees the whole day on others.
    assert "no asset" in shares(found, "disengagement-petrivske", date(2026, 8, 8))
    assert shares(found, "disengagement-petrivske", date(2026, 8, 10))["observed"] == 1.0


def test_every_state_occurs_and_no_zone_is_watched_all_the_time(found):
    told = found.zones.shares
    assert all((told[:, :, state] > 0.01).any() for state in range(len(SHARES)))
    assert all((zone[:, -1] > 0.5).any() for zone in told)
    assert found.days.edges[0].astimezone(ZoneInfo("Europe/Kyiv")).hour == 0
