"""The coverage log beside an agreement: files and statements added and taken back, what is in view, and what it comes to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from shapely.geometry import LineString, box

from dashboard import coverages
from dashboard.coverages import (
    add_coverage_file,
    add_watch,
    coverage_in_view,
    times_in_coverage,
    withdraw_coverage_file,
    withdraw_watch,
)
from dashboard.domain.coverage import DatesSaid, Watch
from dashboard.domain.intervals import Interval
from dashboard.engine.coverage import watched
from dashboard.engine.coverage_zones import asked_zones, days_told, local_days
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.intake import SourceFile
from dashboard.store.kept import NotInStoreError
from dashboard.store.opening import store_in_folder
from tests.engine.builders import agreement, provision, zone
from tests.factories import INNER, START, invented_agreement
from tests.ingest.mordavia import gazetteer

KYIV = ZoneInfo("Europe/Kyiv")
HEAD = "zone,region,area,from,to,means,state,source,note\n"
DAY = timedelta(days=1)
EDGES = tuple(START + at * DAY for at in range(3))
WATCH = Watch(Interval(START, START + DAY), "patrol", "observed", zone="outer", source="patrol 4", note="on foot")


class Later(datetime):
    """A clock after all that these logs speak of, whatever this machine's says."""

    @classmethod
    def now(cls, _zone=None):
        return START.replace(month=7)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(coverages, "datetime", Later)
    return store_in_folder(tmp_path / "data")


def file(*rows: str, name: str = "log.csv") -> SourceFile:
    """Return a log."""
    return SourceFile(name, (HEAD + "\n".join(rows) + "\n").encode())


def add(store, *rows: str, name: str = "log.csv"):
    return add_coverage_file(store, file(*rows, name=name), time_zone="UTC")


def in_view(store, under=None):
    return coverage_in_view(store, under or invented_agreement(), gazetteer())


def zone_shares(log, under, edges):
    return watched(log.counted, asked_zones(under), log.ground.outline, edges)


def observed(store, under=None):
    """The observed shares of the zones, outer and inner, in the first two days of June."""
    under = under or invented_agreement()
    return np.round(zone_shares(in_view(store, under), under, EDGES).shares[:, :, 0], 6).tolist()


def test_without_a_log_nothing_is_stated_anywhere(store):
    assert (zone_shares(in_view(store), invented_agreement(), EDGES).shares[:, :, -1] == 1).all()


def test_rows_of_files_and_what_people_say_count_together_and_say_where_they_came_from(store):
    add(store, "inner,,,2026-06-02,,drone,observed,desk,")
    entry = add_watch(store, WATCH, who="Ann")
    row, said = in_view(store).watches
    assert (row.file, row.line, row.entry, row.who) == ("log.csv", 2, 0, "")
    assert (said.file, said.line, said.entry, said.who) == ("", 0, entry.number, "Ann")
    # What is seen of the outer zone is seen of the inner one, which lies in it; the other way round it is a part.
    outer, inner = observed(store)
    assert (outer[0], inner) == (1.0, [1.0, 1.0])
    assert 0.1 < outer[1] < 0.2


def test_what_is_taken_back_counts_no_more_and_stays_in_the_record(store):
    kept, _ = add(store, "outer,,,2026-06-02,,drone,observed,,")
    entry = add_watch(store, WATCH, who="Ann")
    withdraw_watch(store, entry.number, who="Ben", why="they turned back")
    withdraw_coverage_file(store, kept.id)
    log = in_view(store)
    assert (log.watches, log.files) == ((), ())
    assert log.entries[0].withdrawn.why == "they turned back"
    assert observed(store) == [[0.0, 0.0], [0.0, 0.0]]
    with pytest.raises(NotInStoreError):
        withdraw_watch(store, entry.number, who="Ben", why="again")


def test_a_zone_that_no_agreement_knows_is_kept_and_counts_once_one_does(store):
    _, read = add(store, "riverside,,,2026-06-01,,patrol,observed,,", "inner,,,2026-06-01,,patrol,observed,,")
    assert (read.accounts[0].accepted, read.accounts[0].rejected) == (2, 0)
    (one,) = in_view(store).unresolved
    assert one.line == 2
    assert "zone 'riverside' is no zone of the agreement" in one.unresolved
    later = agreement((zone(INNER, id="riverside"),), (provision(zone_ids=("riverside",)),))
    assert [one.line for one in in_view(store, later).unresolved] == [3]
    assert observed(store, later) == [[1.0, 0.0]]


