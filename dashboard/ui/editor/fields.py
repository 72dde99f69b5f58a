"""Fields of the forms: each stands for one path of the draft, and says beside it what is at fault there.

What a field shows goes along with it as its default, never by way of the session: a browser fills that in a moment late, and what
it reports in between, an empty field, would be taken for a change.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.draft_words import beside_field, is_still_empty
from dashboard.ingest.agreements.tree import Path
from dashboard.ingest.agreements.typed import metres_of_text
from dashboard.present.encode import html_text
from dashboard.ui.editor import desk


def tell(checked: CheckedDraft, path: Path, *, below: bool = True, label: str = "") -> None:
    """Say what is at fault at a path, and under it. label: what the field is called here, other than in the file."""
    faults = checked.at(path, below=below)
    said = dict.fromkeys(beside_field(fault, str(path[-1]), label) for fault in faults)
    if said:
        lines = "".join(f"<p>{html_text(one)}</p>" for one in said)
        kind = "cf-still-empty" if all(map(is_still_empty, faults)) else ""
        st.html(f'<div class="cf-field-fault {kind}" role="{"status" if kind else "alert"}">{lines}</div>')


def text_field(
    checked: CheckedDraft,
    path: Path,
    label: str,
    *,
    needed: bool = False,
    hint: str | None = None,
    example: str = "",
    if_empty: str = "",
    reading: Callable[[str], str] = str,
) -> None:
    """Ask for one line of text. needed: an empty one is a fault. reading: makes of what is typed what the file says.

    Shown while nothing is typed: an example, told to be one, or what it means to leave the field empty.
    """
    shown = f"such as {example}" if example else if_empty
    key = desk.widget(path)
    args = (path, key, needed, reading)
    st.text_input(label, desk.current().text(*path), key=key, on_change=_take_text, args=args, help=hint, placeholder=shown)
    tell(checked, path, label=label)


def length_field(checked: CheckedDraft, path: Path, label: str, *, needed: bool = False) -> None:
    """Ask for a length in metres, which may be typed in kilometres too; it is never taken for another unit than was typed."""
    hint = "Metres, or with its unit: 25000, 25 000 m, 25 km, 7.5 km."
    text_field(checked, path, label, needed=needed, hint=hint, reading=metres_of_text)


def long_text_field(checked: CheckedDraft, path: Path, label: str) -> None:
    """Ask for a text of several lines."""
    key = desk.widget(path)
    st.text_area(label, desk.current().text(*path), key=key, on_change=_take_text, args=(path, key, False), height=90)
    tell(checked, path, label=label)


def number_field(
    checked: CheckedDraft, path: Path, label: str, *, step: float, needed: bool = False, hint: str | None = None
) -> None:
    """Ask for a number, which may be left empty."""
    key, value = desk.widget(path), _number(desk.current().text(*path))
    st.number_input(
        label, value=value, key=key, step=step, format="%g", on_change=_take_number, args=(path, key, needed), help=hint
    )
    tell(checked, path, label=label)


def choice_field(
    checked: CheckedDraft,
    path: Path,
    label: str,
    options: Mapping[str, str],
    *,
    needed: bool = False,
    hint: str | None = None,
) -> None:
    """Ask for one of some values, each with its words; a value that is none of them stands as it is."""
    value = desk.current().text(*path)
    key = desk.widget(path)
    known = tuple(options) if value in options else (value, *options)
    st.selectbox(
        label,
        known,
        index=known.index(value),
        key=key,
        format_func=lambda one: options.get(one, one),
        on_change=_take_text,
        args=(path, key, needed),
        help=hint,
    )
    tell(checked, path, label=label)


def many_field(
    checked: CheckedDraft,
    path: Path,
    label: str,
    options: Iterable[str],
    *,
    words: Callable[[str], str] = str,
    needed: bool = False,
    own: bool = False,
    empty: str = "",
    hint: str | None = None,
) -> None:
    """Ask for several values of a list. own: others can be typed. empty: what it means to choose none."""
    chosen: Sequence[str] = desk.current().texts(*path)
    key = desk.widget(path)
    st.multiselect(
        label,
        tuple(dict.fromkeys((*options, *chosen))),
        default=list(dict.fromkeys(chosen)),
        key=key,
        format_func=words,
        accept_new_options=own,
        placeholder=empty or "Choose",
        on_change=_take_list,
        args=(path, key, needed),
        help=hint,
    )
    tell(checked, path, label=label)


def _take_text(path: Path, key: str, needed: bool, reading: Callable[[str], str] = str) -> None:
    desk.put(path, reading((st.session_state[key] or "").strip()), needed=needed)


def _take_number(path: Path, key: str, needed: bool) -> None:
    value = st.session_state[key]
    desk.put(path, "" if value is None else f"{value:.12g}", needed=needed)


def _take_list(path: Path, key: str, needed: bool) -> None:
    desk.put(path, [one.strip() for one in st.session_state[key] if one.strip()], needed=needed)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
