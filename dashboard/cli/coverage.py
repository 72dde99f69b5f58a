"""`coverage`: hold coverage logs against an agreement and write how much of each zone was watched on each local day."""

import argparse
import os
import sys
from pathlib import Path
from typing import get_args

from dashboard.assessments import files_of_agreement
from dashboard.cli.inputs import time_zone_name
from dashboard.cli.speech import DONE, NOTHING_USABLE, Commands, bad_usage
from dashboard.coverage_files import CoverageDays, CoverageRequest, coverage_of_files
from dashboard.domain.coverage import DatesSaid
from dashboard.ingest.times import DateOrder, TimeFormat
from dashboard.report.coverage_days import HEADERS, coverage_days_csv
from dashboard.report.csv_out import csv_bytes
from dashboard.report.rejected import rejected_csv
from dashboard.report.save import refuse_unwritable, save_all
from dashboard.settings import theatre_folder


def add_to(commands: Commands) -> None:
    """Add the command to the parser's."""
    coverage = commands.add_parser("coverage", help="write how much of each zone was watched on each local day")
    coverage.add_argument("logs", nargs="+", type=Path, metavar="LOG", help="coverage logs: who looked where and when")
    coverage.add_argument("--agreement", required=True, type=Path, help="agreement YAML, or a zones GeoJSON")
    coverage.add_argument("--out", required=True, type=Path, help="where to write coverage.csv")
    coverage.add_argument("--rejected", type=Path, help="where to write the rejected rows")
    coverage.add_argument(
        "--regions", type=Path, action="append", default=[], help="boundaries of your own; may be given several times"
    )
    coverage.add_argument("--time-zone", type=time_zone_name, help="zone of times without an offset; default: the agreement's")
    orders, counts = ([name for name in get_args(one) if name] for one in (DateOrder, TimeFormat))
    coverage.add_argument("--date-order", choices=orders, default="", help="which number is the day in dates such as 03/04/2026")
    coverage.add_argument("--time-format", choices=counts, default="", help="what a plain number in place of a date counts")
    coverage.set_defaults(run=_coverage)


def _coverage(options: argparse.Namespace) -> int:
    outputs = [path for path in (options.out, options.rejected) if path]
    _refuse_overwriting(options, outputs)
    refuse_unwritable(outputs)
    done = coverage_of_files(
        CoverageRequest(
            logs=tuple(options.logs),
            agreement=options.agreement,
            theatre=theatre_folder(),
            regions=tuple(options.regions),
            time_zone=options.time_zone,
            dates=DatesSaid(options.date_order, options.time_format),
        )
    )
    contents = {options.out: _written(done)}
    if options.rejected:
        contents[options.rejected] = rejected_csv(done.rejections)
    save_all(contents)
    _tell(done)
    return DONE if done.account.accepted else NOTHING_USABLE


def _written(done: CoverageDays) -> bytes:
    if done.days is None or done.zones is None:
        return csv_bytes(HEADERS, [[] for _ in HEADERS])
    return coverage_days_csv(done.zones, done.days.days)


def _tell(done: CoverageDays) -> None:
    for note in done.notes:
        print(f"note: {note}", file=sys.stderr)
    told = done.account
    print(f"read {told.read} = accepted {told.accepted} + rejected {told.rejected} + duplicates {told.duplicates}")


def _refuse_overwriting(options: argparse.Namespace, outputs: list[Path]) -> None:
    inputs = [*options.logs, *files_of_agreement(options.agreement), *options.regions]
    # `os.path` rather than `pathlib`, which raises for links in a ring.
    taken = {os.path.realpath(path) for path in inputs}
    for path in outputs:
        if os.path.realpath(path) in taken:
            bad_usage(f"{path} would be written over, but is used for something else in the same command")
        taken.add(os.path.realpath(path))
