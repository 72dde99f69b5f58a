"""The land of the map: Ukraine's units and what lies around them, as one coverage without gaps or overlaps.

The countries come from World Atlas, which draws Crimea in Russia, in lines of its own. So every outline is cut into
faces, and each face goes to the unit it lies in, else to the country, else, where it is a sliver between the two, to
the country beside it. What is left of the Crimean coast beyond the units is sea.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import shapely
from shapely import MultiPolygon, Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from tools.ukraine_theatre.sources import WORLD_ATLAS, Member, read
from tools.ukraine_theatre.topojson import read_shapes

_COUNTRIES: Final = Member(
    WORLD_ATLAS,
    "package/countries-10m.json",
    "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
)
UKRAINE: Final = "804"  # ISO 3166-1
# Largest sliver between two drawings of one line, in square degrees (about 16 km² here).
_SLIVER_AREA: Final = 0.002
# Every vertex of the land lies on this grid (degrees, 110 m) from the first cut on: simplifying only leaves vertices
# out, so what is valid stays valid when the coordinates are written with three decimals.
_GRID: Final = 1e-3

_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """The units' polygons in the order given, and country → its land beside them, sharing every border.

    A country is named by its ISO 3166-1 number, or as World Atlas names it where it has none.
    """

    units: tuple[MultiPolygon, ...]
    countries: Mapping[str, MultiPolygon]


def read_countries(folder: Path, box: _Box) -> Mapping[str, BaseGeometry]:
    """Return country → land within the box, as World Atlas draws it."""
    frame = shapely.box(*box)
    shapes = [s for s in read_shapes(read(folder, _COUNTRIES), object_name="countries") if s.geometry.intersects(frame)]
    return {s.source_id or s.name: _polygons(shapely.make_valid(s.geometry).intersection(frame)) for s in shapes}


def cover(units: Sequence[MultiPolygon], countries: Mapping[str, BaseGeometry]) -> Land:
    """Divide the land between the units and the countries other than Ukraine."""
    outlines = [*(unit.boundary for unit in units), *(land.boundary for land in countries.values())]
    edges = shapely.union_all(shapely.set_precision(outlines, _GRID), grid_size=_GRID)
    faces = list(shapely.polygonize(list(shapely.get_parts(edges))).geoms)
    names = [name for name in countries if name != UKRAINE]
    owners = _owners(faces, [*units, *(countries[name] for name in names)])
    owners = _without_shreds(faces, owners, len(units))
    owners = _with_slivers(faces, owners, len(units))
    united = [_united(faces, owners, owner) for owner in range(len(units) + len(names))]
    neighbours = dict(zip(names, united[len(units) :], strict=True))
    return Land(tuple(united[: len(units)]), {name: land for name, land in neighbours.items() if not land.is_empty})


def simplified(land: Land, tolerance: float) -> Land:
    """Return the land with fewer vertices, borders still shared; `tolerance` in degrees (Visvalingam–Whyatt)."""
    names = list(land.countries)
    simple = [_polygons(one) for one in shapely.coverage_simplify([*land.units, *land.countries.values()], tolerance)]
    return Land(tuple(simple[: len(land.units)]), dict(zip(names, simple[len(land.units) :], strict=True)))


def _owners(faces: Sequence[Polygon], lands: Sequence[BaseGeometry]) -> list[int | None]:
    """Return for each face the number of the land it lies in, the first that holds it, or None."""
    tree = STRtree(lands)
    inner = [face.representative_point() for face in faces]
    owners: list[int | None] = [None] * len(faces)
    for face, owner in zip(*tree.query(inner, predicate="intersects"), strict=True):
        known = owners[face]
        owners[face] = int(owner) if known is None else min(known, int(owner))
    return owners


def _without_shreds(faces: Sequence[Polygon], owners: Sequence[int | None], units: int) -> list[int | None]:
    """Return the owners with what a country has left between a unit and the sea given to the sea.

    A shred is a part of a country that is smaller than a sliver, touches a unit and is cut off from the rest.
    """
    whole = shapely.union_all([face for face, owner in zip(faces, owners, strict=True) if _is_unit(owner, units)])
    shreds: list[BaseGeometry] = []
    for country in sorted({owner for owner in owners if owner is not None and owner >= units}):
        parts = _united(faces, owners, country).geoms
        shreds.extend(part for part in parts if part.area < _SLIVER_AREA and part.intersects(whole))
    tree = STRtree(shreds)
    lost = {int(face) for face in tree.query([face.representative_point() for face in faces], "intersects")[0]}
    return [None if face in lost else owner for face, owner in enumerate(owners)]


def _with_slivers(faces: Sequence[Polygon], owners: Sequence[int | None], units: int) -> list[int | None]:
    """Return the owners with each sliver between a unit and a country given to the country it borders longest."""
    tree = STRtree(faces)
    return [
        _beside(number, faces, owners, tree, units) if owner is None and face.area < _SLIVER_AREA else owner
        for number, (face, owner) in enumerate(zip(faces, owners, strict=True))
    ]


def _beside(number: int, faces: Sequence[Polygon], owners: Sequence[int | None], tree: STRtree, units: int) -> int | None:
    touching = [int(other) for other in tree.query(faces[number], predicate="touches")]
    borders = {other: faces[number].intersection(faces[other]).length for other in touching}
    by_owner: dict[int | None, float] = {}
    for other, length in borders.items():
        by_owner[owners[other]] = by_owner.get(owners[other], 0.0) + length
    countries = {owner: length for owner, length in by_owner.items() if owner is not None and owner >= units}
    beside_unit = any(_is_unit(owner, units) and length > 0 for owner, length in by_owner.items())
    best = max(countries, key=lambda owner: countries[owner], default=None)
    return best if beside_unit and best is not None and countries[best] > 0 else None


def _is_unit(owner: int | None, units: int) -> bool:
    return owner is not None and owner < units


def _united(faces: Sequence[Polygon], owners: Sequence[int | None], owner: int) -> MultiPolygon:
    return _polygons(shapely.union_all([face for face, its in zip(faces, owners, strict=True) if its == owner]))


def _polygons(geometry: BaseGeometry) -> MultiPolygon:
    """Return the polygons of a geometry; an overlay also yields the points and lines at which shapes only touch."""
    parts: Iterable[BaseGeometry] = shapely.get_parts(geometry)
    flat = (piece for part in parts for piece in shapely.get_parts(part))
    return MultiPolygon([piece for piece in flat if isinstance(piece, Polygon)])
