"""Fields of the forms: each stands for one path of the draft, and says beside it what is at fault there."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.tree import Path
from dashboard.present.encode import html_text
from dashboard.ui.editor import desk


def tell(checked: CheckedDraft, path: Path, *, below: bool = True) -> None:
    """Say what is at fault at a path, and under it."""
    said = dict.fromkeys(fault.said for fault in checked.at(path, below=below))
    if said:
        lines = "".join(f"<p>{html_text(one)}</p>" for one in said)
        st.html(f'<div class="cf-field-fault" role="alert">{lines}</div>')


def text_field(
    checked: CheckedDraft, path: Path, label: str, *, needed: bool = False, hint: str | None = None, example: str = ""
) -> None:
    """Ask for one line of text. needed: an empty one is a fault. example: shown while nothing is typed."""
    key = _filled(path, desk.current().text(*path))
    st.text_input(label, key=key, on_change=_take_text, args=(path, key, needed), help=hint, placeholder=example)
    tell(checked, path)


def long_text_field(checked: CheckedDraft, path: Path, label: str) -> None:
    """Ask for a text of several lines."""
    key = _filled(path, desk.current().text(*path))
    st.text_area(label, key=key, on_change=_take_text, args=(path, key, False), height=90)
    tell(checked, path)


def number_field(
    checked: CheckedDraft, path: Path, label: str, *, step: float, needed: bool = False, hint: str | None = None
) -> None:
    """Ask for a number, which may be left empty."""
    key = _filled(path, _number(desk.current().text(*path)))
    st.number_input(label, key=key, step=step, format="%g", on_change=_take_number, args=(path, key, needed), help=hint)
    tell(checked, path)


def choice_field(
    checked: CheckedDraft, path: Path, label: str, options: Mapping[str, str], *, needed: bool = False, hint: str | None = None
) -> None:
    """Ask for one of some values, each with its words; a value that is none of them stands as it is."""
    value = desk.current().text(*path)
    key = _filled(path, value)
    known = tuple(options) if value in options else (value, *options)
    st.selectbox(
        label,
        known,
        key=key,
        format_func=lambda one: options.get(one, one),
        on_change=_take_text,
        args=(path, key, needed),
        help=hint,
    )
    tell(checked, path)


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
    key = _filled(path, list(chosen))
    st.multiselect(
        label,
        tuple(dict.fromkeys((*options, *chosen))),
        key=key,
        format_func=words,
        accept_new_options=own,
        placeholder=empty or "Choose",
        on_change=_take_list,
        args=(path, key, needed),
        help=hint,
    )
    tell(checked, path)


def _filled(path: Path, value: object) -> str:
    """Give a widget what stands in the draft, unless it is on the page already; return its key."""
    key = desk.widget(path)
    st.session_state.setdefault(key, value)
    return key


def _take_text(path: Path, key: str, needed: bool) -> None:
    desk.put(path, (st.session_state[key] or "").strip(), needed=needed)


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
