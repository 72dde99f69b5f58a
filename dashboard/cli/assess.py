"""`assess`: hold observations against an agreement and write the verdicts."""

import argparse
import sys
from pathlib import Path

from dashboard.assessments import assess_files
from dashboard.cli.engines import add_engines, holding_by, refuse_contradictions
from dashboard.cli.inputs import add_inputs, outputs, refuse_overwriting, request_of, tell_read
from dashboard.cli.progress import told_on
from dashboard.cli.speech import DONE, NOTHING_USABLE, Commands
from dashboard.report.explanations import SUFFIXES, explanations_file
from dashboard.report.findings import findings_csv
from dashboard.report.quotas import quotas_csv
from dashboard.report.rejected import rejected_csv
from dashboard.report.save import refuse_unwritable, save_all
from dashboard.report.verdicts import verdicts_csv

_KINDS = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def add_to(commands: Commands) -> None:
    """Add the command to the parser's."""
    assess = commands.add_parser("assess", help="hold observations against an agreement and write the verdicts")
    add_inputs(assess)
    assess.add_argument("--out", required=True, type=Path, help="where to write verdicts.csv")
    assess.add_argument("--findings", type=Path, help="where to write every finding")
    assess.add_argument("--quotas", type=Path, help="where to write what reports add up to under each quota")
    assess.add_argument("--rejected", type=Path, help="where to write the rejected rows")
    assess.add_argument("--explanations", type=_explanations, help=f"where to explain every verdict: a file ending in {_KINDS}")
    add_engines(assess)
    assess.set_defaults(run=_assess, against=None)


def _assess(options: argparse.Namespace) -> int:
    refuse_contradictions(options)
    refuse_overwriting(options)
    refuse_unwritable(outputs(options))
    with holding_by(options) as hold, told_on(sys.stderr) as progress:
        done = assess_files(request_of(options), progress, hold)
    contents = {options.out: verdicts_csv(done.verdicts)}
    if options.findings:
        contents[options.findings] = findings_csv(done.findings)
    if options.quotas:
        contents[options.quotas] = quotas_csv(done.quotas)
    if options.explanations:
        written = explanations_file(options.explanations.suffix.lower(), done.explanations, done.observations)
        contents[options.explanations] = written
    if options.rejected:
        contents[options.rejected] = rejected_csv(done.rejections)
    save_all(contents)
    tell_read(done)
    return DONE if done.accepted else NOTHING_USABLE


def _explanations(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{name} must end in {_KINDS}, which says how explanations are written")
    return path
