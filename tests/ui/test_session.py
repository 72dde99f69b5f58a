import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from dashboard.ui import session
from dashboard.ui.session import _Scenes


class Picture:
    def __init__(self, revision):
        self.revision = revision


class Scene:
    def __init__(self, revision):
        self.picture = Picture(revision)


def untold(_share, _step):
    pass


def test_a_scene_is_made_once_for_a_revision_and_again_for_the_next():
    scenes, made = _Scenes(), []

    def build(revision):
        made.append(revision)
        return Scene(revision)

    first = scenes.make(1, lambda: build(1), untold)
    assert scenes.make(1, lambda: build(1), untold) is first
    assert scenes.ready(1) is first
    assert scenes.ready(2) is None
    scenes.make(2, lambda: build(2), untold)

    assert made == [1, 2]
    assert scenes.ready(1) is None


def test_work_that_was_stopped_can_be_begun_again():
    scenes = _Scenes()

    def stopped():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scenes.make(1, stopped, untold)

    assert scenes.make(1, lambda: Scene(1), untold).picture.revision == 1


def test_a_second_page_waits_for_the_first_ones_work_and_takes_it():
    scenes, begun, go_on, told = _Scenes(), threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        go_on.wait(10)
        return Scene(1)

    worker = threading.Thread(target=lambda: scenes.make(1, slow, untold))
    worker.start()
    begun.wait(10)

    def progress(_share, step):
        told.append(step)
        go_on.set()

    scene = scenes.make(1, lambda: pytest.fail("made twice"), progress)
    worker.join(10)

    assert scene is scenes.ready(1)
    assert told[0] == "another page is at the same work"


def test_a_page_that_is_left_while_it_waits_gives_up():
    scenes, begun, go_on = _Scenes(), threading.Event(), threading.Event()

    def slow():
        begun.set()
        go_on.wait(10)
        return Scene(1)

    def left(_share, _step):
        raise KeyboardInterrupt

    worker = threading.Thread(target=lambda: scenes.make(1, slow, untold))
    worker.start()
    begun.wait(10)
    with pytest.raises(KeyboardInterrupt):
        scenes.make(1, lambda: Scene(1), left)
    go_on.set()
    worker.join(10)
    assert scenes.ready(1) is not None


@dataclass(frozen=True)
class Exact:
    picture: object
    facets: object = None
    labels: object = None


def test_the_coarse_scene_follows_a_picture_found_again_under_another_revision(monkeypatch):
    made_at = datetime(2026, 5, 1, tzinfo=UTC)
    monkeypatch.setattr(session, "coarse_picture", lambda picture: picture)
    monkeypatch.setattr(session, "Labels", lambda _situation: None)
    scenes = _Scenes()

    def coarse_of(revision):
        return scenes.coarse(Exact(SimpleNamespace(revision=revision, made_at=made_at, facets=None, situation=None)))

    assert coarse_of(1) is coarse_of(1)
    assert coarse_of(3).picture.revision == 3
