"""Times in an agreement: local to its time zone unless an offset is given, a bare date being the start of that local day."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.domain.agreement import ALWAYS
from dashboard.domain.intervals import BEGINNING, END, Interval
from dashboard.ingest.quoting import quoted
from dashboard.ingest.times import NotATime, read_moment
from dashboard.ingest.yaml_fields import Fields
from dashboard.ingest.yaml_nodes import Listing, Scalar

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]).*")
_OFFSET = re.compile(r".*[T ].*(Z|[+-][0-9]{2}(:?[0-9]{2})?)", re.IGNORECASE)
_EXPECTED = "expected a date or a date and time such as 2015-02-15 or 2015-02-15T00:00"


def read_time(text: str, zone: ZoneInfo | None) -> datetime | NotATime:
    """Return the instant a text names, aware UTC, or what is wrong with it: the hour skipped or repeated by a clock change too.

    zone: what the text is local to where it has no offset; None where nobody says.
    """
    if not _ISO.fullmatch(text):
        return NotATime(f"{quoted(text)} is no time as written here, {_EXPECTED}")
    if zone is None and not _OFFSET.fullmatch(text):
        return NotATime(f"{quoted(text)} has no offset, and no time zone is known it could be local to")
    moment = read_moment(text, zone=zone or ZoneInfo("UTC"))
    return moment if isinstance(moment, NotATime) else moment.start


def read_intervals(fields: Fields, key: str, zone: ZoneInfo) -> tuple[Interval, ...]:
    """Return the intervals under a key, one `{from, to}`, a list of them, or `always`; none where the key is missing."""
    node = fields.node(key, "from and to") if fields.has(key) else None
    if node is None:
        return ()
    if isinstance(node, Scalar) and node.text.strip() == "always":
        return ALWAYS
    if isinstance(node, Listing) and not node.items:
        fields.fault(node.line, f"{key} is an empty list, expected {{from: …, to: …}} or a list of such")
    nodes = node.items if isinstance(node, Listing) else (node,)
    spans = (Fields(one, f"{fields.where}: {key}", ("from", "to"), fields.problems) for one in nodes)
    return tuple(interval for span in spans if (interval := _interval(span, zone)) is not None)


def _interval(span: Fields, zone: ZoneInfo) -> Interval | None:
    span.needs_one_of("from", "to")
    start, end = _end_of(span, "from", zone, BEGINNING), _end_of(span, "to", zone, END)
    if start is None or end is None:
        return None
    if end <= start:
        span.fault(
            span.line_of("to"), f"from {span.text('from')} is not before to {span.text('to')}, expected an interval [from, to)"
        )
        return None
    return Interval(start, end)


def _end_of(span: Fields, key: str, zone: ZoneInfo, undeclared: datetime) -> datetime | None:
    if not span.has(key):
        return undeclared
    text = span.text(key, "a time")
    moment = read_time(text, zone) if text else None
    if isinstance(moment, NotATime):
        span.fault(span.line_of(key), f"{key}: {moment.reason}")
        return None
    return moment
