"""Rejected rows put right in the page: edited beside their reasons, then loaded as a file of their own. The original stays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.ingest.intake import Rejection, SourceFile
from dashboard.present.repair_words import repaired_name
from dashboard.present.sentences import count_of
from dashboard.report.rejected import rejected_csv
from dashboard.ui.dropped import Common
from dashboard.ui.repair_table import PAGE_ROWS, Edits, place_of, repair_table
from dashboard.ui.theme import quiet

_MADE = "upload:repaired"


@dataclass(frozen=True, slots=True)
class Repairable:
    """The open rejected rows of one file, and how that file was chosen to be read. `key` tells it from others of its name."""

    key: str
    file_name: str
    rejections: tuple[Rejection, ...]
    read_as: Common


def repaired_files() -> list[tuple[SourceFile, Common | None]]:
    """Return the files of repaired rows that wait to be added, each to be read as the file its rows came from."""
    return list(st.session_state.get(_MADE, ()))


def forget_repaired(file: SourceFile | None = None) -> None:
    """Let go of repaired rows that were added, or of one file of them that is not wanted."""
    kept = tuple(made for made in st.session_state.get(_MADE, ()) if file is not None and made[0] != file)
    st.session_state[_MADE] = kept


def repair_rows(files: Sequence[Repairable], *, key: str) -> None:
    """Offer the rejected rows for repair, a file at a time."""
    files = [one for one in files if one.rejections]
    if not files:
        return
    with st.expander("Repair rejected rows here", key=f"{key}:repair"):
        at = 0
        if len(files) > 1:
            names = [f"{one.file_name}: {count_of(len(one.rejections), 'row')}" for one in files]
            at = st.selectbox("File", range(len(files)), key=f"{key}:repair-file", format_func=lambda number: names[number])
        _repair(files[at], key=f"{key}:repair:{files[at].key}")


def load_typed(files: Sequence[Repairable], *, key: str) -> int:
    """Load what was typed into rows of any of the files and not loaded yet; return how many rows that is."""
    done = 0
    for one in files:
        place = f"{key}:repair:{one.key}"
        if changed := _changed(one, place):
            _load(one, changed, place)
            done += len(changed)
    return done


def _changed(one: Repairable, key: str) -> tuple[Rejection, ...]:
    """Return the rows that were typed into, as they read now; one that reads again as it came is not changed."""
    edits: Edits = st.session_state.get(f"{key}:edits", {})
    typed = (replace(row, cells={**row.cells, **edits.get(place_of(row), {})}) for row in one.rejections)
    return tuple(now for now, row in zip(typed, one.rejections, strict=True) if now.cells != row.cells)


def _repair(one: Repairable, *, key: str) -> None:
    quiet("Click a cell twice to change it. The columns at fault come first. What you do not touch stays rejected and open.")
    pages = -(-len(one.rejections) // PAGE_ROWS)
    page = 0
    if pages > 1:
        page = st.selectbox("Rows", range(pages), key=f"{key}:page", format_func=lambda number: _page_words(number, one))
    edits: Edits = st.session_state.setdefault(f"{key}:edits", {})
    repair_table(one.rejections, page, edits, key=key)
    changed = _changed(one, key)
    with st.container(key=f"{key}:actions", horizontal=True, vertical_alignment="center"):
        st.button(
            "Load the repaired rows",
            key=f"{key}:load",
            type="primary",
            disabled=not changed,
            on_click=_load,
            args=(one, changed, key),
        )
        quiet(f"{count_of(len(changed), 'row')} of {len(one.rejections):,} changed." if changed else "No row is changed yet.")


def _page_words(page: int, one: Repairable) -> str:
    return f"{page * PAGE_ROWS + 1:,} to {min((page + 1) * PAGE_ROWS, len(one.rejections)):,} of {len(one.rejections):,}"


def _load(one: Repairable, changed: tuple[Rejection, ...], key: str) -> None:
    """Make a file of the changed rows, in the form in which rejected rows are downloaded, and put it among the dropped ones."""
    made = SourceFile(repaired_name(one.file_name), rejected_csv(changed))
    st.session_state[_MADE] = (*st.session_state.get(_MADE, ()), (made, one.read_as))
    st.session_state.pop(f"{key}:edits", None)
