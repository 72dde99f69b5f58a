"""How commands end, and how they complain: in one line of stderr."""

import argparse
import sys
from typing import Never, TypeAlias

DONE, NOTHING_USABLE, BAD_INPUT, STOPPED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one line."""

    def error(self, message: str) -> Never:
        print(f"{self.prog}: {message}; see '{self.prog} --help'", file=sys.stderr)
        raise SystemExit(BAD_INPUT)


PROGRAM = "python -m dashboard"
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def bad_usage(message: str) -> Never:
    """End a command whose options contradict each other."""
    Parser(prog=PROGRAM).error(message)


def complain(said: str) -> None:
    """Tell an error in one line."""
    print(f"dashboard: {'; '.join(said.splitlines())}", file=sys.stderr)
