"""`python -m bench [NAME]`: run one benchmark, or all; each prints a ratio against what one would do instead."""

import sys
from collections.abc import Callable

from bench import assessing, cluster, covering, first_screen, opening, reading, record, reviewing, zones

BENCHMARKS: dict[str, Callable[..., None]] = {
    "assessing": assessing.main,
    "cluster": cluster.main,
    "covering": covering.main,
    "first_screen": first_screen.main,
    "opening": opening.main,
    "reading": reading.main,
    "record": record.main,
    "reviewing": reviewing.main,
    "zones": zones.main,
}


def main(arguments: list[str]) -> int:
    """Run the benchmarks named first, with a number of rows where one follows; all of them where none is named."""
    if not arguments:
        for run in BENCHMARKS.values():
            run()
        return 0
    name, *sizes = arguments
    if name not in BENCHMARKS or not all(map(str.isdecimal, sizes)):
        print(
            f"expected one of {', '.join(BENCHMARKS)}, and for some a number of rows",
            file=sys.stderr,
        )
        return 2
    BENCHMARKS[name](*map(int, sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
