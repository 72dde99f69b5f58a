"""Where each observation stands: at its position, at the settlement or in the unit it names, or nowhere, with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.domain.observation import Point
from dashboard.engine.ground import Frame, densify
from dashboard.ingest.corrections import Corrections
from dashboard.ingest.gazetteer import Gazetteer
from dashboard.ingest.naming import Names, Standing, Standings
from dashboard.ingest.resolution import Ambiguous, RegionOutcome, Resolved, Several, Unknown, Why, in_words

CRS = "EPSG:4326"
_NAME_COLUMNS = ["region_text", "region_detail", "place_text"]
_STANDING_COLUMNS = [
    "place_kind", "lon", "lat", "radius_m", "region_code", "place_note", "unplaced_reason", "flags", "geometry",
]  # fmt: skip
_OUTSIDE = "outside the theatre"
_SWAPPED = "outside the theatre, but inside it with lon and lat swapped"
_NOWHERE = "at 0, 0, which often stands for a missing position"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_NO_CORRECTIONS: Corrections = MappingProxyType({})
Texts = NDArray[np.object_]


def locate(observations: pd.DataFrame, gazetteer: Gazetteer, corrections: Corrections = _NO_CORRECTIONS) -> gpd.GeoDataFrame:
    """Return the table of observations with their places: the columns of `OBSERVATION_TABLE`, and `geometry` in EPSG:4326.

    Takes the table as parsed, with the texts `region_text` (the unit of the top level as reported), `region_detail` (a finer
    unit) and `place_text` (a settlement, in words). A row with lon and lat is a point, wherever they lie; what is odd about
    them is flagged. A row that the reader marked as unplaced stays so. Rows that stand in a unit share its polygon object.
    `corrections` are what people decided certain names mean.
    """
    table = observations.reset_index(drop=True)
    marked = (table["unplaced_reason"] != "").to_numpy()
    positioned = (table["lon"].notna() & table["lat"].notna()).to_numpy()
    kinds = [
        _by_position(table[positioned & ~marked], gazetteer),
        _by_names(table[~positioned & ~marked], gazetteer, corrections),
        _left_unplaced(table[marked], gazetteer),
    ]
    places = pd.concat([kind for kind in kinds if len(kind)] or kinds[:1]).sort_index()
    placed = places.join(table.drop(columns=places.columns, errors="ignore"))
    return gpd.GeoDataFrame(placed[[*OBSERVATION_TABLE, "geometry"]], geometry="geometry", crs=CRS)


def _by_position(rows: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return the places of rows with lon and lat, and what contradicts them."""
    lon, lat = rows["lon"].to_numpy(dtype=np.float64), rows["lat"].to_numpy(dtype=np.float64)
    radius_m = rows["radius_m"].fillna(0.0).to_numpy(dtype=np.float64)
    tags = _Tags.of(rows["region_text"], gazetteer)
    units, points = gazetteer.covering(lon, lat)
    inside = np.zeros(len(rows), dtype=bool)
    inside[points[units == tags.units[points]]] = True
    codes = np.where(inside, tags.codes, gazetteer.coarsest(units, points, len(rows)))
    outside = ~_within(gazetteer.bounds, lon, lat)
    flags = [
        rows["flags"].to_numpy(dtype=object),
        tags.doubts,
        _contradictions(tags, ~inside, _Discs(lon, lat, radius_m, outside), gazetteer),
        _outside_all(tags.together, lon, lat, gazetteer),
        np.where(outside, np.where(_within(gazetteer.bounds, lat, lon), _SWAPPED, _OUTSIDE), ""),
        np.where((lon == 0) & (lat == 0), _NOWHERE, ""),
    ]
    return pd.DataFrame(
        {
            "place_kind": "point",
            "lon": lon,
            "lat": lat,
            "radius_m": radius_m,
            "region_code": codes,
            "region_name": _names(codes, gazetteer),
            "place_note": "",
            "unplaced_reason": "",
            "flags": _joined(flags),
            "geometry": shapely.points(lon, lat),
        },
        index=rows.index,
    )


@dataclass(frozen=True, slots=True)
class _Tags:
    """What the region tags of rows came to: codes (empty where unresolved), units as `covering` numbers them, doubts in words.

    together: the code of several units together where the tag names several, else empty.
    """

    codes: Texts
    units: Ints
    doubts: Texts
    together: Texts

    @classmethod
    def of(cls, texts: pd.Series, gazetteer: Gazetteer) -> Self:
        numbers, distinct = pd.factorize(texts)
        outcomes = [gazetteer.resolve_region(text) for text in distinct]
        codes = _texts(gazetteer.standing(outcome.code) if isinstance(outcome, Resolved) else "" for outcome in outcomes)
        doubts = _texts(map(_doubt, outcomes))
        together = _texts(gazetteer.together(outcome) if isinstance(outcome, Several) else "" for outcome in outcomes)
        return cls(codes[numbers], gazetteer.numbers(codes)[numbers], doubts[numbers], together[numbers])


def _doubt(tag: RegionOutcome) -> str:
    match tag:
        case Resolved() | Several() | Unknown(why=Why.EMPTY | Why.WHOLE_THEATRE):
            return ""
        case Ambiguous() | Unknown():
            return f"region {in_words(tag)}"


