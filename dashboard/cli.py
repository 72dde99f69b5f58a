"""The command line: the same verdicts as the page, without a page.

Exit codes: 0 done, 1 nothing usable, 2 bad usage or unreadable input, 130 stopped by the user. Errors go to stderr in one
line; so does, on a terminal, how far the work is.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Never, TextIO

from dashboard.assessments import Assessed, AssessRequest, assess_files, files_of_agreement
from dashboard.cluster.errors import ClusterError
from dashboard.cluster.holding import ClusterHolding
from dashboard.cluster.workers import workers_here, workers_of
from dashboard.engine.assess import Holding, Progress, hold_clauses, untold
from dashboard.engine.reassess import KINDS_OF_CHANGE
from dashboard.ingest.agreements.templates import WARNING
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.times import time_zone
from dashboard.language.catalogue import LANGUAGES
from dashboard.proofs import ProofRequest, check_files
from dashboard.reassessments import Compared, compare_files
from dashboard.report.changes import changes_csv
from dashboard.report.explanations import SUFFIXES, explanations_file
from dashboard.report.findings import findings_csv
from dashboard.report.quotas import quotas_csv
from dashboard.report.rejected import rejected_csv
from dashboard.report.save import UnwritableError, refuse_unwritable, save_all
from dashboard.report.verdicts import verdicts_csv
from dashboard.settings import SettingError, theatre_folder
from dashboard.store.interface import StoreError
from dashboard.user_commands import add_user_commands
from dashboard.workflows import INPUT_ERRORS, agreement_template, agreement_templates

DONE, NOTHING_USABLE, BAD_INPUT, STOPPED = 0, 1, 2, 130
_KINDS = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
_CLEAR_LINE = "\r\x1b[2K"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one line."""

    def error(self, message: str) -> Never:
        print(f"{self.prog}: {message}; see '{self.prog} --help'", file=sys.stderr)
        raise SystemExit(BAD_INPUT)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A file name need not be UTF-8; it is shown as its escapes then.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # both are text streams of the interpreter
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (*INPUT_ERRORS, UnwritableError, ClusterError, StoreError, SettingError) as error:
        _complain(str(error))
    except OSError as error:
        _complain(f"{error.filename or 'while reading a file'}: {error.strerror}")
    except KeyboardInterrupt:
        _complain("stopped before it was done")
        return STOPPED
    return BAD_INPUT


@contextmanager
def _progress(stream: TextIO) -> Iterator[Progress]:
    """Give a progress that keeps one line of a terminal up to date, and clears it in the end; none where there is no terminal."""
    if not stream.isatty():
        yield untold
        return
    try:
        yield lambda share, what: print(_progress_line(share, what), end="", file=stream, flush=True)
    finally:
        print(_CLEAR_LINE, end="", file=stream, flush=True)


def _progress_line(share: float, what: str) -> str:
    shown = "".join(character if character.isprintable() else "?" for character in f"{share:4.0%} {what}")
    return f"{_CLEAR_LINE}{shown[: shutil.get_terminal_size().columns - 1]}"


