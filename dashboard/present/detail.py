"""One incident with its observations in time order, each verdict explained: everything as text, nothing made safe."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.domain.acts import BY_CODE
from dashboard.domain.columns import HAVE_A_RADIUS, MEANS
from dashboard.domain.explain import act_message, verdict_message
from dashboard.domain.intervals import Interval
from dashboard.domain.message import Notes, Number, Span, message
from dashboard.domain.verdicts import Verdict
from dashboard.domain.weapons import CLASSES
from dashboard.engine.explanation import Worded, explanations, worded
from dashboard.engine.report_words import observed, sender_said, what_said, where_said
from dashboard.engine.situation import Situation
from dashboard.language.catalogue import Language
from dashboard.language.say import say, words
from dashboard.present.incident_list import where_words
from dashboard.present.places import uncertainty_words
from dashboard.present.sentences import time_span


@dataclass(frozen=True, slots=True)
class ObservationEntry:
    """One observation as it is read. `facts` are labelled values in reading order; empty ones are left out.

    superseded: what is to be said of a version that a later one replaced, "" for one that counts.
    """

    observation_id: str
    verdict: str
    when: str
    why: Worded
    facts: tuple[tuple[str, str], ...]
    superseded: str


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """One incident. `verdict` is its English words, by which it is drawn, `verdict_said` those of the language.

    `corroboration` says how many independent origins and means there are.

    lon, lat: the point of the best place, or the middle of its sector; None for an area or where there is no place.
    """

    incident_id: str
    verdict: str
    verdict_said: str
    language: Language
    title: str
    when: str
    where: str
    corroboration: str
    lon: float | None
    lat: float | None
    observations: tuple[ObservationEntry, ...]


def incident_detail(situation: Situation, position: int, zone: ZoneInfo, language: Language = "en") -> IncidentDetail:
    """Return the incident at a position of the incidents table in words; names and reported texts stay as they came."""
    rows = [int(row) for row in situation.members(position)]
    explained = explanations(situation.observations, situation.assessment, situation.agreement, rows)
    incident = situation.incidents.iloc[position]
    place = situation.observations.iloc[int(incident["place_row"])]
    has_middle = place["place_kind"] in HAVE_A_RADIUS
    return IncidentDetail(
        incident_id=incident["incident_id"],
        verdict=Verdict(int(incident["verdict"])).words,
        verdict_said=say(verdict_message(Verdict(int(incident["verdict"]))), language),
        language=language,
        title=say(act_message(incident["act"]), language) if incident["act"] in BY_CODE else incident["act"],
        when=_when(Interval(incident["first"].to_pydatetime(), incident["last"].to_pydatetime()), zone, language),
        where=where_words(place) if language == "en" else _place(place, language),
        corroboration=_head(incident, language),
        lon=float(place["lon"]) if has_middle else None,
        lat=float(place["lat"]) if has_middle else None,
        observations=tuple(
            _entry(situation.observations.iloc[row], worded(why, language), why.verdict, zone)
            for row, why in zip(rows, explained, strict=True)
        ),
    )


def _head(incident: pd.Series, language: Language) -> str:
    counted = (("fact.observations", "observations"), ("fact.origins", "origins"), ("fact.earlier", "superseded"))
    parts = [message(key, count=int(incident[name])) for key, name in counted if incident[name] or name != "superseded"]
    if incident["reliability"] or incident["credibility"]:
        parts.append(message("fact.best-grade", grade=f"{incident['reliability'] or '–'}{incident['credibility'] or '–'}"))
    return ", ".join(say(one, language) for one in parts)


def _entry(observation: pd.Series, why: Worded, verdict: Verdict, zone: ZoneInfo) -> ObservationEntry:
    language = why.language
    return ObservationEntry(
        observation_id=observation["observation_id"],
        verdict=verdict.words,
        when=_when(observed(observation), zone, language),
        why=why,
        facts=_facts(observation, language),
        superseded=say(message("fact.superseded"), language) if observation["superseded"] else "",
    )


def _when(times: Interval, zone: ZoneInfo, language: Language) -> str:
    """Return a time as briefly as the page's language allows; another one says it as its sentences do."""
    return time_span(times.start, times.end, zone) if language == "en" else words(Span(times, zone.key), language)


def _facts(observation: pd.Series, language: Language) -> tuple[tuple[str, str], ...]:
    calibre = "" if pd.isna(observation["calibre_mm"]) else message("weapon.calibre", calibre=Number(observation["calibre_mm"]))
    party = f"{observation['party']} {observation['party_confidence']}".strip()
    line = message("fact.line", file=observation["file"], line=str(observation["line"]))
    facts = (
        ("fact.reported", observation["description"]),
        ("row.act", what_said(observation)),
        ("row.weapon", " ".join(part for part in (_class(observation, language), words(calibre, language)) if part)),
        ("fact.count", observation["count"]),
        ("row.party", party or message("fact.nobody")),
        ("row.place", _place(observation, language)),
        ("row.placing", Notes(observation["place_note"]) if observation["place_note"] else ""),
        ("fact.time", observation["reported_time"]),
        ("fact.means", message(f"means.{observation['means']}") if observation["means"] in MEANS else observation["means"]),
        ("fact.source", sender_said(observation["source"])),
        ("fact.origin", sender_said(observation["origin"])),
        ("fact.grade", observation["reliability"] + observation["credibility"]),
        ("fact.evidence", observation["evidence"]),
        ("row.flags", Notes(observation["flags"]) if observation["flags"] else ""),
        ("fact.file", line if observation["file"] else ""),
    )
    told = tuple((say(message(key), language), words(value, language)) for key, value in facts if value)
    return (*told, *_other_columns(observation["other"], language))


def _class(observation: pd.Series, language: Language) -> str:
    """Return the weapon as it was reported; a class of the list in the language's word for it."""
    weapon = str(observation["weapon"])
    return say(message(f"class.{weapon}"), language) if weapon in CLASSES else weapon


def _place(observation: pd.Series, language: Language) -> str:
    if language == "en":
        return where_words(observation) + uncertainty_words(observation)
    if observation["place_kind"] == "unplaced":
        return say(message("where.unplaced", why=Notes(observation["unplaced_reason"])), language)
    return " · ".join(filter(None, (say(where_said(observation), language), observation["region_name"])))


def _other_columns(other: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the cells no column of ours took, under their own headers."""
    for header, value in json.loads(other).items() if other else ():
        yield say(message("fact.other-column", heading=header), language), str(value)
