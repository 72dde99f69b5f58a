"""How a provision holds: quota, windows of the day, phase-in, and whether only a person can judge it."""

import re
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dashboard.domain.agreement import ALWAYS, QUOTA_PARTS, Quota
from dashboard.domain.daily import MIDNIGHT, Daily
from dashboard.domain.days import begins_twice
from dashboard.domain.intervals import BEGINNING, Interval, intersect, union
from dashboard.ingest.agreements.surroundings import Surroundings
from dashboard.ingest.agreements.times import read_time
from dashboard.ingest.quoting import quoted
from dashboard.ingest.times import NotATime, read_moment
from dashboard.ingest.yaml_fields import Fields

_GREATEST_QUOTA = 1_000_000_000
_PERIOD = re.compile(r"day|week|month|P[1-9][0-9]{0,3}D")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])")
_LENGTH = re.compile(r"([1-9][0-9]{0,3}) (hour|day|week)s?")
_CHECKED_FROM, _CHECKED_UNTIL = datetime(2015, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
"""In what time windows are held against clock changes where nothing says when they begin or end.

What is known of changes to come goes on by one rule from 2038.
"""


def read_quota(fields: Fields) -> Quota | None:
    """Read what stands under `quota`; None where there is none or it is at fault."""
    inner = fields.fields("quota", ("count_max", "per", "period"))
    if inner is None:
        return None
    expected = f"a whole number of objects, 0 to {_GREATEST_QUOTA}"
    if not inner.has("count_max"):
        inner.missing("count_max", expected)
    count = inner.number("count_max", expected)
    if count is not None and not (0 <= count <= _GREATEST_QUOTA and count.is_integer()):
        inner.fault(inner.line_of("count_max"), f"count_max is {count:g}, expected {expected}")
        return None
    return Quota(int(count or 0), _per(inner), _period(inner))


def _per(inner: Fields) -> tuple[str, ...]:
    expected = "zone, party or both: what the quota is counted for separately"
    named = inner.words("per", expected)
    for one in named:
        if one.text not in (*QUOTA_PARTS, "agreement"):
            inner.fault(one.line, f"per is {quoted(one.text)}, expected {expected}")
    if not inner.has("per"):
        return ("zone",)
    parts = tuple(part for part in QUOTA_PARTS if part in {one.text for one in named})
    together = next((one for one in named if one.text == "agreement"), None)
    if together is not None and parts:
        found = f"per names 'agreement' beside {quoted(parts[0])}"
        inner.fault(together.line, f"{found}, expected it alone: one count over all zones and parties")
    return parts


def _period(inner: Fields) -> str:
    period = inner.optional_text("period")
    if period and not _PERIOD.fullmatch(period):
        inner.fault(inner.line_of("period"), f"period is {quoted(period)}, expected day, week, month, or days such as P7D")
        return ""
    return period


def read_judged(fields: Fields) -> str:
    """Return why only a person can judge a provision, "" where a machine can."""
    if not fields.has("judged_by"):
        if fields.has("why"):
            fields.fault(fields.line_of("why"), "why without 'judged_by', expected judged_by: person")
        return ""
    judge = fields.text("judged_by", "person")
    if judge and judge != "person":
        fields.fault(fields.line_of("judged_by"), f"judged_by is {quoted(judge)}, expected person, or no such key")
    return fields.text("why", "why only a person can judge it, such as: self-defence is preserved")


def read_daily(fields: Fields, around: Surroundings, in_force: tuple[Interval, ...]) -> Daily | None:
    """Read the window of the day under `daily`, by the local clock; None where there is none or it is at fault."""
    inner = fields.fields("daily", ("from", "to"))
    if inner is None:
        return None
    start, end = _clock(inner, "from"), _clock(inner, "to")
    if start is None or end is None:
        return None
    if start == end:
        found = "from and to are the same time of day"
        inner.fault(inner.line, f"{found}, expected a part of the day; leave 'daily' out where it holds all day long")
        return None
    daily = Daily(start, end)
    _check_clock_changes(inner, daily, around, in_force)
    return daily


def _clock(inner: Fields, key: str) -> time | None:
    expected = "a time of day such as '22:00'"
    text = inner.text(key, expected)
    found = _CLOCK.fullmatch(text)
    if found is None or (int(found[1]) == 24 and (key == "from" or found[2] != "00")):
        if text:
            inner.fault(inner.line_of(key), f"{key} is {quoted(text)}, expected {expected}")
        return None
    return time(int(found[1]) % 24, int(found[2]))


def _check_clock_changes(inner: Fields, daily: Daily, around: Surroundings, in_force: tuple[Interval, ...]) -> None:
    """Say where a clock change skips or repeats the time of day at which a window begins or ends, while it is in force."""
    declared = intersect(union(around.in_force or ALWAYS), union(in_force or ALWAYS))
    sides = ((_CHECKED_FROM if one.start == BEGINNING else one.start, min(one.end, _CHECKED_UNTIL)) for one in declared)
    held = [Interval(start, end) for start, end in sides if start < end]
    for key, clock in (("from", daily.start), ("to", daily.end)):
        reason = next((said for one in held if (said := _not_a_bound(clock, around.zone, one))), "")
        if reason:
            # What the reason goes on to advise, an offset, has no place in a time of day.
            inner.fault(inner.line_of(key), f"{key}: {reason.partition('; ')[0]}; choose another time of day")
            return


@lru_cache(maxsize=1_000)
def _not_a_bound(clock: time, zone: ZoneInfo, during: Interval) -> str:
    """Return why a time of day is not one instant on some day, "" where it is one on each.

    Midnight is where a day begins, which is one instant though the clocks skip or repeat 00:00, but for a day that begins twice.
    """
    day, last = during.start.astimezone(zone).date(), during.end.astimezone(zone).date()
    while day <= last:
        local = datetime.combine(day, clock, zone)
        is_changed = local.utcoffset() != local.replace(fold=1).utcoffset()
        if is_changed and (clock != MIDNIGHT or begins_twice(day, zone)):
            moment = read_moment(f"{day.isoformat()}T{clock:%H:%M}", zone=zone)
            return moment.reason if isinstance(moment, NotATime) else ""
        day += timedelta(days=1)
    return ""


def read_phase_in(fields: Fields, around: Surroundings, in_force: tuple[Interval, ...]) -> datetime | None:
    """Return until when a provision is phased in, aware UTC; None where it is not, or that is at fault."""
    inner = fields.fields("phase_in", ("complete_by", "within", "from"))
    if inner is None:
        return None
    inner.needs_one_of("complete_by", "within")
    if inner.has("complete_by"):
        for key in ("within", "from"):
            if inner.has(key):
                inner.fault(inner.line_of(key), f"{key} beside 'complete_by', expected one or the other")
        return _moment(inner, "complete_by", around)
    begins = _begins(inner, around, in_force)
    expected = "a length such as 14 days, 48 hours or 2 weeks"
    within = inner.text("within", expected) if inner.has("within") else ""
    length = _LENGTH.fullmatch(within)
    if length is None:
        if within:
            inner.fault(inner.line_of("within"), f"within is {quoted(within)}, expected {expected}")
        return None
    return None if begins is None else _after(begins, int(length[1]), length[2], around)


def _begins(inner: Fields, around: Surroundings, in_force: tuple[Interval, ...]) -> datetime | None:
    """Return from when a phase-in counts: as it says itself, else the start of the provision, else that of the agreement."""
    if inner.has("from"):
        return _moment(inner, "from", around)
    own = min((one.start for one in in_force), default=None)
    begins = own if own is not None and own != BEGINNING else around.begins
    if begins == BEGINNING:
        inner.missing("from", "since when the days count, as neither provision nor agreement says when it begins")
        return None
    return begins


def _after(begins: datetime, number: int, unit: str, around: Surroundings) -> datetime:
    """Return a moment so many hours, or whole local days, later."""
    if unit == "hour":
        return begins + timedelta(hours=number)
    days = timedelta(days=number * (7 if unit == "week" else 1))
    return (begins.astimezone(around.zone) + days).astimezone(UTC)


def _moment(inner: Fields, key: str, around: Surroundings) -> datetime | None:
    text = inner.text(key, "a time")
    moment = read_time(text, around.zone) if text else None
    if isinstance(moment, NotATime):
        inner.fault(inner.line_of(key), f"{key}: {moment.reason}")
        return None
    return moment
