"""Times of coverage: read as those of observations are, and refused where they are vague.

A report's vague time is read as widely as it may be meant, since what it tells of happened somewhere in it. Coverage holds for
the whole of its time, so that the same reading would call watched what nobody said was watched.
"""

import re

from dashboard.ingest.quoting import quoted
from dashboard.ingest.times import Span, TimeFault, read_interval, read_time
from dashboard.ingest.times.dates import ORDER_WANTED
from dashboard.ingest.times.local import Moment, Zone

_ORDER_NEEDED = "does not say which number is the day; write the year first, as in 2026-05-03"
_EXACT = re.compile(r"[0-9]+ (is read as|o'clock)")
"""How what is said of a count since 1970 and of `6 o'clock in the morning` begins: read in their own way, but exact."""


def read_exact_interval(from_text: str, to_text: str, *, zone: Zone) -> Span | tuple[TimeFault, ...]:
    """Return the interval two cells give, as `read_interval` does, or everything that is wrong with them: vagueness too."""
    read = read_interval(from_text, to_text, zone=zone)
    if not isinstance(read, Span):
        return tuple(TimeFault(one.column, one.reason.replace(ORDER_WANTED, _ORDER_NEEDED)) for one in read)
    vague = tuple(flag for flag in read.flags if not _EXACT.match(flag))
    if not vague:
        return read
    began = read_time(from_text, zone=zone)
    in_start = isinstance(began, Moment) and vague[0] in began.flags
    column, text = ("observed_from", from_text) if in_start else ("observed_to", to_text)
    why = "; ".join(vague)
    reason = f"{quoted(text)} does not say exactly when ({why}), expected days or times of day, such as 2026-05-03T06:00"
    return (TimeFault(column, reason),)
