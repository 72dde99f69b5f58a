"""How a provision holds: a cap instead of a ban, hours of the day, phased in, or for a person to judge."""

import streamlit as st

from dashboard.domain.agreement import QUOTA_PARTS
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.tree import Path, Plain
from dashboard.ingest.agreements.typed import period_of_text
from dashboard.ui.editor import desk
from dashboard.ui.editor.fields import many_field, number_field, tell, text_field

_PERIODS = {"": "the whole time", "day": "each day", "week": "each week, from Monday", "month": "each month"}
_DAYS = "days"
_QUOTA: Plain = {"count_max": "", "per": ["zone"]}
_TERMS: dict[str, tuple[str, Plain]] = {
    "quota": ("A cap instead of a ban", _QUOTA),
    "daily": ("Only at some hours of the day", {"from": "", "to": ""}),
    "phase_in": ("Phased in", {"within": ""}),
    "judged_by": ("For a person to judge", "person"),
}


def terms_form(checked: CheckedDraft, number: int) -> None:
    """Offer each of the terms; one that is switched on asks for its own."""
    with st.expander("Terms: cap, hours of the day, phase-in, judgement", expanded=_has_terms(number)):
        for name in _TERMS:
            path = ("provisions", number, name)
            if _switch(path, name):
                _FORMS[name](checked, path)
            tell(checked, path, below=False)


def _has_terms(number: int) -> bool:
    return any(desk.current().at("provisions", number, name) for name in _TERMS)


def _switch(path: Path, name: str) -> bool:
    key = desk.widget(path, "on")
    is_on = bool(desk.current().at(*path))
    return bool(st.toggle(_TERMS[name][0], is_on, key=key, on_change=_turn, args=(path, name, key)))


def _turn(path: Path, name: str, key: str) -> None:
    if st.session_state[key]:
        after = desk.current().put(path, _TERMS[name][1])
        desk.edit(after.put((*path[:-1], "why"), "", needed=True) if name == "judged_by" else after, anew=True)
        return
    after = desk.current().taken_out(path)
    desk.edit(after.taken_out((*path[:-1], "why")) if name == "judged_by" else after, anew=True)


def _quota(checked: CheckedDraft, path: Path) -> None:
    most, per, period = st.columns(3)
    with most:
        number_field(checked, (*path, "count_max"), "At most", step=1.0, needed=True)
    with per:
        many_field(checked, (*path, "per"), "Counted for each", (*QUOTA_PARTS, "agreement"), needed=True)
    with period:
        _period(checked, (*path, "period"))


def _period(checked: CheckedDraft, path: Path) -> None:
    """Ask in what time a cap is counted: one of the calendar, or so many days, which are asked for beneath."""
    quota = desk.current().at(*path[:-1])
    stands = quota.get(str(path[-1])) if isinstance(quota, dict) else None
    way = "" if stands is None else str(stands) if stands and stands in _PERIODS else _DAYS
    key = desk.widget(path, "way")
    ways = (*_PERIODS, _DAYS)
    words = {**_PERIODS, _DAYS: "each so many days"}
    st.selectbox(
        "In", ways, index=ways.index(way), key=key, format_func=lambda one: words[one], on_change=_turn_period, args=(path, key)
    )
    if way == _DAYS:
        hint = "They are counted from the agreement's first day."
        text_field(checked, path, "How many days", needed=True, example="7 days", hint=hint, reading=period_of_text)
    else:
        tell(checked, path, label="In")


def _turn_period(path: Path, key: str) -> None:
    way = st.session_state[key]
    desk.put(path, "" if way == _DAYS else way, needed=way == _DAYS, anew=True)


def _daily(checked: CheckedDraft, path: Path) -> None:
    start, end = st.columns(2)
    with start:
        text_field(checked, (*path, "from"), "From, local time of day", needed=True, example="22:00")
    with end:
        text_field(checked, (*path, "to"), "To", needed=True, example="06:00")


def _phase_in(checked: CheckedDraft, path: Path) -> None:
    by, within, since = st.columns(3)
    is_by = bool(desk.current().at(*path, "complete_by"))
    with by:
        text_field(checked, (*path, "complete_by"), "Complete by", example="2026-03-15")
    with within:
        text_field(checked, (*path, "within"), "Or within", example="14 days", needed=not is_by)
    with since:
        text_field(checked, (*path, "from"), "Counted from", if_empty="its beginning")


def _judged(checked: CheckedDraft, path: Path) -> None:
    text_field(checked, (*path[:-1], "why"), "Why only a person can judge it", needed=True, example="self-defence is preserved")


_FORMS = {"quota": _quota, "daily": _daily, "phase_in": _phase_in, "judged_by": _judged}
