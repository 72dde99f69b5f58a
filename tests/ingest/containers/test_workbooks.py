"""Cells of spreadsheets arrive as they are stored, no sharper than that, and what is odd about a sheet is said."""
# ruff: noqa: DTZ001 (a cell has no time zone)

import datetime as dt
import re
import zipfile
from io import BytesIO

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dashboard.ingest.containers.member import TableMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.rows import BrokenRow
from tests.ingest.containers import builders
from tests.ingest.containers.readers import KNOWN
from tests.ingest.readers import load

May, June = ("May", [builders.HEADER, builders.ROWS[0]]), ("June", [builders.HEADER, builders.ROWS[1]])
COVER, CODES = ("Cover", [["Report"]]), ("Codes", [["code", "meaning"], ["1", "x"]])


def members(data: bytes, sheet: str = "") -> tuple[TableMember, ...]:
    return tuple(one for one in open_container("a", data, sheet=sheet, known=KNOWN) if isinstance(one, TableMember))


def rows(data: bytes) -> list[list[str]]:
    return members(data)[0].table.rows


def notes(data: bytes) -> str:
    return "; ".join(members(data)[0].table.notes)


def one_cell(value: object, number_format: str = "", *, epoch_1904: bool = False) -> str:
    """Return what a cell of a workbook with that value and format is read as."""
    book = builders.workbook(("Data", [("a", "b"), ("x", value)]))
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
        book.active["B2"] = value
    if number_format:
        book.active["B2"].number_format = number_format
    return rows(builders.saved(book))[0][1]


def with_xml(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook with a piece of one part's XML replaced."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name).decode()
            assert name != part or old in content
            after.writestr(name, content.replace(old, new) if name == part else content)
    return written.getvalue()


def with_shared(texts: str, *, times: int = 1) -> bytes:
    """Return a workbook whose cells A2, A3, ... all refer to the one shared text."""
    columns = [("a", "b"), *(("mark", "x") for _ in range(times))]
    data = with_xml(builders.xlsx_bytes(("Data", columns)), SHEET, 't="inlineStr"><is><t>mark</t></is>', 't="s"><v>0</v>')
    written = BytesIO(data)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (37.746600000000001, "", "37.7466"),
        (3.0, "", "3"),
        (0.5, "0%", "0.5"),
        (12345678901234568, "0", "12345678901234570"),
        (12, '0" days"', "12"),
        (12.5, "[Red]0.00;@", "12.5"),
        (True, "", "true"),
        ("00123", "", "00123"),
        (" two\nlines ", "", " two\nlines "),
        ("#REF!", "", "#REF!"),
        (dt.date(2026, 5, 3), "dd.mm.yyyy", "2026-05-03"),
        (dt.datetime(2026, 5, 3, 14, 20), "dd.mm.yyyy hh:mm", "2026-05-03T14:20"),
        (dt.datetime(2026, 5, 3, 14, 20), "dd/mm/yy\\ hh:mm:ss;@", "2026-05-03T14:20:00"),
        (dt.datetime(2026, 5, 3, 14, 20, 31), "dd.mm.yyyy hh:mm", "2026-05-03T14:20:31"),
        (dt.datetime(2026, 5, 3), "dd.mm.yyyy hh:mm", "2026-05-03T00:00"),
        (dt.datetime(2026, 5, 3), "dd.mm.yyyy", "2026-05-03"),
        (46145.6, '[$-419]d\\ mmmm\\ yyyy\\ "г."', "2026-05-03T14:24"),
        (46145, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026-05-03"),
        (46143, "mmm-yy", "2026-05"),
        (46023, "yyyy", "2026"),
        (dt.time(14, 20), "h:mm", "14:20"),
        (dt.timedelta(hours=26), "[h]:mm:ss", "26:00:00"),
        (5, "yyyy-mm-dd", "5"),
        (99_999_999, "yyyy-mm-dd", "99999999"),
        (-3, "yyyy-mm-dd", "-3"),
    ],
)
def test_a_cell_of_a_workbook_is_read_as_stored_and_no_sharper(value: object, number_format: str, text: str) -> None:
    assert one_cell(value, number_format) == text


