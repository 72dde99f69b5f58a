"""The table behind a sentence: of each thing what was reported, what it was read as, what it was held against, and the result."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from dashboard.domain.agreement import Agreement, Exemption, Provision
from dashboard.domain.explain import (
    act_message,
    acts_message,
    notification_remark,
    quota_reasons,
    verdict_message,
    weapon_facts,
)
from dashboard.domain.intervals import Interval, intersect
from dashboard.domain.matching import Match
from dashboard.domain.message import Distance, Listed, Message, Notes, Number, Span, System, Value, message, percent
from dashboard.domain.parties import names_nobody
from dashboard.domain.weapon_systems import Identified, identify
from dashboard.engine.findings import Finding
from dashboard.engine.report_words import how_made, observed

NOTHING = "–"
"""What a cell holds where there is nothing to say, in every language."""
_DAY = timedelta(days=1)
_INTERVALS_MAX = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One thing. key: what it is, for files. reported, read_as, held_against, result: a dash where there is nothing to say."""

    key: str
    reported: Value = NOTHING
    read_as: Value = NOTHING
    held_against: Value = NOTHING
    result: Value = NOTHING

    @property
    def what(self) -> Message:
        """The name of the thing."""
        return message(f"row.{self.key}")

    @property
    def cells(self) -> tuple[Value, ...]:
        """The four cells beside the name."""
        return (self.reported, self.read_as, self.held_against, self.result)


def table_rows(observation: pd.Series, finding: Finding | None, agreement: Agreement, engine_version: str) -> Iterator[Row]:
    """Yield the rows for the decisive finding of an observation, or where there is none what the report alone tells."""
    yield _act(observation, finding)
    yield _weapon(observation, finding)
    yield _party(observation, finding)
    if finding is not None:
        yield _exemption(finding, agreement)
    yield _place(observation, finding)
    yield _time(observation, finding, agreement)
    if finding is not None:
        yield from _quota(finding)
        yield from _person(finding)
        yield _certainty(finding, agreement)
    yield Row(
        "agreement",
        read_as=message("table.agreement", title=agreement.title, id=agreement.id),
        result=message("table.version", version=agreement.version),
    )
    yield Row("engine", result=message("table.version", version=engine_version))
    if observation["place_note"]:
        yield Row("placing", read_as=Notes(str(observation["place_note"])))
    if observation["flags"]:
        yield Row("flags", reported=Notes(str(observation["flags"])))


def _act(observation: pd.Series, finding: Finding | None) -> Row:
    reported = str(observation["reported_act"] or observation["act"])
    row = Row("act", _or(reported), message("table.act", act=act_message(observation["act"]), code=str(observation["act"])))
    if finding is None:
        return row
    asked = acts_message(finding.provision.prohibits.acts)
    return Row("act", row.reported, row.read_as, asked, match_message(finding.matches.act))


def _weapon(observation: pd.Series, finding: Finding | None) -> Row:
    calibre = None if pd.isna(observation["calibre_mm"]) else float(observation["calibre_mm"])
    weapon = str(observation["weapon"])
    parts: list[Value] = [weapon] if weapon else []
    if calibre is not None:
        parts.append(message("weapon.calibre", calibre=Number(calibre)))
    reported = Listed(tuple(parts), ",") if parts else message("table.not-reported")
    known = identify(weapon, calibre)
    if finding is None:
        return Row("weapon", reported, _known_weapon(known))
    return Row("weapon", reported, _known_weapon(known), _asked_weapon(finding.provision), match_message(finding.matches.weapon))


def _known_weapon(known: Identified) -> Value:
    if not known.classes and known.calibre_mm is None:
        return NOTHING
    if known.by_table and known.system is not None:
        return message("table.by-table", facts=weapon_facts(known), system=System(known.system.name))
    return message("table.by-report", facts=weapon_facts(known))


def _asked_weapon(provision: Provision) -> Value:
    asks = provision.prohibits
    kinds: list[Value] = [*(message(f"class.{one}") for one in asks.weapons), *map(System, asks.systems)]
    parts: list[Value] = [Listed(tuple(kinds), "or")] if kinds else []
    if asks.calibre_min_mm is not None:
        parts.append(message("table.at-least", calibre=Number(asks.calibre_min_mm)))
    if asks.calibre_max_mm is not None:
        parts.append(message("table.at-most", calibre=Number(asks.calibre_max_mm)))
    return Listed(tuple(parts), ",") if parts else message("table.any-weapon")


def _party(observation: pd.Series, finding: Finding | None) -> Row:
    named = " ".join(part for part in (str(observation["party"]), str(observation["party_confidence"])) if part)
    reported: Value = message("table.nobody") if names_nobody(str(observation["party"])) else named
    if finding is None:
        return Row("party", reported)
    bound = finding.provision.bound_in(finding.zone.id)
    binds = message("table.bound", parties=Listed(bound, ",")) if bound else message("table.everyone")
    return Row("party", reported, held_against=binds, result=match_message(finding.matches.party))