def _complain(said: str) -> None:
    print(f"dashboard: {'; '.join(said.splitlines())}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m dashboard", description="Without a command: open the dashboard.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    assess = commands.add_parser("assess", help="hold observations against an agreement and write the verdicts")
    _add_inputs(assess)
    assess.add_argument("--out", required=True, type=Path, help="where to write verdicts.csv")
    assess.add_argument("--findings", type=Path, help="where to write every finding")
    assess.add_argument("--quotas", type=Path, help="where to write what reports add up to under each quota")
    assess.add_argument("--rejected", type=Path, help="where to write the rejected rows")
    assess.add_argument("--explanations", type=_explanations, help=f"where to explain every verdict: a file ending in {_KINDS}")
    _add_engines(assess)
    assess.set_defaults(run=_assess, against=None)
    compare = commands.add_parser("compare", help="assess anew and write which verdicts are others than before, and why")
    _add_inputs(compare)
    compare.add_argument("--against", required=True, type=Path, help="earlier agreement, or the verdicts.csv of an earlier run")
    compare.add_argument("--out", required=True, type=Path, help="where to write changes.csv")
    compare.set_defaults(run=_compare, findings=None, quotas=None, rejected=None, explanations=None)
    template = commands.add_parser("template", help="write a published agreement to start from, or list them")
    template.add_argument("name", nargs="?", metavar="NAME", help="which one; without it they are listed")
    template.add_argument("--out", type=Path, metavar="FOLDER", help="folder to write it into")
    template.set_defaults(run=_template)
    add_user_commands(commands.add_parser("users", help="list people, grant and revoke roles"), run=_tell)
    _add_check_proof(commands.add_parser("check-proof", help="check a proof against published checkpoints, without the record"))
    return parser


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    """Add what is read, and how, which is the same in every command that assesses."""
    parser.add_argument("observations", nargs="+", type=Path, metavar="OBSERVATIONS", help="files of observations")
    parser.add_argument("--agreement", required=True, type=Path, help="agreement YAML, or a zones GeoJSON")
    for name, what in (("--regions", "boundaries (GeoJSON, GeoPackage, KML, zipped Shapefile)"), ("--places", "places (CSV)")):
        parser.add_argument(name, type=Path, action="append", default=[], help=f"{what} of your own; may be given several times")
    parser.add_argument("--corrections", type=Path, help="what names mean, as downloaded from the dashboard (JSON or CSV)")
    parser.add_argument("--notifications", type=Path, help="CSV of what parties announced beforehand, or claim")
    parser.add_argument("--mapping", type=Path, help="JSON that says what a file's columns mean")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of reasons and explanations (default: en)")
    parser.add_argument("--time-zone", type=_time_zone, help="zone of times without an offset; default: the agreement's")


def _add_check_proof(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("proof", nargs="?", type=Path, metavar="PROOF", help="the proof's file; without it: the checkpoint alone")
    parser.add_argument("--checkpoint", required=True, type=Path, help="the published checkpoint; of two, the later one")
    parser.add_argument("--earlier", type=Path, help="the earlier checkpoint, for a proof that nothing in it was changed")
    parser.add_argument("--key", default="", help="the key that signed, as published: NAME+ID+BASE64")
    parser.add_argument("--time-stamp", type=Path, help="a time stamp of the checkpoint (RFC 3161); needs --trusted")
    parser.add_argument("--trusted", type=Path, help="certificates of the time-stamp authority (PEM)")
    parser.set_defaults(run=_check_proof)


def _add_engines(assess: argparse.ArgumentParser) -> None:
    assess.add_argument(
        "--engine", choices=("here", "dask"), default="here", help="hold reports in this process, or by dask's workers"
    )
    assess.add_argument(
        "--scheduler", metavar="ADDRESS", help="with dask: whose workers, tcp://HOST:PORT; default: of this machine"
    )
    assess.add_argument(
        "--workers", type=_workers, metavar="N", help="with dask on this machine: processes (default: one a core)"
    )
    assess.add_argument(
        "--shared", type=Path, metavar="FOLDER", help="with dask: a folder that every machine has under the same path"
    )


def _workers(number: str) -> int:
    if not number.isdecimal() or not int(number):
        raise argparse.ArgumentTypeError(f"expected a number of processes from 1, found {number}")
    return int(number)


def _time_zone(name: str) -> str:
    try:
        return time_zone(name).key
    except UnknownTimeZoneError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _explanations(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{name} must end in {_KINDS}, which says how explanations are written")
    return path


def _assess(options: argparse.Namespace) -> int:
    _refuse_contradictions(options)
    _refuse_overwriting(options)
    refuse_unwritable(_outputs(options))
    with _holding(options) as hold, _progress(sys.stderr) as progress:
        done = assess_files(_request(options), progress, hold)
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
    _tell_read(done)
    return DONE if done.accepted else NOTHING_USABLE


def _compare(options: argparse.Namespace) -> int:
    _refuse_overwriting(options)
    refuse_unwritable(_outputs(options))
    with _progress(sys.stderr) as progress:
        done = compare_files(_request(options), options.against, progress)
    save_all({options.out: changes_csv(done.told.changes)})
    _tell_read(done)
    told = done.told
    kinds = told.changes["changed"].value_counts()
    counted = ", ".join(f"{kinds.get(kind, 0)} only in {kind}" for kind in KINDS_OF_CHANGE[1:])
    print(f"compared {told.compared}: {told.other_verdicts} changed in verdict, {counted}")
    if told.unmatched_before or told.unmatched_after:
        counted = f"of the earlier run {told.unmatched_before}, of this one {told.unmatched_after}"
        print(f"not compared, for want of an id that stands once on either side: {counted}")
    return DONE if told.compared else NOTHING_USABLE


def _request(options: argparse.Namespace) -> AssessRequest:
    return AssessRequest(
        observations=tuple(options.observations),
        agreement=options.agreement,
        theatre=theatre_folder(),
        regions=tuple(options.regions),
        places=tuple(options.places),
        corrections=options.corrections,
        mapping=options.mapping,
        notifications=options.notifications,
        time_zone=options.time_zone,
        language=options.language,
        explain=options.explanations is not None,
    )


def _tell_read(done: Assessed | Compared) -> None:
    for note in done.notes:
        print(f"note: {note}", file=sys.stderr)
    print(f"read {done.read} = accepted {done.accepted} + rejected {done.rejected} + duplicates {done.duplicates}")


@contextmanager
def _holding(options: argparse.Namespace) -> Iterator[Holding]:
    """Give what holds reports against clauses: this process, or workers that are there as long as they are needed."""
    if options.engine == "here":
        yield hold_clauses
        return
    here = workers_here(options.workers or os.cpu_count() or 1)
    with workers_of(options.scheduler) if options.scheduler else here as client:
        yield ClusterHolding(client, options.shared)


def _refuse_contradictions(options: argparse.Namespace) -> None:
    for name in ("scheduler", "workers", "shared"):
        if options.engine == "here" and getattr(options, name) is not None:
            _parser().error(f"--{name} needs --engine dask")
    if options.scheduler is not None and options.workers is not None:
        _parser().error("--workers is for this machine; with --scheduler its own workers are used")
    if options.shared is not None and not options.shared.is_dir():
        _parser().error(f"--shared {options.shared} is no folder")


def _template(options: argparse.Namespace) -> int:
    if not options.name:
        for one in agreement_templates():
            print(f"{one.name}\t{one.title}; {len(one.asks)} things to supply")
        return DONE
    if not options.out:
        _parser().error("template needs --out, the folder to write it into")
    chosen = agreement_template(options.name)
    path = options.out / chosen.file_name
    if path.exists():
        _parser().error(f"{path} is there already, and is not written over")
    refuse_unwritable([path])
    save_all({path: chosen.data})
    print(f"{path}: {WARNING}")
    for asked in chosen.asks:
        print(f"supply: {asked}")
    return DONE


def _check_proof(options: argparse.Namespace) -> int:
    if (options.time_stamp is None) != (options.trusted is None):
        _parser().error("--time-stamp and --trusted go together")
    files = (options.time_stamp, options.trusted)
    request = ProofRequest(options.proof, options.checkpoint, options.earlier, options.key, *files)
    return _tell(check_files(request))


def _tell(lines: Iterable[str]) -> int:
    for line in lines:
        print(line)
    return DONE


def _refuse_overwriting(options: argparse.Namespace) -> None:
    """An output that is also an input, or another output, would destroy what it was made from."""
    own = (*options.regions, *options.places, options.corrections, options.mapping, options.notifications)
    agreements = [path for path in (options.agreement, options.against) if path]
    inputs = [*options.observations, *(path for one in agreements for path in files_of_agreement(one)), *own]
    # `os.path` rather than `pathlib`, which raises for links in a ring.
    taken = {os.path.realpath(path) for path in inputs if path}
    for path in _outputs(options):
        if os.path.realpath(path) in taken:
            _parser().error(f"{path} would be written over, but is used for something else in the same command")
        taken.add(os.path.realpath(path))


def _outputs(options: argparse.Namespace) -> list[Path]:
    every = (options.out, options.findings, options.quotas, options.explanations, options.rejected)
    return [path for path in every if path]
