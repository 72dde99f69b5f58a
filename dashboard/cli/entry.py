"""One command run: its exit code, and its errors in one line.

Exit codes: 0 done, 1 nothing usable, 2 bad usage or unreadable input, 130 stopped by the user. Errors go to stderr in one
line; so does, on a terminal, how far the work is.
"""

import sys
from collections.abc import Sequence

from dashboard.cli import assess, check_proof, compare, coverage, record, template, users
from dashboard.cli.speech import BAD_INPUT, PROGRAM, STOPPED, Parser, complain
from dashboard.cluster.errors import ClusterError
from dashboard.report.save import UnwritableError
from dashboard.settings import SettingError
from dashboard.store.kept import StoreError
from dashboard.workflows import INPUT_ERRORS

_COMMANDS = (assess, compare, coverage, template, record, check_proof, users)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A file name need not be UTF-8; it is shown as its escapes then.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # both are text streams of the interpreter
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (*INPUT_ERRORS, UnwritableError, ClusterError, StoreError, SettingError) as error:
        complain(str(error))
    except OSError as error:
        complain(f"{error.filename or 'while reading a file'}: {error.strerror}")
    except KeyboardInterrupt:
        complain("stopped before it was done")
        return STOPPED
    return BAD_INPUT


def _parser() -> Parser:
    parser = Parser(prog=PROGRAM, description="Without a command: open the dashboard.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    for one in _COMMANDS:
        one.add_to(commands)
    return parser
