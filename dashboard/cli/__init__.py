"""The command line: the same verdicts as the page, without a page. One module a command."""

from dashboard.cli.entry import main
from dashboard.cli.speech import BAD_INPUT, DONE, NOTHING_USABLE, STOPPED

__all__ = ["BAD_INPUT", "DONE", "NOTHING_USABLE", "STOPPED", "main"]
