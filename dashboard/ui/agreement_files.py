"""Loading another agreement, and changing between those that were kept."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath

import streamlit as st

from dashboard.domain.access import Action
from dashboard.domain.agreement import Agreement
from dashboard.ingest.agreements.file import AgreementError
from dashboard.present.encode import html_text
from dashboard.present.sentences import count_of
from dashboard.store.interface import agreement_bytes
from dashboard.store.kept import StoredAgreement
from dashboard.ui.agreement_names import Called, called
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.told import tell_next, tell_told
from dashboard.ui.visitor import may
from dashboard.workflows import add_agreement, read_agreement_files

_ROUND, DONE = "agreement:round", "agreement:done"
_YAML, _GEOJSON = (".yaml", ".yml"), (".geojson", ".json")
_KINDS = {**dict.fromkeys(_YAML, ("agreement", ".yaml")), ".csv": ("notifications", ".csv")}


class NoMainFileError(Exception):
    """It cannot be told which of the files an agreement starts from."""


def load_agreement(scene: Scene) -> None:
    """Take an agreement's files, say everything that is wrong with them, or put them to use."""
    heading("Load another agreement")
    dropped = st.file_uploader(
        "The agreement's YAML with the files it names, or one GeoJSON of zones",
        accept_multiple_files=True,
        key=f"agreement:files:{st.session_state.get(_ROUND, 0)}",
        help="A GeoJSON alone means: every hostile act is prohibited in its zones, while they are in force.",
    )
    tell_told(DONE)
    if not dropped:
        return
    files = {file.name: file.getvalue() for file in dropped}
    try:
        main = main_file(files)
        read = read_agreement_files(scene.project, main, files)
    except NoMainFileError as error:
        notice("fault", "It is not clear where the agreement starts", (str(error),))
    except AgreementError as error:
        notice("fault", "This agreement cannot be used; the one in use stays", error.problems)
    else:
        _offer(scene, read, main, files)


def main_file(files: Mapping[str, bytes]) -> str:
    """Return the one file to start from: the only YAML, or where there is none the only GeoJSON. NoMainFileError otherwise."""
    for suffixes in (_YAML, _GEOJSON):
        found = sorted(name for name in files if PurePath(name).suffix.lower() in suffixes)
        if len(found) == 1:
            return found[0]
        if found:
            kind = "YAML" if suffixes is _YAML else "GeoJSON"
            raise NoMainFileError(
                f"found {len(found)} {kind} files ({', '.join(found)}), expected one YAML or one GeoJSON of zones"
            )
    raise NoMainFileError(f"found {', '.join(sorted(files))}, expected a file ending in .yaml, .yml, .geojson or .json")


def _offer(scene: Scene, read: Agreement, main: str, files: dict[str, bytes]) -> None:
    zones, provisions = count_of(len(read.zones), "zone"), count_of(len(read.provisions), "provision")
    notice("note", f"{read.title}: {zones}, {provisions}", read.notes)
    if st.button("Use this agreement", key="agreement:use", type="primary"):
        add_agreement(scene.project, main, files)
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        tell_next(DONE, "done", f"{read.title} is in use.")
        st.session_state.pop("agreement:day", None)
        st.rerun()


def kept_agreements(scene: Scene) -> None:
    """List the agreements that were kept, with their files; another one can be put to use."""
    heading("Agreements kept")
    kept = scene.project.store.agreements()
    current = scene.picture.stored_agreement
    for one in reversed(kept):
        with st.container(key=f"kept-{one.id}", horizontal=True, vertical_alignment="center", border=True):
            st.html(_line(one, called(scene.project, one), is_current=one.id == current.id), width="stretch")
            if one.id != current.id and may(Action.USE_AGREEMENTS):
                st.button("Use", key=f"agreement:use:{one.id}", on_click=attempt, args=(_use, scene, one.id))
    _files(scene, current)


def _line(one: StoredAgreement, said: Called, *, is_current: bool) -> str:
    loaded = one.loaded_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    state = '<span class="cf-state cf-on">in use</span>' if is_current else ""
    kind = "illustrative, " if one.kind == "sample" else ""
    version = f"version {said.version[:12]}" if said.version else "cannot be read any more"
    facts = f"{kind}{version}, {one.main}, {count_of(len(one.files), 'file')}, kept {loaded} UTC"
    why = f'<p class="cf-quiet">{html_text(one.note)}</p>' if one.note else ""
    return f'<div class="cf-line"><strong>{html_text(said.title)}</strong>{state}<span>{html_text(facts)}</span></div>{why}'


def _use(scene: Scene, agreement_id: str) -> None:
    scene.project.store.use_agreement(agreement_id, datetime.now(UTC))
    st.session_state.pop("agreement:day", None)


def _files(scene: Scene, current: StoredAgreement) -> None:
    quiet("The files of the agreement in use, byte for byte as they were loaded:")
    with st.container(key="agreement-downloads", horizontal=True):
        for number, (name, data) in enumerate(agreement_bytes(scene.project.store, current).items(), start=1):
            stem, suffix = _KINDS.get(PurePath(name).suffix.lower(), ("geometry", ".geojson"))
            download(f"{stem.capitalize()} file {number}", stem, suffix, data, key=f"get:agreement:{number}")
