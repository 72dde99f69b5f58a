"""Files that were dropped, read for a look: what they were recognised as, their rows, their account. Nothing is kept yet."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import ENGINE_VERSION
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Progress, assess
from dashboard.ingest.intake import FileAccount, ReadOptions, Rejection, SourceFile, UnreadableFileError
from dashboard.pictures import read_and_place, read_beside
from dashboard.ui.session import Scene, working
from dashboard.workflows import ChosenFile, options_for

ROWS_MAX = 100
_KEPT, _STOPPED = "upload:preview", "upload:stopped"
Sources = Sequence[tuple[SourceFile, ReadOptions]]


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What reading a set of dropped files comes to beside what is in view, so that duplicates of it are told.

    accounts: by position among the files, of those that can be read. faults: likewise, one message for each that cannot.
    first: the first rows as placed. verdicts: theirs, in words.
    """

    accounts: dict[int, FileAccount]
    faults: dict[int, str]
    rejections: tuple[Rejection, ...]
    first: pd.DataFrame
    verdicts: tuple[str, ...]


def preview(scene: Scene, files: Sequence[ChosenFile]) -> Preview | None:
    """Read the files, or return what the same choice came to before; None where a person stopped it. Raises MappingError."""
    sources = [(one.file, options_for(scene.project, one.time_zone, one.mapping_json)) for one in files]
    key = (scene.picture.revision, tuple(map(_fingerprint, files)))
    kept: tuple[object, Preview] | None = st.session_state.get(_KEPT)
    place = st.empty()
    if kept is None or kept[0] != key:
        if st.session_state.get(_STOPPED) == key:
            return None
        with working(place, on_stop=lambda: st.session_state.update({_STOPPED: key})) as progress:
            kept = (key, _read(scene, sources, progress))
        st.session_state[_KEPT] = kept
    return kept[1]


def forget_preview() -> None:
    """Let go of what was read, and of a stop."""
    st.session_state.pop(_KEPT, None)
    st.session_state.pop(_STOPPED, None)


def _fingerprint(one: ChosenFile) -> tuple[str, ...]:
    return one.file.name, hashlib.sha256(one.file.data).hexdigest(), one.time_zone, one.mapping_json


def _read(scene: Scene, dropped: Sources, progress: Progress) -> Preview:
    progress(0.1, "reading the files")
    before = _in_view(scene)
    try:
        return _together(scene, before, dict(enumerate(dropped)), {}, progress)
    except UnreadableFileError:
        faults = {}
        for position, one in enumerate(dropped):
            progress(0.1 + 0.4 * position / len(dropped), f"reading {one[0].name}")
            if fault := _fault(scene, one):
                faults[position] = fault
    readable = {position: one for position, one in enumerate(dropped) if position not in faults}
    return _together(scene, before, readable, faults, progress)


def _fault(scene: Scene, one: tuple[SourceFile, ReadOptions]) -> str:
    try:
        read_and_place([one], scene.project.gazetteer)
    except UnreadableFileError as error:
        return str(error)
    return ""


def _together(
    scene: Scene, before: Sources, readable: dict[int, tuple[SourceFile, ReadOptions]], faults: dict[int, str], progress: Progress
) -> Preview:
    sources = [*before, *readable.values()]
    placed = read_beside(scene.project, sources, lambda share, step: progress(0.1 + 0.8 * share, step))
    progress(0.9, "drawing up the preview")
    accounts = placed.intake.file_accounts[len(before) :]
    known = sum(account.accepted for account in placed.intake.file_accounts[: len(before)])
    rejected = sum(account.rejected for account in placed.intake.file_accounts[: len(before)])
    first = placed.observations.iloc[known : known + ROWS_MAX]
    agreement = scene.picture.situation.agreement
    verdicts = assess(first.reset_index(drop=True), agreement, engine_version=ENGINE_VERSION).verdicts
    return Preview(
        accounts=dict(zip(readable, accounts, strict=True)),
        faults=faults,
        rejections=placed.intake.rejections[rejected:],
        first=first,
        verdicts=tuple(Verdict(int(code)).words for code in verdicts),
    )


def _in_view(scene: Scene) -> Sources:
    """Return the files that will stand beside the new ones: the invented sample leaves the view with the first real file."""
    project = scene.project
    return [
        (
            SourceFile(upload.file_name, project.store.original(upload.sha256)),
            options_for(project, upload.time_zone, upload.mapping_json),
        )
        for upload in scene.picture.uploads
        if upload.kind != "sample"
    ]
