"""The same rows in any container are the same observations; each table has its own account, and a hostile file one message."""

import datetime as dt
import io
import random
import re
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, Point, Polygon

from dashboard.ingest.containers.member import TableMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.report.rejected import rejected_csv
from tests.ingest.containers import builders
from tests.ingest.readers import load

KNOWN = frozenset(builders.HEADER)
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

BUILT = {
    "xlsx": builders.xlsx_bytes,
    "ods": builders.ods_bytes,
    "geojson": builders.geojson_bytes,
    "gpkg": builders.geopackage_bytes,
    "kml": builders.kml_bytes,
    "csv.gz": lambda: builders.gzip_bytes(builders.csv_bytes()),
    "geojson.gz": lambda: builders.gzip_bytes(builders.geojson_bytes()),
    "csv in zip": lambda: builders.zip_bytes(("a.csv", builders.csv_bytes())),
    "xlsx in zip": lambda: builders.zip_bytes(("a.xlsx", builders.xlsx_bytes())),
    "kmz": lambda: builders.zip_bytes(("doc.kml", builders.kml_bytes()), ("icon.png", b"\x89PNG")),
}


def table_of(name: str, data: bytes, *, sheet: str = "") -> TableMember:
    """Return the one table of a file."""
    (member,) = open_container(name, data, sheet=sheet, known=KNOWN)
    assert isinstance(member, TableMember)
    return member


