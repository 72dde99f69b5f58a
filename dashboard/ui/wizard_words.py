"""The next two questions of the mapping: what the file's own words mean, and what is the same for every row."""

from collections.abc import Sequence

import streamlit as st

from dashboard.ingest.look import WORDS_MAX, Look
from dashboard.ingest.mappings.draft import Draft, understood, without_unchanged
from dashboard.ingest.mappings.vocabulary import why_open
from dashboard.present.encode import html_text
from dashboard.present.mapping_words import ROLE_TITLES, VOCABULARIES, word_label
from dashboard.present.sentences import count_of
from dashboard.ui.theme import heading, quiet

_COLUMNS = ("act", "weapon", "means", "party")
_WIDTHS = (5, 5, 6)
Words = Sequence[tuple[str, int]]


def words_step(key: str, look: Look, roles: dict[str, str], start: Draft, parties: Sequence[str]) -> dict[str, dict[str, str]]:
    """Ask what the words of acts, weapons, means and parties are to be read as; return those that need a mapping."""
    heading("3. What do the words mean?", "choose for those we do not understand, or leave them: they stay as reported")
    named = {role: name for name, role in roles.items() if role in _COLUMNS}
    if not named:
        quiet("No column of happenings, weapons, means or parties is chosen above, so there are no words to go through.")
    chosen = {}
    for column in (one for one in _COLUMNS if one in named):
        st.html(f'<p class="cf-step"><strong>{html_text(named[column])}</strong> {html_text(ROLE_TITLES[column])}</p>')
        words, before = look.words.get(named[column], ()), start.words.get(column, {})
        chosen[column] = _column(f"{key}:words:{column}", column, words, before, parties)
    return chosen


def _column(place: str, column: str, words: Words, before: dict[str, str], parties: Sequence[str]) -> dict[str, str]:
    if not words:
        quiet(f"It has more than {WORDS_MAX} different values, or none: they stay as reported.")
        return before
    as_read = {word: understood(column, word, parties) for word, _ in words}
    known = [pair for pair in words if as_read[pair[0]]]
    unknown = [pair for pair in words if not as_read[pair[0]]]
    first = {**as_read, **before}
    meant = _ask(place, column, unknown, first, parties, offset=0)
    if known:
        label = f"{count_of(len(known), 'word')} understood already" if unknown else f"All {len(known)} words are understood"
        with st.expander(label, key=f"{place}:known"):
            meant |= _ask(place, column, known, first, parties, offset=len(unknown))
    return without_unchanged(meant, as_read)


def _ask(place: str, column: str, words: Words, first: dict[str, str], parties: Sequence[str], *, offset: int) -> dict[str, str]:
    options = ("", *VOCABULARIES.get(column, tuple(parties)))
    meant = {}
    for number, (word, times) in enumerate(words, start=offset):
        widget = f"{place}:{number}"
        st.session_state.setdefault(widget, first[word] if first[word] in options else "")
        left, middle, _ = st.columns(_WIDTHS, vertical_alignment="center")
        left.html(_word_line(column, word, times))
        meant[word] = str(
            middle.selectbox(
                f"Meaning of word {number + 1} of {column}",
                options,
                key=widget,
                format_func=lambda code: word_label(column, code),
                label_visibility="collapsed",
            )
        )
    return meant


def _word_line(column: str, word: str, times: int) -> str:
    """Return a word with how often it stands there and, where it is well known and says too little, why it is asked about."""
    said = count_of(times, "row")
    if column == "act" and (reason := why_open(word)):
        said = f"{said} · {reason}"
    return f'<div class="cf-column"><strong>{html_text(word)}</strong><span>{html_text(said)}</span></div>'


def constants_step(key: str, roles: dict[str, str], start: Draft, parties: Sequence[str]) -> dict[str, str]:
    """Ask for what holds of every row without a value; return the canonical columns with their constant."""
    heading("4. Is anything the same for every row?", "only if you know it and the file does not say it; may be left empty")
    open_columns = [column for column in ("means", "source", "act", "party", "radius_m") if column not in roles.values()]
    if not open_columns:
        quiet("The file says everything there is to ask here.")
        return {}
    fields = st.columns(len(open_columns), vertical_alignment="bottom")
    given = {}
    for column, field in zip(open_columns, fields, strict=True):
        with field:
            given[column] = _constant(key, column, start.constants.get(column, ""), parties)
    return {column: text for column, text in given.items() if text}


def _constant(key: str, column: str, first: str, parties: Sequence[str]) -> str:
    widget, label = f"{key}:constant:{column}", ROLE_TITLES[column].capitalize()
    st.session_state.setdefault(widget, first)
    if column in ("source", "radius_m"):
        return str(st.text_input(label, key=widget)).strip()
    options = ("", *VOCABULARIES.get(column, tuple(parties)))
    if st.session_state[widget] not in options:
        st.session_state[widget] = ""
    return str(
        st.selectbox(label, options, key=widget, format_func=lambda code: word_label(column, code) if code else "not said")
    )
