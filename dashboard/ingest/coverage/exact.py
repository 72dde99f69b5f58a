"""Times of coverage: read as those of observations are, in the order and format declared for them, and refused where vague.

A report's vague time is read as widely as it may be meant, since what it tells of happened somewhere in it. Coverage holds for
the whole of its time, so that the same reading would call watched what nobody said was watched.
"""

import re
from dataclasses import dataclass, replace

from dashboard.ingest.quoting import quoted
from dashboard.ingest.times import NUMBER_WANTED, DateOrder, Span, TimeFault, TimeFormat, read_interval, read_time
from dashboard.ingest.times.dates import ORDER_WANTED
from dashboard.ingest.times.local import Moment, Zone

_ORDER, _YEAR_FIRST = "does not say which number is the day", "write the year first, as in 2026-05-03"
_NUMBER, _A_DATE = "it is a bare number", "write a date"
IN_A_FORM = {ORDER_WANTED: f"{_ORDER}; {_YEAR_FIRST}", NUMBER_WANTED: f"{_NUMBER}; {_A_DATE}"}
IN_A_FILE = {
    ORDER_WANTED: f"{_ORDER}; choose it where the log is loaded (--date-order of the command), or {_YEAR_FIRST}",
    NUMBER_WANTED: f"{_NUMBER}; choose what it counts where the log is loaded (--time-format of the command), or {_A_DATE}",
}
"""What can be done here about a time that wants a declaration: a coverage log has no mapping, which observations are told of."""
_EXACT = re.compile(r"[0-9]+ (is read as|o'clock)|the year [0-9]{2} is read as")
"""How what is said of a count since 1970, `6 o'clock in the morning` and 20.07.26 begins: read in a way of our own, but exact."""


@dataclass(frozen=True, slots=True)
class TimesAs:
    """How times are written. zone: where those without an offset are local.

    date_order, time_format: as a mapping of observations declares them, "" where nothing is declared.
    """

    zone: Zone
    date_order: DateOrder = ""
    time_format: TimeFormat = ""


def read_exact_interval(from_text: str, to_text: str, written: TimesAs) -> Span | tuple[TimeFault, ...]:
    """Return the interval two cells give, as `read_interval` does, or everything that is wrong with them: vagueness too."""
    zone, order, counts = written.zone, written.date_order, written.time_format
    read = read_interval(from_text, to_text, zone=zone, date_order=order, time_format=counts)
    if not isinstance(read, Span):
        return tuple(map(_with_next_day, read))
    vague = tuple(flag for flag in read.flags if not _EXACT.match(flag))
    if not vague:
        return read
    began = read_time(from_text, zone=zone, date_order=order, time_format=counts)
    in_start = isinstance(began, Moment) and vague[0] in began.flags
    column, text = ("observed_from", from_text) if in_start else ("observed_to", to_text)
    why = "; ".join(vague)
    reason = f"{quoted(text)} does not say exactly when ({why}), expected days or times of day, such as 2026-05-03T06:00"
    return (TimeFault(column, reason),)


def _with_next_day(fault: TimeFault) -> TimeFault:
    """Say of an end before its start, as a night's watch has in a column of times of day, what it may be: it is not guessed."""
    is_before = fault.column == "observed_to" and "lies before the start" in fault.reason
    return replace(fault, reason=f"an end on another day needs its date: {fault.reason}") if is_before else fault


def advised(reason: str, advice: dict[str, str]) -> str:
    """Return a reason with what can be done about it here. advice: IN_A_FORM or IN_A_FILE."""
    for wanted, instead in advice.items():
        reason = reason.replace(wanted, instead)
    return reason
