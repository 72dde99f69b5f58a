"""What is said of how accepted rows were read, with the lines they stand on."""

from collections.abc import Sequence


def on_lines(said: str, lines: Sequence[int]) -> str:
    """Return what is said of some rows with their lines before it: `lines 3–7, 12: …`. lines: ascending."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    return f"{'line' if len(lines) == 1 else 'lines'} {told}: {said}"
