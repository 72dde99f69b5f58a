"""A declared agreement, read and checked: the YAML a person wrote with the geometry it names, or a lone GeoJSON of zones.

The format is described in docs/agreement-file.md.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import shapely

from dashboard.domain.agreement import Agreement, Thresholds
from dashboard.domain.intervals import Interval
from dashboard.domain.parties import names_nobody
from dashboard.ingest.agreements.bundle import (
    AgreementBundle,
    AgreementError,
    bundle_from_path,
    notifications_named,
    stays_inside,
)
from dashboard.ingest.agreements.notifications import Ground, notes_on, read_notifications
from dashboard.ingest.agreements.provisions import read_provisions
from dashboard.ingest.agreements.surroundings import Surroundings
from dashboard.ingest.agreements.times import read_intervals
from dashboard.ingest.agreements.zones import Zones, read_zones
from dashboard.ingest.agreements.zones_file import read_zones_file
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.quoting import quoted
from dashboard.ingest.times import time_zone
from dashboard.ingest.yaml_fields import Fault, Fields, Problems
from dashboard.ingest.yaml_nodes import Node, YamlError, read_yaml

__all__ = ["AgreementBundle", "AgreementError", "Checked", "bundle_from_path", "check_agreement", "read_agreement"]


@dataclass(frozen=True, slots=True)
class Checked:
    """An agreement as far as it can be read, and all that is wrong with it. With a fault left it is of use for a preview only."""

    agreement: Agreement
    faults: tuple[Fault, ...]


_ROOT_KEYS = ("agreement", "zones", "provisions")
_HEAD_KEYS = ("id", "title", "kind", "time_zone", "in_force", "suspended", "parties", "source", "thresholds", "notifications")


def read_agreement(
    bundle: AgreementBundle, *, default_time_zone: str | None = None, gazetteer: Gazetteer | None = None
) -> Agreement:
    """Return the agreement a bundle declares.

    default_time_zone: for a lone GeoJSON of zones, whose times without an offset are local to it where it names no zone itself.
    gazetteer: the places of the theatre, by which settlements and units are looked up; None where none is at hand.
    Raises AgreementError with every fault found, one a line: file, line or feature, what was found, what was expected.
    """
    data = bundle.main_bytes()
    if bundle.is_zones_only:
        agreement = read_zones_file(data, bundle.main, default_time_zone=default_time_zone)
    else:
        checked = _checked(_root_node(data, bundle.main), bundle, gazetteer)
        if checked.faults:
            raise AgreementError(tuple(fault.text for fault in checked.faults))
        agreement = checked.agreement
    return _with_notifications(agreement, bundle, gazetteer)


def check_agreement(bundle: AgreementBundle, *, gazetteer: Gazetteer | None = None) -> Checked:
    """Read a written agreement as far as it goes, by the rules of `read_agreement`; no fault in it is raised.

    Raises AgreementError where it is no YAML at all.
    """
    checked = _checked(_root_node(bundle.main_bytes(), bundle.main), bundle, gazetteer)
    if checked.faults:
        return checked
    try:
        return Checked(_with_notifications(checked.agreement, bundle, gazetteer), ())
    except AgreementError as error:
        return Checked(checked.agreement, tuple(Fault(0, one, one) for one in error.problems))


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands under `agreement:`."""

    id: str
    title: str
    kind: str
    zone: ZoneInfo
    in_force: tuple[Interval, ...]
    suspended: tuple[Interval, ...]
    parties: tuple[str, ...]
    source: str
    thresholds: Thresholds


def _root_node(data: bytes, file: str) -> Node:
    try:
        return read_yaml(data)
    except YamlError as error:
        place = f"{file}:{error.line}" if error.line else file
        raise AgreementError((f"{place}: {error.message}",)) from error


def _checked(node: Node, bundle: AgreementBundle, gazetteer: Gazetteer | None) -> Checked:
    problems = Problems(bundle.main)
    root = Fields(node, "", _ROOT_KEYS, problems)
    head = _head(root)
    _check_notifications(root, bundle)
    zones = read_zones(root, head.zone, bundle, gazetteer)
    provisions = read_provisions(root, Surroundings(head.parties, zones.lines, head.zone, head.in_force))
    agreement = Agreement(
        id=head.id,
        title=head.title,
        kind=head.kind,
        time_zone=head.zone.key,
        in_force=head.in_force,
        suspended=head.suspended,
        parties=head.parties,
        source=head.source,
        thresholds=head.thresholds,
        zones=zones.made,
        provisions=provisions.made,
        version=_version(bundle.main_bytes(), zones),
        notes=(*zones.notes, *provisions.notes),
    )
    if problems.faults:
        return Checked(agreement, problems.faults)
    return Checked(replace(agreement, notes=(*agreement.notes, *_never_in_force(agreement), *_idle_phases(agreement))), ())


