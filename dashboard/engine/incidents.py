"""Observations of one event brought together: same act, near in space and in time.

The result does not depend on row order, and a row changes only the incidents near it: incidents are the connected components of
"can be the same event", decided pair by pair.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from dashboard.domain.acts import HEAT, UNDETERMINED, is_or_lies_under
from dashboard.domain.columns import HAVE_A_RADIUS
from dashboard.engine.assess import Progress, untold

_EARTH_RADIUS_M = 6_371_008.8
"""Mean radius; linking is by a distance people chose roundly, so a sphere is enough (error below 0.6 %)."""
_A_DAY_S = 25 * 3_600.0
"""A local day, the longest that clock changes make."""
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinkRule:
    """When two observations of one act can be the same event.

    distance_m: metres between the two places, their uncertainty included. gap_s: seconds between the two times.
    radius_max_m, duration_max_s: a place or time vaguer than this could belong to many events, so it is linked to none.
    """

    distance_m: float = 2_000.0
    gap_s: float = 3_600.0
    radius_max_m: float = 3_000.0
    duration_max_s: float = 6 * 3_600.0


LINK_RULES: dict[str, LinkRule] = {
    "presence": LinkRule(distance_m=1_000.0, gap_s=12 * 3_600.0, duration_max_s=_A_DAY_S),
    "works": LinkRule(distance_m=1_000.0, gap_s=24 * 3_600.0, duration_max_s=_A_DAY_S),
    "flight": LinkRule(distance_m=5_000.0, gap_s=1_800.0),
    "movement": LinkRule(distance_m=5_000.0, gap_s=3_600.0),
    HEAT: LinkRule(distance_m=1_000.0, gap_s=6 * 3_600.0),
}
"""By the root of the act's code; acts not listed use `LinkRule()`."""