@pytest.mark.parametrize("shown", ["yyyy-mm-dd", "dd.mm.yyyy hh:mm"])
def test_days_counted_from_1904_are_the_same_days(shown: str) -> None:
    moment = dt.datetime(2026, 5, 3, 0, 0)
    assert one_cell(moment, shown, epoch_1904=True) == one_cell(moment, shown)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ({"valuetype": "date", "datevalue": "2026-05-03", "shown": "03.05.26"}, "2026-05-03"),
        ({"valuetype": "date", "datevalue": "2026-05-03T00:00:00", "shown": "03.05.26"}, "2026-05-03"),
        ({"valuetype": "date", "datevalue": "2026-05-03T14:20:00", "shown": "03.05.26 14:20"}, "2026-05-03T14:20"),
        ({"valuetype": "date", "datevalue": "2026-05-03T14:20:00", "shown": "03.05.26 14:20:00"}, "2026-05-03T14:20:00"),
        ({"valuetype": "time", "timevalue": "PT14H20M00S", "shown": "14:20"}, "14:20"),
        ({"valuetype": "percentage", "value": "0.5", "shown": "50 %"}, "0.5"),
        ({"valuetype": "float", "value": "3", "shown": "3,00 km"}, "3"),
        ({"valuetype": "boolean", "booleanvalue": "true", "shown": "TRUE"}, "true"),
        ({"valuetype": "string", "shown": "two\nlines"}, "two\nlines"),
        ({"valuetype": "string", "formula": "of:=1/0", "shown": "#DIV/0!"}, "#DIV/0!"),
    ],
)
def test_a_cell_of_an_ods_is_read_as_stored_and_no_sharper(cell: dict[str, str], text: str) -> None:
    assert rows(builders.ods_bytes(("Data", [("a", "b"), ("x", dict(cell))])))[0][1] == text


def test_spaces_tabs_and_breaks_of_an_ods_are_kept_and_comments_left_out() -> None:
    data = builders.ods_bytes(("Data", [("a", "b"), ("x", "y")]))
    aside = "<office:annotation><text:p>aside</text:p></office:annotation>"
    own = "<text:p>x<text:s text:c='2'/>y<text:tab/>z<text:line-break/>w</text:p>"
    assert rows(with_xml(data, "content.xml", "<text:p>x</text:p>", aside + own)) == [["x  y\tz\nw", "y"]]


def test_the_sheets_to_choose_from_are_given_with_each_table() -> None:
    (member,) = members(builders.xlsx_bytes(COVER, CODES, May))
    assert (member.part, member.choices) == ("May", ("Cover", "Codes", "May"))


def test_cells_written_once_for_many_are_as_many() -> None:
    repeated = {"valuetype": "string", "numbercolumnsrepeated": "2", "shown": "x"}
    assert rows(builders.ods_bytes(("Data", [("a", "b", "c"), ("1", repeated)]))) == [["1", "x", "x"]]


def test_line_numbers_are_the_rows_of_the_sheet_and_titles_above_the_header_are_said() -> None:
    data = builders.xlsx_bytes(("Data", [["Report of patrol 4"], [], builders.HEADER, builders.ROWS[0], [], builders.ROWS[1]]))
    table = members(data)[0].table
    assert (table.header_line, table.lines) == (3, [4, 6])
    assert "1 line above the header skipped: 'Report of patrol 4'" in table.notes


def test_a_row_wider_than_the_header_is_rejected_with_all_its_cells() -> None:
    table = members(builders.xlsx_bytes(("Data", [("a", "b"), ("1", "2", None, "4"), ("5", "6")])))[0].table
    assert table.broken == (BrokenRow(2, "1,2,,4", ("1", "2", "", "4"), "the row has 4 cells where the header has 2"),)
    assert table.rows == [["5", "6"]]


def test_the_sheet_of_observations_is_found_and_those_that_carry_it_on_are_read_with_it() -> None:
    found = members(builders.xlsx_bytes(COVER, CODES, May, June))
    assert [one.name for one in found] == ["a/May", "a/June"]
    assert "sheets not read: 'Cover', 'Codes'; a mapping can name one as `sheet`" in found[0].table.notes
    assert load(("a.xlsx", builders.xlsx_bytes(COVER, CODES, May, June))).total.accepted == 2


def test_a_sheet_a_mapping_names_is_the_one_that_is_read() -> None:
    intake = load(("a.xlsx", builders.xlsx_bytes(May, June)), mapping=Mapping(sheet=" june "))
    assert list(intake.observations["observation_id"]) == ["N-2"]


@pytest.mark.parametrize("build", [builders.xlsx_bytes, builders.ods_bytes])
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(build: object) -> None:
    with pytest.raises(UnreadableFileError, match="no sheet is called 'July'; there are 'May', 'June'"):
        members(build(May, June), sheet="July")


def test_a_workbook_without_a_table_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="no visible sheet holds a table of two or more columns"):
        members(builders.xlsx_bytes(COVER))