def _head(root: Fields) -> _Head:
    head = root.fields("agreement", _HEAD_KEYS)
    if head is None:
        root.missing("agreement", f"keys with values: {', '.join(_HEAD_KEYS)}")
        return _Head("", "", "", ZoneInfo("UTC"), (), (), (), "", Thresholds())
    zone = _zone(head)
    if not head.has("in_force"):
        head.missing("in_force", "when the agreement holds, such as {from: 2015-02-15T00:00}")
    return _Head(
        id=head.text("id", "a short text that names the agreement"),
        title=head.text("title", "what the agreement is called"),
        kind=head.optional_text("kind"),
        zone=zone,
        in_force=read_intervals(head, "in_force", zone),
        suspended=read_intervals(head, "suspended", zone),
        parties=_parties(head),
        source=head.optional_text("source"),
        thresholds=_thresholds(head),
    )


def _zone(head: Fields) -> ZoneInfo:
    name = head.text("time_zone", "a time zone such as Europe/Kyiv")
    try:
        return time_zone(name or "UTC")
    except UnknownTimeZoneError as error:
        head.fault(head.line_of("time_zone"), str(error))
        return ZoneInfo("UTC")


def _parties(head: Fields) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for one in head.texts("parties", "[A, B]"):
        if one.text.casefold() in seen:
            head.fault(one.line, f"parties name {quoted(one.text)} twice, expected once")
        if names_nobody(one.text):
            head.fault(one.line, f"a party is called {quoted(one.text)}, which in an observation means that nobody is named")
        seen.setdefault(one.text.casefold(), one.text)
    return tuple(seen.values())


def _thresholds(head: Fields) -> Thresholds:
    inner = head.fields("thresholds", ("violation", "outside"))
    if inner is None:
        return Thresholds()
    usual = Thresholds()
    violation = inner.number("violation", "a share such as 0.95")
    outside = inner.number("outside", "a share such as 0.05")
    found = Thresholds(usual.violation if violation is None else violation, usual.outside if outside is None else outside)
    if not 0 <= found.outside < found.violation <= 1:
        said = f"outside {found.outside:g} and violation {found.violation:g}, expected 0 ≤ outside < violation ≤ 1"
        inner.fault(inner.line, said)
    return found


def _version(main: bytes, zones: Zones) -> str:
    """Return a hash over the text, whatever its line ends, and over the drawn geometry it uses; 64 hexadecimal digits."""
    text = main.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    hashed = hashlib.sha256()
    drawn = (part for name, shape in zones.drawn for part in (name.encode(), shapely.to_wkb(shape, byte_order=1)))
    for part in (b"agreement", text.encode(), *drawn):
        # With its length before it no part can run into the next.
        hashed.update(len(part).to_bytes(8, "big") + part)
    return hashed.hexdigest()


def _check_notifications(root: Fields, bundle: AgreementBundle) -> None:
    """Say where a table of notifications is named that is not there."""
    head = root.fields("agreement", _HEAD_KEYS) if root.is_mapping("agreement") else None
    name = head.optional_text("notifications") if head is not None else ""
    if head is None or not name or bundle.notifications:
        return
    line = head.line_of("notifications")
    if not stays_inside(name):
        head.fault(line, f"file {quoted(name)} leads out of the agreement's folder, expected a file in or below it")
    elif bundle.named(name) is None:
        head.fault(line, f"file {quoted(name)} is not there, expected it in or below the agreement's folder")


def _with_notifications(agreement: Agreement, bundle: AgreementBundle, gazetteer: Gazetteer | None) -> Agreement:
    """Return the agreement with its table of notifications, where there is one."""
    name = bundle.notifications or notifications_named(bundle)
    data = bundle.named(name) if name else None
    if data is None:
        return agreement
    ground = Ground(agreement.zones, ZoneInfo(agreement.time_zone), gazetteer)
    rows = read_notifications(data, name, ground)
    hashed = hashlib.sha256(f"{agreement.version} notifications".encode() + data)
    for one in rows:
        hashed.update(shapely.to_wkb(one.area, byte_order=1))
    notes = (*agreement.notes, *notes_on(rows, agreement.parties, name))
    return replace(agreement, notifications=rows, version=hashed.hexdigest(), notes=notes)


def _never_in_force(agreement: Agreement) -> Iterator[str]:
    for provision in agreement.provisions:
        for zone_id in provision.zone_ids:
            # Windows of the day come every day, so it is the rest that may leave nothing.
            if not agreement.times_in_force(agreement.zone(zone_id), replace(provision, daily=None)):
                yield f"provision {provision.id} is never in force in zone {zone_id}"


def _idle_phases(agreement: Agreement) -> Iterator[str]:
    """Say which phase-ins lie wholly before or after the times in which their provisions are in force."""
    for provision in agreement.provisions:
        until = provision.phase_in_until
        all_day = replace(provision, daily=None)
        times = [one for zone_id in provision.zone_ids for one in agreement.times_in_force(agreement.zone(zone_id), all_day)]
        if until is None or not times:
            continue
        if until <= min(one.start for one in times):
            yield f"provision {provision.id} is in force only after its phase-in ends, which changes nothing"
        elif until >= max(one.end for one in times):
            phased = f"provision {provision.id} is in force only while it is phased in"
            yield f"{phased}, so that nothing can be a potential violation of it"
