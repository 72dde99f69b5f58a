"""A coverage log as monitors write it: their dates, hours, headings and words for states."""

import pytest

from dashboard.domain.coverage import DatesSaid
from dashboard.domain.intervals import Interval
from dashboard.ingest.coverage.file import Flagged, times_written
from tests.ingest.coverage.test_file import HEAD, read, reasons, rows, utc

DAY_FIRST = DatesSaid(order="dmy")


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("20.07.2026", "", 24),
        ("20.07.2026", "21.07.2026", 48),
        ("20.07.2026 06:00", "20.07.2026 14:00", 8),
        ("20/07/2026 06:00", "14:00", 8),
        ("20.07.26", "", 24),
        ("2026-07-20", "20.07.2026", 24),
    ],
)
def test_dates_are_read_in_the_order_that_was_said_for_them_and_that_is_told(begin, end, hours):
    log = read(f"{HEAD}line,,,{begin},{end},patrol,observed,,\n", dates=DAY_FIRST)
    assert reasons(log) == []
    assert log.watches[0].watch.times.seconds == hours * 3600
    assert log.watches[0].watch.times.start.date().isoformat() in ("2026-07-19", "2026-07-20")
    assert "dates such as 03/04/2026 are read day first, as was chosen" in log.accounts[0].notes


def test_without_a_word_on_their_order_dates_are_refused_and_the_reason_says_what_the_others_prove():
    log = rows("line,,,03.05.2026,,patrol,observed,,", "line,,,20.07.2026,,patrol,observed,,")
    assert log.watches == ()
    assert all("line 3 has 20.07.2026, so the order looks like day first; declare it" in reason for *_, reason in reasons(log))


def test_a_number_in_place_of_a_date_is_read_as_what_it_was_said_to_count():
    undeclared = rows("line,,,46223.25,46223.5,patrol,observed,,")
    assert "choose what it counts where the log is loaded (--time-format of the command)" in reasons(undeclared)[0][2]
    log = read(f"{HEAD}line,,,46223.25,46223.5,patrol,observed,,\n", dates=DatesSaid(numbers="excel"))
    assert log.watches[0].watch.times == Interval(utc(2026, 7, 20, 3), utc(2026, 7, 20, 9))
    assert "numbers in place of dates are read as excel, as was chosen" in log.accounts[0].notes


def test_the_texts_of_all_times_are_told_for_a_person_to_say_how_they_are_written():
    text = "зона,дата,з,до,стан\nline,20.07.2026,06:00,14:00,observed\nline,20.07.2026,14:00,,observed\n"
    assert times_written("log.csv", text.encode()) == ("20.07.2026", "06:00", "14:00")


@pytest.mark.parametrize("clocks", ["Час з;Час до", "Початок;Кінець", "from;to", "Время с;Время до", "Час;до"])
def test_a_day_in_one_column_and_its_hours_in_two_others_are_one_time(clocks):
    head = f"Зона;Дата;{clocks};Стан\n"
    log = read(f"{head}line;20.07.2026;06:00;14:00;observed\nline;20.07.2026;;;observed\n", dates=DAY_FIRST)
    assert [one.watch.times for one in log.watches] == [
        Interval(utc(2026, 7, 20, 3), utc(2026, 7, 20, 11)),
        Interval(utc(2026, 7, 19, 21), utc(2026, 7, 20, 21)),
    ]


def test_an_end_beside_a_day_of_its_row_may_name_another_and_hours_may_be_written_with_a_point():
    head = "зона;дата;з;до;стан\n"
    rest = "line;20.07.2026;22:00;21.07.2026 06:00;observed\nline;20.07.2026;6.00;14.00;observed\n"
    night, point = read(head + rest, dates=DAY_FIRST).watches
    assert night.watch.times == Interval(utc(2026, 7, 20, 19), utc(2026, 7, 21, 3))
    assert point.watch.times == Interval(utc(2026, 7, 20, 3), utc(2026, 7, 20, 11))


@pytest.mark.parametrize(
    ("begin", "end", "column", "said"),
    [
        ("", "14:00", "from", "no time of day at which it began"),
        ("22:00", "06:00", "to", "an end on another day needs its date"),
        ("21.07.2026 06:00", "", "дата", "is not a time that can be read"),
    ],
)
def test_hours_that_make_no_time_of_their_day_are_refused(begin, end, column, said):
    ((_, found, reason),) = reasons(read(f"зона,дата,from,to,стан\nline,2026-07-20,{begin},{end},observed\n", dates=DAY_FIRST))
    assert (found, said in reason) == (column, True), reason


def test_a_time_of_day_without_a_date_or_beside_a_beginning_is_not_read_and_that_is_said():
    for head in ("zone,from,state,час", "zone,observed from,state,time"):
        log = read(f"{head}\nline,2026-07-20,observed,06:00\n")
        assert len(log.watches) == 1
        assert any(note.startswith("columns not read: ") for note in log.accounts[0].notes)


def test_headings_that_are_other_words_are_told_with_what_they_were_read_as():
    notes = read("Зона;Дата;Засіб спостереження;Стан\nline;2026-07-20;БПЛА;глушіння\n").accounts[0].notes
    assert "columns read: 'Зона' as zone, 'Засіб спостереження' as means, 'Стан' as state, 'Дата' as from" in notes
    assert not any("columns read" in note for note in rows("line,,,2026-07-20,,,observed,,").accounts[0].notes)


def test_a_state_in_other_words_is_read_and_said_with_every_line_it_stands_on():
    log = rows("line,,,2026-07-20,,,Спостерігали,,", "line,,,2026-07-21,,,observed,,", "line,,,2026-07-22,,,спостерігали.,,")
    assert [one.watch.state for one in log.watches] == ["observed"] * 3
    assert log.flagged == (Flagged("log.csv", "state 'спостерігали' is read as observed", (2, 4)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("частково", "not which"),
        ("Не спостерігали", "and not why"),
        ("no access", "kept out"),
        ("тихо", "whether anyone looked"),
    ],
)
def test_a_well_known_word_that_says_no_state_is_refused_with_what_it_leaves_open(text, said):
    ((_, column, reason),) = reasons(rows(f"line,,,2026-07-20,,,{text},,"))
    assert column == "state"
    assert said in reason