def incident_labels(observations: gpd.GeoDataFrame, progress: Progress = untold) -> Ints:
    """Return for each row a label shared by the rows of one incident; labels are positions of one of the members.

    A superseded row joins the incident of the row that replaces it. Unplaced rows, rows too vague in place or
    time, and rows whose act nobody could determine stand alone.
    """
    links = [_revision_links(observations), _area_links(observations)]
    root, roots = _roots(observations["act"])
    current = ~observations["superseded"].to_numpy(dtype=np.bool_)
    known = sorted(set(roots) - {UNDETERMINED})
    for number, name in enumerate(known):
        progress(number / len(known), f"finding reports of one event: {name}")
        rule = LINK_RULES.get(name, LinkRule())
        members = np.flatnonzero((root == roots.index(name)) & current & _precise(observations, rule))
        links.append(_point_links(observations, members, rule))
    pairs = np.concatenate(links)
    count = len(observations)
    graph = coo_matrix((np.ones(len(pairs), dtype=np.bool_), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    component = connected_components(graph, directed=False)[1]
    first = np.unique(component, return_index=True)[1]
    return np.asarray(first[component], dtype=np.int64)


def _roots(acts: pd.Series) -> tuple[Ints, list[str]]:
    """Return for each act the number of the act it lies under in the end, and these."""
    numbers, different = pd.factorize(acts)
    of_act, roots = pd.factorize(np.array([str(act).partition(".")[0] for act in different], dtype=object))
    return np.asarray(of_act[numbers] if len(of_act) else numbers, dtype=np.int64), [str(one) for one in roots]


def _precise(observations: gpd.GeoDataFrame, rule: LinkRule) -> NDArray[np.bool_]:
    # A sector counts as the disc around it: lon, lat and radius_m are those of the smallest circle that holds it.
    near = observations["place_kind"].isin(HAVE_A_RADIUS) & (observations["radius_m"] <= rule.radius_max_m)
    return np.asarray(near & (_seconds(observations) <= rule.duration_max_s), dtype=np.bool_)


def _seconds(observations: gpd.GeoDataFrame) -> Floats:
    return _epoch_seconds(observations["observed_to"]) - _epoch_seconds(observations["observed_from"])


def _point_links(observations: gpd.GeoDataFrame, members: Ints, rule: LinkRule) -> Ints:
    """Return the pairs of rows among `members` that can be the same event, enough of them to connect each incident."""
    if len(members) < 2:
        return _NO_LINKS
    rows = observations[["lon", "lat", "radius_m", "observed_from", "observed_to", "act"]].iloc[members]
    xyz = _on_sphere(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    radius = rows["radius_m"].to_numpy(dtype=np.float64)
    start, end = (_epoch_seconds(rows[name]) for name in ("observed_from", "observed_to"))
    acts = rows["act"].to_numpy()
    keep, same = _collapse(np.column_stack([xyz, radius, start, end]), acts)
    near = rule.distance_m + 2 * radius.max()
    close = rule.gap_s + (end - start).max()
    scaled = np.column_stack([xyz[keep] / near, ((start + end) / 2)[keep] / close])
    pairs = keep[cKDTree(scaled).query_pairs(1.0, p=np.inf, output_type="ndarray")]
    left, right = pairs[:, 0], pairs[:, 1]
    apart = np.linalg.norm(xyz[left] - xyz[right], axis=1) - radius[left] - radius[right]
    waited = np.maximum(start[left], start[right]) - np.minimum(end[left], end[right])
    possible = (apart <= rule.distance_m) & (waited <= rule.gap_s)
    linked = pairs[possible][_compatible(acts, pairs[possible])]
    return np.asarray(members[np.concatenate([linked, same])], dtype=np.int64)


def _collapse(features: Floats, acts: NDArray[np.object_]) -> tuple[Ints, Ints]:
    """Keep one row of those alike in place, time and act, and link the others to it: many reports of one spot cost no pairs."""
    group = pd.factorize(acts)[0]
    for feature in features.T:
        number, different = pd.factorize(feature)
        group = pd.factorize(group * len(different) + number)[0]
    position = np.arange(len(group))
    first = np.empty(len(group), dtype=np.int64)
    first[group[::-1]] = position[::-1]  # what is written last stays
    kept = first[group]
    return np.flatnonzero(kept == position), np.column_stack([position, kept])[kept != position]


def _compatible(acts: NDArray[np.object_], pairs: Ints) -> NDArray[np.bool_]:
    """Acts are compatible where one is the other or lies under it."""
    codes, names = pd.factorize(acts)
    table = np.array([[_same_event(a, b) for b in names] for a in names], dtype=np.bool_).reshape(len(names), len(names))
    return np.asarray(table[codes[pairs[:, 0]], codes[pairs[:, 1]]])


def _same_event(a: str, b: str) -> bool:
    return is_or_lies_under(a, b) or is_or_lies_under(b, a)


def _area_links(observations: gpd.GeoDataFrame) -> Ints:
    """Link rows that name the same region and act and whose times, each at most a day or so, overlap."""
    eligible = (
        (observations["place_kind"] == "area")
        & ~observations["superseded"]
        & (_seconds(observations) <= _A_DAY_S)
        & (observations["act"] != UNDETERMINED)
    )
    rows = observations.loc[eligible.to_numpy(), ["region_code", "act", "observed_from", "observed_to"]]
    rows = rows.assign(position=np.flatnonzero(eligible.to_numpy())).sort_values(["region_code", "act", "observed_from"])
    group = rows.groupby(["region_code", "act"], sort=False)
    reached = group["observed_to"].cummax().groupby([rows["region_code"], rows["act"]], sort=False).shift()
    joins = (rows["observed_from"] < reached).to_numpy()
    position = rows["position"].to_numpy()
    later = np.flatnonzero(joins)
    return np.column_stack([position[later - 1], position[later]]) if later.size else _NO_LINKS


def _revision_links(observations: gpd.GeoDataFrame) -> Ints:
    """Link each superseded row with the row of the same sender and id that counts."""
    superseded = observations["superseded"].to_numpy(dtype=np.bool_)
    if not superseded.any():
        return _NO_LINKS
    sender = observations["source"].where(observations["source"] != "", observations["file"])
    key = pd.MultiIndex.from_arrays([sender, observations["observation_id"]])
    counting = pd.Series(np.flatnonzero(~superseded), index=key[~superseded])
    counting = counting[~counting.index.duplicated(keep="last")]
    target = counting.reindex(key[superseded]).to_numpy()
    found = ~np.isnan(target.astype(np.float64))
    return np.column_stack([np.flatnonzero(superseded)[found], target[found].astype(np.int64)])


_NO_LINKS: Ints = np.empty((0, 2), dtype=np.int64)


def _on_sphere(lon: Floats, lat: Floats) -> Floats:
    east, north = np.radians(lon), np.radians(lat)
    return _EARTH_RADIUS_M * np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def _epoch_seconds(times: pd.Series) -> Floats:
    return np.asarray(times.dt.as_unit("us").astype("int64"), dtype=np.float64) / 1e6
