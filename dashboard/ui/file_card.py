"""One dropped file: what it was recognised as, with the choice to read it otherwise, its account, and its mapping."""

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.ingest.intake import FileAccount, UnreadableFileError
from dashboard.ingest.look import Look
from dashboard.ingest.mappings.mapping import Mapping, read_mapping, write_mapping
from dashboard.present.mapping_words import columns_words
from dashboard.store.kept import SavedMapping
from dashboard.ui.accounting import file_facts, file_name
from dashboard.ui.columns_offer import offer_columns
from dashboard.ui.downloads import download
from dashboard.ui.dropped import AS_RECOGNISED, BY_COLUMNS, Common, Dropped, choice_words, choices, look_once
from dashboard.ui.keep_mapping import keep_mapping, offer_kept
from dashboard.ui.odd_positions import ask_about_positions
from dashboard.ui.repair import forget_repaired
from dashboard.ui.session import Scene
from dashboard.ui.sheet_choice import sheet_choice
from dashboard.ui.theme import quiet
from dashboard.ui.wizard import mapping_wizard

_OFFER_MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: its account, or a fault, or neither while it waits for its mapping. mapping_json: how it was read."""

    account: FileAccount | None = None
    fault: str = ""
    mapping_json: str = ""


def file_card(scene: Scene, one: Dropped, common: Common, outcome: Outcome) -> None:
    """Show a file with what came of it, and the way to read it otherwise."""
    with st.container(key=f"{one.key}:card"):
        facts, choice = st.columns((7, 4), vertical_alignment="top")
        with facts:
            if outcome.account is None:
                file_name(one.file.name, "cannot be read like this" if outcome.fault else "waits until its columns are mapped")
            else:
                file_facts(_without_asked(outcome.account), outcome.mapping_json)
        with choice:
            if one.own is None:
                _choice(one, scene.project.store.mappings(), outcome.account)
            else:
                st.button("Take these repaired rows out", key=f"{one.key}:out", on_click=forget_repaired, args=(one.file,))
        if sheets := _sheets(one, outcome):
            sheet_choice(one, sheets, _sheet_taken(one))
        if outcome.account is not None:
            ask_about_positions(one, outcome.account.positions, _read_as(outcome), key=f"{one.key}:whole")
        if outcome.account is not None and _may_be_offered(one):
            _offers(scene, one, outcome.account)
        if one.waits_for_mapping:
            mapping_wizard(scene, one, common)
        elif one.choice == BY_COLUMNS:
            _mapped(scene, one)


def _sheets(one: Dropped, outcome: Outcome) -> tuple[str, ...]:
    """Return the sheets or layers of a file, where there are several."""
    if one.own is not None:
        return ()
    if outcome.account is not None:
        return outcome.account.parts
    look = _look(one)
    return look.sheets if look else ()


def _sheet_taken(one: Dropped) -> str:
    """Return the sheet that was taken unasked, empty where a person chose one or a big file would have to be read for it."""
    look = None if one.settled.sheet or not _is_small(one) else _look(one)
    return look.sheet if look else ""


def _look(one: Dropped) -> Look | None:
    """Look at a file; None where there is no table to see without being told more than the file says."""
    try:
        return look_once(one)
    except UnreadableFileError:
        return None


def _offers(scene: Scene, one: Dropped, account: FileAccount) -> None:
    """Offer other ways to read a file that is recognised."""
    if _look(one) is None:
        return
    if scene.project.store.mappings():
        offer_kept(scene, one)
    offer_columns(scene, one, account)


def _without_asked(account: FileAccount) -> FileAccount:
    """Return an account without the notes that the card asks about below it."""
    return replace(account, notes=tuple(note for note in account.notes if note not in account.positions.notes))


def _read_as(outcome: Outcome) -> Mapping:
    return read_mapping(outcome.mapping_json.encode(), "mapping") if outcome.mapping_json else Mapping()


def _choice(one: Dropped, saved: tuple[SavedMapping, ...], account: FileAccount | None) -> None:
    """Offer every way to read the file. The choice is kept by the file, since a widget forgets when it is not shown."""
    recognised = f"{one.key}:recognised"
    if account is not None and one.choice == AS_RECOGNISED:
        st.session_state[recognised] = account.format_name
    name = str(st.session_state.get(recognised, ""))
    widget = f"{one.key}:format"
    options = choices(saved)
    st.session_state[widget] = one.choice if one.choice in options else AS_RECOGNISED
    st.selectbox(
        "How to read it",
        options,
        key=widget,
        format_func=lambda choice: choice_words(choice, name),
        on_change=lambda: one.choose(st.session_state[widget]),
    )


def _may_be_offered(one: Dropped) -> bool:
    """Whether to offer another way to read a file that is recognised; a big one is not read a second time for it."""
    return one.choice == AS_RECOGNISED and one.own is None and _is_small(one)


def _is_small(one: Dropped) -> bool:
    return len(one.file.data) <= _OFFER_MAX_BYTES


def _mapped(scene: Scene, one: Dropped) -> None:
    """Show a finished mapping, with the way back into it."""
    mapping = one.settled.over(read_mapping(one.mapped.encode(), "mapping"))
    quiet(columns_words({column: " and ".join(names) for column, names in mapping.headings.items()}))
    with st.container(key=f"{one.key}:mapped-actions", horizontal=True):
        st.button("Change the mapping", key=f"{one.key}:change", on_click=one.reopen_mapping)
        download("Mapping (JSON)", "mapping", ".json", write_mapping(mapping), key=f"{one.key}:mapped-json")
    keep_mapping(scene, one, mapping)
