"""Which of the first lines of a table is its header, where titles or a row of group names stand above it."""

import re
from collections.abc import Collection, Sequence

from dashboard.ingest.invisible import visible

HEADER_WITHIN = 30
"""Lines with text on them among which the header is looked for."""
_SURE = 2
"""So many known headings in one line tell a header."""
_VALUE = re.compile(r"[-+]?[0-9][0-9.,:/\-T +Z]*")
_SHOWN = 300
"""Characters of the lines above the header that are told; the file that is kept has them all."""


def heading(name: str) -> str:
    """Return a heading in the form in which headings are compared: `Observed from` is `observed_from`."""
    return "_".join(visible(name).casefold().replace("-", " ").replace("_", " ").split())


def header_at(lines: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """Return the first of a table's lines, given as cells, that has two known headings; None where no line above a row has.

    known: headings, as `heading` gives them. No row is passed over: a line of values ends the search.
    """
    for at, cells in enumerate(lines[:HEADER_WITHIN]):
        if looks_like_row(cells):
            return None
        if count_known(cells, known) >= _SURE:
            return at
    return None


def count_known(cells: Sequence[str], known: Collection[str]) -> int:
    """Return how many different known headings stand in the cells."""
    return len({name for name in map(heading, _filled(cells)) if name in known})


def looks_like_row(cells: Sequence[str]) -> bool:
    """Whether two or more cells are numbers or dates, which no heading is."""
    return sum(bool(_VALUE.fullmatch(cell)) for cell in _filled(cells)) > 1


def titles_note(lines: Sequence[str]) -> tuple[str, ...]:
    """Return what to say of the lines above the header; nothing where there are none."""
    if not lines:
        return ()
    whole = "; ".join(" ".join(line.split()) for line in lines)
    shown = whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"
    return (f"{len(lines)} line{'s' * (len(lines) > 1)} above the header skipped: {shown!r}",)


def _filled(cells: Sequence[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip())]
