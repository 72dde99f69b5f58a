"""The provisions of an agreement: what each prohibits, where, to whom, how it holds, and with which ways out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.domain.agreement import ALWAYS, Provision
from dashboard.ingest.agreements.exemptions import read_exemptions
from dashboard.ingest.agreements.prohibitions import read_prohibition
from dashboard.ingest.agreements.surroundings import Surroundings, read_areas
from dashboard.ingest.agreements.terms import read_daily, read_judged, read_phase_in, read_quota
from dashboard.ingest.agreements.times import read_intervals
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields, own_name

_KEYS = (
    "id", "clause", "text", "zones", "binds", "prohibits", "exempt", "quota", "in_force", "suspended", "daily", "phase_in",
    "judged_by", "why",
)  # fmt: skip
_MONITORS = "monitors"


@dataclass(frozen=True, slots=True)
class Provisions:
    """The provisions in their order, and what a person should know of them."""

    made: tuple[Provision, ...]
    notes: tuple[str, ...]


def read_provisions(root: Fields, around: Surroundings) -> Provisions:
    """Read the list of provisions. Faults go to the root's problems; what is made is of use only where there are none."""
    made: dict[str, Provision] = {}
    lines: dict[str, int] = {}
    for number, node in enumerate(root.each("provisions"), 1):
        fields = Fields(node, own_name(node, "provision", number), _KEYS, root.problems)
        provision = _provision(fields, around)
        if provision.id in lines:
            fields.fault(fields.line_of("id"), f"the id stands here and in line {lines[provision.id]}, expected once")
        lines.setdefault(provision.id, fields.line_of("id"))
        made[provision.id] = provision
    return Provisions(tuple(made.values()), tuple(_notes(made.values(), around)))


def _provision(fields: Fields, around: Surroundings) -> Provision:
    in_force = read_intervals(fields, "in_force", around.zone)
    by_party = _party_zones(fields, around) if fields.is_mapping("zones") else ()
    binds = tuple(party for party, _ in by_party) or tuple(_bound(fields, around))
    return Provision(
        id=fields.text("id", "a short text that names the provision"),
        clause=fields.text("clause", "where in the agreement it stands, such as para 2(a)"),
        text=fields.prose("text").strip() if fields.has("text") else "",
        zone_ids=tuple(dict.fromkeys(one for _, ids in by_party for one in ids)) or _zone_ids(fields, around),
        prohibits=read_prohibition(fields),
        binds=binds,
        exempt=read_exemptions(fields, around),
        quota=read_quota(fields),
        in_force=in_force or ALWAYS,
        suspended=read_intervals(fields, "suspended", around.zone),
        party_zones=by_party,
        daily=read_daily(fields, around, in_force),
        phase_in_until=read_phase_in(fields, around, in_force),
        judged_because=read_judged(fields),
    )


def _zone_ids(fields: Fields, around: Surroundings) -> tuple[str, ...]:
    if fields.is_mapping("zones"):
        return ()
    if not fields.has("zones"):
        fields.missing("zones", "a list of zone ids")
    return read_areas(fields, "zones", around)


def _party_zones(fields: Fields, around: Surroundings) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read zones that differ by party: `{A: [x], B: [y]}`."""
    inner = fields.fields("zones", around.parties) if around.parties else None
    if not around.parties:
        fields.fault(fields.line_of("zones"), "zones by party, but the agreement names no parties: list them under 'parties'")
        return ()
    if inner is None or not inner.present():
        fields.fault(fields.line_of("zones"), "zones holds nothing, expected a list of zone ids, or one for each party")
        return ()
    if fields.has("binds"):
        fields.fault(
            fields.line_of("binds"), "binds beside zones by party, expected one or the other: each party is bound in its own"
        )
    named = [(party, read_areas(inner, party, around)) for party in inner.present() if party in around.parties]
    return tuple((party, ids) for party, ids in named if ids)


def _bound(fields: Fields, around: Surroundings) -> Iterator[str]:
    spelled = {party.casefold(): party for party in around.parties}
    for one in fields.texts("binds", "[A, B]; leave it out where everyone is bound"):
        if one.text.casefold() not in spelled:
            hint = did_you_mean(one.text, around.parties) or "; the agreement lists none"
            fields.fault(one.line, f"binds {quoted(one.text)}, which is not among the agreement's parties{hint}")
        yield spelled.get(one.text.casefold(), one.text)


def _notes(provisions: Iterable[Provision], around: Surroundings) -> Iterator[str]:
    known = {party.casefold() for party in (*around.parties, _MONITORS)}
    for provision in provisions:
        for party in dict.fromkeys(party for one in provision.exempt for party in one.parties):
            if party.casefold() not in known:
                yield f"provision {provision.id} exempts {quoted(party)}, which is not among the agreement's parties"
