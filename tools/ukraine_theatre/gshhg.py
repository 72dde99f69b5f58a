"""Read rivers and lakes out of GSHHG's netCDF files, which cut the world into square bins.

Layout (GMT's coastline files): each bin has a run of segments, each segment a run of points; a point is stored as two
unsigned 16-bit fractions of the bin, counted from its south-west corner.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
# The checks of the dashboard run without this package: only this script needs it.

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import h5py
import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon

from tools.ukraine_theatre.sources import GSHHG, Member, read

_RIVERS: Final = Member(
    GSHHG,
    "./usr/share/gmt-gshhg/binned_river_h.nc",
    "0c79bf1cf3f0b7932d26e9c7eaa9b21431b6d4796e9c6fc05affafeb73a1b69c",
)
_SHORES: Final = Member(
    GSHHG,
    "./usr/share/gmt-gshhg/binned_GSHHS_h.nc",
    "5186f7ae41c6a18807582423b3b5ae5892e78b19bf6c7c792377baa8592830fc",
)
# 0 double-lined, 1 permanent major, 2 additional major, 3 additional, 4 minor; from 5 on intermittent ones and canals.
_RIVER_RANKS: Final = {0: 1, 1: 1, 2: 2, 3: 3, 4: 3}
_LAKE: Final = 2
_FRACTIONS: Final = 65_535

_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A run of points in lon, lat degrees; `kind` is its place in the file's tables, `group` its polygon there."""

    kind: int
    group: int
    line: LineString


def read_rivers(folder: Path, box: _Box) -> Mapping[int, MultiLineString]:
    """Return rank (1 largest to 3) → rivers within the box (west, south, east, north), joined across bins."""
    with h5py.File(io.BytesIO(read(folder, _RIVERS))) as file:
        segments = list(_segments(file, box, kinds="Hierarchial_level_of_a_segment", points="N_points_for_a_segment"))
    lines: defaultdict[int, list[LineString]] = defaultdict(list)
    for segment in segments:
        if segment.kind in _RIVER_RANKS:
            lines[_RIVER_RANKS[segment.kind]].append(segment.line)
    return {rank: _joined(parts, box) for rank, parts in sorted(lines.items())}


def read_lakes(folder: Path, box: _Box) -> tuple[Polygon, ...]:
    """Return the lakes, reservoirs and wide rivers whose shore lies in the box, in the order of the file's polygons."""
    with h5py.File(io.BytesIO(read(folder, _SHORES))) as file:
        segments = list(_segments(file, box, kinds="", points="Embedded_npts_levels_exit_entry_for_a_segment"))
    shores: defaultdict[int, list[LineString]] = defaultdict(list)
    for segment in segments:
        if segment.kind == _LAKE:
            shores[segment.group].append(segment.line)
    rings = (shapely.polygonize([shapely.line_merge(shapely.union_all(parts))]) for _, parts in sorted(shores.items()))
    return tuple(polygon for found in rings for polygon in found.geoms if isinstance(polygon, Polygon))


def _joined(parts: list[LineString], box: _Box) -> MultiLineString:
    merged = shapely.clip_by_rect(shapely.line_merge(shapely.union_all(parts)), *box)
    return MultiLineString([part for part in shapely.get_parts(merged) if part.geom_type == "LineString"])


def _segments(file: h5py.File, box: _Box, *, kinds: str, points: str) -> Iterator[_Segment]:
    """Yield the segments of the bins that meet the box.

    Coast files embed a segment's number of points and level in one integer; river files have a column for each.
    """
    first, counts = file["Id_of_first_segment_in_a_bin"][:], file["N_segments_in_a_bin"][:]
    table = file[points][:]
    sizes = table if kinds else table >> 9
    levels = file[kinds][:] if kinds else (table >> 6) & 7
    groups = np.zeros_like(sizes) if kinds else file["Id_of_GSHHS_ID"][:]
    for corner, bin_id in _bins(file, box):
        for segment in range(first[bin_id], first[bin_id] + counts[bin_id]):
            line = _line(file, segment, int(sizes[segment]), corner)
            yield _Segment(int(levels[segment]), int(groups[segment]), line)


def _bins(file: h5py.File, box: _Box) -> Iterator[tuple[tuple[float, float, float], int]]:
    """Yield (west, south, size) in degrees and number of the bins that meet the box; rows run from north to south."""
    size = float(file["Bin_size_in_minutes"][0]) / 60
    columns, rows = int(360 / size), int(180 / size)
    for row in range(rows):
        for column in range(columns):
            west, south = column * size, 90 - (row + 1) * size
            if box[0] <= west + size and west <= box[2] and box[1] <= south + size and south <= box[3]:
                yield (west, south, size), row * columns + column


def _line(file: h5py.File, segment: int, size: int, corner: tuple[float, float, float]) -> LineString:
    start = int(file["Id_of_first_point_in_a_segment"][segment])
    west, south, bin_size = corner
    lon = file["Relative_longitude_from_SW_corner_of_bin"][start : start + size].astype(np.uint16)
    lat = file["Relative_latitude_from_SW_corner_of_bin"][start : start + size].astype(np.uint16)
    scale = bin_size / _FRACTIONS
    # Ends of segments that meet at a bin's border differ in the last bit only.
    points = np.column_stack([west + lon * scale, south + lat * scale]).round(6)
    return LineString(points)
