"""Mapping an unknown table: five questions in plain words, with what the answers come to tried out at once."""

from dataclasses import dataclass

import streamlit as st

from dashboard.ingest.intake import UnreadableFileError
from dashboard.ingest.look import Look
from dashboard.ingest.mappings.draft import Draft, faults, fits, mapping_from, roles_from
from dashboard.ingest.mappings.guess import Guess, looks_headless
from dashboard.ingest.mappings.mapping import Mapping, MappingError, read_mapping, write_mapping
from dashboard.present.mapping_words import fault_words
from dashboard.ui.downloads import download
from dashboard.ui.dropped import Common, Dropped, guesses_once, look_once
from dashboard.ui.keep_mapping import offer_kept
from dashboard.ui.odd_positions import ask_about_positions
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.trial import show_trial
from dashboard.ui.wizard_columns import Missing, columns_step, writing_step
from dashboard.ui.wizard_words import constants_step, words_step

_HEADLESS = "Put a line with names of columns above it and drop the file again; otherwise that row is taken for the names."
_MISSING = {
    "order": "Choose in step 2 which number of a date is the day. It is not guessed: a wrong day would be a wrong accusation.",
    "numbers": "Choose in step 2 what the numbers in the column of dates count.",
}


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was answered, and what is still to be told of the dates."""

    draft: Draft
    missing: Missing


def mapping_wizard(scene: Scene, one: Dropped, common: Common) -> None:
    """Show the whole way from unknown columns to a mapping; UnreadableFileError where the file is no table."""
    look = look_once(one)
    with st.container(key=f"{one.key}:wizard", border=True):
        quiet("Say once what the columns of this table hold; nothing of the file is changed or lost.")
        if looks_headless(look):
            notice("caution", "The first line looks like a row, not like names of columns", (_HEADLESS,))
        if look.why_none:
            with st.expander("Why it was not recognised", key=f"{one.key}:why"):
                quiet(look.why_none)
        offer_kept(scene, one)
        answers = _ask(scene, one, look, common)
        _outcome(scene, one, look, answers, common)


def _ask(scene: Scene, one: Dropped, look: Look, common: Common) -> _Answers:
    guesses = guesses_once(scene, one)
    start = _start(one, look, guesses, common)
    parties = scene.picture.situation.agreement.parties
    roles = columns_step(one.key, look, guesses, start)
    writing = writing_step(one.key, look, roles, start, scene.project.theatre.bounds)
    words = words_step(one.key, look, roles, start, parties)
    constants = constants_step(one.key, roles, start, parties)
    draft = Draft(
        roles,
        words,
        constants,
        time_zone=writing.time_zone,
        date_order=writing.date_order,
        time_format=writing.time_format,
        coordinate_order=writing.coordinate_order,
    )
    return _Answers(draft, writing.missing)


def _start(one: Dropped, look: Look, guesses: tuple[Guess, ...], common: Common) -> Draft:
    """Return the answers to begin with: those given before, those of the mapping that was handed in, or the guesses."""
    mapping = _mapping_so_far(one, common)
    if mapping is None or not mapping.columns or not fits(mapping, look.header):
        return Draft({guess.heading: guess.role for guess in guesses}, time_zone=common.time_zone)
    return Draft(
        roles_from(mapping, look.header),
        mapping.values,
        mapping.constants,
        mapping.time_zone or common.time_zone,
        mapping.date_order,
        mapping.time_format,
        mapping.coordinate_order,
    )


def _mapping_so_far(one: Dropped, common: Common) -> Mapping | None:
    text = str(st.session_state.get(f"{one.key}:draft", "")) or common.mapping_json
    try:
        return read_mapping(text.encode(), "mapping") if text else None
    except MappingError:
        return None  # the page has said so where the mapping was handed in


def _outcome(scene: Scene, one: Dropped, look: Look, answers: _Answers, common: Common) -> None:
    heading("5. What comes of it")
    said = [fault_words(kind, names) for kind, names in faults(answers.draft)]
    said += [_MISSING[answers.missing]] if answers.missing else []
    if said:
        notice("caution", "Not ready yet", said)
        return
    mapping = mapping_from(answers.draft, _mapping_so_far(one, common) or Mapping())
    st.session_state[f"{one.key}:draft"] = write_mapping(mapping).decode()
    try:
        counts = show_trial(scene, look, one.settled.over(mapping), key=one.key)
    except UnreadableFileError as error:
        notice("fault", "It cannot be read like this", (str(error),))
        return
    ask_about_positions(one, counts, one.settled.over(mapping), key=f"{one.key}:tried")
    _finish(one, one.settled.over(mapping))


def _finish(one: Dropped, mapping: Mapping) -> None:
    with st.container(key=f"{one.key}:finish", horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Read the whole file this way",
            key=f"{one.key}:finish-now",
            type="primary",
            on_click=one.finish_mapping,
            args=(mapping,),
        )
        download("Mapping (JSON)", "mapping", ".json", write_mapping(mapping), key=f"{one.key}:mapping-json")
