"""What holds only while everybody goes through one place: parts of a page, files, and the record itself."""

import re
from pathlib import Path

import pytest

DASHBOARD = Path(__file__).parents[2] / "dashboard"
SOURCES = {path.relative_to(DASHBOARD).as_posix(): path.read_text(encoding="utf-8") for path in DASHBOARD.rglob("*.py")}


def users_of(pattern: str) -> set[str]:
    return {name for name, source in SOURCES.items() if re.search(pattern, source)}


@pytest.mark.parametrize(
    ("pattern", "where", "why"),
    [
        (r"st\.fragment", {"ui/visitor.py"}, "a part that runs by itself has to look first who is there"),
        (r"download_button", {"ui/downloads.py"}, "a file is handed over only on record"),
        (r"st\.(cache_data|cache_resource)", {"ui/docket.py"}, "any client may have Streamlit's caches emptied"),
        (r"st\.user\b", {"ui/visitor.py"}, "who somebody is, is read in one place"),
        (
            r"opened_project\(",
            {"ui/session.py", "ui/visitor.py", "ui/door.py"},
            "what a visitor does goes through their own store",
        ),
        (r"picture_of_record\(", {"ui/session.py", "ui/docket.py"}, "what decisions were made on is worked with, never shown"),
        (r"_made_scene\(", {"ui/session.py"}, "nobody is handed a scene that was not made for their eyes"),
    ],
)
def test_nobody_goes_around_the_one_door(pattern, where, why):
    assert users_of(pattern) == where, why