def test_a_line_has_no_ground_to_look_at(store):
    under = agreement((zone(LineString([(37, 48), (38, 49)]), id="line"), zone(INNER)), (provision(),))
    add(store, "line,,,2026-06-01,,patrol,observed,,")
    assert "is a line" in in_view(store, under).unresolved[0].unresolved


def test_a_region_tag_is_looked_up_and_an_unknown_one_is_kept_as_it_came(store):
    add(store, ",Brel,,2026-06-01,,patrol,observed,,", ",Atlantis,,2026-06-01,,patrol,observed,,")
    here = gazetteer().area("M-02").representative_point().buffer(0.01)
    under = agreement((zone(here, id="near"),), (provision(zone_ids=("near",)),))
    known, unknown = in_view(store, under).watches
    assert (known.watch.region, known.unresolved) == ("M-02", "")
    assert unknown.watch.region == "Atlantis"
    assert "'Atlantis'" in unknown.unresolved
    assert in_view(store, under).unresolved == (unknown,)


def test_a_zone_may_be_given_by_its_name_where_only_one_has_that(store):
    add(store, "inner  ZONE,,,2026-06-01,,patrol,observed,,", "inner,,,2026-06-02,,patrol,observed,,")
    assert [(one.watch.zone, one.unresolved) for one in in_view(store).watches] == [("inner", "")] * 2

    twins = agreement((zone(box(0, 0, 1, 1), id="a", name="Inner zone"), zone(box(2, 0, 3, 1), id="b", name="Inner zone")), ())
    assert "is no zone of the agreement" in in_view(store, twins).watches[0].unresolved


def test_an_area_or_region_apart_from_all_zones_is_kept_and_said_since_it_counts_for_nothing(store):
    apart, across = box(30, 40, 31, 41), box(36, 48.4, 37.5, 48.5)
    add(store, f',,"{apart.wkt}",2026-06-01,,drone,observed,,', f',,"{across.wkt}",2026-06-01,,drone,observed,,')
    add(store, ",Brel,,2026-06-01,,patrol,observed,,", name="region.csv")

    log = in_view(store)

    assert [one.unresolved for one in log.watches] == [
        "the area drawn touches no zone of the agreement", "", "region 'Brel' touches no zone of the agreement"
    ]  # fmt: skip
    assert log.watches[2].watch.region == "M-02", "it is known all the same"
    assert len(log.counted) == 1


def test_a_file_whose_dates_were_said_to_be_day_first_is_read_so_whenever_it_is_in_view(store):
    log = file("inner,,,02.06.2026,,drone,observed,desk,")
    kept, read = add_coverage_file(store, log, time_zone="UTC", dates=DatesSaid(order="dmy"))

    assert (len(read.watches), kept.dates) == (1, DatesSaid("dmy"))
    assert [one.watch.times for one in in_view(store).watches] == [Interval(START + DAY, START + 2 * DAY)]
    assert add_coverage_file(store, log, time_zone="UTC")[0].id != kept.id, "undeclared, it is another reading"
    assert times_in_coverage(log) == ("02.06.2026",)


def test_what_is_to_be_seen_of_accepted_rows_goes_with_their_file_and_lines(store):
    add(store, "inner,,,2026-06-01,,balloon,observed,,", "inner,,,2026-06-02,,balloon,РЕБ,,")
    (shown,) = in_view(store).files
    assert [(one.file, one.lines) for one in shown.flagged] == [("log.csv", (2, 3)), ("log.csv", (3,))]
    assert "'balloon' is not one of" in shown.flagged[0].said
    assert shown.flagged[1].said == "state 'реб' is read as jammed"


def test_what_is_seen_of_a_unit_is_seen_of_a_zone_within_it(store):
    units = gazetteer()
    middle = units.area("M-02").representative_point()
    under = agreement((zone(middle.buffer(0.01), id="near"),), (provision(zone_ids=("near",)),))
    add(store, ",Brel,,2026-06-01,,patrol,observed,,")
    assert observed(store, under) == [[1.0, 0.0]]


def test_the_share_is_of_the_time_in_which_zone_and_agreement_are_in_force_and_nothing_is_suspended(store):
    noon = START + timedelta(hours=12)
    under = invented_agreement(in_force=(Interval(noon, START + 2 * DAY),), suspended=(Interval(START + DAY),))
    add(store, "outer,,,2026-06-01T18:00,2026-06-02,,observed,,")
    shares = zone_shares(in_view(store, under), under, EDGES)
    assert shares.shares[0, 0].tolist() == [0.5, 0, 0, 0, 0, 0.5]
    assert shares.in_force[0].tolist() == [0.5, 0.0]
    assert np.isnan(shares.shares[0, 1]).all()


