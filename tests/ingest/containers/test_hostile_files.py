"""A hostile or damaged file is refused in one message that says what is wrong with it."""

import io
import random
import zipfile

import pytest

from dashboard.ingest.errors import UnreadableFileError
from tests.ingest.containers import builders
from tests.ingest.containers.builders import BUILT
from tests.ingest.containers.readers import refusal
from tests.ingest.readers import load


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
