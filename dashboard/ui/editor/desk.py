"""The draft on the desk: every step of it can be undone, one discarded can be brought back, and a page reloaded loses none.

Whatever is on the desk is kept in the data folder too, under a key of its own, from where any page can go on with it.
"""

from dataclasses import dataclass

import streamlit as st

from dashboard.drafts import read_draft
from dashboard.ingest.agreements.draft import Draft
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.tree import Path
from dashboard.ui.jump import jump_to
from dashboard.ui.session import Scene
from dashboard.ui.told import tell_next
from dashboard.unsaved import UnsavedDrafts, new_key

_DRAFT, _EARLIER, _ROUND, _OPEN, _CHECKED = "desk:draft", "desk:earlier", "desk:round", "desk:open", "desk:checked"
_DISCARDED, _UNREAD = "desk:discarded", "desk:unread"
_KEY, _KEPT, _WRITER, APART = "desk:key", "desk:kept", "desk:writer", "desk:apart"
"""APART: where it is told that another session goes on with the same draft, and this one with a copy."""
_UNDO_MAX = 100
TOP = "desk-top"
"""Key of the place where the editor begins, which is brought into sight when it opens."""


@dataclass(frozen=True, slots=True)
class _Reading:
    draft: Draft
    revision: int
    checked: CheckedDraft


def draft() -> Draft | None:
    """Return the draft on the desk, None where there is none."""
    found: Draft | None = st.session_state.get(_DRAFT)
    return found


def current() -> Draft:
    """Return the draft on the desk; KeyError where there is none."""
    found: Draft = st.session_state[_DRAFT]
    return found


def is_open() -> bool:
    """Whether the page shows the draft rather than the agreement in use."""
    return draft() is not None and bool(st.session_state.get(_OPEN))


def show(*, is_shown: bool) -> None:
    """Show the draft, from its top, or the agreement in use; the draft stays as it is."""
    st.session_state[_OPEN] = is_shown
    if is_shown:
        jump_to(TOP)


def begin(new: Draft, kept_as: str = "") -> None:
    """Put a draft on the desk; one that lies there already stays in the data folder. kept_as: its key, where it has one."""
    for name in (_DRAFT, _EARLIER, _KEPT):
        st.session_state.pop(name, None)
    st.session_state[_KEY] = kept_as or new_key()
    edit(new, anew=True)
    for key in ("desk:bounds", "desk:looks", "desk:zone", "desk:provision", "desk:part"):  # the two in the middle: see chooser
        st.session_state.pop(key, None)
    show(is_shown=True)


def edit(after: Draft, *, anew: bool = False) -> None:
    """Change the draft. anew: what forms show is to be filled in anew, since more than their own field has changed."""
    before = draft()
    if before is not None and after != before:
        st.session_state[_EARLIER] = (*st.session_state.get(_EARLIER, ()), before)[-_UNDO_MAX:]
    st.session_state[_DRAFT] = after
    if anew:
        _fill_anew()


def put(path: Path, value: object, *, needed: bool = False, anew: bool = False) -> None:
    """Change what stands at a path; see Draft.put."""
    edit(current().put(path, value, needed=needed), anew=anew)  # type: ignore[arg-type] # forms give texts and lists of texts


def take_out(path: Path) -> None:
    """Take out an item of a list, or a key."""
    edit(current().taken_out(path), anew=True)


def can_undo() -> bool:
    """Whether there is a step to undo."""
    return bool(st.session_state.get(_EARLIER))


def undo() -> None:
    """Go back by one step."""
    *earlier, last = st.session_state[_EARLIER]
    st.session_state[_EARLIER] = tuple(earlier)
    st.session_state[_DRAFT] = last
    _fill_anew()


def keep(unsaved: UnsavedDrafts) -> None:
    """Write the draft to the data folder where it changed since it was last written. OSError."""
    if st.session_state.get(_KEPT) is current():
        return
    key: str = st.session_state[_KEY]
    kept = unsaved.keep(key, current(), _writer())
    if kept != key:
        st.session_state[_KEY] = kept
        said = "This draft is being changed elsewhere too, in another tab or by somebody else"
        tell_next(APART, "caution", said, ("You go on with a copy of your own; the other one is listed on the Agreement page.",))
    st.session_state[_KEPT] = current()


def take(unsaved: UnsavedDrafts, key: str) -> None:
    """Go on with a draft that is kept. Raises NoSuchDraftError, OSError."""
    if draft() is not None and st.session_state.get(_KEY) == key:
        show(is_shown=True)
        return
    begin(unsaved.take(key, _writer()), key)


def discard(unsaved: UnsavedDrafts, key: str = "") -> None:
    """Let go of a draft: that on the desk, or the one of a key. It can be brought back until another is discarded."""
    own: str = st.session_state.get(_KEY, "")
    wanted = key or own
    on_desk = draft() if wanted == own else None
    st.session_state[_DISCARDED] = on_desk or unsaved.take(wanted, _writer())
    unsaved.forget(wanted)
    if on_desk is not None:
        _take_off()


def clear(unsaved: UnsavedDrafts) -> None:
    """Take the draft off the desk for good: it was kept as a version."""
    unsaved.forget(st.session_state[_KEY])
    st.session_state.pop(_DISCARDED, None)
    _take_off()


def _take_off() -> None:
    for name in (_DRAFT, _EARLIER, _KEPT, _KEY):
        st.session_state.pop(name, None)
    show(is_shown=False)


def _writer() -> str:
    """Return the name of this session as a writer of drafts."""
    name: str = st.session_state.setdefault(_WRITER, new_key())
    return name


def has_discarded() -> bool:
    """Whether a discarded draft can be brought back."""
    return _DISCARDED in st.session_state


def bring_back() -> None:
    """Put the draft that was discarded last on the desk again."""
    begin(st.session_state.pop(_DISCARDED))


def checked(scene: Scene) -> CheckedDraft:
    """Return how the draft reads; read once for each change of it, or of what is known of the theatre."""
    kept: _Reading | None = st.session_state.get(_CHECKED)
    if kept is None or kept.draft is not current() or kept.revision != scene.picture.revision:
        kept = _Reading(current(), scene.picture.revision, read_draft(current(), scene.project.gazetteer))
        st.session_state[_CHECKED] = kept
    return kept.checked


def widget(path: Path, *more: str) -> str:
    """Return the key of the widget for a path. It changes when forms are to be filled in anew."""
    return ":".join(map(str, ("desk", st.session_state.get(_ROUND, 0), *path, *more)))


def unread(key: str) -> str | None:
    """Return what was typed into a widget and could not be read, None where all was."""
    found: str | None = st.session_state.get(_UNREAD, {}).get(key)
    return found


def keep_unread(key: str, text: str | None) -> None:
    """Remember what was typed and could not be read, so that it outlives the widget; None where it can."""
    kept = {other: typed for other, typed in st.session_state.get(_UNREAD, {}).items() if other != key}
    st.session_state[_UNREAD] = kept if text is None else {**kept, key: text}


def _fill_anew() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_UNREAD] = {}
