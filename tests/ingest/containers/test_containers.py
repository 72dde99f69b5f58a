"""The same rows in any container are the same observations, and each table has its own account."""

import re

import pytest

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.report.rejected import rejected_csv
from tests.ingest.containers import builders
from tests.ingest.containers.builders import BUILT
from tests.ingest.readers import load

COMPARED = [
    "observation_id",
    "observed_from",
    "observed_to",
    "lon",
    "lat",
    "radius_m",
    "place_text",
    "act",
    "count",
    "description",
]
SHORT_NAMES = Mapping(columns={"observation_id": "obs_id", "observed_from": "obs_from", "description": "descriptio"})


@pytest.mark.parametrize("kind", BUILT)
def test_the_same_rows_in_any_container_are_the_same_observations(kind: str) -> None:
    expected = load(("rows.csv", builders.csv_bytes())).observations
    found = load((f"a.{kind}", BUILT[kind]())).observations
    assert found[COMPARED].to_dict("list") == expected[COMPARED].to_dict("list")


@pytest.mark.parametrize("options", [{}, {"crs": "EPSG:32637"}], ids=["in degrees", "in metres"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_zipped_shapefile_is_the_same_observations(options: dict[str, str], encoding: str) -> None:
    expected = load(("rows.csv", builders.csv_bytes())).observations
    data = builders.shapefile_zip(builders.frame(**options), encoding=encoding, leave_out=(".cpg",))
    found = load(("a.zip", data), mapping=SHORT_NAMES)
    assert found.observations[COMPARED].to_dict("list") == expected[COMPARED].to_dict("list")
    assert [account.file for account in found.accounts] == ["a.zip/patrols.shp"]


def test_a_wrong_ending_changes_nothing() -> None:
    assert load(("a.csv", builders.xlsx_bytes())).total.accepted == 3
    assert load(("a.xlsx", builders.csv_bytes())).total.accepted == 3


def test_reprojection_is_said() -> None:
    (account,) = load(("a.zip", builders.shapefile_zip(builders.frame("EPSG:32637"))), mapping=SHORT_NAMES).accounts
    assert any("positions brought from WGS 84 / UTM zone 37N to WGS 84" in note for note in account.notes)


def test_positions_in_an_older_system_are_moved_by_the_way_that_is_best_there() -> None:
    (account,) = load(("a.gpkg", builders.geopackage_bytes({"l": builders.frame("EPSG:28406")}))).accounts
    assert any(
        re.search("Pulkovo 1942 / Gauss-Kruger zone 6 to WGS 84, to within about [0-9.]+ m", note) for note in account.notes
    )


def test_each_member_of_an_archive_is_a_table_with_its_own_account() -> None:
    other = builders.csv_bytes(
        rows=[("Z-1", "2026-05-09", "37", "48", "", "fire", "", "x"), ("Z-2", "soon", "37", "48", *[""] * 4)]
    )
    data = builders.zip_bytes(
        ("may/a.csv", builders.csv_bytes()), ("b.csv", other), ("readme.txt", b"about"), ("map.pdf", b"%PDF")
    )
    intake = load(("a.zip", data), ("c.csv", "observed_from,place\n2026-05-03,x\n"))
    assert [(one.file, one.rows_read, one.accepted, one.rejected) for one in intake.accounts] == [
        ("a.zip/may/a.csv", 3, 3, 0),
        ("a.zip/b.csv", 2, 1, 1),
        ("c.csv", 1, 1, 0),
    ]
    assert intake.accounts[0].notes[0] == "members of the archive not read: readme.txt, map.pdf"
    assert [(one.rows_read, one.accepted) for one in intake.file_accounts] == [(5, 4), (1, 1)]
    assert intake.rejections[0].file == "a.zip/b.csv"


def test_a_bad_member_of_an_archive_is_named() -> None:
    with pytest.raises(UnreadableFileError, match=r"^a\.zip/bad\.csv, line 1: only one column was found"):
        load(("a.zip", builders.zip_bytes(("good.csv", builders.csv_bytes()), ("bad.csv", b"nothing\nhere\n"))))


def test_rejected_rows_of_a_workbook_can_be_mended_and_loaded_again() -> None:
    bad = ("N-4", "soon", "37", "48", "", "fire", "", "")
    wide = (*builders.ROWS[0][:7], "x", "", "surplus")
    first = load(("a.xlsx", builders.xlsx_bytes(("Data", [builders.HEADER, *builders.ROWS, bad, wide]))))
    assert (first.total.rows_read, first.total.accepted, first.total.rejected) == (5, 3, 2)
    mended = rejected_csv(first.rejections).decode().replace("soon", "2026-05-06")
    again = load(("a.xlsx", builders.xlsx_bytes()), ("rejected.csv", mended))
    assert (again.total.rows_read, again.total.accepted, again.total.rejected) == (5, 4, 1)
    assert "not changed since it was rejected" in again.rejections[0].problems[0].reason
