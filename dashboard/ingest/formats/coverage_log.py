"""A coverage log among files of observations: it says who looked, not what was seen, and has a place of its own."""

from dashboard.ingest.formats.format import Format, Reading, always, need
from dashboard.ingest.rows import SourceTable

_HAS_NO_OBSERVATIONS = (
    "it says who looked where and when, and holds no observations; load it as coverage, and leave it out of the observations"
)


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    raise AssertionError(f"a format that is refused is never read: {table.names}, {ignore_precision}")


FORMAT = Format(
    name="coverage_log",
    title="a coverage log",
    needs=tuple(map(need, ("zone", "from", "to", "means", "state"))),
    known=frozenset(),
    translation=always(_translate),
    refusal=_HAS_NO_OBSERVATIONS,
)
