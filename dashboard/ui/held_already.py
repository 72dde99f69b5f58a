"""Dropped files whose bytes are in view already: that is said before anything is asked of them, and they are not added again."""

import hashlib
from collections.abc import Sequence
from datetime import UTC

import streamlit as st

from dashboard.store.kept import Upload
from dashboard.ui.dropped import Dropped
from dashboard.ui.theme import notice


def let_held_be(dropped: Sequence[Dropped], uploads: Sequence[Upload]) -> tuple[Dropped, ...]:
    """Say which files are in view already, and return the others with those that a person wants read once more."""
    held = {upload.sha256: upload for upload in uploads if upload.kind != "sample"}
    wanted = []
    for one in dropped:
        upload = None if one.own or st.session_state.get(_again(one)) else held.get(hashlib.sha256(one.file.data).hexdigest())
        if upload is None:
            wanted.append(one)
        else:
            _say(one, upload)
    return tuple(wanted)


def _say(one: Dropped, upload: Upload) -> None:
    name = "" if upload.file_name == one.file.name else f" as {upload.file_name}"
    since = f"{upload.loaded_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    notice(
        "note",
        f"{one.file.name} is in view already{name}, since {since}",
        ("It is not read or added again. To read it in another way, withdraw it under “Files in view” first.",),
    )
    st.button("Read it once more all the same", key=f"{one.key}:held", on_click=_read_again, args=(one,))


def _again(one: Dropped) -> str:
    return f"{one.key}:once-more"


def _read_again(one: Dropped) -> None:
    st.session_state[_again(one)] = True