def test_a_file_that_is_no_log_is_refused_and_nothing_is_kept(store):
    with pytest.raises(UnreadableFileError):
        add_coverage_file(store, SourceFile("x.csv", b"a,b\n1,2\n"), time_zone="UTC")
    assert store.revision() == 0


def test_rejected_rows_are_told_with_their_file(store):
    add(store, "outer,,,2026-06-01,,patrol,fine,,", name="a.csv")
    log = in_view(store)
    assert [(one.file, one.line) for one in log.rejections] == [("a.csv", 2)]
    assert log.files[0].accounts[0].balanced


def test_the_same_bytes_twice_are_one_load(store):
    rows = "outer,,,2026-06-01,,patrol,observed,,"
    first, _ = add(store, rows)
    before = store.revision()
    assert add(store, rows, name="again.csv")[0] == first
    assert (store.revision(), len(in_view(store).watches)) == (before, 1)


def bring_a_file(store):
    add(store, "outer,,,2026-06-01,,,observed,,")


def bring_a_word(store):
    add_watch(store, WATCH, who="Ann")


@pytest.mark.parametrize("bring", [bring_a_file, bring_a_word])
def test_the_invented_log_leaves_the_view_with_the_first_real_word(store, bring):
    sample = file("outer,,,2026-06-03,,,weather,,")
    store.add_coverage_file("sample.csv", sample.data, time_zone="UTC", kind="sample", now=START)
    assert in_view(store).shows_sample
    bring(store)
    assert not in_view(store).shows_sample
    assert len(in_view(store).watches) == 1


def test_a_watch_of_an_area_of_its_own_covers_what_it_covers(store):
    west, south, east, north = INNER.bounds
    add_watch(store, replace(WATCH, zone="", area=box(west, south, (west + east) / 2, north)), who="Ann")
    assert observed(store)[1] == [0.5, 0.0]


def test_local_days_are_as_long_as_they_are_and_a_day_the_calendar_skips_is_none():
    spring = local_days(date(2026, 3, 28), date(2026, 3, 30), KYIV)
    assert [(after - start).total_seconds() / 3600 for start, after in zip(spring.edges, spring.edges[1:], strict=False)] == [
        24,
        23,
        24,
    ]
    samoa = local_days(date(2011, 12, 29), date(2011, 12, 31), ZoneInfo("Pacific/Apia"))
    assert samoa.days == (date(2011, 12, 29), date(2011, 12, 31))
    beirut = local_days(date(2026, 3, 28), date(2026, 3, 30), ZoneInfo("Asia/Beirut"))
    assert [edge.hour for edge in beirut.edges] == [22, 22, 21, 21]


def test_days_are_told_from_the_first_that_anything_is_said_of_to_the_last():
    start = datetime(2026, 6, 1, 21, tzinfo=UTC)
    said = [replace(WATCH, times=Interval(start, start + DAY)), replace(WATCH, times=Interval())]
    assert days_told(said, KYIV).days == (date(2026, 6, 2),)
    assert days_told(said[1:], KYIV) is None


def test_what_was_called_watched_before_it_came_counts_up_to_when_it_was_handed_in(store):
    log = file("outer,,,2026-06-01,2026-06-02,patrol,observed,,", "inner,,,2026-06-02,2026-06-02,,observed,,")
    store.add_coverage_file(log.name, log.data, time_zone="UTC", kind="user", now=START + DAY / 2)
    assert observed(store) == [[0.5, 0.0], [0.5, 0.0]]
    assert [one.is_ahead for one in in_view(store).watches] == [True, True]


def test_it_may_be_known_beforehand_that_nobody_will_look(store):
    log = file("outer,,,2026-06-01,2026-06-02,,no asset,,")
    store.add_coverage_file(log.name, log.data, time_zone="UTC", kind="user", now=START)
    (one,) = in_view(store).watches
    assert (one.is_ahead, one.counted) == (False, one.watch)


def test_the_invented_log_of_the_sample_counts_whatever_the_clock_says(store):
    log = file("outer,,,2026-06-01,2026-06-02,,observed,,")
    store.add_coverage_file(log.name, log.data, time_zone="UTC", kind="sample", now=START)
    assert observed(store)[0] == [1.0, 1.0]
