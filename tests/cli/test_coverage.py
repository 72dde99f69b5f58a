"""The command `coverage`: how much of each zone was watched on each local day, and the account of the log."""

import pytest

from dashboard.cli import main
from tests.cli.one_zone import AGREEMENT, SQUARE, rows, zones

LOG = """zone,region,area,from,to,means,state,source,note
z,,,2026-07-01T06:00,2026-07-01T18:00,patrol,observed,patrol 4,
z,,,2026-07-01,2026-07-02,,weather,,
z,,,2026-07-03,,drone,fine,,
riverside,,,2026-07-03,,drone,observed,,
z,,,2026-07-01,2026-07-02,,weather,,
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "zones.geojson").write_text(zones(SQUARE), encoding="utf-8")
    return tmp_path


def coverage(folder, text, *more):
    (folder / "log.csv").write_text(text, encoding="utf-8")
    given = [folder / "log.csv", "--agreement", folder / "agreement.yaml", "--out", folder / "coverage.csv", *more]
    return main(["coverage", *map(str, given)])


def test_a_row_for_each_zone_and_day_says_how_much_was_watched(folder, capsys):
    assert coverage(folder, LOG, "--rejected", folder / "rejected.csv") == 0
    found = rows(folder / "coverage.csv")
    assert list(found[0]) == [
        "zone_id", "day", "observed", "denied", "jammed", "weather", "no_asset", "not_stated", "means",
    ]  # fmt: skip
    assert [tuple(row.values()) for row in found] == [
        ("z", "2026-07-01", "0.5", "0", "0", "0.5", "0", "0", "patrol"),
        ("z", "2026-07-02", "0", "0", "0", "1", "0", "0", ""),
        ("z", "2026-07-03", "0", "0", "0", "0", "0", "1", ""),
    ]
    said = capsys.readouterr()
    assert said.out == "read 5 = accepted 3 + rejected 1 + duplicates 1\n"
    assert "log.csv, line 5: it is kept and counts for nothing: zone 'riverside' is no zone of the agreement" in said.err
    (rejected,) = rows(folder / "rejected.csv")
    assert (rejected["line"], rejected["column"], rejected["value"]) == ("4", "state", "fine")
    assert "expected one of observed" in rejected["reason"]


def test_another_time_zone_moves_the_times_that_have_no_offset(folder):
    text = "zone,from,to,state\nz,2026-07-01T00:00,2026-07-01T12:00,observed\n"
    assert coverage(folder, text, "--time-zone", "Asia/Tokyo") == 0
    # The first twelve hours of a day in Tokyo reach over the midnight of the agreement's zone.
    assert [row["day"] for row in rows(folder / "coverage.csv")] == ["2026-06-30", "2026-07-01"]


def test_a_log_without_a_sound_row_is_nothing_usable(folder):
    assert coverage(folder, "zone,from,state\nx,2026-07-01,fine\n") == 1
    assert (folder / "coverage.csv").read_text(encoding="utf-8").splitlines() == [
        "zone_id,day,observed,denied,jammed,weather,no_asset,not_stated,means"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("a,b\n1,2\n", "no column 'from'"), ("", "the file is empty")],
)
def test_a_file_that_is_no_log_stops_the_command_with_one_line(folder, capsys, text, said):
    assert coverage(folder, text) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("dashboard: ")
    assert said in line
    assert not (folder / "coverage.csv").exists()


def test_what_is_read_is_not_written_over(folder, capsys):
    with pytest.raises(SystemExit) as stopped:
        coverage(folder, LOG, "--rejected", folder / "log.csv")
    assert stopped.value.code == 2
    assert "would be written over" in capsys.readouterr().err


def test_dates_are_read_in_the_order_that_is_given_and_what_was_made_of_rows_is_told_with_their_lines(folder, capsys):
    text = "зона;дата;з;до;стан\nz;01.07.2026;06:00;18:00;спостерігали\n"
    assert coverage(folder, text, "--rejected", folder / "rejected.csv") == 1
    assert "(--date-order of the command)" in rows(folder / "rejected.csv")[0]["reason"]

    assert coverage(folder, text, "--date-order", "dmy") == 0
    assert rows(folder / "coverage.csv")[0]["observed"] == "0.5"
    said = capsys.readouterr().err
    assert "log.csv, line 2: state 'спостерігали' is read as observed" in said
    assert "dates such as 03/04/2026 are read day first, as was chosen" in said


def test_what_a_number_counts_is_said_too(folder):
    assert coverage(folder, "zone,from,to,state\nz,46204.25,46204.75,observed\n", "--time-format", "excel") == 0
    assert rows(folder / "coverage.csv")[0]["day"] == "2026-07-01"
