"""OSCE-style tables of ceasefire violations: what monitors saw, heard or recorded from where they stood, a row each.

`Event location` is relative to the monitors' position: "3-5km ESE" becomes the place "3-5km ESE of <position>", in words,
for the reader of places to turn into the area it means. What the position says of its equipment ("SMM camera at") and in
brackets ("government-controlled, 5km N of Donetsk") is left out of that place and stays in the reported one. A direction
without a distance, or a position that is not stated, places nothing.

Explosions are acts only where the sender says more: a weapon, or that they were outgoing or impacts. Bursts, shots,
projectiles and muzzle flashes are fire, of the weapon named. Who fired is not said. Dates without a year are refused.

The shape of this table is known from memory; the means "Heard" is read as acoustic, "Saw" as patrol, "Recorded" as camera.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from dashboard.ingest.account import Problem
from dashboard.ingest.formats.days import day_of
from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, always, by_row, listed, need
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable

_POSITION = ("smm_position", "patrol_position", "monitor_position", "position")
_NUMBER = ("no.", "no", "number")
_DATE = ("date,_time", "date/time", "date_time", "date_and_time")
_UNKNOWN = frozenset(("", "-", "n/k", "n/a", "nk", "unknown", "not known", "undetermined"))
_EQUIPMENT = re.compile(
    r"(?:(?:SMM|OSCE|monitoring)\s+)*(?:(?:static\s+)?camera|(?:mini|mid-range|long-range)?\s*UAV|(?:forward\s+)?patrol\s+base)?"
    r"\s*(?:(?:at|in)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_COMPASS = r"(?:[NESW]{1,3}|(?:north|south|east|west)(?:[- ]?(?:north|south|east|west)){0,2})"
_DISTANCE = re.compile(r"[0-9]\s*(?:km|m|км|м)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(?:of|from|від|од|от)\b", re.IGNORECASE)
_BEARING = re.compile(_COMPASS, re.IGNORECASE)
_WHEN = re.compile(
    r"(?P<day>.+?),?\s+(?P<from>[0-9]{1,2}:[0-9]{2})(?:\s*(?:-|–|—|to)\s*(?P<to>[0-9]{1,2}:[0-9]{2}))?", re.IGNORECASE
)
_NO_YEAR = re.compile(r"[0-9]{1,2}[-/. ](?:[A-Za-z]{3,9}\.?|[0-9]{1,2})")
_CALIBRE = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)\s*mm\b", re.IGNORECASE)
_NOT_FIRE = re.compile(r"flare|controlled (?:explosion|detonation|demolition)|de-?mining|quarry|thunder|firework", re.IGNORECASE)
_NOT_FIRED = re.compile(r"\bmines?\b|\bIED\b|\bUXO\b|flare", re.IGNORECASE)
_FIRED = re.compile(
    r"\bburst|shot|projectile|muzzle|salvo|rocket|tracer|\brounds?\b|\bfiring|(?:arms|gun|mortar|artillery|tank|cannon) fire",
    re.IGNORECASE,
)
_EXPLODED = re.compile(r"explosion|airburst|detonation|blast", re.IGNORECASE)
_FROM_A_WEAPON = re.compile(r"outgoing|incoming|impact", re.IGNORECASE)
_BY_WEAPON = tuple((re.compile(words, re.IGNORECASE), act) for words, act in (
    (r"\bMLRS\b|multiple.launch", "fire.mlrs"),
    (r"mortar", "fire.mortar"),
    (r"(?<!anti-aircraft )artillery|howitzer", "fire.artillery"),
    (r"\bATGM\b|anti-tank|recoilless|\bSPG\b", "fire.anti-tank"),
    (r"\btank\b", "fire.tank"),
    (r"\bAGL\b|\bRPG\b|\bUBGL\b|grenade", "fire.grenade"),
    (r"sniper", "fire.sniper"),
    (r"small.?arms|\bSA\b|\bSALW\b|rifle", "fire.small-arms"),
))  # fmt: skip
"""By the weapon named. A heavy machine-gun or a vehicle's cannon is fire of no kind on the list."""
_USES = (*_POSITION, "event_location", "observation", "description", *_DATE)
_NOTES = (
    "event locations are relative to the monitors' position and held in words, such as 3-5km ESE of <position>",
    "an explosion is left undetermined unless a weapon, an outgoing round or an impact is stated; nobody is taken for who fired",
)


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    """There are no coordinates whose precision could be ignored."""
    del ignore_precision
    names = {heading(name) for name in table.header}
    when = next((name for name in _DATE if name in names), "date")
    origins = {"observed_from": when, "description": "description", "weapon": "weapon"}
    return replace(by_row(table, partial(_row, date_column=when), uses=_USES, origins=origins), notes=_NOTES)


