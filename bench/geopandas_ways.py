"""Verdicts of mixed places without this program: as usually written, and as somebody who knows GeoPandas well would write it.

Both work in one projected frame for the whole theatre, take edges as straight there, and have no reasons and no unknowns.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]
METRIC_CRS = "EPSG:32637"


def zone_table(agreement: Agreement) -> gpd.GeoDataFrame:
    """Return the zones with when they are in force, projected."""
    columns = {
        "zone": range(len(agreement.zones)),
        "start": pd.to_datetime([zone.in_force[0].start for zone in agreement.zones], utc=True),
        "end": pd.to_datetime([zone.in_force[0].end for zone in agreement.zones], utc=True),
    }
    geometry = [zone.geometry for zone in agreement.zones]
    return gpd.GeoDataFrame(columns, geometry=geometry, crs="EPSG:4326").to_crs(METRIC_CRS)


def usual(observations: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> pd.Series:
    """Buffer, join, and decide row by row: the verdict of each observation that meets a zone."""
    places = observations[["observed_from", "act", "radius_m", "geometry"]].to_crs(METRIC_CRS)
    discs = (observations["place_kind"] == "point") & (observations["radius_m"] > 0)
    places.loc[discs, "geometry"] = places.geometry[discs].buffer(places["radius_m"][discs])
    joined = gpd.sjoin(places, zones, predicate="intersects")
    joined["share"] = joined.apply(lambda row: _share(row["geometry"], zones.geometry[row["index_right"]]), axis=1)
    joined["distance"] = joined.apply(lambda row: _distance(row["geometry"], zones.geometry[row["index_right"]]), axis=1)
    joined["verdict"] = joined.apply(_verdict, axis=1)
    verdicts: pd.Series = joined.groupby(level=0)["verdict"].max()
    return verdicts


def _share(place: shapely.Geometry, zone: shapely.Geometry) -> float:
    return float(place.intersection(zone).area / place.area) if place.area else 1.0


def _distance(place: shapely.Geometry, zone: shapely.Geometry) -> float:
    return float(place.centroid.distance(zone.boundary))


def _verdict(row: pd.Series) -> int:
    if not (row["start"] <= row["observed_from"] < row["end"]) or row["share"] < 0.05:
        return 0
    if not str(row["act"]).startswith("fire"):
        return 1
    return 3 if row["share"] >= 0.95 else 2


def competent(observations: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> pd.Series:
    """Arrays throughout: `dwithin` on a tree of prepared zones, overlays only of what straddles an edge, each region once."""
    kind, radius = observations["place_kind"].to_numpy(), observations["radius_m"].to_numpy()
    geometry, areas = observations.geometry.to_numpy(), zones.geometry.to_numpy()
    shapely.prepare(areas)
    points, sectors, tagged = (np.flatnonzero(kind == one) for one in ("point", "sector", "area"))
    regions, number = np.unique([id(one) for one in geometry[tagged]], return_index=True, return_inverse=True)[1:]
    parts = [
        _met_by_points(points, _projected(geometry[points]), radius[points], areas),
        _met_by_shapes(_projected(geometry[sectors]), areas).assign(row=lambda met: sectors[met["place"]]),
        _met_by_shapes(_projected(geometry[tagged[regions]]), areas).merge(
            pd.DataFrame({"place": number, "row": tagged}), on="place"
        ),
    ]
    pairs = pd.concat(parts, ignore_index=True)
    seen = observations["observed_from"].to_numpy()[pairs["row"]]
    held = (zones["start"].to_numpy()[pairs["zone"]] <= seen) & (seen < zones["end"].to_numpy()[pairs["zone"]])
    hostile = observations["act"].str.startswith("fire").to_numpy()[pairs["row"]]
    decided = np.select([~held | (pairs["share"] < 0.05), ~hostile, pairs["share"] >= 0.95], [0, 1, 3], default=2)
    return pd.Series(decided).groupby(pairs["row"].to_numpy()).max()


def _projected(geometry: Shapes) -> Shapes:
    return np.asarray(gpd.GeoSeries(geometry, crs="EPSG:4326").to_crs(METRIC_CRS).to_numpy())


def _met_by_points(rows: Ints, points: Shapes, radius_m: NDArray[np.float64], areas: Shapes) -> pd.DataFrame:
    place, zone = shapely.STRtree(areas).query(points, predicate="dwithin", distance=radius_m)
    distance = shapely.distance(points[place], shapely.boundary(areas)[zone])
    share = shapely.intersects(areas[zone], points[place]).astype(np.float64)
    across = np.flatnonzero(distance < radius_m[place])
    discs = shapely.buffer(points[place[across]], radius_m[place[across]])
    share[across] = shapely.area(shapely.intersection(areas[zone[across]], discs)) / shapely.area(discs)
    return pd.DataFrame({"row": rows[place], "zone": zone, "share": share, "distance": distance})


def _met_by_shapes(shapes: Shapes, areas: Shapes) -> pd.DataFrame:
    place, zone = shapely.STRtree(areas).query(shapes, predicate="intersects")
    covered = shapely.covers(areas[zone], shapes[place])
    share, distance = np.ones(len(place)), np.zeros(len(place))
    across, within = np.flatnonzero(~covered), np.flatnonzero(covered)
    share[across] = shapely.area(shapely.intersection(areas[zone[across]], shapes[place[across]])) / shapely.area(
        shapes[place[across]]
    )
    distance[within] = shapely.distance(shapes[place[within]], shapely.boundary(areas)[zone[within]])
    return pd.DataFrame({"place": place, "zone": zone, "share": share, "distance": distance})
