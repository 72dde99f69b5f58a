"""What the store promises of the coverage log: files and what people said, none of it ever overwritten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from dashboard.domain.access import Role
from dashboard.domain.coverage import NOTHING_SAID, DatesSaid
from dashboard.domain.intervals import Interval
from dashboard.store.kept import NotInStoreError, StoreError, Withdrawal
from tests.store.people import WATCH, with_roles
from tests.store.test_store_contract import LATER, NOON

LOG = b"zone,from,state\nline,2026-05-03,observed\n"
ODD = Polygon([(37.1, 48.3), (38.123456789012345, 48.0), (38.7, 49.1)], [[(38.0, 48.4), (38.2, 48.4), (38.1, 48.5)]])
AREAS = [box(37, 48, 38, 49), ODD, MultiPolygon([box(0, 0, 1, 1), ODD])]


def add(store, data=LOG, *, name="log.csv", time_zone="Europe/Kyiv", dates=NOTHING_SAID, kind="user", now=NOON):
    return store.add_coverage_file(name, data, time_zone=time_zone, dates=dates, kind=kind, now=now)


def say(store, watch=WATCH, *, who="Ann", now=NOON):
    return store.add_coverage_entry(watch, who=who, now=now)


def test_an_empty_store_has_no_coverage(store):
    found = store.coverage()
    assert (found.files, found.entries, found.revision) == ((), (), 0)


def test_a_file_comes_back_as_it_was_given_with_its_bytes(store):
    file = add(store, name="журнал.csv")
    assert store.coverage().files == (file,)
    assert (file.file_name, file.time_zone, file.kind, file.loaded_at) == ("журнал.csv", "Europe/Kyiv", "user", NOON)
    assert store.original(file.sha256) == LOG


def test_the_same_bytes_twice_are_one_file_and_change_nothing(store):
    first = add(store)
    before = store.revision()
    assert add(store, name="again.csv", now=LATER) == first
    assert store.revision() == before
    assert add(store, time_zone="UTC").id != first.id


def test_what_was_said_of_its_dates_stays_with_a_file_and_makes_another_one_of_the_same_bytes(store):
    plain, day_first, numbers = (add(store, dates=one) for one in (NOTHING_SAID, DatesSaid("dmy"), DatesSaid(numbers="excel")))
    assert store.coverage().files == (plain, day_first, numbers)
    assert [one.dates for one in store.coverage().files] == [NOTHING_SAID, DatesSaid("dmy"), DatesSaid(numbers="excel")]
    before = store.revision()
    assert add(store, dates=DatesSaid("dmy"), now=LATER) == day_first
    assert store.revision() == before


def test_the_id_of_a_file_of_whose_dates_nothing_was_said_is_what_it_was_before_that_could_be_said(store):
    assert add(store).id == "coverage-c347b3d8b4ca79df2caf99be"


def test_a_withdrawn_file_leaves_the_log_keeps_its_bytes_and_comes_back_where_it_stood(store):
    first, second = add(store), add(store, b"other")
    store.withdraw_coverage_file(first.id, LATER)
    store.withdraw_coverage_file(first.id, LATER)
    assert store.coverage().files == (second,)
    assert store.original(first.sha256) == LOG
    assert add(store, now=LATER) == first
    assert store.coverage().files == (first, second)


def test_a_file_that_was_never_there_cannot_be_withdrawn(store):
    with pytest.raises(NotInStoreError, match="there is no file 'coverage-x'"):
        store.withdraw_coverage_file("coverage-x", NOON)


@pytest.mark.parametrize(
    "place", [{"zone": "line"}, {"zone": "", "region": "UA14"}, *({"zone": "", "area": area} for area in AREAS)]
)
def test_what_a_person_says_comes_back_as_it_was_said(store, place):
    watch = replace(WATCH, note="дорогу закрито", reported_means="patrol", **place)
    entry = say(store, watch, who=" Ann  Lee ")
    assert store.coverage().entries == (entry,)
    assert (entry.watch, entry.who, entry.told_at, entry.withdrawn) == (watch, "Ann Lee", NOON, None)


def test_a_time_without_a_beginning_or_an_end_is_kept(store):
    always = replace(WATCH, times=Interval(), reported_means="patrol")
    assert say(store, always).watch == always


def test_the_same_said_again_by_the_same_person_is_the_entry_already_there(store):
    first = say(store)
    before = store.revision()
    assert say(store, now=LATER) == first
    assert store.revision() == before
    assert say(store, who="Ben").number != first.number
    assert say(store, replace(WATCH, state="denied")).number != first.number


def test_a_correction_is_a_withdrawal_with_who_and_why_and_a_new_entry(store):
    wrong = say(store)
    store.withdraw_coverage_entry(wrong.number, who="Ben", why="they turned back at noon", now=LATER)
    right = say(store, replace(WATCH, times=Interval(NOON, NOON + timedelta(hours=1))), who="Ben", now=LATER)
    assert store.coverage().entries == (replace(wrong, withdrawn=Withdrawal("Ben", "they turned back at noon", LATER)), right)


def test_what_was_withdrawn_can_be_said_again_and_is_another_entry(store):
    first = say(store)
    store.withdraw_coverage_entry(first.number, who="Ann", why="so", now=LATER)
    assert say(store, now=LATER).number > first.number
    assert [one.withdrawn is None for one in store.coverage().entries] == [False, True]


def test_nothing_is_withdrawn_twice_and_nothing_that_was_never_said(store):
    entry = say(store)
    store.withdraw_coverage_entry(entry.number, who="Ann", why="so", now=LATER)
    with pytest.raises(NotInStoreError, match="withdrawn already"):
        store.withdraw_coverage_entry(entry.number, who="Ann", why="so", now=LATER)
    with pytest.raises(NotInStoreError, match="not in the coverage log"):
        store.withdraw_coverage_entry(99, who="Ann", why="so", now=LATER)


@pytest.mark.parametrize(("who", "why"), [("", "so"), ("Ann", " ")])
def test_a_withdrawal_says_who_and_why(store, who, why):
    entry = say(store)
    with pytest.raises(StoreError, match="cannot be kept"):
        store.withdraw_coverage_entry(entry.number, who=who, why=why, now=LATER)
    assert store.coverage().entries == (entry,)


@pytest.mark.parametrize("watch", [replace(WATCH, note="half \ud800"), replace(WATCH, source="nul \0")])
def test_text_that_cannot_be_kept_is_refused(store, watch):
    with pytest.raises(StoreError, match="cannot be kept"):
        say(store, watch)
    assert store.coverage().entries == ()


def test_each_change_of_coverage_moves_the_revision(store):
    file = add(store)
    entry = say(store)
    store.withdraw_coverage_entry(entry.number, who="Ann", why="so", now=LATER)
    store.withdraw_coverage_file(file.id, LATER)
    assert store.revision() == store.coverage().revision == 4


def test_coverage_is_no_part_of_what_verdicts_follow_from(store):
    before = store.in_view()
    add(store)
    say(store)
    assert replace(store.in_view(), revision=before.revision) == before


def test_whoever_signed_in_speaks_in_their_own_name(store):
    recorder = with_roles(store, "rec", Role.RECORDER)
    entry = say(recorder, who="somebody else")
    assert entry.who == recorder.who
    back = recorder.withdraw_coverage_entry(entry.number, who="somebody else", why="so", now=LATER)
    assert back.withdrawn.who == recorder.who
