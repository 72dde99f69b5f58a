"""The times of whole rows: date and time in two columns, a zone for a row, a declared format, and what a column proves."""

from datetime import UTC, datetime

import pandas as pd

from dashboard.ingest.mappings.mapping import Mapping, read_mapping
from tests.ingest.readers import load_rows, only, problems


def began(row: pd.Series) -> datetime:
    found = row["observed_from"].to_pydatetime()
    assert isinstance(found, datetime)
    return found


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_date_and_time_in_two_columns_are_one_time() -> None:
    row = only(load_rows("date,time,lon,lat", "2026-05-03,14:20,37.5,48.1"))
    assert began(row) == utc(2026, 5, 3, 11, 20)
    assert (row["reported_time"], row["other"]) == ("2026-05-03 14:20", "{}")


def test_a_time_column_may_hold_a_part_of_the_day_an_interval_or_nothing() -> None:
    intake = load_rows(
        "Date,Time,place", "2026-05-03,morning,Avdiivka", "2026-05-03,14:20-14:35,Avdiivka", "2026-05-03,,Avdiivka"
    )
    lengths = (intake.observations["observed_to"] - intake.observations["observed_from"]).dt.total_seconds()
    assert lengths.tolist() == [6 * 3_600, 15 * 60, 24 * 3_600]
    assert intake.observations["flags"].tolist() == ["morning is read as 06:00 to 12:00", "", ""]


def test_a_fault_in_two_columns_is_told_under_the_date() -> None:
    assert problems(load_rows("date,time,place", "2026-05-03,soon,Avdiivka")) == [
        (
            2, "date", "2026-05-03",
            "'2026-05-03 soon' is not a time that can be read: 'soon' is not understood; "
            "expected a date or a date and time such as 2026-05-03 or 2026-05-03T14:20+03:00",
        )
    ]  # fmt: skip


def test_beside_a_full_time_date_and_time_stay_among_the_other_cells() -> None:
    row = only(load_rows("observed_from,date,time,place", "2026-05-03T14:20,3 May,noon,Avdiivka"))
    assert began(row) == utc(2026, 5, 3, 11, 20)
    assert row["other"] == '{"date": "3 May", "time": "noon"}'


def test_a_mapping_may_name_the_two_columns() -> None:
    mapping = Mapping(columns={"date": "Дата", "time": "Час"})
    row = only(load_rows("Дата,Час,place", "2026-05-03,о 14:20,Avdiivka", mapping=mapping))
    assert began(row) == utc(2026, 5, 3, 11, 20)


def test_a_row_may_name_its_own_zone() -> None:
    header = "observed_from,time_zone,place"
    rows = [f"2026-05-03T14:20,{zone},Avdiivka" for zone in ("", "Europe/London", "+05:30", "UTC", "UTC-3", "GMT+2")]
    found = load_rows(header, *rows).observations
    assert [moment.strftime("%H:%M") for moment in found["observed_from"]] == [
        "11:20",
        "13:20",
        "08:50",
        "14:20",
        "17:20",
        "12:20",
    ]
    assert found["reported_time"][1] == "2026-05-03T14:20 (Europe/London)"


def test_a_zone_of_a_row_does_not_move_a_time_with_its_own_offset() -> None:
    assert began(only(load_rows("observed_from,tz,place", "2026-05-03T14:20Z,+03:00,Avdiivka"))) == utc(2026, 5, 3, 14, 20)


def test_a_zone_that_is_none_rejects_its_row_alone() -> None:
    intake = load_rows(
        "observed_from,tz,place", "2026-05-03,EET,Avdiivka", "2026-05-03,+15:00,Avdiivka", "2026-05-03,UTC,Avdiivka"
    )
    first, second = problems(intake)
    expected = "'EET' is no time zone; expected a name such as Europe/London or an offset such as +03:00"
    assert first == (2, "tz", "EET", expected)
    assert "the offset +15:00 is none in use" in second[3]
    assert len(intake.observations) == 1


def test_a_date_without_a_declared_order_is_told_what_its_column_proves() -> None:
    rows = ["03/04/2026,Avdiivka", "25/03/2026,Avdiivka", "2026-05-03,Avdiivka"]
    found = problems(load_rows("observed_from,place", *rows))
    assert [line for line, *_ in found] == [2, 3]
    assert all(reason.endswith("; line 3 has 25/03/2026, so the order looks like day first; declare it") for *_, reason in found)


def test_a_column_that_proves_nothing_says_nothing_more() -> None:
    ((_, _, _, reason),) = problems(load_rows("observed_from,place", "03/04/2026,Avdiivka"))
    assert reason.endswith('"mdy" (month first)')


def test_an_end_that_is_a_time_of_day_is_on_the_day_of_the_start() -> None:
    row = only(load_rows("observed_from,observed_to,place", "2026-05-03T14:20,14:35,Avdiivka"))
    assert row["observed_to"] == pd.Timestamp("2026-05-03T11:35Z")


def test_an_end_that_is_a_time_of_day_needs_a_start_on_one_day_of_the_same_zone() -> None:
    rows = ["2026-05-03T14:20Z,14:35", "May 2026,14:35", "night of 3 May 2026,05:00", "2026-05-03T14:20,14:10"]
    found = problems(load_rows("observed_from,observed_to,place", *(f"{row},Avdiivka" for row in rows)))
    assert [column for _, column, *_ in found] == ["observed_to"] * 4
    assert "it names no date" in found[0][3]
    assert "lies before the start" in found[3][3]


def test_a_mapping_declares_what_numbers_count() -> None:
    mapping = read_mapping(b'{"time_format": "excel"}', "m.json")
    assert began(only(load_rows("observed_from,place", "46145.5,Avdiivka", mapping=mapping))) == utc(2026, 5, 3, 9)


def test_how_a_time_was_read_is_flagged_on_the_row() -> None:
    row = only(load_rows("observed_from,observed_to,place", "~14:20 3 May 2026,evening of 3 May 2026,Avdiivka"))
    assert row["flags"] == "approximate: read with 15 minutes on either side; evening is read as 17:00 to 24:00"
