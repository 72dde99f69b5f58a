"""`compare`: assess anew and write which verdicts are others than before, and why."""

import argparse
import sys
from pathlib import Path

from dashboard.cli.inputs import add_inputs, outputs, refuse_overwriting, request_of, tell_read
from dashboard.cli.progress import told_on
from dashboard.cli.speech import DONE, NOTHING_USABLE, Commands
from dashboard.engine.reassess import KINDS_OF_CHANGE
from dashboard.reassessments import compare_files
from dashboard.report.changes import changes_csv
from dashboard.report.save import refuse_unwritable, save_all


def add_to(commands: Commands) -> None:
    """Add the command to the parser's."""
    compare = commands.add_parser("compare", help="assess anew and write which verdicts are others than before, and why")
    add_inputs(compare)
    compare.add_argument("--against", required=True, type=Path, help="earlier agreement, or the verdicts.csv of an earlier run")
    compare.add_argument("--out", required=True, type=Path, help="where to write changes.csv")
    compare.set_defaults(run=_compare, findings=None, quotas=None, rejected=None, explanations=None, manifest=None)


def _compare(options: argparse.Namespace) -> int:
    refuse_overwriting(options)
    refuse_unwritable(outputs(options))
    with told_on(sys.stderr) as progress:
        done = compare_files(request_of(options), options.against, progress)
    save_all({options.out: changes_csv(done.told.changes)})
    tell_read(done)
    told = done.told
    kinds = told.changes["changed"].value_counts()
    counted = ", ".join(f"{kinds.get(kind, 0)} only in {kind}" for kind in KINDS_OF_CHANGE[1:])
    print(f"compared {told.compared}: {told.other_verdicts} changed in verdict, {counted}")
    if told.unmatched_before or told.unmatched_after:
        counted = f"of the earlier run {told.unmatched_before}, of this one {told.unmatched_after}"
        print(f"not compared, for want of an id that stands once on either side: {counted}")
    return DONE if told.compared else NOTHING_USABLE
