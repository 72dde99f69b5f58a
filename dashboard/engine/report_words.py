"""What a report says, as messages, no sharper than it came: act, place, time, party, source."""

import math
import re

import pandas as pd

from dashboard.domain.acts import HEAT, UNDETERMINED
from dashboard.domain.derivation import Band, Circle, Derivation, Unit
from dashboard.domain.explain import act_message
from dashboard.domain.intervals import Interval
from dashboard.domain.message import Degrees, Distance, Listed, Message, Number, Span, Value, message, percent
from dashboard.domain.parties import names_nobody
from dashboard.engine.findings import Finding

_POSITION = re.compile(r"^-?[\d.]+, -?[\d.]+(?: \(\w+ [^)]*\))?(?:; |$)")
"""Coordinates at the head of a reported place, with the precision they were given."""
_AT_THE_EDGE_M = 0.5
NOT_SHOWN = "(not shown)"
"""What stands in place of a source for whoever may not see it."""


def place_as_reported(reported_place: str) -> str:
    """Return the words of a reported place, coordinates at its head left out."""
    return _POSITION.sub("", reported_place)


def what_said(observation: pd.Series) -> Message:
    """Return the act, with the word it was reported by where that is another."""
    code, reported = str(observation["act"]), str(observation["reported_act"])
    act = message(f"what.{code or UNDETERMINED}") if code in ("", UNDETERMINED, HEAT) else act_message(code)
    return message("act.as-reported", act=act, reported=reported) if reported not in ("", code) else act


def where_said(observation: pd.Series) -> Message:
    """Return the place: in the report's words, with its position and radius where it has them, and never finer than that."""
    kind, reported = observation["place_kind"], place_as_reported(str(observation["reported_place"]))
    if kind == "point":
        position = _position(observation)
        return message("where.named", place=reported, position=position) if reported else message("where.at", position=position)
    if kind == "area":
        return message("where.somewhere", place=reported or str(observation["region_name"]))
    return message("where.reported", place=reported) if reported else message("where.nowhere")


def when_said(observation: pd.Series, time_zone: str) -> Span:
    """Return the time of a report as part of a sentence."""
    return Span(observed(observation), time_zone, spoken=True)


def observed(observation: pd.Series) -> Interval:
    """Return the time of a report, `[from, to)` in UTC."""
    return Interval(observation["observed_from"].to_pydatetime(), observation["observed_to"].to_pydatetime())


def party_said(observation: pd.Series) -> Message:
    """Return whom the report names, as it came; nobody stays nobody."""
    party, how = str(observation["party"]).strip(), str(observation["party_confidence"]).strip()
    if names_nobody(party):
        return message("party.none")
    return message("party.named-as", party=party, how=how) if how else message("party.named", party=party)


def source_said(observation: pd.Series) -> Message:
    """Return who sent the report, with its grade."""
    graded = f"{observation['reliability']}{observation['credibility']}"
    grade: Message | str = message("source.grade", grade=graded) if graded else ""
    source = str(observation["source"])
    if source == NOT_SHOWN:
        return message("source.not-shown", grade=grade)
    return message("source.named", source=source, grade=grade) if source else message("source.none", grade=grade)


def place_against_zone(finding: Finding) -> Message:
    """Return how the place lies to the zone; without the distance to its edge where that is not told."""
    zone, edge = finding.zone.name, Distance(finding.edge_distance_m)
    is_told = not math.isnan(finding.edge_distance_m)
    if finding.shares.inside >= 1:
        if not is_told:
            return message("place.inside-only", zone=zone)
        near = abs(finding.edge_distance_m) < _AT_THE_EDGE_M
        return message("place.inside-at-edge", zone=zone) if near else message("place.inside", zone=zone, distance=edge)
    share = percent(finding.shares.inside)
    if finding.edge_distance_m == 0 or not is_told:
        return message("place.straddles", zone=zone, share=share)
    return message("place.straddles-from", zone=zone, share=share, distance=edge)


def time_in_force(finding: Finding) -> Message:
    """Return how far the clause was in force."""
    if finding.shares.in_force >= 1:
        return message("time.in-force")
    return message("time.in-force-in-part", share=percent(finding.shares.in_force))


def sender_said(name: str) -> Message | str:
    """Return a sender by name, as it came, or that it is not shown."""
    return message("source.withheld") if name == NOT_SHOWN else name


def exact_distance(metres: float) -> Message:
    """Return a distance as it is, where rounding it would claim or declare something else."""
    if metres < 1_000:
        return message("unit.metres", number=Number(metres))
    return message("unit.kilometres", number=Number(metres / 1_000))


def how_made(made: Derivation) -> Message:
    """Return how a zone that was not drawn was made."""
    match made:
        case Band(line_id, distance_m, side, from_m):
            far = exact_distance(distance_m)
            span = message("made.from-to", near=exact_distance(from_m), far=far) if from_m else message("made.within", far=far)
            return message(f"made.{side}", span=span, line=line_id)
        case Circle(radius_m, lon, lat, settlement):
            place: Value = settlement or Listed((Number(round(lon, 5)), Number(round(lat, 5))), ";")
            return message("made.circle", distance=exact_distance(radius_m), place=place)
        case Unit(code, name):
            return message("made.unit", name=name, code=code)


def _position(observation: pd.Series) -> Message:
    """Return a position with its radius, and no more digits than that is worth."""
    lon, lat, radius = (float(observation[name]) for name in ("lon", "lat", "radius_m"))
    digits = 4 if radius < 100 else 3 if radius < 1_000 else 2 if radius < 10_000 else 1
    position = message(
        "where.degrees",
        lat=Degrees(lat, digits),
        north=message("compass.n" if lat >= 0 else "compass.s"),
        lon=Degrees(lon, digits),
        east=message("compass.e" if lon >= 0 else "compass.w"),
    )
    return message("where.within", position=position, distance=Distance(radius)) if radius > 0 else position
