"""An agreement in words: what each provision prohibits, and what is in force on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from dashboard.domain.acts import ACTS
from dashboard.domain.agreement import ALWAYS, Agreement, Exemption, Provision, Quota, Zone
from dashboard.domain.derivation import Band
from dashboard.domain.intervals import BEGINNING, END, Interval, intersect, union
from dashboard.present.sentences import act_label

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ProvisionWords:
    """One provision for reading. `state` says whether it is in force in the period asked, `why` where and why it is not.

    times: its own times in force and suspended, "" where it holds as long as agreement and zone do.
    terms: how it holds, where it does not plainly: windows of the day, phase-in, a person as judge.
    """

    id: str
    clause: str
    text: str
    rule: str
    zones: str
    exemptions: str
    times: str
    terms: str
    state: str
    why: str
    in_force: bool


def provision_words(agreement: Agreement, provision: Provision, period: Interval) -> ProvisionWords:
    """Return a provision in words, with its state in a period `[from, to)`."""
    held = {zone_id: _share(agreement, provision, zone_id, period) for zone_id in provision.zone_ids}
    return ProvisionWords(
        id=provision.id,
        clause=provision.clause,
        text=provision.text,
        rule=rule_sentence(provision),
        zones=zones_of_words(agreement, provision),
        exemptions=exemption_words(agreement, provision),
        times="; ".join(_own_times(agreement, provision)),
        terms=terms_words(agreement, provision),
        state=_state(held),
        why=_why_not(agreement, provision, period, held),
        in_force=any(held.values()),
    )


def rule_sentence(provision: Provision) -> str:
    """Read a provision back in one sentence, as it was declared."""
    who = f"to {bound_words(provision)}"
    acts = ", ".join(act_of_rule(code) for code in provision.prohibits.acts)
    if provision.quota:
        most = f"at most {provision.quota.count_max} at a time {_scope(provision.quota)}"
        return f"Allowed {who}: {most} of: {acts}{_weapon(provision)}."
    return f"Prohibited {who}: {acts}{_weapon(provision)}."


def made_words(agreement: Agreement, zone: Zone) -> str:
    """Return how a zone was made, "" for one that was drawn. The line it is measured from is called by its name."""
    if not isinstance(zone.made, Band):
        return zone.derivation
    line = next((one for one in agreement.zones if one.id == zone.made.line_id), None)
    return replace(zone.made, line_id=f"“{line.name}”").words if line else zone.derivation


def read_back(agreement: Agreement, provision: Provision, unmade: Mapping[str, str]) -> str:
    """Read a whole provision back in sentences, as it was declared: rule, zones, terms, ways out, times.

    unmade: names by id of zones that are named and not drawn yet, so that the agreement lacks them.
    """
    said = [rule_sentence(provision)] if provision.prohibits.acts else []
    if provision.zone_ids:
        said.append(f"Where: {zones_of_words(agreement, provision, unmade)}.")
    said += [f"{words[:1].upper()}{words[1:]}." for words in _terms(agreement, provision)]
    if provision.exempt:
        said.append(f"Exempt: {exemption_words(agreement, provision)}.")
    said += [f"{words[:1].upper()}{words[1:]}." for words in _own_times(agreement, provision)]
    return " ".join(said)


def _own_times(agreement: Agreement, provision: Provision) -> Iterator[str]:
    local = ZoneInfo(agreement.time_zone)
    if provision.in_force != ALWAYS:
        yield f"in force {times_words(provision.in_force, local)}"
    if provision.suspended:
        yield f"suspended {times_words(provision.suspended, local)}"


def _scope(quota: Quota) -> str:
    where = "in each zone" if "zone" in quota.per else "in all zones together"
    who = ", each party counted by itself," if "party" in quota.per else ""
    days = quota.period[1:-1] if quota.period.startswith("P") else ""
    when = f" in each {days} days" if days else f" in each {quota.period}" if quota.period else ""
    return f"{where}{when}{who}"


def bound_words(provision: Provision) -> str:
    """Return whom a provision binds."""
    return " and ".join(provision.binds) or "everyone"


def exemption_words(agreement: Agreement, provision: Provision) -> str:
    """Return the ways out of a provision, "" where there are none."""
    return "; ".join(_exemption(agreement, entry) for entry in provision.exempt)


def terms_words(agreement: Agreement, provision: Provision) -> str:
    """Return how a provision holds, "" where it plainly does."""
    return "; ".join(_terms(agreement, provision))


def zones_of_words(agreement: Agreement, provision: Provision, unmade: Mapping[str, str] = _NO_NAMES) -> str:
    """Return the names of the zones in which a provision holds, for each party its own where they differ."""
    if not provision.party_zones:
        return _names(agreement, provision.zone_ids, unmade)
    return "; ".join(f"for {party}: {_names(agreement, ids, unmade)}" for party, ids in provision.party_zones)


def _names(agreement: Agreement, zone_ids: tuple[str, ...], unmade: Mapping[str, str] = _NO_NAMES) -> str:
    names = {**unmade, **{zone.id: zone.name for zone in agreement.zones}}
    return ", ".join(names.get(zone_id, zone_id) for zone_id in zone_ids)


def _terms(agreement: Agreement, provision: Provision) -> Iterator[str]:
    if provision.daily:
        yield f"every day from {provision.daily.start:%H:%M} to {provision.daily.end:%H:%M}, {agreement.time_zone} time"
    if provision.phase_in_until:
        until = _moment(provision.phase_in_until, ZoneInfo(agreement.time_zone))
        yield f"phased in until {until}: before that nothing is a violation yet"
    if provision.judged_because:
        yield f"for a person to judge: {provision.judged_because}"


def act_of_rule(code: str) -> str:
    """Return an act as a rule means it: with every kind of it. The act list words a bare root as a report would mean it."""
    has_kinds = any(act.code.startswith(f"{code}.") for act in ACTS)
    return f"{code.rpartition('.')[2]} of any kind" if has_kinds else act_label(code)


def act_choice(code: str) -> str:
    """Return an act as a choice in a list: kinds of it stand indented under it."""
    words = act_of_rule(code)
    return f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{words}" if "." in code else words[:1].upper() + words[1:]


def times_words(times: tuple[Interval, ...], zone: ZoneInfo) -> str:
    """Return intervals as local dates and times; open ends in words."""
    return "; ".join(_interval(one, zone) for one in times) or "never"


def zone_words(agreement: Agreement, zone: Zone) -> str:
    """Return when a zone is in force by itself, with its suspensions."""
    local = ZoneInfo(agreement.time_zone)
    suspended = f"; suspended {times_words(zone.suspended, local)}" if zone.suspended else ""
    return times_words(intersect(union(agreement.in_force), union(zone.in_force)), local) + suspended


def _state(held: dict[str, float]) -> str:
    if all(share == 1 for share in held.values()):
        return "in force"
    return "in force in part" if any(held.values()) else "not in force"


def _why_not(agreement: Agreement, provision: Provision, period: Interval, held: dict[str, float]) -> str:
    """Return what keeps a provision from being in force in the whole period and all its zones, widest cause first."""
    local = ZoneInfo(agreement.time_zone)
    own = (("the agreement", agreement), ("this provision", provision))
    zones = [(zone.name, zone) for zone in (agreement.zone(zone_id) for zone_id, share in held.items() if share < 1)]
    if all(share == 1 for share in held.values()):
        return ""
    said = [words for name, declared in own for words in _limits(name, declared, period, local)]
    return "; ".join(said or [words for name, zone in zones for words in _limits(name, zone, period, local)])


def _limits(name: str, declared: Agreement | Provision | Zone, period: Interval, local: ZoneInfo) -> Iterator[str]:
    if sum(part.seconds for part in intersect(union(declared.in_force), (period,))) < period.seconds:
        yield f"{name} is in force {times_words(declared.in_force, local)}"
    if intersect(union(declared.suspended), (period,)):
        yield f"{name} is suspended {times_words(declared.suspended, local)}"


def _share(agreement: Agreement, provision: Provision, zone_id: str, period: Interval) -> float:
    times = agreement.times_in_force(agreement.zone(zone_id), provision, (period,))
    return sum(part.seconds for part in times) / period.seconds


def _weapon(provision: Provision) -> str:
    prohibits = provision.prohibits
    named = (*prohibits.weapons, *prohibits.systems)
    words = [f"weapons: {', '.join(named)}"] if named else []
    low, high = prohibits.calibre_min_mm, prohibits.calibre_max_mm
    if low is not None and high is not None:
        words.append(f"calibre {low:g}–{high:g} mm")
    elif low is not None:
        words.append(f"calibre {low:g} mm and more")
    elif high is not None:
        words.append(f"calibre up to {high:g} mm")
    return f" ({'; '.join(words)})" if words else ""


def _exemption(agreement: Agreement, entry: Exemption) -> str:
    conditions = [", ".join(act_of_rule(code) for code in entry.acts)] if entry.acts else []
    if entry.parties:
        conditions.append(f"by {', '.join(entry.parties)}")
    if entry.means:
        conditions.append(f"seen by {' or '.join(entry.means)}")
    if entry.outside:
        conditions.append(f"outside {_names(agreement, entry.outside)}")
    if entry.notified:
        conditions.append("announced beforehand")
    if entry.claimed:
        conditions.append(f"claimed to be {entry.claimed.replace('-', ' ')}")
    return " ".join(conditions)


def _interval(one: Interval, zone: ZoneInfo) -> str:
    start = "" if one.start == BEGINNING else f"from {_moment(one.start, zone)}"
    end = "" if one.end == END else f"to {_moment(one.end, zone)}"
    return f"{start} {end}".strip() or "always"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    clock = "" if (local.hour, local.minute) == (0, 0) else local.strftime(" %H:%M")
    return f"{local.day} {local.strftime('%b %Y')}{clock}"