def test_what_is_odd_about_a_sheet_is_said() -> None:
    book = builders.workbook(CODES, May)
    sheet = book["Codes"]
    sheet["A3"], sheet["B3"], sheet["A4"] = "=1+1", "#REF!", "m"
    sheet.merge_cells("A4:B4")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book["May"].sheet_state = "hidden"
    (found,) = members(builders.saved(book))
    said = "; ".join(found.table.notes)
    for part in (
        "sheets not read: 'May' (hidden)",
        "1 cell with a formula without a computed value, read as blank",
        "1 cell with an error, kept as its text: B3 #REF!",
        "merged cells hold their value in the first cell only: A4:B4",
        "1 hidden row read like the others",
        "1 hidden column read like the others",
    ):
        assert part in said
    assert found.remarks[3].flag == "A3 holds a formula without a computed value"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_time_of_day_behind_a_cell_shown_as_a_date_is_read_and_said(kind: str) -> None:
    if kind == "ods":
        stored = {"valuetype": "date", "datevalue": "2026-05-03T14:20:00", "shown": "03.05.26"}
        data = builders.ods_bytes(("Data", [("a", "b"), ("x", stored)]))
    else:
        book = builders.workbook(("Data", [("a", "b"), ("x", dt.datetime(2026, 5, 3, 14, 20))]))
        book.active["B2"].number_format = "dd.mm.yy"
        data = builders.saved(book)
    assert rows(data) == [["x", "2026-05-03T14:20"]]
    assert "1 cell shown as a date with a time of day stored, which is read too: B2" in notes(data)


def test_a_formula_is_read_by_its_computed_value_and_said() -> None:
    data = with_xml(builders.xlsx_bytes(("Data", [("a", "b"), ("=1+1", "x")])), SHEET, "<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    assert rows(data) == [["2", "x"]]
    assert "1 cell with a formula, read by its last computed value: A2" in notes(data)


def test_texts_of_several_runs_are_joined_and_readings_aloud_left_out() -> None:
    runs = "<si><r><t>Верх</t></r><r><t xml:space='preserve'>ня </t></r><rPh sb='0' eb='1'><t>aloud</t></rPh></si>"
    assert rows(with_shared(runs)) == [["Верхня ", "x"]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "<v>37.5</v>",
            "<v>37.5<!-- --></v><is><t>38</t></is>",
            "two readers disagree on cell B2 of sheet 'Data': '37.5' and '38'",
        ),
        ("<v>37.5</v>", "<v>37.5<!-- -->1</v>", "two readers disagree on cell B2 of sheet 'Data': '37.51' and '37.5'"),
        ('r="B2"', 'r="A2"', "cell 'A2' stands out of order in row 2"),
        ('<row r="2"', '<row r="1"', "row '1' follows row 1, expected rows"),
        ("<v>37.5</v>", "<v>near</v>", "(is damaged|cell B2 holds 'near', expected a number)"),
        ("<sheetData>", "<sheetDat>", "is not sound XML at line 1"),
    ],
)
def test_a_sheet_that_programs_read_differently_is_refused_with_the_cell_named(old: str, new: str, said: str) -> None:
    data = builders.xlsx_bytes(("Data", [("a", "b"), ("x", 37.5)]))
    with pytest.raises(UnreadableFileError, match=said):
        members(with_xml(data, SHEET, old, new))


def test_a_text_the_workbook_does_not_have_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=re.compile("(refers to text '0'|is damaged)")):
        members(with_shared(""))


def test_a_row_of_group_names_above_the_header_of_a_sheet_is_no_header() -> None:
    groups = ["Report", "When", "Where", "", "", "What", "", ""]
    for data in (
        builders.xlsx_bytes(("Data", [groups, builders.HEADER, *builders.ROWS])),
        builders.ods_bytes(("Data", [groups, builders.HEADER, *builders.ROWS])),
    ):
        table = members(data)[0].table
        assert (table.header, table.lines) == (builders.HEADER, [3, 4, 5])
        assert "1 line above the header skipped: 'Report, When, Where, What'" in table.notes


def test_a_length_of_more_than_a_day_is_read_from_ods_as_from_xlsx() -> None:
    length = {"valuetype": "time", "timevalue": "PT30H15M00S", "shown": "30:15:00"}
    assert rows(builders.ods_bytes(("Data", [("a", "b"), ("x", length)]))) == [["x", "30:15:00"]]
    assert one_cell(dt.timedelta(hours=30, minutes=15), "[h]:mm:ss") == "30:15:00"
