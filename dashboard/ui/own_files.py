"""Boundaries and places of one's own: a file is looked at, put to use for every placing, and taken out of use again."""

from collections.abc import Sequence
from datetime import UTC
from pathlib import PurePath

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ingest.intake import SourceFile
from dashboard.ingest.places.additions import Addition
from dashboard.ingest.theatre import TheatreError
from dashboard.present.encode import html_text
from dashboard.present.sentences import count_of
from dashboard.store.kept import OwnFile, OwnKind, own_files_in_use
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.workflows import Project

_ROUND, _DONE, _LOOKED = "own:round", "own:done", "own:looked"
_ROWS_MAX = 8
_ITEM: dict[OwnKind, str] = {"boundaries": "area", "places": "place"}
_LABELS: dict[OwnKind, tuple[str, str]] = {
    "boundaries": (
        "Boundaries (GeoJSON, GeoPackage, KML, zipped Shapefile)",
        "Polygons with a `name`, and where you have them `code` (KATOTTG, ISO 3166-2 or your own), `level`, `parent` and "
        "`spellings`. One that is a known unit becomes its outline; any other is a new area of that name.",
    ),
    "places": (
        "Places (CSV with name, lon, lat, radius_m)",
        "A column `region_code` tells namesakes apart. A name listed here means this place and no other of that name.",
    ),
}


def own_files(scene: Scene) -> None:
    """Show what is in use and its record, and take further files."""
    record = scene.project.store.own_file_record()
    in_use = own_files_in_use(record)
    heading("Your own boundaries and places", f"{count_of(len(in_use), 'file')} in use")
    quiet("They count wherever rows are placed by name, in the files in view too. The record keeps every version.")
    if done := st.session_state.pop(_DONE, ""):
        notice("done", done)
    files_in_use(scene.project, in_use)
    dropped = [(what, _dropped(what, column)) for column, what in zip(st.columns(2), _LABELS, strict=True)]
    for what, file in dropped:
        if file is not None:
            _look_and_offer(scene, what, file)
    if len(record) > len(in_use):
        _record(record)


def files_in_use(project: Project, in_use: Sequence[OwnFile]) -> None:
    """Show the files in use; each can be downloaded as it came, and removed."""
    for number, one in enumerate(in_use):
        _in_use(project, one, number)


def _dropped(what: OwnKind, column: DeltaGenerator) -> SourceFile | None:
    label, help_text = _LABELS[what]
    dropped = column.file_uploader(label, key=f"own:{what}:{st.session_state.get(_ROUND, 0)}", help=help_text)
    return None if dropped is None else SourceFile(dropped.name, dropped.getvalue())


def _look_and_offer(scene: Scene, what: OwnKind, file: SourceFile) -> None:
    """Say what a file would add, or what is wrong with it, and offer to put it to use."""
    try:
        additions = _look(scene, what, file)
    except TheatreError as error:
        notice("fault", "This file cannot be used; nothing was changed", str(error).splitlines())
        return
    known = sum(one.is_known for one in additions)
    notice("note", f"{file.name}: {count_of(len(additions), _ITEM[what])}, {known} known by name or code, the others new")
    _table(additions, what)
    st.button("Put to use", key=f"own:use:{what}", type="primary", on_click=attempt, args=(_add, scene, what, file))


def _look(scene: Scene, what: OwnKind, file: SourceFile) -> tuple[Addition, ...]:
    """Return what a file would add, looked at once per revision."""
    key = (scene.picture.revision, file)
    kept: tuple[object, tuple[Addition, ...]] | None = st.session_state.get(f"{_LOOKED}:{what}")
    if kept is None or kept[0] != key:
        kept = (key, scene.project.grounds.look_at(what, file))
        st.session_state[f"{_LOOKED}:{what}"] = kept
    return kept[1]


def _table(additions: Sequence[Addition], what: OwnKind) -> None:
    rows = pd.DataFrame([(one.name, one.code, one.effect) for one in additions], columns=["Name", "Code", "What it does"])
    st.dataframe(
        rows if what == "boundaries" else rows.drop(columns="Code"),
        key=f"own:additions:{what}",
        hide_index=True,
        height=table_height(min(len(rows), _ROWS_MAX)),
        row_height=ROW_PX,
        column_config={"What it does": st.column_config.TextColumn(width="large")},
        alt=f"What the file of {what} adds",
    )


def _add(scene: Scene, what: OwnKind, file: SourceFile) -> None:
    kept = scene.project.grounds.add(what, file)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_DONE] = f"{kept.file_name} is in use, version {kept.version}. Every row in view was placed anew."
    for one in _LABELS:
        st.session_state.pop(f"{_LOOKED}:{one}", None)


def _in_use(project: Project, one: OwnFile, number: int) -> None:
    with st.container(key=f"own-{number}", horizontal=True, vertical_alignment="center", border=True):
        facts = f"{one.what}, version {one.version}, in use since {_when(one)} UTC, SHA-256 {one.sha256[:12]}"
        name = html_text(one.file_name)
        st.html(f'<div class="cf-line"><strong>{name}</strong><span>{html_text(facts)}</span></div>', width="stretch")
        data = project.store.original(one.sha256)
        suffix = PurePath(one.file_name).suffix
        download("Original", one.what, suffix if suffix[1:].isalnum() else "", data, key=f"own:get:{number}")
        with st.popover("Remove …", key=f"own:remove:{number}"):
            quiet("Rows are placed without it from then on. The record and the bytes are kept.")
            remove = project.grounds.remove
            st.button(
                "Remove", key=f"own:confirm:{number}", type="primary", on_click=attempt, args=(remove, one.what, one.file_name)
            )


def _record(record: Sequence[OwnFile]) -> None:
    with st.expander("Record of these files", key="own:record"):
        rows = [(_when(one), one.file_name, one.what, _event(one), one.sha256[:12]) for one in reversed(record)]
        st.dataframe(
            pd.DataFrame(rows, columns=["When (UTC)", "File", "Kind", "What was done", "SHA-256"]),
            key="own:record:table",
            hide_index=True,
            height=table_height(min(len(rows), _ROWS_MAX)),
            row_height=ROW_PX,
            alt="Every file of boundaries or places that was put to use or removed",
        )


def _event(one: OwnFile) -> str:
    return f"version {one.version} put to use" if one.sha256 else "removed"


def _when(one: OwnFile) -> str:
    return f"{one.decided_at.astimezone(UTC):%Y-%m-%d %H:%M}"
