"""A container that takes too much time, memory or text is stopped, and the message says what it took."""

import re
import time
import zipfile

import pytest

from dashboard.ingest.containers.apart import Limits
from dashboard.ingest.containers.archive import check
from dashboard.ingest.containers.events import RefusedError
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.errors import UnreadableFileError
from tests.ingest.containers import builders
from tests.ingest.containers.test_workbooks import SHEET, with_shared, with_xml

MANY = [builders.HEADER, *([row] for row in range(3000))]


def refusal(data: bytes, limits: Limits) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        open_container("a.xlsx", data, limits=limits)
    return str(caught.value)


def test_a_process_that_takes_too_long_is_ended() -> None:
    data = builders.xlsx_bytes(("Data", MANY))
    began = time.monotonic()
    assert "reading it takes longer than 0.05 s of work" in refusal(data, Limits(seconds=0.05))
    assert time.monotonic() - began < 5


def test_a_machine_that_is_slow_refuses_nothing_for_the_time_it_takes() -> None:
    """What others make it wait for is not counted; only a process that hangs is ended by the clock."""
    data = builders.xlsx_bytes(("Data", [builders.HEADER, *builders.ROWS]))
    assert len(open_container("a.xlsx", data, limits=Limits(seconds=30, clock_seconds=60))[0].table.rows) == 3
    assert "longer than 30 s of work" in refusal(data, Limits(seconds=30, clock_seconds=0.01))


def test_what_an_archive_holds_shares_its_time() -> None:
    book = builders.xlsx_bytes(("Data", [builders.HEADER, *builders.ROWS]))
    archive = builders.zip_bytes(*((f"{number}.xlsx", book) for number in range(40)))
    assert "longer than 0.9 s of work" in refusal(archive, Limits(seconds=0.9))


@pytest.mark.parametrize("build", [builders.xlsx_bytes, builders.ods_bytes, builders.geojson_bytes, builders.geopackage_bytes])
def test_a_process_that_takes_too_much_memory_is_ended(build: object) -> None:
    assert "reading it takes more than 4 MB of memory" in refusal(build(), Limits(memory_bytes=4 * 2**20))


def test_one_text_in_very_many_cells_is_stopped_by_the_memory_it_takes() -> None:
    digits = "".join(str(number) for number in range(8_000))
    data = with_shared(f"<si><t>{digits}</t></si>", times=30_000)
    assert len(data) < 300_000
    assert re.search("MB of (memory|text)", refusal(data, Limits()))


def test_more_text_than_is_allowed_is_refused() -> None:
    assert "come to more than 0 MB of text" in refusal(builders.xlsx_bytes(), Limits(text_bytes=100))


def test_a_row_repeated_without_end_is_refused() -> None:
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>x'
    data = builders.ods_bytes(("Data", [("a", "b"), ("x", "y")]))
    endless = with_xml(data, "content.xml", row, row.replace("row>", 'row table:number-rows-repeated="90000000">'))
    assert re.search("MB of memory|more than a sheet holds", refusal(endless, Limits()))


def test_a_cell_in_the_last_column_costs_no_more_than_its_row() -> None:
    data = with_xml(builders.xlsx_bytes(("Data", [("a", "b"), ("x", "y")])), SHEET, 'r="B2"', 'r="XFD2"')
    (member,) = open_container("a.xlsx", data)
    assert member.table.broken[0].reason == "the row has 16384 cells where the header has 2"


def test_an_archive_too_large_to_unpack_is_refused_by_its_directory_alone() -> None:
    members = []
    for number in range(3):
        member = zipfile.ZipInfo(f"{number}.csv")
        member.file_size, member.compress_size = 70_000_000, 30_000_000
        members.append(member)
    with pytest.raises(RefusedError, match="unpacks to 210 MB, expected at most 200"):
        check(members)
