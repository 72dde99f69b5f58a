"""Checking the record at a press of a button, and a checkpoint of it to hand over."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from dashboard.store.checkpoint import Published, checkpoint_at, write_checkpoint
from dashboard.store.verify import Verification, checkpoint_origin
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet

_FOUND = "record:found"
_TOLD_MAX = 20


@dataclass(frozen=True, slots=True)
class _Found:
    """A check and when it was made, aware UTC."""

    verification: Verification
    at: datetime


def record_check(scene: Scene) -> None:
    """Offer the check, tell what it found, and hand out a checkpoint of a record without faults."""
    heading("Is the record what it was?")
    quiet(
        "Reads every row, every file as it was handed in and every entry of the log. Only a checkpoint kept elsewhere shows that "
        "nobody rewrote all of it or put an older copy back: hand one over every day, to be held against the record later."
    )
    st.button("Check now", key="record:check", on_click=attempt, args=(_check, scene))
    found: _Found | None = st.session_state.get(_FOUND)
    if found is not None:
        _tell(found)


def _check(scene: Scene) -> None:
    now = datetime.now(UTC)
    st.session_state[_FOUND] = _Found(scene.project.store.verify(now), now)


def _tell(found: _Found) -> None:
    said, when = found.verification, f"{found.at:%Y-%m-%d %H:%M:%S} UTC"
    if said.faults:
        more = (f"and {len(said.faults) - _TOLD_MAX:,} more",) if len(said.faults) > _TOLD_MAX else ()
        lines = (*map(str, said.faults[:_TOLD_MAX]), *more)
        notice("fault", f"{len(said.faults):,} things are not as they were written ({when})", lines)
        return
    notice("done", f"Intact: {said.entries:,} entries and {said.originals:,} files ({when})", (f"root {said.root.hex()}",))
    checkpoint = checkpoint_at(checkpoint_origin(said.record_id), said.entries, said.root, found.at)
    data = write_checkpoint(Published(checkpoint))
    download("Checkpoint to hand over", f"checkpoint-{said.entries}", ".txt", data, key="record:checkpoint")
