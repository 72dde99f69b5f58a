"""The ways out of a provision: one form each, all of its conditions to hold."""

import streamlit as st

from dashboard.domain.columns import MEANS
from dashboard.domain.notifications import CLAIMS
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.surroundings import ACT_CODES
from dashboard.present.agreement_words import act_choice
from dashboard.ui.editor import desk
from dashboard.ui.editor.fields import choice_field, many_field, tell
from dashboard.ui.editor.zones import zone_called
from dashboard.ui.theme import quiet

_CLAIMS = {"": "nothing", **{claim: claim.replace("-", " ") for claim in CLAIMS}}


def exemptions_form(checked: CheckedDraft, number: int) -> None:
    """Ask for each way out. One suffices; within one, all that is said has to hold."""
    path = ("provisions", number, "exempt")
    count = desk.current().count(*path)
    if not count:
        quiet("None. Add one for what the clause allows.")
    for entry in range(count):
        _exemption(checked, (*path, entry))
    tell(checked, path, below=False)
    st.button("Add an exemption", key=desk.widget(path, "add"), on_click=_add, args=((*path, count),))


def _exemption(checked: CheckedDraft, path: tuple[str | int, ...]) -> None:
    draft = desk.current()
    zones = {draft.text("zones", one, "id"): zone_called(one) for one in range(draft.count("zones"))}
    with st.container(border=True, key=desk.widget(path, "box")):
        tell(checked, path, below=False)
        left, right = st.columns(2)
        with left:
            many_field(checked, (*path, "acts"), "The act is", ACT_CODES, words=act_choice, empty="Any act")
            known = (*draft.texts("agreement", "parties"), "monitors")
            many_field(checked, (*path, "parties"), "By", known, own=True, empty="Anyone")
            _announced(checked, path)
        with right:
            many_field(checked, (*path, "means"), "Seen by", MEANS[:-1], empty="Any means")
            many_field(checked, (*path, "outside"), "Outside", zones, words=lambda one: zones.get(one, one), empty="Anywhere")
            choice_field(checked, (*path, "claimed"), "Claimed to be", _CLAIMS)
        st.button("Remove this exemption", key=desk.widget(path, "out"), on_click=desk.take_out, args=(path,))


def _announced(checked: CheckedDraft, path: tuple[str | int, ...]) -> None:
    key = desk.widget((*path, "notified"))
    is_so = bool(desk.current().text(*path, "notified"))
    st.checkbox("Announced beforehand", is_so, key=key, on_change=_take_announced, args=(path, key))
    tell(checked, (*path, "notified"))


def _take_announced(path: tuple[str | int, ...], key: str) -> None:
    desk.put((*path, "notified"), "true" if st.session_state[key] else "")


def _add(path: tuple[str | int, ...]) -> None:
    desk.put(path, {}, needed=True, anew=True)