def _exemption(finding: Finding, agreement: Agreement) -> Row:
    entries = finding.provision.exempt
    asked: Value = Listed(tuple(_entry(one, agreement) for one in entries)) if entries else message("table.no-exemption")
    notice: Value = NOTHING
    if finding.notification is not None and finding.matches.exemption is not Match.NO:
        notice = notification_remark(finding.notification, finding.matches.exemption, agreement.time_zone)
    return Row("exemption", read_as=notice, held_against=asked, result=match_message(finding.matches.exemption))


def _entry(entry: Exemption, agreement: Agreement) -> Listed:
    parts: list[Value] = []
    if entry.acts:
        parts.append(message("exempt.acts", acts=acts_message(entry.acts)))
    if entry.parties:
        parts.append(message("exempt.parties", parties=Listed(entry.parties, "or")))
    if entry.means:
        parts.append(message("exempt.means", means=Listed(tuple(message(f"means.{one}") for one in entry.means), "or")))
    if entry.outside:
        parts.append(message("exempt.outside", zones=Listed(tuple(agreement.zone(one).name for one in entry.outside), "or")))
    if entry.notified:
        parts.append(message("exempt.notified"))
    if entry.claimed:
        parts.append(message("exempt.claimed", claim=message(f"claim.{entry.claimed}")))
    return Listed(tuple(parts), ",")


def _place(observation: pd.Series, finding: Finding | None) -> Row:
    reported, shape = _or(str(observation["reported_place"])), _shape(observation)
    if finding is None:
        return Row("place", reported, shape)
    zone = finding.zone
    against = message("table.zone-made", zone=zone.name, how=how_made(zone.made)) if zone.made else zone.name
    values: dict[str, Value] = {"share": percent(finding.shares.inside)}
    side = _side(finding)
    if side in ("inside", "outside"):
        values["distance"] = Distance(finding.edge_distance_m)
    return Row("place", reported, shape, against, message(f"table.{side}", **values))


def _side(finding: Finding) -> str:
    if math.isnan(finding.edge_distance_m):
        return "share"
    return "across" if finding.edge_distance_m == 0 else "inside" if finding.edge_distance_m < 0 else "outside"


def _shape(observation: pd.Series) -> Message:
    match observation["place_kind"]:
        case "point" if observation["radius_m"] > 0:
            return message("table.disc", distance=Distance(float(observation["radius_m"])))
        case "point":
            return message("table.point")
        case "sector":
            near, far = (Distance(float(observation[name])) for name in ("from_m", "to_m"))
            return message("table.sector", near=near, far=far, reference=str(observation["reference_place"]))
        case "area":
            return message("table.area", region=str(observation["region_name"]))
        case _:
            return message("table.no-place")


def _time(observation: pd.Series, finding: Finding | None, agreement: Agreement) -> Row:
    times = observed(observation)
    reported, read_as = _or(str(observation["reported_time"])), Span(times, agreement.time_zone)
    if finding is None:
        return Row("time", reported, read_as)
    shares = finding.shares
    result = message("table.share-in-force", share=percent(shares.in_force))
    if shares.settled is not None and shares.settled < shares.in_force:
        result = message("table.share-settled", share=percent(shares.in_force), settled=percent(shares.settled))
    return Row("time", reported, read_as, message("table.in-force", times=_in_force(finding, agreement, times)), result)


def _in_force(finding: Finding, agreement: Agreement, times: Interval) -> Listed:
    """Return the intervals in force that overlap a time, whole where they are not windows of a day."""
    around = (Interval(times.start - _DAY, times.end + _DAY),) if finding.provision.daily else (Interval(),)
    held = [one for one in agreement.times_in_force(finding.zone, finding.provision, around) if intersect((one,), (times,))]
    said: list[Value] = [Span(one, agreement.time_zone) for one in held[:_INTERVALS_MAX]]
    if len(held) > _INTERVALS_MAX:
        said.append(message("table.more-times", count=len(held) - _INTERVALS_MAX))
    return Listed(tuple(said))


def _quota(finding: Finding) -> Iterator[Row]:
    if finding.provision.quota is not None and finding.quota_count >= 0:
        reasons = quota_reasons(finding.verdict, (), finding.provision.quota, finding.quota_count)
        yield Row("quota", result=Listed(reasons))


def _person(finding: Finding) -> Iterator[Row]:
    if finding.provision.judged_because:
        yield Row("person", held_against=finding.provision.judged_because)


def _certainty(finding: Finding, agreement: Agreement) -> Row:
    limits = agreement.thresholds
    held = message("table.thresholds", violation=_hundred(limits.violation), outside=_hundred(limits.outside))
    certain = message("table.certainty", share=percent(finding.shares.certainty))
    return Row("certainty", read_as=certain, held_against=held, result=verdict_message(finding.verdict))


def match_message(match: Match) -> Message:
    """Return the term for a match."""
    return message(f"match.{match.word}")


def _hundred(threshold: float) -> Number:
    """Return a threshold as a percentage with all its digits: it is a setting, so it is not rounded away from certainty."""
    return Number(round(threshold * 100, 6))


def _or(text: str) -> Value:
    return text or NOTHING
