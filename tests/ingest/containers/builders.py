"""Every kind of container, built in memory from the same invented rows, so that each can be held against the CSV of them."""

import csv
import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
from odf import opendocument, table, text
from shapely.geometry import Point

HEADER = ("observation_id", "observed_from", "lon", "lat", "place", "act", "count", "description")
ROWS = (
    ("N-1", "2026-05-03T14:20", "37.7466", "48.1391", "", "fire.artillery", "3", "heard, near the mill"),
    ("N-2", "2026-05-04", "36.5", "47.25", "Верхня Гора", "presence", "", 'a "quoted" word'),
    ("N-3", "2026-05-05T01:02:03", "37.0", "48.0", "", "fire", ">=2", "two\nlines"),
)
Rows = Sequence[Sequence[object]]


def csv_bytes(header: Sequence[str] = HEADER, rows: Rows = ROWS, *, delimiter: str = ",") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return written.getvalue().encode()


def workbook(*sheets: tuple[str, Rows]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets or (("Data", [HEADER, *ROWS]),):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def xlsx_bytes(*sheets: tuple[str, Rows]) -> bytes:
    return saved(workbook(*sheets))


def ods_cell(value: object) -> table.TableCell:
    match value:
        case None | "":
            return table.TableCell()
        case dict():
            shown = value.pop("shown", "")
            cell = table.TableCell(**value)
        case bool():
            cell, shown = table.TableCell(valuetype="boolean", booleanvalue=str(value).lower()), str(value).upper()
        case int() | float():
            cell, shown = table.TableCell(valuetype="float", value=repr(value)), repr(value)
        case _:
            cell, shown = table.TableCell(valuetype="string"), str(value)
    for line in str(shown).split("\n"):
        cell.addElement(text.P(text=line))
    return cell


def ods_bytes(*sheets: tuple[str, Rows]) -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    for name, rows in sheets or (("Data", [HEADER, *ROWS]),):
        sheet = table.Table(name=name)
        for row in rows:
            line = table.TableRow()
            for value in row:
                line.addElement(ods_cell(value))
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    written = io.BytesIO()
    document.write(written)
    return written.getvalue()


def zip_bytes(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return written.getvalue()


def gzip_bytes(data: bytes) -> bytes:
    return gzip.compress(data)


def frame(crs: str | None = "EPSG:4326") -> gpd.GeoDataFrame:
    """The rows as features: the position is the shape."""
    rows = pd.DataFrame(ROWS, columns=list(HEADER)).drop(columns=["lon", "lat"])
    points = gpd.GeoDataFrame(rows, geometry=[Point(float(row[2]), float(row[3])) for row in ROWS], crs="EPSG:4326")
    return points.to_crs(crs) if crs else points.set_crs(None, allow_override=True)


def geojson_bytes() -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {name: cell for name, cell in zip(HEADER, row, strict=True) if name not in ("lon", "lat")},
            "geometry": {"type": "Point", "coordinates": [float(row[2]), float(row[3])]},
        }
        for row in ROWS
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def geopackage_bytes(layers: dict[str, gpd.GeoDataFrame] | None = None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layers.gpkg"
        for name, rows in (layers or {"patrols": frame()}).items():
            rows.to_file(path, layer=name, driver="GPKG")
        return path.read_bytes()


def shapefile_zip(rows: gpd.GeoDataFrame | None = None, *, leave_out: tuple[str, ...] = (), **options: str) -> bytes:
    short = {"observation_id": "obs_id", "observed_from": "obs_from", "description": "descriptio"}
    with tempfile.TemporaryDirectory() as folder:
        (frame() if rows is None else rows).rename(columns=short).to_file(Path(folder) / "patrols.shp", **options)
        parts = [path for path in sorted(Path(folder).iterdir()) if path.suffix not in leave_out]
        return zip_bytes(*((path.name, path.read_bytes()) for path in parts))


def kml_bytes(placemarks: str = "") -> bytes:
    written = "".join(
        f"<Placemark><name>{row[0]}</name><TimeStamp><when>{row[1]}</when></TimeStamp><ExtendedData>"
        + "".join(
            f'<Data name="{name}"><value><![CDATA[{cell}]]></value></Data>'
            for name, cell in zip(HEADER, row, strict=True)
            if name not in ("lon", "lat", "observed_from")
        )
        + f"</ExtendedData><Point><coordinates>{row[2]},{row[3]},0</coordinates></Point></Placemark>"
        for row in ROWS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<Folder><name>May</name>{placemarks or written}</Folder></Document></kml>"
    ).encode()


BUILT = {
    "xlsx": xlsx_bytes,
    "ods": ods_bytes,
    "geojson": geojson_bytes,
    "gpkg": geopackage_bytes,
    "kml": kml_bytes,
    "csv.gz": lambda: gzip_bytes(csv_bytes()),
    "geojson.gz": lambda: gzip_bytes(geojson_bytes()),
    "csv in zip": lambda: zip_bytes(("a.csv", csv_bytes())),
    "xlsx in zip": lambda: zip_bytes(("a.xlsx", xlsx_bytes())),
    "kmz": lambda: zip_bytes(("doc.kml", kml_bytes()), ("icon.png", b"\x89PNG")),
}
"""The rows in each kind of container, by the ending its file gets."""
