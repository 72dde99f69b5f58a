"""What people decided, beside the scene in view: made once for every state of the record, for all pages of this server."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from dashboard.present.review_queue import Queue, review_queue
from dashboard.reviews import Docket, docket
from dashboard.ui.session import Scene, picture_of_record


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """The reviews, and the queue they make."""

    docket: Docket
    queue: Queue


def docket_of(scene: Scene) -> Docket:
    """Return the reviews as they are in the record now."""
    return _docket(_version(scene), scene)


def desk(scene: Scene) -> Desk:
    """Return the reviews as they are in the record now, and the queue as of this hour."""
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return _desk(_version(scene), hour, scene)


_Version = tuple[int, datetime, int]


def _version(scene: Scene) -> _Version:
    """Return what tells states apart. A picture found again is of an earlier moment; decisions are held to its revision."""
    return scene.picture.revision, scene.picture.made_at, scene.project.store.review_revision()


@st.cache_resource(max_entries=3, show_spinner=False)
def _docket(version: _Version, _scene: Scene) -> Docket:  # noqa: ARG001 # it tells states apart
    # What a decision judged is what the record holds, not the coarser copy of it that some visitors see.
    picture = picture_of_record(_scene)
    return docket(_scene.project.store, picture.situation, picture.uploads, picture.revision)


@st.cache_resource(max_entries=3, show_spinner=False)
def _desk(version: _Version, hour: datetime, _scene: Scene) -> Desk:
    held = _docket(version, _scene)
    return Desk(held, review_queue(held.situation, held.standpoints, hour))
