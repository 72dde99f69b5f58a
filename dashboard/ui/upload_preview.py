"""Files that were dropped, read for a look: what they were recognised as, their rows, their account. Nothing is kept yet."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import ENGINE_VERSION
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import assess
from dashboard.ingest.intake import FileAccount, ReadOptions, Rejection, SourceFile, UnreadableFileError
from dashboard.present.preview import preview_table
from dashboard.ui.session import Scene, working
from dashboard.workflows import options_for, read_and_place

ROWS_MAX = 100
_KEPT = "upload:preview"
Sources = Sequence[tuple[SourceFile, ReadOptions]]


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What reading a set of dropped files comes to beside what is in view, so that duplicates of it are told.

    readable: the files that can be added. unreadable: one message for each that cannot. rows: the first rows in words.
    """

    readable: tuple[SourceFile, ...]
    unreadable: tuple[str, ...]
    accounts: tuple[FileAccount, ...]
    rejections: tuple[Rejection, ...]
    rows: pd.DataFrame


def preview(scene: Scene, files: Sequence[SourceFile], *, time_zone: str, mapping_json: str) -> Preview:
    """Read the files, or return what the same choice came to before. Raises MappingError."""
    options = options_for(scene.project, time_zone, mapping_json)
    key = (scene.picture.revision, time_zone, mapping_json, tuple(_fingerprint(file) for file in files))
    kept: tuple[object, Preview] | None = st.session_state.get(_KEPT)
    place = st.empty()
    if kept is None or kept[0] != key:
        with working(place) as progress:
            progress(0.2, "reading the files")
            kept = (key, _read(scene, [(file, options) for file in files]))
        st.session_state[_KEPT] = kept
    return kept[1]


def forget_preview() -> None:
    """Let go of what was read."""
    st.session_state.pop(_KEPT, None)


def _fingerprint(file: SourceFile) -> tuple[str, str]:
    return file.name, hashlib.sha256(file.data).hexdigest()


def _read(scene: Scene, dropped: Sources) -> Preview:
    before = _in_view(scene)
    try:
        return _together(scene, before, dropped, ())
    except UnreadableFileError:
        faults = {position: fault for position, one in enumerate(dropped) if (fault := _fault(scene, one))}
    readable = [one for position, one in enumerate(dropped) if position not in faults]
    return _together(scene, before, readable, tuple(faults.values()))


def _fault(scene: Scene, one: tuple[SourceFile, ReadOptions]) -> str:
    try:
        read_and_place([one], scene.project.gazetteer)
    except UnreadableFileError as error:
        return str(error)
    return ""


def _together(scene: Scene, before: Sources, readable: Sources, unreadable: tuple[str, ...]) -> Preview:
    placed = read_and_place([*before, *readable], scene.project.gazetteer)
    accounts = placed.intake.accounts[sum(placed.intake.tables_of[: len(before)]) :]
    known = sum(account.accepted for account in placed.intake.file_accounts[: len(before)])
    rejected = sum(account.rejected for account in placed.intake.file_accounts[: len(before)])
    first = placed.observations.iloc[known : known + ROWS_MAX]
    agreement = scene.picture.situation.agreement
    verdicts = assess(first.reset_index(drop=True), agreement, engine_version=ENGINE_VERSION).verdicts
    return Preview(
        readable=tuple(file for file, _ in readable),
        unreadable=unreadable,
        accounts=accounts,
        rejections=placed.intake.rejections[rejected:],
        rows=preview_table(first, [Verdict(int(code)).words for code in verdicts], scene.zone, rows_max=ROWS_MAX),
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