def refusal(data: bytes, name: str = "a.bin", **options: str) -> str:
    """Return the one message with which a file is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        open_container(name, data, known=KNOWN, **options)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(name)
    return str(caught.value)


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


def test_reprojection_is_said() -> None:
    (account,) = load(("a.zip", builders.shapefile_zip(builders.frame("EPSG:32637"))), mapping=SHORT_NAMES).accounts
    assert any("positions brought from WGS 84 / UTM zone 37N to WGS 84" in note for note in account.notes)


def test_a_shapefile_without_a_coordinate_system_is_refused_with_what_to_do() -> None:
    assert "a shapefile says so in its .prj); add that" in refusal(builders.shapefile_zip(leave_out=(".prj",)))


def test_a_shapefile_without_its_parts_is_refused_naming_them() -> None:
    assert "lacks its .shx and .dbf" in refusal(builders.shapefile_zip(leave_out=(".shx", ".dbf")))


def test_a_lone_part_of_a_shapefile_says_what_to_do() -> None:
    assert "put its .shp, .shx, .dbf and .prj into one ZIP archive" in refusal(b"\x00\x00\x27\x0a" + bytes(96))


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


def test_a_layer_named_is_the_one_that_is_read() -> None:
    rest = gpd.GeoDataFrame({"code": ["x"], "meaning": ["y"]}, geometry=[Point(30, 50)], crs="EPSG:4326")
    data = builders.geopackage_bytes({"codes": rest, "patrols": builders.frame()})
    assert table_of("a.gpkg", data).table.header[0] == "observation_id"
    assert "layers not read: 'codes'" in " ".join(table_of("a.gpkg", data).table.notes)
    assert table_of("a.gpkg", data, sheet="codes").table.header[:2] == ("code", "meaning")
    assert "no layer is called 'x'; there are 'codes', 'patrols'" in refusal(data, sheet="x")


def shapes(*geometries: object, **columns: list[object]) -> bytes:
    return builders.geopackage_bytes({"shapes": gpd.GeoDataFrame(columns, geometry=list(geometries), crs="EPSG:4326")})


SQUARE = Polygon([(37, 48), (37.01, 48), (37.01, 48.00669), (37, 48.00669)])


def test_an_area_is_placed_as_the_circle_round_it_and_marked_approximate() -> None:
    row = load(("a.gpkg", shapes(SQUARE, observed_from=["2026-05-03"]))).observations.iloc[0]
    # Half the diagonal of a square of 745 metres.
    assert (row["lon"], row["lat"]) == pytest.approx((37.005, 48.003345), abs=1e-5)
    assert 525 <= row["radius_m"] <= 530
    assert row["flags"].startswith("approximate place: the circle round the reported Polygon, which fills 64% of it")
    assert "POLYGON" in row["other"]


@pytest.mark.parametrize(
    "shape",
    [LineString([(37, 48), (37.5, 48.2)]), Polygon([(37, 48), (38, 48), (38, 48.01)]), SQUARE.union(Point(38, 48).buffer(0.01))],
    ids=["a line", "a strip", "scattered parts"],
)
def test_a_shape_that_no_circle_stands_for_leaves_its_row_without_a_place_and_says_why(shape: object) -> None:
    intake = load(("a.gpkg", shapes(shape, observed_from=["2026-05-03"])))
    row = intake.observations.iloc[0]
    assert row["place_kind"] == "unplaced"
    assert "such a circle would claim ground it does not cover" in row["unplaced_reason"]
    assert shape.geom_type.upper() in row["other"]


def test_a_row_with_such_a_shape_and_a_region_is_left_to_its_region() -> None:
    line = LineString([(37, 48), (37.5, 48.2)])
    row = load(("a.gpkg", shapes(line, observed_from=["2026-05-03"], region=["Northland"]))).observations.iloc[0]
    assert (row["region_text"], row["place_kind"], row["unplaced_reason"]) == ("Northland", "", "")
    assert "the reported shape is a LineString" in row["flags"]


def test_positions_in_columns_stand_and_a_shape_elsewhere_is_said() -> None:
    data = shapes(Point(37, 48), Point(38, 49), observed_from=["2026-05-03"] * 2, lat=[48.0, 47.0], lon=[37.0, 38.0])
    intake = load(("a.gpkg", data))
    assert list(intake.observations["lat"]) == [48.0, 47.0]
    assert '"shape lat": "49.0"' in intake.observations.iloc[1]["other"]
    assert "1 rows whose position lies over 100 m from their shape's: 2" in intake.accounts[0].notes


def test_a_faulty_feature_is_a_rejected_row_and_the_rest_goes_on() -> None:
    good = '{"type":"Feature","properties":{"observed_from":"2026-05-03"},"geometry":{"type":"Point","coordinates":[37,48]}}'
    bad = good.replace("[37,48]", "[48,137]").replace("03", "04")
    bow = good.replace('"Point","coordinates":[37,48]', '"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]')
    intake = load(("a.geojson", f'{{"type":"FeatureCollection","features":[{bad},{good},{bow},7]}}'))
    assert [(one.line, one.problems[0].reason.split(":")[0]) for one in intake.rejections] == [
        (1, "the shape cannot be used"),
        (3, "the shape cannot be used"),
        (4, "this is no Feature object"),
    ]
    assert intake.rejections[0].cells["observed_from"] == "2026-05-04"
    assert intake.total.accepted == 1


def test_properties_come_as_text_and_nested_ones_whole() -> None:
    feature = (
        '{"type":"Feature","id":7,"properties":{"observed_from":"2026-05-03","n":37.746600000000001,"w":3,"yes":true,"none":null,'
        '"list":[1,{"a":"я"}]},"geometry":{"type":"Point","coordinates":[37,48,120]}}'
    )
    table = table_of("a.geojson", feature.encode()).table
    assert dict(zip(table.header, table.rows[0], strict=True)) == {
        "observed_from": "2026-05-03", "n": "37.7466", "w": "3", "yes": "true", "none": "", "list": '[1, {"a": "я"}]', "id": "7",
        "lon": "37.0", "lat": "48.0", "shape height": "120.0",
    }  # fmt: skip


def test_a_span_of_a_kml_that_has_no_end_is_rejected_rather_than_cut_short() -> None:
    point = "<Point><coordinates>37.7,48.1</coordinates></Point>"
    placemarks = f"<Placemark><TimeSpan><begin>2026-05-04</begin></TimeSpan>{point}</Placemark>"
    (rejected,) = load(("a.kml", builders.kml_bytes(placemarks)), zone="UTC").rejections
    assert (rejected.problems[0].value, rejected.problems[0].column) == ("since 2026-05-04", "observed_from")
    assert "it leaves an end open; state both ends" in rejected.problems[0].reason


def test_blanks_beside_the_commas_of_a_kml_change_nothing_and_a_second_position_of_a_point_is_not_passed_over() -> None:
    written = ("37.7466 , 48.1391, 0", "37.7466,48.1391 37.8,48.2")
    placemarks = "".join(
        f"<Placemark><TimeStamp><when>2026-05-04</when></TimeStamp><Point><coordinates>{text}</coordinates></Point></Placemark>"
        for text in written
    )
    intake = load(("a.kml", builders.kml_bytes(placemarks)), zone="UTC")
    assert list(intake.observations[["lon", "lat"]].itertuples(index=False, name=None)) == [(37.7466, 48.1391)]
    assert "a point has 2 positions, expected one" in intake.rejections[0].problems[0].reason


def test_times_of_a_kml_keep_their_precision_and_folders_stay_with_the_row() -> None:
    placemarks = (
        "<Placemark><name>A</name><TimeStamp><when>2026-05-03</when></TimeStamp><Point><coordinates>37,48</coordinates></Point>"
        "</Placemark><Placemark><name>B</name><TimeSpan><begin>2026-05-03T10:00Z</begin><end>2026-05-03T11:00Z</end></TimeSpan>"
        "<Point><coordinates>37,48</coordinates></Point></Placemark>"
    )
    rows = load(("a.kml", builders.kml_bytes(placemarks)), zone="UTC").observations
    assert [(str(row["observed_from"]), str(row["observed_to"])) for _, row in rows.iterrows()] == [
        ("2026-05-03 00:00:00+00:00", "2026-05-04 00:00:00+00:00"),
        ("2026-05-03 10:00:00+00:00", "2026-05-03 11:00:00+00:00"),
    ]
    assert '"folder": "May"' in rows.iloc[0]["other"]


def archive_with(name: str, data: bytes) -> bytes:
    """A workbook with one more member."""
    written = io.BytesIO(builders.xlsx_bytes())
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(name, data)
    return written.getvalue()


def marked_encrypted(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


def old_office(part: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + part.encode("utf-16-le") + bytes(500)


HOSTILE = {
    "a bomb": (builders.zip_bytes(("a.csv", bytes(3_000_000))), "unpacks to"),
    "a gzip bomb": (builders.gzip_bytes(bytes(3_000_000)), "unpacks to more than 100 times its size"),
    "an archive in an archive": (
        builders.zip_bytes(("in.zip", builders.zip_bytes(("a.csv", b"x")))),
        "a.bin/in.zip: an archive inside an archive is not opened",
    ),
    "a gzip in an archive": (builders.zip_bytes(("in.csv.gz", builders.gzip_bytes(b"x"))), "an archive inside an archive"),
    "a gzip in a gzip": (builders.gzip_bytes(builders.gzip_bytes(b"x")), "an archive inside an archive"),
    "the same name in another case": (builders.zip_bytes(("a.csv", b"x"), ("A.CSV", b"y")), "has the member 'A.CSV' twice"),
    "an encrypted member": (
        marked_encrypted(builders.zip_bytes(("a.csv", b"x,y\n"))),
        "is encrypted; pack it without a password",
    ),
    "an encrypted workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "the workbook is encrypted",
    ),
    "an encrypted ODS": (
        builders.zip_bytes(
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", b"\x00\x01"),
            ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ),
        "the spreadsheet is encrypted",
    ),
    "macros": (archive_with("xl/vbaProject.bin", b"x"), "the workbook carries macros; save it as XLSX without them"),
    "an XLSB": (builders.zip_bytes(("xl/workbook.bin", b"x")), "this is an XLSB workbook; save it as XLSX"),
    "a Word document": (
        builders.zip_bytes(("[Content_Types].xml", b"x"), ("word/document.xml", b"x")),
        "this is a Word document",
    ),
    "an empty archive": (builders.zip_bytes(), "the archive holds no table"),
    "a cut archive": (builders.zip_bytes(("a.csv", builders.csv_bytes()))[:-30], "the ZIP archive is damaged or cut short"),
    "a cut workbook": (builders.xlsx_bytes()[:-100], "the ZIP archive is damaged or cut short"),
    "a cut gzip": (builders.gzip_bytes(builders.csv_bytes())[:-12], "the gzip file is cut short"),
    "a damaged gzip": (b"\x1f\x8b\x08" + bytes(40), "the gzip file is damaged"),
    "a cut GeoPackage": (builders.geopackage_bytes()[:5000], "cannot be read"),
    "no GeoPackage": (b"SQLite format 3\x00" + bytes(200), "cannot be read"),
    "a document type in KML": (b'<!DOCTYPE x [<!ENTITY a "b">]><kml></kml>', "declares a document type"),
    "deep KML": (b"<kml>" + b"<Folder>" * 100_000, "nested deeper than 200 levels"),
    "broken KML": (b"<kml><Document></kml>", "is not sound XML at line 1"),
    "KML without placemarks": (b"<kml></kml>", "holds no placemark"),
    "deep GeoJSON": (b'{"a":' + b"[" * 100_000, "brackets are nested too deep"),
    "JSON of something else": (b'{"type": "Topology"}', "`type` is 'Topology'"),
    "broken JSON": (b'{"type": ', "not JSON at line 1"),
    "JSON of no type": (b'{"data": []}', "this is JSON without a `type`, expected GeoJSON; export the table as CSV or GeoJSON"),
    "a JSON object a line": (b'{"a": 1}\n{"a": 2}\n', "a second JSON object begins at line 2, expected one FeatureCollection"),
    "an old Excel workbook": (old_office("Workbook"), "an old Excel workbook (XLS), which is not read; open it in a spreadsheet"),
    "an older Excel workbook": (old_office("Book"), "an old Excel workbook (XLS), which is not read; open it in a spreadsheet"),
    "an old Word document": (old_office("WordDocument"), "this is an old Word document (DOC), expected a table"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_one_clear_message(case: str) -> None:
    data, said = HOSTILE[case]
    assert said in refusal(data)


def test_a_wrong_ending_changes_nothing() -> None:
    assert load(("a.csv", builders.xlsx_bytes())).total.accepted == 3
    assert load(("a.xlsx", builders.csv_bytes())).total.accepted == 3


def test_whole_numbers_that_cannot_be_read_exactly_are_refused_rather_than_rounded() -> None:
    numbers = pd.array([1, None, 2**53 + 1], dtype="Int64")
    rows = gpd.GeoDataFrame({"id": numbers}, geometry=[Point(37, 48)] * 3, crs="EPSG:4326")
    assert "column 'id' holds whole numbers too long" in refusal(builders.geopackage_bytes({"l": rows}))


def test_cells_of_a_geopackage_come_as_they_are_stored_and_a_feature_without_anything_is_no_row() -> None:
    moments = pd.to_datetime(["2026-05-03T14:20:00+03:00", None], utc=True)
    columns = {
        "t": moments,
        "d": [dt.date(2026, 5, 3), None],
        "n": pd.array([7, None], dtype="Int64"),
        "f": [0.1, None],
        "s": ["00123", None],
    }
    rows = gpd.GeoDataFrame(columns, geometry=[Point(37, 48), None], crs="EPSG:4326")
    assert table_of("a.gpkg", builders.geopackage_bytes({"l": rows})).table.rows == [
        ["2026-05-03T11:20:00Z", "2026-05-03", "7", "0.1", "00123", "37.0", "48.0"],
    ]


def test_positions_in_an_older_system_are_moved_by_the_way_that_is_best_there() -> None:
    (account,) = load(("a.gpkg", builders.geopackage_bytes({"l": builders.frame("EPSG:28406")}))).accounts
    assert any(
        re.search("Pulkovo 1942 / Gauss-Kruger zone 6 to WGS 84, to within about [0-9.]+ m", note) for note in account.notes
    )


def test_rejected_rows_of_a_workbook_can_be_mended_and_loaded_again() -> None:
    bad = ("N-4", "soon", "37", "48", "", "fire", "", "")
    wide = (*builders.ROWS[0][:7], "x", "", "surplus")
    first = load(("a.xlsx", builders.xlsx_bytes(("Data", [builders.HEADER, *builders.ROWS, bad, wide]))))
    assert (first.total.rows_read, first.total.accepted, first.total.rejected) == (5, 3, 2)
    mended = rejected_csv(first.rejections).decode().replace("soon", "2026-05-06")
    again = load(("a.xlsx", builders.xlsx_bytes()), ("rejected.csv", mended))
    assert (again.total.rows_read, again.total.accepted, again.total.rejected) == (5, 4, 1)
    assert "not changed since it was rejected" in again.rejections[0].problems[0].reason


def damaged(data: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    whole = bytearray(data)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(whole))
        match dice.randrange(3):
            case 0:
                whole[at] = dice.randrange(256)
            case 1:
                del whole[at : at + dice.randint(1, 30)]
            case _:
                whole[at:at] = dice.randbytes(dice.randint(1, 8))
    return bytes(whole)


def unpressed(data: bytes) -> bytes:
    """The same archive without compression, so that damage reaches what is in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return builders.zip_bytes(*((name, archive.read(name)) for name in archive.namelist()), compression=zipfile.ZIP_STORED)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "geojson", "gpkg", "kml"])
@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_container_is_refused_in_one_line_or_accounted_for(kind: str, seed: int) -> None:
    data = BUILT[kind]()
    name = f"a.{kind}"
    try:
        load((name, damaged(unpressed(data) if data.startswith(b"PK") else data, seed)))
        said = name
    except UnreadableFileError as refused:
        said = str(refused)
    assert said.startswith(name)
    assert "\n" not in said
