"""One incident with its observations in time order, each verdict explained: everything as text, nothing made safe."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.domain.columns import HAVE_A_RADIUS
from dashboard.domain.verdicts import Verdict
from dashboard.engine.explanation import Worded, explanations, worded
from dashboard.engine.situation import Situation
from dashboard.language.catalogue import Language
from dashboard.present.incident_list import where_words
from dashboard.present.places import uncertainty_words
from dashboard.present.sentences import act_label, count_of, time_span


@dataclass(frozen=True, slots=True)
class ObservationEntry:
    """One observation as it is read. `facts` are labelled values in reading order; empty ones are left out."""

    observation_id: str
    verdict: str
    when: str
    why: Worded
    facts: tuple[tuple[str, str], ...]
    superseded: bool


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """One incident. `corroboration` says how many independent origins and means there are.

    lon, lat: the point of the best place, or the middle of its sector; None for an area or where there is no place.
    """

    incident_id: str
    verdict: str
    title: str
    when: str
    where: str
    corroboration: str
    lon: float | None
    lat: float | None
    observations: tuple[ObservationEntry, ...]


def incident_detail(situation: Situation, position: int, zone: ZoneInfo, language: Language = "en") -> IncidentDetail:
    """Return the incident at a position of the incidents table in words, the explanations in `language`."""
    rows = [int(row) for row in situation.members(position)]
    explained = explanations(situation.observations, situation.assessment, situation.agreement, rows)
    incident = situation.incidents.iloc[position]
    place = situation.observations.iloc[int(incident["place_row"])]
    has_middle = place["place_kind"] in HAVE_A_RADIUS
    return IncidentDetail(
        incident_id=incident["incident_id"],
        verdict=Verdict(int(incident["verdict"])).words,
        title=act_label(incident["act"]),
        when=time_span(incident["first"].to_pydatetime(), incident["last"].to_pydatetime(), zone),
        where=where_words(place),
        corroboration=_corroboration(incident),
        lon=float(place["lon"]) if has_middle else None,
        lat=float(place["lat"]) if has_middle else None,
        observations=tuple(
            _entry(situation.observations.iloc[row], worded(why, language), why.verdict, zone)
            for row, why in zip(rows, explained, strict=True)
        ),
    )


def _corroboration(incident: pd.Series) -> str:
    parts = [count_of(int(incident["observations"]), "observation"), count_of(int(incident["origins"]), "independent origin")]
    if incident["superseded"]:
        parts.append(f"{count_of(int(incident['superseded']), 'earlier version')} kept")
    if incident["reliability"] or incident["credibility"]:
        parts.append(f"best grade {incident['reliability'] or '–'}{incident['credibility'] or '–'}")
    return ", ".join(parts)


def _entry(observation: pd.Series, why: Worded, verdict: Verdict, zone: ZoneInfo) -> ObservationEntry:
    return ObservationEntry(
        observation_id=observation["observation_id"],
        verdict=verdict.words,
        when=time_span(observation["observed_from"].to_pydatetime(), observation["observed_to"].to_pydatetime(), zone),
        why=why,
        facts=_facts(observation),
        superseded=bool(observation["superseded"]),
    )


def _facts(observation: pd.Series) -> tuple[tuple[str, str], ...]:
    calibre = "" if pd.isna(observation["calibre_mm"]) else f"{observation['calibre_mm']:g} mm"
    grade = observation["reliability"] + observation["credibility"]
    act = observation["reported_act"]
    facts = (
        ("Reported", observation["description"]),
        ("Act", act_label(observation["act"]) + (f" (reported as “{act}”)" if act and act != observation["act"] else "")),
        ("Weapon", " ".join(part for part in (observation["weapon"], calibre) if part)),
        ("Count", observation["count"]),
        ("Party", f"{observation['party']} {observation['party_confidence']}".strip() or "nobody named"),
        ("Place", where_words(observation) + uncertainty_words(observation)),
        ("Placing", observation["place_note"]),
        ("Time as reported", observation["reported_time"]),
        ("Means", observation["means"]),
        ("Source", observation["source"]),
        ("Origin", observation["origin"]),
        ("Grade", grade),
        ("Evidence", observation["evidence"]),
        ("To note", observation["flags"]),
        ("File", f"{observation['file']}, line {observation['line']}" if observation["file"] else ""),
        *_other_columns(observation["other"]),
    )
    return tuple((label, str(value)) for label, value in facts if value)


def _other_columns(other: str) -> Iterator[tuple[str, str]]:
    """Yield the cells no column of ours took, under their own headers."""
    if other:
        yield from ((f"“{header}”", str(value)) for header, value in json.loads(other).items())
