"""The whole assessment as one readable scalar function: slow, plain, and what the vectorised engine is held against."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial

import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement, Exemption, Provision, Quota, Zone
from dashboard.domain.intervals import Interval, share_within, subtract
from dashboard.domain.matching import Match, all_of, any_of
from dashboard.domain.notifications import match_notification, match_share
from dashboard.domain.observation import Area, Observation, Place, Point, Sector, Unplaced
from dashboard.domain.verdicts import Matches, Told, Verdict, decide, match_circumstances, match_provision, strongest

_GEOD = Geod(ellps="WGS84")
_EDGE_PIECE_DEGREES = 0.005
"""So fine that a straight piece leaves an edge by some millimetres: a disc may have a radius of 50 m."""
_CIRCLE_POINTS = 720
_EDGE_PIECES = 40
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation held against one provision in one zone."""

    provision: Provision
    zone: Zone
    verdict: Verdict
    p_inside: float
    p_in_force: float
    p_settled: float
    matches: Matches


def assess_one(observation: Observation, agreement: Agreement) -> tuple[Verdict, tuple[Finding, ...]]:
    """Return the verdict and the findings of one observation. Quotas, which speak of many, are `quota_finding`'s."""
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
    times = agreement.times_in_force(zone, provision, (_days_around(observation.observed),))
    p_in_force = share_within(observation.observed, times)
    if p_inside == 0 or p_in_force == 0:
        return None
    told = Told(observation.act, observation.weapon, observation.calibre_mm, observation.party, observation.means)
    circumstances = [
        match_circumstances(
            entry, outside=_outside(observation, entry, agreement), notified=_notified(observation, entry, agreement)
        )
        for entry in provision.exempt
    ]
    matches = match_provision(provision, agreement.parties, told, zone_id=zone.id, circumstances=circumstances)
    phased_in = (Interval(end=provision.phase_in_until),) if provision.phase_in_until else ()
    p_settled = share_within(observation.observed, subtract(times, phased_in))
    verdict = decide(
        matches,
        p_inside * p_in_force,
        agreement.thresholds,
        settled=p_inside * p_settled,
        for_a_person=bool(provision.judged_because),
    )
    return Finding(provision, zone, verdict, p_inside, p_in_force, p_settled, matches)


def _days_around(observed: Interval) -> Interval:
    return Interval(observed.start - _DAY, observed.end + _DAY)


def _outside(observation: Observation, entry: Exemption, agreement: Agreement) -> Match:
    """Whether a place lies in none of an exemption's zones."""
    inside = [match_share(share_inside(observation.place, agreement.zone(one).geometry)) for one in entry.outside]
    opposite = {Match.YES: Match.NO, Match.NO: Match.YES, Match.UNKNOWN: Match.UNKNOWN}
    return all_of(opposite[one] for one in inside)


