"""The list of incidents: one page of rows in words."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.domain.verdicts import Verdict
from dashboard.engine.report_words import place_as_reported
from dashboard.engine.situation import Situation
from dashboard.present.places import position_words, sector_words
from dashboard.present.selection import Selection
from dashboard.present.sentences import act_label, time_span

ORDERS: dict[str, tuple[list[str], list[bool]]] = {
    "strongest first": (["verdict", "first", "incident_id"], [False, False, True]),
    "latest first": (["first", "incident_id"], [False, True]),
    "earliest first": (["first", "incident_id"], [True, True]),
    "most origins first": (["origins", "first", "incident_id"], [False, False, True]),
}
COLUMNS = ("Verdict", "When", "Act", "Where", "Clause", "Zone", "Observations", "Origins", "Means", "Party", "Incident")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list. `ids` are the incident ids of the rows of `table` (columns `COLUMNS`), in the same order."""

    table: pd.DataFrame
    ids: tuple[str, ...]
    number: int
    of: int


def in_order(situation: Situation, selection: Selection, order: str) -> pd.DataFrame:
    """Return the selected rows of the incidents table in one of `ORDERS`."""
    columns, ascending = ORDERS[order]
    return situation.incidents.iloc[selection.incidents].sort_values(columns, ascending=ascending)


def incident_page(situation: Situation, selection: Selection, *, order: str, number: int, size: int, zone: ZoneInfo) -> Page:
    """Return page `number`, 1 up, of the selected incidents; a number past the end gives the last page."""
    of = max(1, -(-len(selection.incidents) // size))
    number = min(max(number, 1), of)
    rows = in_order(situation, selection, order).iloc[(number - 1) * size : number * size]
    table = pd.DataFrame([_row(situation, incident, zone) for _, incident in rows.iterrows()], columns=list(COLUMNS))
    return Page(table, tuple(rows["incident_id"]), number, of)


def where_words(observation: pd.Series) -> str:
    """Return the place of an observation in a few words: what was reported, else the position, and the region."""
    reported = place_as_reported(observation["reported_place"])
    match observation["place_kind"]:
        case "unplaced":
            return f"unplaced: {observation['unplaced_reason']}"
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


def _row(situation: Situation, incident: pd.Series, zone: ZoneInfo) -> tuple[object, ...]:
    findings = situation.findings_of(int(incident["leading_row"]))
    leading = findings[0] if findings else None
    return (
        Verdict(int(incident["verdict"])).words,
        time_span(incident["first"].to_pydatetime(), incident["last"].to_pydatetime(), zone),
        act_label(incident["act"]),
        where_words(situation.observations.iloc[int(incident["place_row"])]),
        leading.provision.clause if leading else "",
        leading.zone.name if leading else "",
        int(incident["observations"]),
        int(incident["origins"]),
        incident["means"],
        incident["parties"],
        incident["incident_id"],
    )
