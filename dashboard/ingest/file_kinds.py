"""Files that are not text tables, told by their first bytes, with what to do about each."""

_IMAGE = ("an image", "give the table it shows as CSV")
_RECORDING = ("a sound or video recording", "give the observations in it as a table")
_SAVE_AS = "open it in a spreadsheet program and save it as XLSX"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "export the table behind it as CSV"),
    (b"PK\x03\x04", "a ZIP archive or an XLSX workbook", "unpack it, or save the sheet as CSV (UTF-8)"),
    (b"PK\x05\x06", "an empty ZIP archive", "give the CSV file itself"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (XLS or DOC)", _SAVE_AS),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    *((b"BZh%d1AY&SY" % level, "a bzip2 archive", "unpack it first") for level in range(1, 10)),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "give the table it shows as CSV"),
    (b"\xff\xd8\xff", "a JPEG image", "give the table it shows as CSV"),
    (b"GIF87a", "a GIF image", "give the table it shows as CSV"),
    (b"GIF89a", "a GIF image", "give the table it shows as CSV"),
    (b"II*\x00", "a TIFF image", "give the table it shows as CSV"),
    (b"MM\x00*", "a TIFF image", "give the table it shows as CSV"),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV"),
    (b"PAR1\x15", "a Parquet file", "export it as CSV"),
    (b"{\\rtf", "a rich-text document", "export the table in it as CSV"),
    (b"fgb\x03", "a FlatGeobuf layer", "export it as GeoPackage or GeoJSON"),
    (b"OggS", *_RECORDING),
    (b"ID3", *_RECORDING),
    (b"\x1aE\xdf\xa3", *_RECORDING),
)
_MAGIC_AT: tuple[tuple[int, bytes, str, str], ...] = (
    (4, b"ftypheic", *_IMAGE),
    (4, b"ftypmif1", *_IMAGE),
    (4, b"ftyp", *_RECORDING),
    (8, b"WEBP", *_IMAGE),
    (8, b"WAVE", *_RECORDING),
    (8, b"AVI ", *_RECORDING),
    (257, b"ustar", "a tar archive", "unpack it first"),
)
"""At which byte, since these do not begin with what tells them."""

_OPENINGS: tuple[tuple[str, str, str], ...] = (
    *(
        (start, "a web page, or a table saved as one", _SAVE_AS)
        for start in ("<!doctype html", "<html", "<table", "<meta", "<style")
    ),
    ("<?xml", "an XML document", "export it as CSV"),
    ("<kml", "a KML document", "export it as CSV"),
    ("{", "JSON or GeoJSON", "export it as CSV"),
    ("[", "JSON", "export it as CSV"),
)


_XML_KINDS: tuple[tuple[str, str, str], ...] = (
    ("excel.sheet", "an Excel workbook in the XML of 2003", _SAVE_AS),
    ("<office:document", "a flat OpenDocument file (FODS)", "open it in a spreadsheet program and save it as ODS or XLSX"),
    ("<gpx", "a GPX file", "export its points as KML, GeoJSON or CSV"),
)
"""What in the beginning of an XML document tells which it is."""


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """Return what the bytes look like and what to do, None where they may be text."""
    known = ((0, *one) for one in _MAGIC)
    return next(((looks, advice) for at, magic, looks, advice in (*known, *_MAGIC_AT) if data.startswith(magic, at)), None)


def document_kind(text: str) -> tuple[str, str] | None:
    """Return what the text looks like and what to do, None where it may be a table."""
    opening = text[:4000].lstrip().casefold()
    if opening.startswith("<"):
        for mark, looks, advice in _XML_KINDS:
            if mark in opening:
                return looks, advice
    return next(((looks, advice) for start, looks, advice in _OPENINGS if opening.startswith(start)), None)
