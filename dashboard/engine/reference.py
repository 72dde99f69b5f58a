"""The whole assessment as one readable scalar function: slow, plain, and what the vectorised engine is held against."""

import math
from dataclasses import dataclass

import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement, Provision, Zone
from dashboard.domain.intervals import share_within
from dashboard.domain.observation import Area, Observation, Place, Point, Sector, Unplaced
from dashboard.domain.verdicts import Matches, Verdict, decide, match_provision, strongest

_GEOD = Geod(ellps="WGS84")
_EDGE_PIECE_DEGREES = 0.02
_CIRCLE_POINTS = 720
_EDGE_PIECES = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation held against one provision in one zone."""

    provision: Provision
    zone: Zone
    verdict: Verdict
    p_inside: float
    p_in_force: float
    matches: Matches


def assess_one(observation: Observation, agreement: Agreement) -> tuple[Verdict, tuple[Finding, ...]]:
    """Return the verdict and the findings of one observation. Quotas, which speak of many observations, are left aside."""
    if isinstance(observation.place, Unplaced):
        return Verdict.UNPLACED, ()
    findings = tuple(
        finding
        for provision in agreement.provisions
        for zone_id in provision.zone_ids
        if (finding := _finding(observation, provision, agreement.zone(zone_id), agreement)) is not None
    )
    return strongest(finding.verdict for finding in findings), findings


def _finding(observation: Observation, provision: Provision, zone: Zone, agreement: Agreement) -> Finding | None:
    p_inside = share_inside(observation.place, zone.geometry)
    p_in_force = share_within(observation.observed, agreement.times_in_force(zone, provision))
    if p_inside == 0 or p_in_force == 0:
        return None
    matches = match_provision(
        provision,
        agreement.parties,
        act=observation.act,
        weapon=observation.weapon,
        calibre_mm=observation.calibre_mm,
        party=observation.party,
    )
    verdict = decide(matches, p_inside * p_in_force, agreement.thresholds)
    return Finding(provision, zone, verdict, p_inside, p_in_force, matches)


def share_inside(place: Place, zone: BaseGeometry) -> float:
    """Return the share of a place inside a zone; both drawn in lon/lat, compared in an equal-area frame at the place."""
    match place:
        case Unplaced():
            return 0.0
        case Point(lon, lat, 0.0):
            return 1.0 if zone.covers(shapely.Point(lon, lat)) else 0.0
        case Point(lon, lat, radius_m):
            return _overlap(_disc(lon, lat, radius_m), zone)
        case Sector():
            shape = sector_outline(place)
            return 1.0 if zone.covers(shape) else _overlap(shape, zone)
        case Area(_, geometry):
            return 1.0 if zone.covers(geometry) else _overlap(geometry, zone)


def _disc(lon: float, lat: float, radius_m: float) -> shapely.Polygon:
    bearings = [360 * step / _CIRCLE_POINTS for step in range(_CIRCLE_POINTS)]
    ends = [_GEOD.fwd(lon, lat, bearing, radius_m) for bearing in bearings]
    return shapely.Polygon([(east, north) for east, north, _ in ends])


def sector_outline(sector: Sector) -> BaseGeometry:
    """Return a sector's polygon in lon/lat, drawn finely in the azimuthal equidistant plane around its reference."""
    plane = f"+proj=aeqd +lat_0={sector.lat} +lon_0={sector.lon} +ellps=WGS84 +units=m"
    to_lonlat = Transformer.from_crs(plane, "EPSG:4326", always_xy=True)
    # North differs across the reference place, by as much as meridians converge over it.
    turned = math.degrees(sector.dilation_m * math.tan(math.radians(abs(sector.lat))) / _GEOD.a)
    spread = min(sector.spread_deg + turned, 180.0)
    turns = [math.radians(sector.bearing_deg + spread * (2 * step / _CIRCLE_POINTS - 1)) for step in range(_CIRCLE_POINTS + 1)]
    outer, inner = ([(m * math.sin(turn), m * math.cos(turn)) for turn in turns] for m in (sector.to_m, sector.from_m))
    if spread == 180.0:
        ring = shapely.Polygon(outer).difference(shapely.Polygon(inner))
    else:
        ring = shapely.Polygon([*outer, *reversed(inner)])
    flat = shapely.segmentize(ring.buffer(sector.dilation_m, quad_segs=_CIRCLE_POINTS // 4), sector.to_m / _EDGE_PIECES)
    return shapely.transform(flat, to_lonlat.transform, interleaved=False)


def _overlap(shape: BaseGeometry, zone: BaseGeometry) -> float:
    if not shape.intersects(zone):
        return 0.0
    centre = shape.centroid
    ground = Transformer.from_crs(
        "EPSG:4326", f"+proj=laea +lat_0={centre.y} +lon_0={centre.x} +ellps=WGS84 +units=m", always_xy=True
    )
    here, there = (
        shapely.transform(shapely.segmentize(one, _EDGE_PIECE_DEGREES), ground.transform, interleaved=False)
        for one in (shape, zone)
    )
    return float(here.intersection(there).area / here.area)
