"""VIINA 2.0: reports in the news about the war in Ukraine, placed and labelled by machine.

Three tables: event_info (a report a row), event_1pd (what several reports of one day and place tell, a row), event_labels
(what a classifier made of each report). Labels have neither a place nor words, so they are no observations of their own;
where they have been joined to event_info by `event_id`, or stand in event_1pd, they tell the act.

`date` is the day of the report, which the event may precede; the time of day is that of publication. A row is held as that
whole local day.

`GEO_PRECISION` says how finely the place was found, from STREET to ADM1 (its documentation names these two; the rest is
from memory, see _RADIUS_M and _AREAS). The coordinates of an ADM1 row are the middle of an oblast, beside the name of
whatever village lies next to it: without GEO_PRECISION a village and an oblast cannot be told apart, so only ADM1_NAME is
believed.

a_rus, a_ukr and the like are a classifier's guess of who began it, so no party is named.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Literal

from dashboard.ingest.formats.days import day_cells
from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, always, by_row, listed, need, position_words
from dashboard.ingest.formats.units import unit_meant
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable

_COUNTRY = "Ukraine"
Table = Literal["event_info", "event_1pd"]
_RADIUS_M = {
    "street": "1000", "address": "1000", "house": "1000",
    "ppl": "5000", "pplx": "5000", "settlement": "5000", "city": "5000", "town": "5000", "village": "5000",
    "adm4": "25000", "adm3": "25000",
}  # fmt: skip
"""Metres around the coordinates by GEO_PRECISION in small letters; assumptions of ours."""
_AREAS = {"adm1": False, "adm2": True}
"""Whether GEO_PRECISION knows the finer unit beside the oblast."""
_ACTS = {
    "artillery": "fire", "airstrike": "fire.air-strike", "firefight": "fire", "armor": "fire", "aad": "fire",
    "raid": "incursion", "hospital": "harm.infrastructure", "property": "harm",
}  # fmt: skip
"""By label. `artillery` covers howitzers, mortars and rockets alike; casualties are only mentioned, not done."""
_USES: dict[Table, tuple[str, ...]] = {
    "event_info": ("event_id", "date", "adm1_name", "source", "url", "text"),
    "event_1pd": (
        "event_id_1pd", "date", "adm1_name", "sources", "sources_matching", "source_urls", "representative_text",
    ),
}  # fmt: skip
_ORIGINS = {"observed_from": "date", "lon": "longitude", "lat": "latitude", "region": "adm1_name"}
_NOTES = (
    "date is the day of the report, held as a whole local day; the event may precede it",
    "GEO_PRECISION STREET is held as a disc of 1 km, a settlement as one of 5 km, ADM3 and ADM4 as one of 25 km, all assumed; "
    "ADM2, ADM1 and rows without GEO_PRECISION as the area of the unit",
    "labels are a classifier's; a_rus, a_ukr and the like are not taken for who acted, they stay with the row",
)
_LABELS_ALONE = (
    "labels say neither where nor in what words, and each file is read by itself; leave it out, "
    "or join it to event_info on event_id and load the joined table, where the labels tell the act"
)


def _translate(table: SourceTable, *, ignore_precision: bool, kind: Table) -> Reading:
    row = partial(_row, kind=kind, labels=_labels(table), ignore_precision=ignore_precision)
    origins = {**_ORIGINS, "observation_id": "event_id" if kind == "event_info" else "event_id_1pd"}
    return replace(by_row(table, row, uses=_USES[kind], origins=origins), notes=_NOTES)


def _labels(table: SourceTable) -> dict[str, str]:
    """Return the columns of binary labels that tell an act: heading to act. `_b` marks them beside `_pred`, the probabilities."""
    names = {heading(name) for name in table.header}
    spelled = {label: next((one for one in (f"t_{label}_b", f"t_{label}") if one in names), "") for label in _ACTS}
    return {name: _ACTS[label] for label, name in spelled.items() if name}


def _row(row: Mapping[str, str], *, kind: Table, labels: Mapping[str, str], ignore_precision: bool) -> CanonicalRow:
    act, act_flag = _act([name for name in labels if row[name] in ("1", "1.0")], labels)
    place, place_flag = _position(row) if ignore_precision else _place(row)
    cells = {
        # Ids are numbered afresh in the file of each year.
        "issuer": f"VIINA {kind} {row['date'][:4]}",
        **day_cells(row["date"]),
        "reported_time": " ".join(filter(None, (row["date"], row.get("time", "")))),
        **place,
        "reported_place": _reported_place(row),
        "act": act,
        "reported_act": ", ".join(name for name in labels if row[name] in ("1", "1.0")),
        "means": "open-source",
        "flags": listed(act_flag, place_flag),
    }
    return CanonicalRow({**cells, **(_of_info(row) if kind == "event_info" else _of_1pd(row))})


def _of_info(row: Mapping[str, str]) -> dict[str, str]:
    described = {"source": row.get("source", ""), "evidence": row.get("url", ""), "description": row.get("text", "")}
    return {"observation_id": row["event_id"], **described}


def _of_1pd(row: Mapping[str, str]) -> dict[str, str]:
    return {
        "observation_id": row["event_id_1pd"],
        "source": (row.get("sources", "") or row.get("sources_matching", "")).replace("|", "; "),
        "evidence": row.get("source_urls", ""),
        "description": row.get("representative_text", ""),
    }


def _act(told: list[str], labels: Mapping[str, str]) -> tuple[str, str]:
    """Return the act that all labels of a row agree on, as broad as need be; undetermined and a flag where they do not."""
    acts = {labels[name] for name in told}
    if len(acts) <= 1:
        return next(iter(acts), "undetermined"), ""
    kinds = {act.partition(".")[0] for act in acts}
    if len(kinds) == 1:
        return kinds.pop(), ""
    return "undetermined", f"the labels {', '.join(told)} tell different acts; left undetermined"


def _place(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    precision, unit = row.get("geo_precision", ""), row.get("adm1_name", "")
    known = precision.casefold()
    if known in _RADIUS_M:
        position, _ = _position(row)
        return {**position, "radius_m": _RADIUS_M[known]}, ""
    said = f"GEO_PRECISION {precision or 'is not given'}"
    if not unit:
        return {"unplaced_reason": f"{said}, and ADM1_NAME is empty: how far the coordinates hold is not known"}, ""
    detail = row.get("adm2_name", "") if _AREAS.get(known, False) else ""
    region = unit_meant(unit, _COUNTRY)
    return {"region": region, "region_detail": detail}, f"{said}: coordinates left out, only the unit is sure"


def _position(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    region = unit_meant(row.get("adm1_name", ""), _COUNTRY)
    names = {"region": region, "region_detail": row.get("adm2_name", ""), "place": row.get("asciiname", "")}
    return {"lon": row["longitude"], "lat": row["latitude"], **names}, ""


def _reported_place(row: Mapping[str, str]) -> str:
    names = (row.get(name, "") for name in ("address", "asciiname", "adm2_name", "adm1_name"))
    precision = row.get("geo_precision", "") or "not given"
    return position_words(row, "longitude", "latitude", f"GEO_PRECISION {precision}", *names)


_PLACED = (*map(need, ("date", "longitude", "latitude", "asciiname", "adm1_name")),)
_KNOWN = frozenset((
    "viina_version", "geonameid", "feature_code", "asciiname", "adm1_code", "adm2_code", "adm2_name", "longitude", "latitude",
    "geo_precision", "time",
))  # fmt: skip

INFO = Format(
    name="viina_event_info",
    title="VIINA event_info",
    needs=(need("event_id"), need("report_id"), need("text"), need("source"), *_PLACED),
    known=_KNOWN.union(_USES["event_info"], ("event_id_1pd", "geo_api", "location", "address", "report_id", "lang")),
    translation=always(partial(_translate, kind="event_info")),
)
ONE_PER_DAY = Format(
    name="viina_event_1pd",
    title="VIINA event_1pd",
    needs=(need("event_id_1pd"), need("n_reports"), *_PLACED),
    known=_KNOWN.union(_USES["event_1pd"], ("n_reports", "event_ids", "event_ids_matching")),
    translation=always(partial(_translate, kind="event_1pd")),
)
LABELS = Format(
    name="viina_event_labels",
    title="VIINA event_labels",
    needs=(need("event_id"), need("date"), need("t_mil*"), need("a_*")),
    known=frozenset(("viina_version", "event_id", "event_id_1pd", "date", "time", "geonameid")),
    translation=always(partial(_translate, kind="event_info")),
    refusal=_LABELS_ALONE,
)