def _notified(observation: Observation, entry: Exemption, agreement: Agreement) -> Match:
    """Whether a row of the notifications covers an observation; unknown where there is no such table."""
    if agreement.notifications is None:
        return Match.UNKNOWN
    return any_of(
        match_notification(
            one,
            act=observation.act,
            party=observation.party,
            inside=share_inside(observation.place, one.area),
            within=share_within(observation.observed, (one.times,)),
        )
        for one in agreement.notifications
        if one.claim == entry.claimed
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """One report under a quota, as decided without it.

    zone: empty where zones are counted together; party: empty where nobody is named, or parties are counted together; periods:
    numbers of those it may belong to. count, most: the least and the greatest number, None where the report does not say.
    """

    report: int
    decided: Verdict
    count: int | None
    zone: str = ""
    party: str = ""
    periods: tuple[int, ...] = (0,)
    superseded: bool = False
    most: int | None = None


def quota_finding(one: Counted, all_reports: Sequence[Counted], quota: Quota) -> tuple[Verdict, int]:
    """Return the finding of one report under a quota, and the least number in the largest count it may belong to."""
    if one.decided not in (Verdict.POTENTIAL_VIOLATION, Verdict.UNDETERMINED):
        return one.decided, -1
    told = len(one.periods) == 1 and bool(one.party or "party" not in quota.per)
    own = 0 if told or one.superseded else _least(one)
    total = own + max(
        (_surely(all_reports, quota, one.zone, party, period) for party, period in _may_be(one, all_reports, quota))
    )
    if one.count is not None and one.count > quota.count_max:
        return one.decided, total
    may_be_more = one.most is None or one.most > quota.count_max
    return (Verdict.UNDETERMINED if may_be_more or total > quota.count_max else Verdict.CONSISTENT), total


def _may_be(one: Counted, all_reports: Sequence[Counted], quota: Quota) -> list[tuple[str, int]]:
    """Return every count, by party and period, that a report may belong to."""
    everyone = {other.party for other in all_reports} | {""}
    parties = {one.party} if one.party or "party" not in quota.per else everyone
    return [(party, period) for party in parties for period in one.periods]


def _surely(all_reports: Sequence[Counted], quota: Quota, zone: str, party: str, period: int) -> int:
    """Return the least number in one count: every report once that surely belongs to it."""
    if "party" in quota.per and not party:
        return 0
    members = {
        other.report: _least(other)
        for other in all_reports
        if other.decided in (Verdict.POTENTIAL_VIOLATION, Verdict.UNDETERMINED)
        and not other.superseded
        and (other.zone, other.party, other.periods) == (zone, party, (period,))
    }
    return sum(members.values())


def _least(one: Counted) -> int:
    return 1 if one.count is None else one.count


@lru_cache(maxsize=1_000)
def share_inside(place: Place, zone: BaseGeometry) -> float:
    """Return the share of a place inside a zone; both drawn in lon/lat, compared in an equal-area frame at the place."""
    match place:
        case Unplaced():
            return 0.0
        case Point(lon, lat, 0.0):
            return 1.0 if zone.covers(shapely.Point(lon, lat)) else 0.0
        case Point(lon, lat, radius_m):
            disc = _disc(lon, lat, radius_m)
            return 1.0 if zone.covers(disc) else _overlap(disc, zone)
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
    to_lonlat = partial(_plane("aeqd", sector.lon, sector.lat).transform, direction="INVERSE")
    # North differs across the reference place, by as much as meridians converge over it.
    turned = math.degrees(sector.dilation_m * math.tan(math.radians(abs(sector.lat))) / _GEOD.a)
    spread = min(sector.spread_deg + turned, 180.0)
    turns = [math.radians(sector.bearing_deg + spread * (2 * step / _CIRCLE_POINTS - 1)) for step in range(_CIRCLE_POINTS + 1)]
    outer, inner = ([(m * math.sin(turn), m * math.cos(turn)) for turn in turns] for m in (sector.to_m, sector.from_m))
    if spread == 180.0:
        # The last turn is the first again but for its last digit, which would leave the ring crossing itself.
        ring = shapely.Polygon(outer[:-1], [inner[:-1]] if sector.from_m else [])
    else:
        ring = shapely.Polygon([*outer, *reversed(inner)])
    flat = shapely.segmentize(ring.buffer(sector.dilation_m, quad_segs=_CIRCLE_POINTS // 4), sector.to_m / _EDGE_PIECES)
    return shapely.transform(flat, to_lonlat, interleaved=False)


def _plane(projection: str, lon: float, lat: float) -> Transformer:
    """Return what carries lon, lat in degrees to metres in a plane around a position."""
    radians = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    # As a pipeline it is made two hundred times as quickly as out of two reference systems.
    return Transformer.from_pipeline(f"{radians} +step +proj={projection} +lat_0={lat} +lon_0={lon} +ellps=WGS84")


def _overlap(shape: BaseGeometry, zone: BaseGeometry) -> float:
    if not shape.intersects(zone):
        return 0.0
    centre = shape.centroid
    ground = _plane("laea", centre.x, centre.y)
    here, there = (
        shapely.transform(shapely.segmentize(one, _EDGE_PIECE_DEGREES), ground.transform, interleaved=False)
        for one in (shape, zone)
    )
    return float(here.intersection(there).area / here.area)
