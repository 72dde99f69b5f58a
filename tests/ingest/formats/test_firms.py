"""A hot pixel is heat in a disc around the pixel, in the minute of the overpass."""

import json
import math
from pathlib import Path

import pandas as pd
import pytest

from tests.ingest.fixture_rows import changed
from tests.ingest.readers import load, load_rows, only, problems

DATASET = Path(__file__).parents[3].parent / "shared" / "data" / "firms" / "firms_viirs_noaa20_ukraine_20250811_sample20.csv"


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("438", "04:38"), ("0438", "04:38"), ("04:38", "04:38"), ("4:38", "04:38"), ("04:38:00", "04:38"), ("0", "00:00"),
        ("7", "00:07"), ("45", "00:45"), ("2359", "23:59"), ("1207", "12:07"),
    ],
)  # fmt: skip
def test_a_time_is_a_minute_in_utc_however_it_is_padded(written: str, clock: str) -> None:
    row = only(changed("firms_viirs", {"acq_time": written}))
    assert row.observed_from == pd.Timestamp(f"2026-05-03T{clock}Z")
    assert row.observed_to - row.observed_from == pd.Timedelta(minutes=1)
    assert row.reported_time == f"2026-05-03 {written} UTC"


@pytest.mark.parametrize("written", ["2400", "1260", "", "noon", "12.5", "-438", "04380", "24:00", "12:60"])
def test_what_is_no_time_of_day_is_refused_once(written: str) -> None:
    ((_, column, value, reason),) = problems(changed("firms_viirs", {"acq_time": written}))
    assert (column, value) == ("acq_time", written)
    assert "expected such as 438 or 04:38" in reason


def test_every_minute_of_a_day_is_read_without_its_zeros() -> None:
    lines = (f"48.5,37.5,310,1,1,2026-05-03,{hour * 100 + minute},87" for hour in range(24) for minute in range(60))
    rows = load_rows("latitude,longitude,brightness,scan,track,acq_date,acq_time,confidence", *lines).observations
    assert rows["observed_from"].tolist() == list(pd.date_range("2026-05-03T00:00Z", "2026-05-03T23:59Z", freq="min"))


@pytest.mark.parametrize(("scan", "track", "radius_m"), [("0.3", "0.4", 250), ("0.53", "0.67", 428), ("4.8", "2", 2_600)])
def test_the_radius_is_half_the_diagonal_of_the_pixel_rounded_up(scan: str, track: str, radius_m: int) -> None:
    assert only(changed("firms_viirs", {"scan": scan, "track": track})).radius_m == radius_m


def test_the_disc_holds_the_corners_of_every_pixel_and_little_else() -> None:
    sides = [(f"{scan / 100:.2f}", f"{track / 100:.2f}") for scan in range(30, 500, 7) for track in range(30, 200, 9)]
    lines = (f"48.5,37.5,310,{scan},{track},2026-05-03,{at:04},h" for at, (scan, track) in enumerate(sides) if at % 100 < 60)
    rows = load_rows("latitude,longitude,brightness,scan,track,acq_date,acq_time,confidence", *lines).observations
    kept = [json.loads(other) for other in rows["other"]]
    corners = [math.hypot(float(cells["scan"]), float(cells["track"])) * 500 for cells in kept]
    assert all(corner - 1e-6 <= radius < corner + 1 for corner, radius in zip(corners, rows["radius_m"], strict=True))


@pytest.mark.parametrize("side", ["", "0", "-1", "wide"])
def test_a_pixel_of_no_size_is_refused(side: str) -> None:
    ((_, column, _, _),) = problems(changed("firms_viirs", {"scan": side}))
    assert column == "scan"


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        ("l", "low (l)"), ("N", "nominal (n)"), ("h", "high (h)"), ("nominal", "nominal"), ("High", "high"), ("87", "87 of 100"),
        ("0", "0 of 100"), ("100", "100 of 100"),
    ],
)  # fmt: skip
def test_confidence_of_each_style_is_kept_as_it_came_and_grades_nobody(confidence: str, said: str) -> None:
    row = only(changed("firms_viirs", {"confidence": confidence}))
    assert (row.description, row["flags"]) == (f"confidence {said}, 2.5 MW", "")
    assert (json.loads(row.other)["confidence"], row.reliability, row.credibility) == (confidence, "", "")


@pytest.mark.parametrize("confidence", ["", "101", "medium"])
def test_confidence_of_no_known_style_is_flagged(confidence: str) -> None:
    assert "is none of l, n, h" in only(changed("firms_viirs", {"confidence": confidence}))["flags"]


@pytest.mark.parametrize(
    ("fixture", "source"), [("firms_viirs", "NASA FIRMS VIIRS N"), ("firms_modis", "NASA FIRMS MODIS Terra")]
)
def test_heat_is_all_a_satellite_saw(fixture: str, source: str) -> None:
    row = only(changed(fixture, {}))
    assert (row.act, row.means, row.source, row.party) == ("heat", "satellite", source, "")


@pytest.mark.skipif(not DATASET.is_file(), reason="the FIRMS sample is not beside the repository")
def test_every_row_of_the_real_sample_is_a_pixel_of_heat() -> None:
    intake = load(("firms.csv", DATASET.read_bytes()))
    assert (intake.total.rows_read, intake.total.accepted, intake.accounts[0].format_name) == (20, 20, "firms")
    assert set(intake.observations["act"]) == {"heat"}
    assert intake.observations["radius_m"].between(200, 1_000).all()
    assert intake.observations["observed_from"].min() == pd.Timestamp("2025-08-11T00:45Z")


def test_the_time_zone_chosen_for_a_file_is_said_not_to_touch_its_times() -> None:
    notes = changed("firms_viirs", {}).accounts[0].notes
    assert "acq_date and acq_time are UTC, whatever time zone is chosen" in notes
