"""How two versions of an agreement differ, in words: what a field said before, and what it says now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.domain.agreement import ALWAYS, Agreement, Provision, Zone
from dashboard.domain.intervals import Interval
from dashboard.engine.compare import Comparison, ProvisionChange, ZoneChange, area_km2
from dashboard.present.agreement_words import (
    bound_words,
    exemption_words,
    made_words,
    rule_sentence,
    terms_words,
    times_words,
    zones_of_words,
)

_NONE = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a comparison. what: the part and field; before, after: its words, empty where there was or is no such part."""

    what: str
    before: str
    after: str


def differences(told: Comparison) -> tuple[Difference, ...]:
    """Return every difference, the agreement's own first, then zones, then provisions."""
    return (*_head(told), *_zones(told), *_provisions(told))


def _head(told: Comparison) -> Iterator[Difference]:
    words: Mapping[str, tuple[str, Callable[[Agreement], str]]] = {
        "id": ("Id", lambda one: one.id),
        "title": ("Title", lambda one: one.title),
        "kind": ("Kind", lambda one: one.kind),
        "time_zone": ("Time zone", lambda one: one.time_zone),
        "in_force": ("In force", lambda one: times_words(one.in_force, ZoneInfo(one.time_zone))),
        "suspended": ("Suspended", lambda one: times_words(one.suspended, ZoneInfo(one.time_zone))),
        "parties": ("Parties", lambda one: ", ".join(one.parties)),
        "source": ("Source", lambda one: one.source),
        "thresholds": ("Thresholds", lambda one: f"{one.thresholds.violation:g} and {one.thresholds.outside:g}"),
        "notifications": ("Table of notifications", _table),
    }
    for name in told.head:
        label, said = words[name]
        yield Difference(label, said(told.before) or _NONE, said(told.after) or _NONE)


def _table(agreement: Agreement) -> str:
    return "" if agreement.notifications is None else f"{len(agreement.notifications)} rows"


def _zones(told: Comparison) -> Iterator[Difference]:
    for one in told.zones:
        if one.before is None or one.after is None:
            yield Difference(f"Zone {_name(one)}: {one.change}", _made(one.before, told.before), _made(one.after, told.after))
            continue
        before, after = one.before, one.after
        for label, names, said in _ZONE_FIELDS:
            if set(names) & set(one.fields):
                yield Difference(
                    f"Zone {_name(one)}: {label}", said(before, told.before), said(after, told.after) + _ground(one, label)
                )


def _name(one: ZoneChange) -> str:
    zone = one.after or one.before
    return zone.name if zone else ""


def _made(zone: Zone | None, whole: Agreement) -> str:
    if zone is None:
        return ""
    size = "a line" if zone.is_line else f"{area_km2(zone.geometry):,.1f} km²"
    return f"{made_words(whole, zone) or 'drawn'}, {size}"


def _ground(one: ZoneChange, label: str) -> str:
    """Return what a change of shape means on the ground."""
    if label != "shape":
        return ""
    said = [f"{one.gained_km2:,.1f} km² more"] if one.gained_km2 else []
    said += [f"{one.lost_km2:,.1f} km² less"] if one.lost_km2 else []
    return f" ({', '.join(said)})" if said else ""


def _times(times: tuple[Interval, ...], whole: Agreement) -> str:
    return "as long as the agreement" if times == ALWAYS else times_words(times, ZoneInfo(whole.time_zone))


_ZoneWords = Callable[[Zone, Agreement], str]
_ZONE_FIELDS: tuple[tuple[str, tuple[str, ...], _ZoneWords], ...] = (
    ("name", ("name",), lambda zone, _: zone.name),
    ("kind", ("kind",), lambda zone, _: zone.kind or _NONE),
    ("shape", ("geometry", "made"), _made),
    ("in force", ("in_force",), lambda zone, whole: _times(zone.in_force, whole)),
    ("suspended", ("suspended",), lambda zone, whole: times_words(zone.suspended, ZoneInfo(whole.time_zone))),
)
_ProvisionWords = Callable[[Provision, Agreement], str]
_PROVISION_FIELDS: tuple[tuple[str, tuple[str, ...], _ProvisionWords], ...] = (
    ("clause", ("clause",), lambda one, _: one.clause),
    ("words", ("text",), lambda one, _: one.text or _NONE),
    ("rule", ("prohibits", "quota"), lambda one, _: rule_sentence(one)),
    ("binds", ("binds",), lambda one, _: bound_words(one)),
    ("zones", ("zone_ids", "party_zones"), lambda one, whole: zones_of_words(whole, one)),
    ("exempt", ("exempt",), lambda one, whole: exemption_words(whole, one) or _NONE),
    ("terms", ("daily", "phase_in_until", "judged_because"), lambda one, whole: terms_words(whole, one) or _NONE),
    ("in force", ("in_force",), lambda one, whole: _times(one.in_force, whole)),
    ("suspended", ("suspended",), lambda one, whole: times_words(one.suspended, ZoneInfo(whole.time_zone))),
)


def _provisions(told: Comparison) -> Iterator[Difference]:
    for one in told.provisions:
        label = _clause(one)
        if one.before is None or one.after is None:
            before = rule_sentence(one.before) if one.before else ""
            after = rule_sentence(one.after) if one.after else ""
            yield Difference(f"{label}: {one.change}", before, after)
            continue
        for what, names, said in _PROVISION_FIELDS:
            if set(names) & set(one.fields):
                yield Difference(f"{label}: {what}", said(one.before, told.before), said(one.after, told.after))


def _clause(one: ProvisionChange) -> str:
    provision = one.after or one.before
    return f"Provision {provision.id}, {provision.clause}" if provision else ""
