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
from dashboard.ingest.agreements.bundle import AgreementBundle, AgreementError, bundle_from_path
from dashboard.ingest.agreements.provisions import Surroundings, read_provisions
from dashboard.ingest.agreements.times import read_intervals
from dashboard.ingest.agreements.zones import Zones, read_zones
from dashboard.ingest.agreements.zones_file import read_zones_file
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.quoting import quoted
from dashboard.ingest.times import time_zone
from dashboard.ingest.yaml_fields import Fields, Problems
from dashboard.ingest.yaml_nodes import Node, YamlError, read_yaml

__all__ = ["AgreementBundle", "AgreementError", "bundle_from_path", "read_agreement"]

_ROOT_KEYS = ("agreement", "zones", "provisions")
_HEAD_KEYS = ("id", "title", "kind", "time_zone", "in_force", "suspended", "parties", "source", "thresholds")


def read_agreement(bundle: AgreementBundle, *, default_time_zone: str | None = None) -> Agreement:
    """Return the agreement a bundle declares.

    default_time_zone: for a lone GeoJSON of zones, whose times without an offset are local to it where it names no zone itself.
    Raises AgreementError with every fault found, one a line: file, line or feature, what was found, what was expected.
    """
    data = bundle.main_bytes()
    if bundle.is_zones_only:
        return read_zones_file(data, bundle.main, default_time_zone=default_time_zone)
    return _agreement(_root_node(data, bundle.main), bundle)


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


def _agreement(node: Node, bundle: AgreementBundle) -> Agreement:
    problems = Problems(bundle.main)
    root = Fields(node, "", _ROOT_KEYS, problems)
    head = _head(root)
    zones = read_zones(root, head.zone, bundle)
    provisions = read_provisions(root, Surroundings(head.parties, zones.lines, head.zone))
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
    if problems.messages:
        raise AgreementError(problems.messages)
    return replace(agreement, notes=(*agreement.notes, *_never_in_force(agreement)))


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


def _never_in_force(agreement: Agreement) -> Iterator[str]:
    for provision in agreement.provisions:
        for zone_id in provision.zone_ids:
            if not agreement.times_in_force(agreement.zone(zone_id), provision):
                yield f"provision {provision.id} is never in force in zone {zone_id}"