@dataclass(frozen=True, slots=True)
class _Discs:
    """Positions in degrees with radius in metres, and whether each lies outside the theatre's bounds."""

    lon: Floats
    lat: Floats
    radius_m: Floats
    outside_theatre: NDArray[np.bool_]


def _contradictions(tags: _Tags, not_inside: NDArray[np.bool_], discs: _Discs, gazetteer: Gazetteer) -> Texts:
    """Return for each row what to say where its position is not in the unit it claims."""
    said = np.full(len(tags.codes), "", dtype=object)
    contradicted = (tags.units >= 0) & not_inside
    for code in np.unique(tags.codes[contradicted]):
        claim = f"outside the region it claims ({gazetteer.name(code)})"
        mine = np.flatnonzero(contradicted & (tags.codes == code))
        said[mine] = claim
        near = mine[~discs.outside_theatre[mine]]
        gap_m = _metres_from(gazetteer.area(code), discs.lon[near], discs.lat[near])
        reached = gap_m <= discs.radius_m[near]
        said[near] = [
            f"{claim}, but its radius reaches it" if met else f"{claim}, {_distance(gap)} from it"
            for gap, met in zip(gap_m, reached, strict=True)
        ]
    return said


def _outside_all(together: Texts, lon: Floats, lat: Floats, gazetteer: Gazetteer) -> Texts:
    """Return for each row what to say where its position is in none of the several units it claims."""
    said = np.full(len(together), "", dtype=object)
    for code in filter(None, np.unique(together)):
        mine = np.flatnonzero(together == code)
        beyond = mine[~shapely.intersects_xy(gazetteer.area(code), lon[mine], lat[mine])]
        said[beyond] = f"outside the regions it claims ({gazetteer.name(code)})"
    return said


def _metres_from(area: BaseGeometry, lon: Floats, lat: Floats) -> Floats:
    """Return metres on the ground from positions to an area, 0 within it."""
    frame = Frame.for_geometry(area)
    ground = frame.project(densify(area))
    shapely.prepare(ground)
    return np.asarray(shapely.distance(ground, shapely.points(*frame.project_points(lon, lat))))


def _distance(metres: float) -> str:
    return f"{metres / 1000:.1f} km" if metres < 10_000 else f"{metres / 1000:.0f} km"


def _within(bounds: tuple[float, float, float, float], lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    west, south, east, north = bounds
    return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


def _by_names(rows: pd.DataFrame, gazetteer: Gazetteer, corrections: Corrections) -> pd.DataFrame:
    """Return the places of rows without a position, each distinct set of names looked at once."""
    names = rows[_NAME_COLUMNS]
    numbers = names.groupby(_NAME_COLUMNS, sort=False).ngroup().to_numpy()
    standings = Standings(gazetteer, corrections)
    distinct = [standings.of(Names(*texts)) for texts in names.drop_duplicates().itertuples(index=False, name=None)]
    places = pd.DataFrame([_columns(standing) for standing in distinct], columns=_STANDING_COLUMNS).iloc[numbers]
    codes = places["region_code"].to_numpy(dtype=object)
    flags = _joined([rows["flags"].to_numpy(dtype=object), places["flags"].to_numpy(dtype=object)])
    return places.set_index(rows.index).assign(region_name=_names(codes, gazetteer), flags=flags)


def _columns(standing: Standing) -> tuple[object, ...]:
    """Return a standing as the cells of `_STANDING_COLUMNS`."""
    texts = (standing.region_code, standing.note, standing.unplaced_reason, standing.flag)
    match standing.place:
        case Point(lon, lat, radius_m):
            return ("point", lon, lat, radius_m, *texts, shapely.Point(lon, lat))
        case None:
            return ("unplaced", np.nan, np.nan, np.nan, *texts, None)
        case area:
            return ("area", np.nan, np.nan, np.nan, *texts, area)


def _left_unplaced(rows: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return rows that the reader could not place as they are, with the code of their tag where it is known."""
    codes = _Tags.of(rows["region_text"], gazetteer).codes
    return pd.DataFrame(
        {
            "place_kind": "unplaced",
            "lon": np.nan,
            "lat": np.nan,
            "radius_m": np.nan,
            "region_code": codes,
            "region_name": _names(codes, gazetteer),
            "place_note": "",
            "unplaced_reason": rows["unplaced_reason"],
            "flags": rows["flags"],
            "geometry": None,
        },
        index=rows.index,
    )


def _names(codes: Texts, gazetteer: Gazetteer) -> Texts:
    numbers, distinct = pd.factorize(codes)
    return _texts(gazetteer.name(code) if code else "" for code in distinct)[numbers]


def _joined(flags: Sequence[Texts]) -> list[str]:
    """Return each row's flags that are not empty, joined as the column `flags` wants them."""
    return ["; ".join(filter(None, said)) for said in zip(*flags, strict=True)]


def _texts(values: Iterable[str]) -> Texts:
    listed = list(values)
    texts = np.empty(len(listed), dtype=object)
    texts[:] = listed
    return texts
