"""The command line: the same verdicts as the page, without a page.

Exit codes: 0 done, 1 nothing usable, 2 bad usage or unreadable input. Errors go to stderr in one line.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Never
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.report.findings import findings_csv
from dashboard.report.rejected import rejected_csv
from dashboard.report.verdicts import verdicts_csv
from dashboard.settings import theatre_folder
from dashboard.workflows import INPUT_ERRORS, AssessRequest, assess_files

DONE, NOTHING_USABLE, BAD_INPUT = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one line."""

    def error(self, message: str) -> Never:
        print(f"{self.prog}: {message}; see '{self.prog} --help'", file=sys.stderr)
        raise SystemExit(BAD_INPUT)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # both are text streams of the interpreter
    options = _parser().parse_args(arguments)
    try:
        return _assess(options)
    except INPUT_ERRORS as error:
        print(f"dashboard: {'; '.join(str(error).splitlines())}", file=sys.stderr)
    except OSError as error:
        print(f"dashboard: {error.filename}: {error.strerror}", file=sys.stderr)
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m dashboard", description="Without a command: open the dashboard.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    assess = commands.add_parser("assess", help="hold observations against an agreement and write the verdicts")
    assess.add_argument("observations", nargs="+", type=Path, metavar="OBSERVATIONS", help="files of observations")
    assess.add_argument("--agreement", required=True, type=Path, help="agreement YAML, or a zones GeoJSON")
    assess.add_argument("--out", required=True, type=Path, help="where to write verdicts.csv")
    assess.add_argument("--findings", type=Path, help="where to write every finding")
    assess.add_argument("--rejected", type=Path, help="where to write the rejected rows")
    assess.add_argument("--regions", type=Path, help="GeoJSON of further regions")
    assess.add_argument("--places", type=Path, help="CSV of further named places")
    assess.add_argument("--mapping", type=Path, help="JSON that says what a file's columns mean")
    assess.add_argument("--time-zone", type=_time_zone, help="zone of times without an offset; default: the agreement's")
    return parser


def _time_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{name!r} is not a known time zone, expected a name such as Europe/Kyiv") from error


def _assess(options: argparse.Namespace) -> int:
    _refuse_overwriting(options)
    done = assess_files(
        AssessRequest(
            observations=tuple(options.observations),
            agreement=options.agreement,
            theatre=theatre_folder(),
            regions=options.regions,
            places=options.places,
            mapping=options.mapping,
            time_zone=options.time_zone,
        )
    )
    _write(options.out, verdicts_csv(done.verdicts))
    if options.findings:
        _write(options.findings, findings_csv(done.findings))
    if options.rejected:
        _write(options.rejected, rejected_csv(done.rejections))
    for note in done.notes:
        print(f"note: {note}", file=sys.stderr)
    print(f"read {done.read} = accepted {done.accepted} + rejected {done.rejected} + duplicates {done.duplicates}")
    return DONE if done.accepted else NOTHING_USABLE


def _refuse_overwriting(options: argparse.Namespace) -> None:
    """An output that is also an input, or another output, would destroy what it was made from."""
    inputs = [*options.observations, options.agreement, options.regions, options.places, options.mapping]
    taken = {path.resolve() for path in inputs if path}
    for path in (options.out, options.findings, options.rejected):
        if path and path.resolve() in taken:
            _parser().error(f"{path} would be written over, but is used for something else in the same command")
        if path:
            taken.add(path.resolve())


def _write(path: Path, content: bytes) -> None:
    """Write a whole file or none of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
