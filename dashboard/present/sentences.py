"""A verdict explained in one sentence, and the short phrases around it: places, times, counts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.acts import BY_CODE
from dashboard.domain.explain import percent
from dashboard.domain.verdicts import Verdict
from dashboard.engine.findings import NO_FINDING, Finding


def verdict_sentence(verdict: Verdict, finding: Finding | None, unplaced_reason: str, source: str) -> str:
    """Return one sentence with verdict, clause, zone, distance to the edge, certainty, reasons and source."""
    lead = verdict.words.capitalize()
    if verdict is Verdict.UNPLACED:
        return f"{lead}: {unplaced_reason}. {_told_by(source)}"
    if finding is None:
        return f"{lead}: {NO_FINDING}. {_told_by(source)}"
    link = "under" if verdict in (Verdict.UNDETERMINED, Verdict.EXEMPT) else "of"
    return f"{lead} {link} {clause(finding)}: {'; '.join(finding.reasons)}. {where(finding)}. {_told_by(source)}"


def clause(finding: Finding) -> str:
    """Return the clause with the provision's id."""
    return f"{finding.provision.clause} ({finding.provision.id})"


def where(finding: Finding) -> str:
    """Return where the place lies against the zone, and how sure that and the time are."""
    return (
        f"{_against_edge(finding.edge_distance_m)} {finding.zone.name}; {percent(finding.shares.inside)} inside it, "
        f"{percent(finding.shares.in_force)} of the time in force"
    )


def distance(metres: float) -> str:
    """Print a distance, no finer than it is worth: 40 m, 850 m, 3.2 km, 41 km."""
    size = abs(metres)
    if size < 995:
        return f"{round(size / 10) * 10:.0f} m" if size >= 10 else f"{size:.0f} m"
    return f"{size / 1000:.1f} km" if size < 9_950 else f"{size / 1000:.0f} km"


def act_label(code: str) -> str:
    """Return the words for an act code."""
    return BY_CODE[code].label if code in BY_CODE else code


def time_span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Print `[start, end)` in local time, no sharper than it is: a whole day as its date, a minute as a minute."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    if _is_midnight(first) and _is_midnight(last):
        final = last - timedelta(hours=1)
        return _day(first) if final.date() == first.date() else f"{_day(first)} – {_day(final)}"
    if end - start <= timedelta(minutes=1):
        seconds = ":%S" if end - start <= timedelta(seconds=1) else ""
        return f"{_day(first)}, {first.strftime('%H:%M' + seconds)}"
    until = last.strftime("%H:%M") if last.date() == first.date() else f"{_day(last)}, {last.strftime('%H:%M')}"
    return f"{_day(first)}, {first.strftime('%H:%M')} – {until}"


def count_of(number: int, singular: str, plural: str = "") -> str:
    """Print a number with its noun: 1 incident, 2 incidents, 1,204 incidents."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _against_edge(edge_distance_m: float) -> str:
    if edge_distance_m == 0:
        return "Across the edge of"
    side = "inside" if edge_distance_m < 0 else "outside"
    return f"{distance(edge_distance_m)} {side} the edge of"


def _told_by(source: str) -> str:
    return f"Source: {source}." if source else "Source not named."


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment.strftime('%b %Y')}"
