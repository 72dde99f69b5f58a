import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.ui import first_picture
from dashboard.ui.first_picture import FirstPicture

FOLDERS = (Path("data"), Path("theatre"), Path("sample"))
REVISION = 7


@dataclass
class Work:
    """Stands for opening and picturing: told when to go on, and whether to fail."""

    go_on: threading.Event = field(default_factory=threading.Event)
    told: threading.Event = field(default_factory=threading.Event)
    project: object = field(default_factory=lambda: SimpleNamespace(store=SimpleNamespace(revision=lambda: REVISION)))
    revision: int = REVISION

    def open_project(self, *folders):
        if folders != FOLDERS:
            raise OSError("no such folder")
        return self.project

    def current_picture(self, _project, progress):
        progress(0.5, "reading")
        self.told.set()
        self.go_on.wait(timeout=20)
        return SimpleNamespace(revision=self.revision)


@pytest.fixture
def work(monkeypatch):
    one = Work()
    monkeypatch.setattr(first_picture, "open_project", one.open_project)
    monkeypatch.setattr(first_picture, "current_picture", one.current_picture)
    yield one
    one.go_on.set()


def untold(share, step):
    """Nobody looks."""


def test_the_first_page_takes_the_work_begun_and_the_second_makes_its_own(work):
    first = FirstPicture()
    first.begin(*FOLDERS)
    work.go_on.set()
    assert first.project(*FOLDERS) is work.project
    assert first.picture(work.project, untold).revision == REVISION
    assert first.picture(work.project, untold) is None


def test_a_page_that_waits_is_told_the_steps_and_may_leave_the_work_to_the_next(work):
    first = FirstPicture()
    first.begin(*FOLDERS)
    project = first.project(*FOLDERS)
    assert work.told.wait(timeout=20)

    def leave(share, step):
        raise KeyboardInterrupt(f"{share} {step}")

    with pytest.raises(KeyboardInterrupt, match=r"0\.5 reading"):
        first.picture(project, leave)
    work.go_on.set()
    assert first.picture(project, untold) is not None


def test_a_picture_of_what_has_changed_since_is_not_shown(work):
    work.revision = REVISION - 1
    work.go_on.set()
    first = FirstPicture()
    first.begin(*FOLDERS)
    assert first.picture(first.project(*FOLDERS), untold) is None


def test_nothing_is_taken_from_work_not_begun_or_begun_on_other_folders_or_failed(work):
    first = FirstPicture()
    assert first.project(*FOLDERS) is None
    assert first.picture(work.project, untold) is None
    first.begin(*FOLDERS)
    assert first.project(Path("elsewhere"), *FOLDERS[1:]) is None
    first.begin(Path("elsewhere"), *FOLDERS[1:])
    assert first.project(Path("elsewhere"), *FOLDERS[1:]) is None
    assert first.picture(work.project, untold) is None
