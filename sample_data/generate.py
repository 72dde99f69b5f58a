"""Writes the sample observations and the truth behind them: `python sample_data/generate.py [folder]`.

The same bytes every time; standard library only. The agreement and its zones are written by hand and only read here.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def write(folder: Path) -> None:
    """Write the sample into a folder, its `truth` beneath it."""
    # Run as a file, Python looks beside this file, and not in the folder above, for the package it belongs to.
    if str(HERE.parent) not in sys.path:
        sys.path.insert(0, str(HERE.parent))
    from sample_data.generator.sample import sample  # noqa: PLC0415 - importable only from the line above on

    for name, data in sample().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
