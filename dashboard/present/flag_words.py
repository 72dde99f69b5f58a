"""What is said of how accepted rows were read, with the lines they stand on."""

from collections.abc import Sequence

_RUNS_MAX = 60
"""Runs of lines that are told one by one: beyond, nobody reads them, and a large file would fill the page."""


def on_lines(said: str, lines: Sequence[int]) -> str:
    """Return what is said of some rows with their lines before it: `lines 3–7, 12: …`. lines: ascending."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs[:_RUNS_MAX])
    left = sum(last - first + 1 for first, last in runs[_RUNS_MAX:])
    return f"{'line' if len(lines) == 1 else 'lines'} {told}{f' and {left:,} more' if left else ''}: {said}"
