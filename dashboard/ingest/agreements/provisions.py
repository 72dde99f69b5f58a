"""The provisions of an agreement: what each prohibits, where, to whom, and with which ways out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.domain.acts import BY_CODE, HEAT, UNDETERMINED
from dashboard.domain.agreement import ALWAYS, Exemption, Prohibition, Provision, Quota
from dashboard.domain.weapons import CLASSES
from dashboard.ingest.agreements.times import read_intervals
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields, own_name
from dashboard.ingest.yaml_nodes import Scalar

_KEYS = ("id", "clause", "text", "zones", "binds", "prohibits", "exempt", "quota", "in_force", "suspended")
_ACTS = tuple(code for code in BY_CODE if code not in (HEAT, UNDETERMINED))
_MONITORS = "monitors"
_GREATEST_QUOTA = 1_000_000_000
_GREATEST_CALIBRE_MM = 10_000


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What provisions refer to: the parties, for every zone id whether it is a line (None: not known), and the time zone."""

    parties: tuple[str, ...]
    lines: Mapping[str, bool | None]
    zone: ZoneInfo


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
    return Provision(
        id=fields.text("id", "a short text that names the provision"),
        clause=fields.text("clause", "where in the agreement it stands, such as para 2(a)"),
        text=fields.prose("text").strip() if fields.has("text") else "",
        zone_ids=_zone_ids(fields, around),
        prohibits=_prohibition(fields),
        binds=tuple(_bound(fields, around)),
        exempt=tuple(_exemptions(fields)),
        quota=_quota(fields),
        in_force=read_intervals(fields, "in_force", around.zone) or ALWAYS,
        suspended=read_intervals(fields, "suspended", around.zone),
    )


def _zone_ids(fields: Fields, around: Surroundings) -> tuple[str, ...]:
    if not fields.has("zones"):
        fields.missing("zones", "a list of zone ids")
    named = fields.texts("zones", "[artillery]")
    for one in named:
        if one.text not in around.lines:
            fields.fault(one.line, f"unknown zone {quoted(one.text)}{did_you_mean(one.text, around.lines)}")
        elif around.lines[one.text]:
            fields.fault(one.line, f"zone {quoted(one.text)} is a line, expected an area: make one of it with buffer_of")
    return _once(fields, "zones", named)


def _prohibition(fields: Fields) -> Prohibition:
    inner = fields.fields("prohibits", ("acts", "weapons", "calibre_mm"))
    if inner is None:
        fields.missing("prohibits", "what is prohibited, such as {acts: [fire]}")
        return Prohibition(())
    if not inner.has("acts"):
        inner.missing("acts", "a list such as [fire.artillery]")
    minimum, maximum = _calibres(inner)
    return Prohibition(_acts(inner), _weapons(inner), minimum, maximum)


def _acts(fields: Fields) -> tuple[str, ...]:
    named = fields.texts("acts", "[fire.artillery]")
    for one in named:
        if one.text in (HEAT, UNDETERMINED):
            fields.fault(
                one.line, f"{quoted(one.text)} is what an observation may say, not an act that can be prohibited or exempt"
            )
        elif one.text not in BY_CODE:
            fields.fault(one.line, f"unknown act {quoted(one.text)}{did_you_mean(one.text, _ACTS)}")
    return _once(fields, "acts", named)


def _weapons(fields: Fields) -> tuple[str, ...]:
    named = fields.texts("weapons", "[artillery, mlrs]")
    for one in named:
        if one.text not in CLASSES:
            nearest = did_you_mean(one.text, CLASSES) or f"; known are {', '.join(CLASSES)}"
            fields.fault(one.line, f"unknown weapon class {quoted(one.text)}{nearest}")
    return _once(fields, "weapons", named)


def _calibres(fields: Fields) -> tuple[float | None, float | None]:
    inner = fields.fields("calibre_mm", ("min", "max"))
    if inner is None:
        return None, None
    expected = "a calibre in millimetres, more than 0 and at most 10000"
    minimum, maximum = inner.number("min", expected), inner.number("max", expected)
    inner.needs_one_of("min", "max")
    for key, value in (("min", minimum), ("max", maximum)):
        if value is not None and not 0 < value <= _GREATEST_CALIBRE_MM:
            inner.fault(inner.line_of(key), f"{key} is {value:g}, expected {expected}")
    if minimum is not None and maximum is not None and maximum < minimum:
        inner.fault(inner.line_of("max"), f"max {maximum:g} is less than min {minimum:g}, expected min to max")
    return minimum, maximum


def _bound(fields: Fields, around: Surroundings) -> Iterator[str]:
    spelled = {party.casefold(): party for party in around.parties}
    for one in fields.texts("binds", "[A, B]; leave it out where everyone is bound"):
        if one.text.casefold() not in spelled:
            hint = did_you_mean(one.text, around.parties) or "; the agreement lists none"
            fields.fault(one.line, f"binds {quoted(one.text)}, which is not among the agreement's parties{hint}")
        yield spelled.get(one.text.casefold(), one.text)


def _exemptions(fields: Fields) -> Iterator[Exemption]:
    if not fields.has("exempt"):
        return
    for number, node in enumerate(fields.each("exempt"), 1):
        inner = Fields(node, f"{fields.where}: exempt {number}", ("acts", "parties", "notified"), fields.problems)
        notified = inner.optional_text("notified")
        if inner.has("notified") and notified != "true":
            inner.fault(inner.line_of("notified"), f"notified is {quoted(notified)}, expected true, or no such key")
        inner.needs_one_of("acts", "parties", "notified")
        acts, parties = _acts(inner), tuple(one.text for one in inner.texts("parties", "[monitors]"))
        if acts or parties or notified == "true":
            yield Exemption(acts, parties, notified == "true")


def _quota(fields: Fields) -> Quota | None:
    inner = fields.fields("quota", ("count_max", "per"))
    if inner is None:
        return None
    expected = f"a whole number of objects, 0 to {_GREATEST_QUOTA}"
    if not inner.has("count_max"):
        inner.missing("count_max", expected)
    count = inner.number("count_max", expected)
    if count is not None and not (0 <= count <= _GREATEST_QUOTA and count.is_integer()):
        inner.fault(inner.line_of("count_max"), f"count_max is {count:g}, expected {expected}")
        return None
    per = inner.optional_text("per")
    if inner.has("per") and per != "zone":
        inner.fault(inner.line_of("per"), f"per is {quoted(per)}, expected zone: a quota is counted in each zone")
    return Quota(int(count or 0))


def _once(fields: Fields, key: str, named: Sequence[Scalar]) -> tuple[str, ...]:
    seen: set[str] = set()
    for one in named:
        if one.text in seen:
            fields.fault(one.line, f"{key} names {quoted(one.text)} twice, expected once")
        seen.add(one.text)
    return tuple(dict.fromkeys(one.text for one in named))


def _notes(provisions: Iterable[Provision], around: Surroundings) -> Iterator[str]:
    known = {party.casefold() for party in (*around.parties, _MONITORS)}
    for provision in provisions:
        for party in dict.fromkeys(party for one in provision.exempt for party in one.parties):
            if party.casefold() not in known:
                yield f"provision {provision.id} exempts {quoted(party)}, which is not among the agreement's parties"
