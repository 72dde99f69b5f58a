"""Telling what a file is by its content, never by its name, and refusing in words what is none of the containers read here."""

import codecs
import zipfile
from typing import Literal

from dashboard.ingest.containers.archive import unpacked
from dashboard.ingest.containers.events import RefusedError

Kind = Literal["text", "zip", "gzip", "geojson", "kml", "geopackage"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHAPE = b"\x00\x00\x27\x0a"
_ODS_TYPES = (b"application/vnd.oasis.opendocument.spreadsheet", b"application/vnd.oasis.opendocument.spreadsheet-template")
_XLS = "this is an old Excel workbook (XLS), which is not read; open it in a spreadsheet program and save it as XLSX"
ArchiveKind = Literal["xlsx", "ods", "files"]


def kind_of(data: bytes) -> Kind:
    """Return what a file's first bytes say it is. Raises RefusedError for what can be named and not read."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"SQLite format 3\x00"):
        return "geopackage"
    if data.startswith(_OLE):
        _refuse_old_office(data)
    if data.startswith(_SHAPE):
        raise RefusedError("this is one part of a shapefile; put its .shp, .shx, .dbf and .prj into one ZIP archive")
    opening = data[:4096].removeprefix(codecs.BOM_UTF8).lstrip()
    if opening.startswith(b"{"):
        return "geojson"
    if opening.startswith(b"<") and (b"<kml" in opening or b":kml" in opening):
        return "kml"
    return "text"


def _refuse_old_office(data: bytes) -> None:
    """Say which of the documents in Microsoft's old container this is, by the names of the parts in it."""
    for part, said in (
        ("EncryptedPackage", "the workbook is encrypted; save it without a password"),
        ("WordDocument", "this is an old Word document (DOC), expected a table; save the table in it as XLSX or CSV"),
        ("Workbook", _XLS),
        ("Book", _XLS),
    ):
        if part.encode("utf-16-le") in data:
            raise RefusedError(said)


def archive_kind(archive: zipfile.ZipFile) -> ArchiveKind:
    """Return what an archive is by its members. Raises RefusedError for documents that are not read."""
    names = {name.casefold(): name for name in archive.namelist()}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise RefusedError("the workbook carries macros; save it as XLSX without them")
    if "xl/workbook.bin" in names:
        raise RefusedError("this is an XLSB workbook; save it as XLSX")
    if "xl/workbook.xml" in names:
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
            raise RefusedError("the workbook lacks parts; save it anew as XLSX")
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        manifest = names.get("meta-inf/manifest.xml")
        if manifest and b"encryption-data" in unpacked(archive, manifest):
            raise RefusedError("the spreadsheet is encrypted; save it without a password")
        if archive.getinfo(names["mimetype"]).file_size < 100 and unpacked(archive, names["mimetype"]).strip() in _ODS_TYPES:
            return "ods"
        raise RefusedError("this is an OpenDocument text or drawing, expected a spreadsheet; save the table as ODS or CSV")
    for folder, what in (("word/", "a Word document"), ("ppt/", "a presentation")):
        if "[content_types].xml" in names and any(name.startswith(folder) for name in names):
            raise RefusedError(f"this is {what}, expected a table; save the table in it as XLSX or CSV")
    return "files"
