"""Coverage written down: a table of zones and days, and a log to fill in."""

from dashboard.domain.coverage import COLUMNS
from dashboard.ingest.coverage.file import read_coverage
from dashboard.report.coverage_days import EXAMPLES, coverage_template_csv


def test_the_template_is_read_without_a_fault_and_every_row_says_that_it_is_invented():
    log = read_coverage("template.csv", coverage_template_csv(), zone_name="Europe/Kyiv")
    assert log.rejections == ()
    assert [(bool(one.watch.zone), bool(one.watch.region), bool(one.watch.area)) for one in log.watches] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip
    assert all("invented" in one.watch.note for one in log.watches)
    assert all(example.keys() == {column.name for column in COLUMNS} for example in EXAMPLES)
