"""`assess`: hold observations against an agreement and write the verdicts."""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dashboard.assessments import Assessed, assess_files
from dashboard.cli.engines import add_engines, holding_by, refuse_contradictions
from dashboard.cli.inputs import add_inputs, outputs, refuse_overwriting, request_of, tell_read
from dashboard.cli.progress import told_on
from dashboard.cli.speech import DONE, NOTHING_USABLE, Commands
from dashboard.report.explanations import SUFFIXES, explanations_file
from dashboard.report.findings import findings_csv
from dashboard.report.manifest import manifest_json, manifest_path
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
    assess.add_argument(
        "--manifest", type=Path, help="where to write what the verdicts were made from; default: beside them, OUT.manifest.json"
    )
    add_engines(assess)
    assess.set_defaults(run=_assess, against=None)


def _assess(options: argparse.Namespace) -> int:
    refuse_contradictions(options)
    options.manifest = options.manifest or _manifest_beside(options.out)
    refuse_overwriting(options)
    refuse_unwritable(outputs(options))
    with holding_by(options) as hold, told_on(sys.stderr) as progress:
        done = assess_files(request_of(options), progress, hold)
    written = dict(_written(options, done))
    contents = {getattr(options, "out" if what == "verdicts" else what): data for what, data in written.items()}
    if options.manifest:
        hashes = tuple((what, hashlib.sha256(data).hexdigest()) for what, data in written.items())
        contents[options.manifest] = manifest_json(replace(done.manifest, written=hashes))
    save_all(contents)
    tell_read(done)
    return DONE if done.account.accepted else NOTHING_USABLE


def _written(options: argparse.Namespace, done: Assessed) -> Iterator[tuple[str, bytes]]:
    """Yield what is asked for, by what it holds."""
    yield "verdicts", verdicts_csv(done.verdicts)
    if options.findings:
        yield "findings", findings_csv(done.findings)
    if options.quotas:
        yield "quotas", quotas_csv(done.quotas)
    if options.explanations:
        yield "explanations", explanations_file(options.explanations.suffix.lower(), done.explanations, done.observations)
    if options.rejected:
        yield "rejected", rejected_csv(done.rejections)


def _manifest_beside(out: Path) -> Path | None:
    """Return where the manifest stands, None where the verdicts go into a pipe or the like, beside which nothing stands."""
    # `os.path` rather than `pathlib`, which raises for names that are too long.
    return None if os.path.exists(out) and not os.path.isfile(out) else manifest_path(out)


def _explanations(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{name} must end in {_KINDS}, which says how explanations are written")
    return path