def _row(row: Mapping[str, str], *, date_column: str) -> CanonicalRow:
    position, weapon = _first(row, _POSITION), row.get("weapon", "")
    act, act_flag = _act(row["observation"], row.get("description", ""), weapon)
    means, means_flag = _means(row.get("means", ""), position)
    when = _first(row, _DATE) or ", ".join(filter(None, (row.get("date", ""), row.get("time", ""))))
    times, problems = _times(when, date_column)
    number = _first(row, _NUMBER)
    calibres = _CALIBRE.findall(weapon)
    cells = {
        **times,
        "reported_time": when,
        **_place(row["event_location"], position),
        "reported_place": f"{row['event_location'] or '(no event location)'}, from: {position or '(no position)'}",
        "act": act,
        "reported_act": row["observation"],
        "weapon": "" if weapon.casefold() in _UNKNOWN else weapon,
        "calibre_mm": calibres[0] if len(calibres) == 1 else "",
        "count": "" if number.casefold() in _UNKNOWN else number,
        "means": means,
        "source": position,
        "description": row.get("description", ""),
        "flags": listed(act_flag, means_flag),
    }
    return CanonicalRow(cells, problems)


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _place(location: str, position: str) -> dict[str, str]:
    """Return the place in words, or the reason why the row has none."""
    said = " ".join(location.split())
    if said.casefold() in _UNKNOWN:
        return {"unplaced_reason": f"the event location is not known{f'; observed from {position}' if position else ''}"}
    if _BEARING.fullmatch(said):
        return {"unplaced_reason": f"only the direction is known: {said} of {position or 'a position that is not stated'}"}
    if not _DISTANCE.search(said) or _REFERENCE.search(said):
        return {"place": said}
    if position.casefold() in _UNKNOWN:
        return {"unplaced_reason": f"{said} of a position that is not stated"}
    return {"place": f"{said.replace('–', '-').replace('—', '-')} of {_bare_position(position)}"}


def _bare_position(position: str) -> str:
    plain = _IN_BRACKETS.sub("", " ".join(position.split()))
    equipment = _EQUIPMENT.match(plain)
    return plain[equipment.end() if equipment else 0 :].strip(" ,") or plain


def _act(observation: str, description: str, weapon: str) -> tuple[str, str]:
    """Return a code of the act list, and a flag where the observation is a word that none is known for."""
    if _NOT_FIRE.search(f"{observation} {description}") or _NOT_FIRED.search(weapon):
        return "undetermined", ""
    fired, exploded = _FIRED.search(observation), _EXPLODED.search(observation)
    by_weapon = next((act for words, act in _BY_WEAPON if words.search(weapon)), "")
    if fired:
        return by_weapon or "fire", ""
    if exploded:
        stated = weapon.casefold() not in _UNKNOWN or _FROM_A_WEAPON.search(description)
        return by_weapon or ("fire" if stated else "undetermined"), ""
    return "undetermined", f"observation {observation!r} is not a known word; the act is left undetermined"


def _means(text: str, position: str) -> tuple[str, str]:
    said = text.casefold()
    if "UAV" in position or "uav" in said:
        return "drone", ""
    if "record" in said or "camera" in said or "camera" in position.casefold():
        return "camera", ""
    if "saw" in said or "seen" in said or "observed" in said:
        return "patrol", ""
    if "hear" in said:
        return "acoustic", ""
    return "other", f"means {text!r} is none of saw, heard, recorded; read as other"


def _times(text: str, column: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    match = _WHEN.fullmatch(text)
    day_text = match["day"] if match else text
    if _NO_YEAR.fullmatch(day_text):
        return {}, (Problem(column, text, f"{day_text!r} names no year; write it out, such as {day_text}-2020"),)
    day = day_of(day_text)
    if match is None:
        return {"observed_from": day.isoformat() if day else text}, ()
    ended = match["to"]
    if day is None:
        return {"observed_from": f"{day_text} {match['from']}", "observed_to": f"{day_text} {ended}" if ended else ""}, ()
    return {"observed_from": _at(day, match["from"]), "observed_to": _until(day, match["from"], ended) if ended else ""}, ()


def _until(day: date, began: str, ended: str) -> str:
    """Return the end of a span of clock times; one that ends earlier than it begins runs past midnight."""
    past_midnight = f"{ended:0>5}" < f"{began:0>5}"
    return _at(day + timedelta(days=1) if past_midnight else day, ended)


def _at(day: date, clock: str) -> str:
    return f"{day.isoformat()}T{clock:0>5}"


FORMAT = Format(
    name="osce",
    title="OSCE-style violation table",
    needs=(need(*_POSITION), need("event_location"), need("means"), need("observation"), need(*_DATE, "date time")),
    known=frozenset((*_USES, *_NUMBER, "means", "weapon", "date", "time")),
    translation=always(_translate),
)
