"""The theatre that comes along, read once for all tests of a process: nothing in it changes, and reading it takes a second."""

import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import Theatre, load_theatre

FOLDER = Path(__file__).resolve().parents[1] / "dashboard" / "theatres" / "ukraine"


@cache
def ukraine() -> Theatre:
    """The theatre as its folder says."""
    return load_theatre(FOLDER)


@cache
def ukraine_names() -> Gazetteer:
    """Its units and settlements by name and position."""
    return Gazetteer(ukraine())


def read_theatre(folder: Path, **told: Any) -> Theatre:
    """Load a theatre, the one that comes along once only."""
    return ukraine() if folder.resolve() == FOLDER else load_theatre(folder, **told)


def gazetteer_of(theatre: Theatre) -> Gazetteer:
    """Make a gazetteer, of the theatre that comes along once only."""
    return ukraine_names() if theatre is ukraine() else Gazetteer(theatre)


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Let whatever opens a project or assesses files go by what was read already."""
    replaced: dict[str, dict[str, Any]] = {
        "dashboard.workflows": {"load_theatre": read_theatre},
        "dashboard.assessments": {"load_theatre": read_theatre, "Gazetteer": gazetteer_of},
        "dashboard.own_files": {"Gazetteer": gazetteer_of},
    }
    for name, values in replaced.items():
        if name in sys.modules:  # tests that load none of it are not to wait for it either
            for attribute, value in values.items():
                patch.setattr(sys.modules[name], attribute, value)
