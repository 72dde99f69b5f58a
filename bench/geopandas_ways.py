"""Verdicts of mixed places without this program: as usually written, and as somebody who knows GeoPandas well would write it.

Both work in one projected frame for the whole theatre, take edges as straight there, and have no reasons and no unknowns.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Competent:
    """The same as this program's engine gives: a finding for each observation and zone in force that meet, and the verdicts.

    findings: row, zone, share, distance, hostile, finding; by row, then zone. verdicts, decisive: of each observation its
    strongest finding and where it stands, 0 and -1 for none.
    """

    findings: pd.DataFrame
    verdicts: Ints
    decisive: Ints


def competent(
    observations: gpd.GeoDataFrame, zones: gpd.GeoDataFrame, *, time_first: bool = False, sectors_once: bool = True
) -> Competent:
    """Arrays throughout: `dwithin` on a tree of prepared zones, overlays only of what straddles an edge, each shape once.

    time_first: whether points and discs are measured only where the zone is in force, which takes a second thought.
    sectors_once: whether alike sectors are overlaid once, as regions are; that too has to be thought of.
    """
    kind, radius = observations["place_kind"].to_numpy(), observations["radius_m"].to_numpy()
    geometry, areas = observations.geometry.to_numpy(), zones.geometry.to_numpy()
    shapely.prepare(areas)
    points, shaped = np.flatnonzero(kind == "point"), np.flatnonzero((kind == "sector") | (kind == "area"))
    in_force = _InForce(observations, zones)
    parts = [_met_by_points(points, _projected(geometry[points]), radius[points], areas, in_force if time_first else None)]
    alike = np.array([id(one) for one in geometry[shaped]], dtype=np.int64)
    if not sectors_once:
        by_themselves = kind[shaped] == "sector"
        alike[by_themselves] = -np.arange(np.count_nonzero(by_themselves))
    first, number = np.unique(alike, return_index=True, return_inverse=True)[1:]
    met = _met_by_shapes(_projected(geometry[shaped[first]]), areas)
    parts.append(met.merge(pd.DataFrame({"place": number, "row": shaped}), on="place").drop(columns="place"))
    pairs = pd.concat(parts, ignore_index=True)
    pairs = pairs[in_force.of(pairs["row"].to_numpy(), pairs["zone"].to_numpy())]
    return _decided(pairs, observations)


class _InForce:
    """Whether a zone is in force when a row was observed."""

    def __init__(self, observations: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
        times = (observations["observed_from"], zones["start"], zones["end"])
        self._seen, self._start, self._end = (one.dt.as_unit("us").astype("int64").to_numpy() for one in times)

    def of(self, row: Ints, zone: Ints) -> NDArray[np.bool_]:
        seen = self._seen[row]
        return np.asarray((self._start[zone] <= seen) & (seen < self._end[zone]))


def _decided(pairs: pd.DataFrame, observations: gpd.GeoDataFrame) -> Competent:
    findings = pairs.sort_values(["row", "zone"], ignore_index=True)
    row, share = findings["row"].to_numpy(), findings["share"].to_numpy()
    hostile = observations["act"].str.startswith("fire").to_numpy()[row]
    finding = np.select([share < 0.05, ~hostile, share >= 0.95], [0, 1, 3], default=2)
    # By row the strongest first, of these the most inside.
    order = np.lexsort((-share, -finding, row))
    best = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    verdicts, decisive = np.zeros(len(observations), np.int64), np.full(len(observations), -1)
    verdicts[row[best]], decisive[row[best]] = finding[best], best
    return Competent(findings.assign(hostile=hostile, finding=finding), verdicts, decisive)


def _projected(geometry: Shapes) -> Shapes:
    return np.asarray(gpd.GeoSeries(geometry, crs="EPSG:4326").to_crs(METRIC_CRS).to_numpy())


def _met_by_points(
    rows: Ints, points: Shapes, radius_m: NDArray[np.float64], areas: Shapes, in_force: _InForce | None
) -> pd.DataFrame:
    place, zone = shapely.STRtree(areas).query(points, predicate="dwithin", distance=radius_m)
    if in_force is not None:
        held = in_force.of(rows[place], zone)
        place, zone = place[held], zone[held]
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
