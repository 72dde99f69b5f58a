"""Cells that our own CSV protects from being run as formulas by a spreadsheet, given back as they were."""

import re

_PROTECTED = re.compile("'+[=+\\-@\t\r\0]")


def unprotected(cell: str) -> str:
    """Take off the apostrophe that was put before a cell which a spreadsheet would have run."""
    return cell[1:] if _PROTECTED.match(cell) else cell
