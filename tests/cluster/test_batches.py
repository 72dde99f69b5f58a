"""Reports held batch by batch, whichever rows stand together, come to the findings and verdicts of one table."""

from datetime import time, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import ENGINE_VERSION
from dashboard.cluster.batches import Batches, findings_path, hold_batch, read_batch, read_findings
from dashboard.cluster.errors import ClusterError
from dashboard.domain.agreement import Exemption, Prohibition, Quota
from dashboard.domain.daily import Daily
from dashboard.domain.intervals import Interval
from dashboard.domain.notifications import Notification
from dashboard.domain.observation import Point, Sector
from dashboard.engine.assess import CLAUSE_COLUMNS, assess, hold_clauses, in_order
from tests.engine.builders import NOON, agreement, provision, zone
from tests.factories import INNER, OUTER, START, many_observations, one_observation, table

HOUR = timedelta(hours=1)


def everything():
    """An agreement that asks of a report whatever one can: quotas, windows of the day, notifications, places outside zones."""
    zones = (zone(OUTER, id="outer"), zone(INNER, id="inner"), zone(shapely.box(36, 47, 37.2, 48.4), id="west"))
    notified = Notification("N1", "A", "movement", "", OUTER, Interval(START, NOON + 400 * HOUR))
    provisions = (
        provision("fire", zone_ids=("inner", "outer"), daily=Daily(time(8), time(20))),
        provision(
            id="P2", zone_ids=("outer", "west"), prohibits=Prohibition(("presence",)), quota=Quota(5, ("zone", "party"), "week")
        ),
        provision(id="P3", zone_ids=("outer", "inner"), prohibits=Prohibition(("flight", "fire")), quota=Quota(3, (), "day")),
        provision("movement", id="P4", zone_ids=("outer",), exempt=(Exemption(notified=True), Exemption(outside=("west",)))),
    )
    return agreement(zones, provisions, notifications=(notified,))


def reports(count: int = 300):
    seen = many_observations(count)
    rng = np.random.default_rng(4)
    seen["count_min"] = rng.choice([np.nan, 1, 2, 4], count)
    seen["count_most"] = seen["count_min"] + rng.choice([np.nan, 0, 3], count)
    seen["superseded"] = rng.random(count) < 0.1
    return seen


SEEN, HELD = reports(), everything()
PLAIN = assess(SEEN, HELD, engine_version=ENGINE_VERSION)


def assert_same(one, other):
    pd.testing.assert_frame_equal(one.findings, other.findings, check_exact=True)
    np.testing.assert_array_equal(one.verdicts, other.verdicts)
    np.testing.assert_array_equal(one.decisive, other.decisive)


def batch_by_batch(observations, held, folder: Path, size: int):
    def hold(rows, under, _progress):
        parts = [hold_batch(path, under, ENGINE_VERSION) for path in Batches(rows, size).written(folder)]
        return in_order([read_findings(path) for path in parts])

    return assess(observations, held, engine_version=ENGINE_VERSION, hold=hold)


def test_what_is_held_here_has_quotas_and_every_verdict():
    assert (PLAIN.findings["quota_count"] > 5).any()
    assert len(set(PLAIN.verdicts)) >= 5
    assert (PLAIN.findings["notification"] >= 0).any()


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=len(SEEN), max_size=len(SEEN)))
def test_any_partition_gives_the_findings_and_verdicts_of_one_table(parts):
    def hold(rows, under, progress):
        held = []
        for number in set(parts):
            mine = np.flatnonzero(np.array(parts) == number)
            findings = hold_clauses(rows.iloc[mine], under, progress)
            held.append(findings.assign(row=mine[findings["row"]]))
        return in_order(held)

    assert_same(assess(SEEN, HELD, engine_version=ENGINE_VERSION, hold=hold), PLAIN)


@pytest.mark.parametrize("size", [1_000, 300, 37])
def test_files_of_any_size_give_the_findings_and_verdicts_of_one_table(tmp_path, size):
    assert_same(batch_by_batch(SEEN, HELD, tmp_path, size), PLAIN)


def test_sectors_keep_their_shape_to_the_last_digit(tmp_path):
    places = [
        Sector(37.9, 48.5, 90.0, 22.5, 2_500.0, 3_500.0, 900.0),
        Point(37.5, 48.5),
        Sector(37.1, 48.2, 0.0, 180.0, 0.0, 9_000.0),
    ]
    seen = table([one_observation(place=place) for place in places])
    assert_same(batch_by_batch(seen, HELD, tmp_path, 2), assess(seen, HELD, engine_version=ENGINE_VERSION))


def test_a_table_without_rows_is_one_batch_without_findings(tmp_path):
    none = SEEN.iloc[:0]
    assert_same(batch_by_batch(none, HELD, tmp_path, 10), assess(none, HELD, engine_version=ENGINE_VERSION))


def test_an_agreement_of_lines_alone_has_no_findings_in_any_batch(tmp_path):
    lines = agreement([zone(shapely.LineString([(37, 48), (38, 49)]))], [provision()])
    assert_same(batch_by_batch(SEEN, lines, tmp_path, 70), assess(SEEN, lines, engine_version=ENGINE_VERSION))


def test_a_file_has_each_row_once_with_what_clauses_ask_and_no_geometry_for_points(tmp_path):
    read = [read_batch(path) for path in Batches(SEEN, 70).written(tmp_path)]
    assert sorted(np.concatenate([rows for rows, _ in read])) == list(range(len(SEEN)))
    for rows, told in read:
        pd.testing.assert_frame_equal(
            pd.DataFrame(told[list(CLAUSE_COLUMNS)]),
            pd.DataFrame(SEEN[list(CLAUSE_COLUMNS)].iloc[rows].reset_index(drop=True)),
            check_exact=True,
        )
        assert told.geometry.isna().equals(~told["place_kind"].isin(["sector", "area"]))


def test_rows_of_one_shape_share_it_and_it_is_written_once_however_large(tmp_path):
    region = shapely.Point(37, 48).buffer(1, quad_segs=100_000)
    seen = many_observations(2_000)
    seen["place_kind"] = "area"
    seen["geometry"] = [region] * len(seen)
    (path,) = Batches(seen).written(tmp_path)
    assert path.stat().st_size < 1.2 * len(region.wkb)
    _, told = read_batch(path)
    assert len({id(one) for one in told.geometry.to_numpy()}) == 1
    assert told.geometry.iloc[0].wkb == region.wkb


def test_a_worker_with_another_engine_holds_nothing(tmp_path):
    (path,) = Batches(SEEN).written(tmp_path)
    with pytest.raises(ClusterError, match=f"it has version {ENGINE_VERSION} of the engine, expected 0"):
        hold_batch(path, HELD, "0")
    assert not findings_path(path).exists()
