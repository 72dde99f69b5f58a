"""GeoPackage and Shapefile as tables, by GDAL: cells as stored, coordinates brought to longitude and latitude and said so."""

import math
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataSourceError
from pyproj import CRS, Transformer
from pyproj.aoi import AreaOfInterest
from pyproj.exceptions import CRSError, ProjError
from pyproj.transformer import TransformerGroup

from dashboard.ingest.containers.events import Event, RefusedError, Wanted
from dashboard.ingest.containers.features import Feature, as_table, checked, faulty
from dashboard.ingest.containers.number_formats import number_text
from dashboard.ingest.decode import decode
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.geojson_geometry import GeometryFaultError
from dashboard.ingest.header import heading
from dashboard.ingest.quoting import quoted

_BYTES_AS_THEY_ARE = "ISO-8859-1"
_MOST_EXACT = 2.0**53
_DECIMALS = 8
"""Of a degree, about a millimetre: what is beyond is noise of the arithmetic."""
_NO_CRS = (
    "it does not say in which coordinate system its positions are (a shapefile says so in its .prj); add that, or export the "
    "layer as GeoJSON in WGS 84"
)


def read(folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Yield the layers wanted of `input`, or of `input.shp` and what goes with it. Raises RefusedError."""
    path = folder / "input.shp"
    if path.exists():
        lacking = [ending for ending in (".shx", ".dbf") if not path.with_suffix(ending).exists()]
        if lacking:
            raise RefusedError(f"the shapefile lacks its {' and '.join(lacking)}; put all its parts into the archive")
    else:
        path = folder / "input"
    try:
        names = tuple(str(name) for name in pyogrio.list_layers(path)[:, 0])
        for layer, notes in _chosen(path, names, wanted):
            yield from _layer(path, layer, notes, names, outlines=wanted.outlines)
    except DataSourceError as error:
        raise RefusedError(f"the layer cannot be read ({_brief(error, folder)}); export it anew") from error


def _chosen(path: Path, names: Sequence[str], wanted: Wanted) -> list[tuple[str, list[str]]]:
    """Return the layers to read with what to say of the choice: the one named; else the one with most known headings, and
    others with the very same.
    """
    if not names:
        raise RefusedError("it holds no layer with features")
    if path.suffix == ".shp":
        return [(names[0], [])]
    if wanted.sheet:
        if wanted.sheet not in names:
            raise RefusedError(f"no layer is called {quoted(wanted.sheet)}; there are {', '.join(map(quoted, names))}")
        return [(wanted.sheet, [])]
    headings = {name: tuple(map(heading, pyogrio.read_info(path, layer=name)["fields"])) for name in names}
    best = max(names, key=lambda name: sum(one in wanted.known for one in headings[name]))
    chosen = [name for name in names if headings[name] == headings[best]]
    left = [quoted(name) for name in names if name not in chosen]
    notes = [f"layers not read: {', '.join(left)}; a mapping can name one as `sheet`"] if left else []
    return [(name, notes if name == chosen[0] else []) for name in chosen]


def _layer(path: Path, layer: str, notes: list[str], choices: tuple[str, ...], *, outlines: bool) -> Iterator[Event]:
    part, choices = ("", ()) if path.suffix == ".shp" else (layer, choices)
    plain = path.suffix == ".shp" and not path.with_suffix(".cpg").exists()
    meta, _, shapes, columns = pyogrio.raw.read(
        path, layer=layer, datetime_as_string=True, encoding=_BYTES_AS_THEY_ARE if plain else None
    )
    names = [str(name) for name in meta["fields"]]
    texts = [_column(name, values, str(kind)) for name, values, kind in zip(names, columns, meta["dtypes"], strict=True)]
    if plain:
        names, texts, said = _told(names, texts, layer)
        notes = [*notes, said]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*texts, strict=True)] if texts else [{} for _ in range(len(shapes))]
    if shapes is None:
        features = [Feature(number, row, None) for number, row in enumerate(rows, 1)]
        yield from as_table(part, features, notes, choices, outlines=outlines)
        return
    geometries = shapely.from_wkb(shapes)
    geometries, moved = _in_wgs84(geometries, meta["crs"])
    features = [_feature(number, row, shape) for number, (row, shape) in enumerate(zip(rows, geometries, strict=True), 1)]
    yield from as_table(part, features, [*notes, *moved], choices, outlines=outlines)


def _feature(number: int, row: dict[str, str], geometry: shapely.Geometry | None) -> Feature:
    if geometry is None or geometry.is_empty:
        return Feature(number, row, None)
    try:
        checked(geometry)
    except GeometryFaultError as error:
        return faulty(number, row, error, shapely.to_wkt(geometry))
    return Feature(number, row, geometry)


def _column(name: str, values: np.ndarray, kind: str) -> list[str]:
    """Return a column's cells as text; whole numbers come as floats where some of them are missing."""
    if kind.startswith("bool"):
        return ["" if value is None else "true" if value else "false" for value in values.tolist()]
    if values.dtype.kind in "iuf":
        whole = kind.startswith(("int", "uint"))
        if whole and values.dtype.kind == "f" and np.nanmax(np.abs(values), initial=0.0) >= _MOST_EXACT:
            raise RefusedError(f"column {quoted(name)} holds whole numbers too long to be read exactly; export it as text")
        return [_number(value, whole=whole) for value in values.tolist()]
    return ["" if value is None or str(value) == "NaT" else str(value) for value in values.tolist()]


def _number(value: float, *, whole: bool) -> str:
    if isinstance(value, float) and math.isnan(value):
        return ""
    return str(int(value)) if whole else number_text(float(value))


def _told(names: list[str], texts: list[list[str]], layer: str) -> tuple[list[str], list[list[str]], str]:
    """Return names and cells in the encoding their bytes are in, which a shapefile without a .cpg does not say."""
    whole = "\n".join((*names, *(cell for column in texts for cell in column))).encode(_BYTES_AS_THEY_ARE)
    if whole.isascii():
        return names, texts, "the layer does not say its encoding, and needs none"
    try:
        found = decode(whole, file=layer)
    except UnreadableFileError as error:
        raise RefusedError(
            f"the encoding of its texts cannot be told; add a .cpg file that says it, such as UTF-8 ({error})"
        ) from error
    again = [[cell.encode(_BYTES_AS_THEY_ARE).decode(found.codec) for cell in column] for column in texts]
    return (
        [name.encode(_BYTES_AS_THEY_ARE).decode(found.codec) for name in names],
        again,
        f"texts read as {found.encoding}, which no .cpg says",
    )


def _in_wgs84(shapes: np.ndarray, written: str | None) -> tuple[np.ndarray, Sequence[str]]:
    """Return shapes in longitude and latitude, WGS 84, and what was done. Raises RefusedError where there is no sound way."""
    if not written:
        raise RefusedError(_NO_CRS)
    try:
        crs = CRS.from_user_input(written)
        if crs.equals(CRS.from_epsg(4326), ignore_axis_order=True) or np.isnan(shapely.total_bounds(shapes)).any():
            return shapes, ()
        moving = _best(crs, shapes)
        moved = shapely.transform(
            shapes, lambda x, y: np.round(moving.transform(x, y, errcheck=True), _DECIMALS), interleaved=False
        )
    except (CRSError, ProjError) as error:
        raise RefusedError(
            f"its positions, in {quoted(written)}, cannot be brought to WGS 84; export the layer in WGS 84"
        ) from error
    accuracy = f", to within about {moving.accuracy:g} m" if moving.accuracy > 0 else ""
    return moved, (f"positions brought from {crs.name} to WGS 84{accuracy}",)


def _best(crs: CRS, shapes: np.ndarray) -> Transformer:
    """Return the way to WGS 84 that is best where the shapes are. Raises ProjError where there is none but a rough one."""
    wgs84 = CRS.from_epsg(4326)
    bounds = Transformer.from_crs(crs, wgs84, always_xy=True).transform_bounds(*shapely.total_bounds(shapes))
    if not np.isfinite(bounds).all():
        raise ProjError("the positions lie outside what the system covers")
    area = AreaOfInterest(*bounds)
    with warnings.catch_warnings():
        # It warns of better ways that need files which are not installed; the accuracy of the way taken is said instead.
        warnings.simplefilter("ignore")
        ways = TransformerGroup(
            crs,
            wgs84,
            always_xy=True,
            allow_ballpark=False,
            area_of_interest=area,  # type: ignore[arg-type] # its stub names another class
        )
    if not ways.transformers:
        raise ProjError("no sound transformation is known")
    return ways.transformers[0]


def _brief(error: Exception, folder: Path) -> str:
    return " ".join(str(error).replace(str(folder), "").split())[:120]
