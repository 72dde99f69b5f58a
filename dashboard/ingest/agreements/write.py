"""An agreement written as the files a person would write: what is read from them is the same agreement again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import shapely
import yaml
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import ALWAYS, Agreement, Exemption, Prohibition, Provision, Quota, Thresholds, Zone
from dashboard.domain.derivation import Band, Circle, Unit
from dashboard.domain.intervals import BEGINNING, END, Interval

MAIN, GEOMETRY = "agreement.yaml", "zones.geojson"
_WIDTH = 120
Written = dict[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of notifications: its file's name, in or below the agreement's folder, and its bytes."""

    name: str
    data: bytes


def write_agreement(agreement: Agreement, *, table: Table | None = None) -> Mapping[str, bytes]:
    """Return the agreement's files by name: its YAML, a GeoJSON of the zones that are drawn, and its table of notifications.

    Times are written with their offset, so that none is doubtful. table: that of the agreement's notifications, byte for byte,
    since a row says more than is held of it. ValueError where it is left out though the agreement has notifications: without them
    it would be another one.
    """
    if (table is None) != (agreement.notifications is None):
        raise ValueError("notifications and their table go together: the agreement has one of them without the other")
    local = ZoneInfo(agreement.time_zone)
    text = {
        "agreement": _head(agreement, local, table.name if table else ""),
        "zones": [_zone(zone, local) for zone in agreement.zones],
        "provisions": [_provision(provision, local) for provision in agreement.provisions],
    }
    files = {MAIN: yaml.safe_dump(text, sort_keys=False, allow_unicode=True, default_flow_style=None, width=_WIDTH).encode()}
    drawn = [zone for zone in agreement.zones if zone.made is None]
    if drawn:
        files[GEOMETRY] = _features(drawn)
    return {**files, table.name: table.data} if table else files


def _head(agreement: Agreement, local: ZoneInfo, notifications: str) -> Written:
    return _said(
        id=agreement.id,
        title=agreement.title,
        kind=agreement.kind,
        time_zone=agreement.time_zone,
        in_force="always" if agreement.in_force == ALWAYS else _intervals(agreement.in_force, local),
        suspended=_intervals(agreement.suspended, local),
        parties=list(agreement.parties),
        source=agreement.source,
        thresholds=_thresholds(agreement.thresholds),
        notifications=notifications,
    )


def _thresholds(thresholds: Thresholds) -> Written:
    if thresholds == Thresholds():
        return {}
    return {"violation": _number(thresholds.violation), "outside": _number(thresholds.outside)}


def _zone(zone: Zone, local: ZoneInfo) -> Written:
    return _said(
        id=zone.id, name=zone.name, kind=zone.kind, geometry=_geometry(zone), **_times(zone.in_force, zone.suspended, local)
    )


def _geometry(zone: Zone) -> Written:
    match zone.made:
        case Band(line_id, distance_m, side, from_m):
            return _said(buffer_of=line_id, from_m=_number(from_m) if from_m else "", distance_m=_number(distance_m), side=side)
        case Circle(radius_m, lon, lat, settlement):
            place: Written = {"settlement": settlement} if settlement else {"point": [_number(lon), _number(lat)]}
            return {**place, "radius_m": _number(radius_m)}
        case Unit(code):
            return {"region": code}
        case None:
            return {"file": GEOMETRY, "feature": zone.id}


def _provision(provision: Provision, local: ZoneInfo) -> Written:
    by_party = {party: list(zone_ids) for party, zone_ids in provision.party_zones}
    daily, until = provision.daily, provision.phase_in_until
    return _said(
        id=provision.id,
        clause=provision.clause,
        text=provision.text,
        zones=by_party or list(provision.zone_ids),
        binds=[] if by_party else list(provision.binds),
        prohibits=_prohibition(provision.prohibits),
        exempt=[_exemption(entry) for entry in provision.exempt],
        quota=_quota(provision.quota),
        daily={"from": f"{daily.start:%H:%M}", "to": f"{daily.end:%H:%M}"} if daily else {},
        phase_in={"complete_by": _moment(until, local)} if until else {},
        judged_by="person" if provision.judged_because else "",
        why=provision.judged_because,
        **_times(provision.in_force, provision.suspended, local),
    )


def _prohibition(prohibits: Prohibition) -> Written:
    bounds = {"min": prohibits.calibre_min_mm, "max": prohibits.calibre_max_mm}
    calibres = {name: _number(bound) for name, bound in bounds.items() if bound is not None}
    return _said(acts=list(prohibits.acts), weapons=list(prohibits.weapons), systems=list(prohibits.systems), calibre_mm=calibres)


def _exemption(entry: Exemption) -> Written:
    return _said(
        acts=list(entry.acts),
        parties=list(entry.parties),
        means=list(entry.means),
        outside=list(entry.outside),
        notified="true" if entry.notified else "",
        claimed=entry.claimed,
    )


def _quota(quota: Quota | None) -> Written:
    if quota is None:
        return {}
    return _said(count_max=quota.count_max, per=list(quota.per) or ["agreement"], period=quota.period)


def _times(in_force: tuple[Interval, ...], suspended: tuple[Interval, ...], local: ZoneInfo) -> Written:
    return {
        "in_force": [] if in_force == ALWAYS else _intervals(in_force, local),
        "suspended": _intervals(suspended, local),
    }


def _intervals(intervals: Iterable[Interval], local: ZoneInfo) -> list[Written]:
    return [
        _said(**{
            "from": "" if one.start == BEGINNING else _moment(one.start, local),
            "to": "" if one.end == END else _moment(one.end, local),
        })
        for one in intervals
    ]  # fmt: skip


def _moment(moment: datetime, local: ZoneInfo) -> str:
    there = moment.astimezone(local)
    offset = there.utcoffset() or timedelta(0)
    # Local mean time had offsets with seconds, which ISO 8601 does not write.
    whole = moment if offset % timedelta(minutes=1) else there
    if whole.second or whole.microsecond:
        return whole.isoformat()
    return whole.isoformat(timespec="minutes")


def _number(value: float) -> int | float | str:
    """Return a number that is written in digits, without an exponent."""
    if float(value).is_integer():
        return int(value)
    return f"{value:.20f}".rstrip("0") if "e" in repr(value) else value


def _said(**given: object) -> Written:
    """Return what says something: what is empty is left out."""
    return {key: value for key, value in given.items() if value not in ("", [], {})}


def _features(zones: Iterable[Zone]) -> bytes:
    features = [
        {"type": "Feature", "id": zone.id, "properties": {"zone": zone.name}, "geometry": _drawn(zone.geometry)} for zone in zones
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _drawn(geometry: BaseGeometry) -> object:
    return shapely.geometry.mapping(shapely.orient_polygons(geometry))
