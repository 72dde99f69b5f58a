"""The list of incidents: one page of rows in words."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.domain.message import Notes, message
from dashboard.domain.verdicts import Verdict
from dashboard.engine.report_words import place_as_reported
from dashboard.engine.situation import Situation
from dashboard.language.catalogue import Language
from dashboard.language.say import say
from dashboard.present.facets import Facets
from dashboard.present.places import position_words, sector_words
from dashboard.present.selection import Selection
from dashboard.present.sentences import act_label, time_span

COLUMNS = ("Verdict", "When", "Act", "Where", "Clause", "Zone", "Observations", "Origins", "Means", "Party", "Incident")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list. `ids` are the incident ids of the rows of `table` (columns `COLUMNS`), in the same order."""

    table: pd.DataFrame
    ids: tuple[str, ...]
    number: int
    of: int


def in_order(facets: Facets, situation: Situation, selection: Selection, order: str) -> pd.DataFrame:
    """Return the selected rows of the incidents table in one of `ORDERS`."""
    return situation.incidents.iloc[facets.ordered(situation, selection.incidents, order)]


def incident_page(
    facets: Facets,
    situation: Situation,
    selection: Selection,
    *,
    order: str,
    number: int,
    size: int,
    zone: ZoneInfo,
    language: Language = "en",
) -> Page:
    """Return page `number`, 1 up, of the selected incidents; a number past the end gives the last page.

    language: of the reasons why an incident is not on the map; the rest is in the page's own.
    """
    of = max(1, -(-len(selection.incidents) // size))
    number = min(max(number, 1), of)
    shown = facets.ordered(situation, selection.incidents, order)[(number - 1) * size : number * size]
    rows = situation.incidents.iloc[shown]
    table = pd.DataFrame([_row(situation, incident, zone, language) for _, incident in rows.iterrows()], columns=list(COLUMNS))
    return Page(table, tuple(rows["incident_id"]), number, of)


@dataclass(frozen=True, slots=True)
class Beside:
    """Where an incident stands among those selected, 0 up, None where it is not; and the ids before and after it, if any."""

    place: int | None
    before: str | None
    after: str | None


def beside(facets: Facets, situation: Situation, selection: Selection, position: int | None, order: str) -> Beside:
    """Return what stands beside the incident at a position of the table in one of `ORDERS`."""
    ordered = facets.ordered(situation, selection.incidents, order)
    found = np.flatnonzero(ordered == (-1 if position is None else position))
    if not found.size:
        return Beside(None, None, None)
    place, ids = int(found[0]), situation.incidents["incident_id"]
    before = str(ids.iloc[ordered[place - 1]]) if place else None
    after = str(ids.iloc[ordered[place + 1]]) if place + 1 < len(ordered) else None
    return Beside(place, before, after)


def where_words(observation: pd.Series, language: Language = "en") -> str:
    """Return the place of an observation in a few words: what was reported, else the position, and the region.

    language: in which it is told why there is no place.
    """
    reported = place_as_reported(observation["reported_place"])
    match observation["place_kind"]:
        case "unplaced":
            return say(message("where.unplaced", why=Notes(observation["unplaced_reason"])), language)
        case "point":
            words = reported or position_words(observation["lon"], observation["lat"])
        case "sector":
            words = reported or sector_words(observation)
        case _:
            words = reported
    region = observation["region_name"]
    if not words or not region:
        return words or region
    return words if region.casefold() in words.casefold() else f"{words} · {region}"


def _row(situation: Situation, incident: pd.Series, zone: ZoneInfo, language: Language) -> tuple[object, ...]:
    findings = situation.findings_of(int(incident["leading_row"]))
    leading = findings[0] if findings else None
    return (
        Verdict(int(incident["verdict"])).words,
        time_span(incident["first"].to_pydatetime(), incident["last"].to_pydatetime(), zone),
        act_label(incident["act"]),
        where_words(situation.observations.iloc[int(incident["place_row"])], language),
        leading.provision.clause if leading else "",
        leading.zone.name if leading else "",
        int(incident["observations"]),
        int(incident["origins"]),
        incident["means"],
        incident["parties"],
        incident["incident_id"],
    )
