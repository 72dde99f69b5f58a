"""What can be done about an incident now, as one form: a reason, evidence, and a button with its key for each step."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.domain.access import roles_for
from dashboard.domain.review import Decision
from dashboard.domain.review_events import (
    Action,
    Comment,
    Conclude,
    Confirm,
    Outcome,
    Propose,
    Reopen,
    Return,
    TakeUp,
    Withdraw,
    called,
    same_person,
)
from dashboard.domain.review_states import Open, Proposed, Returned, State, UnderReview
from dashboard.reviews import decide
from dashboard.store.reviews import needs
from dashboard.ui.attempt import EXPECTED
from dashboard.ui.docket import Desk
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice, quiet
from dashboard.ui.visitor import may

_FORM, _DONE, _REFUSED = "review:form", "review:done", "review:refused"
_TEXT_MAX = 4_000


@dataclass(frozen=True, slots=True)
class _Step:
    """One button. key: the keyboard's. make: the action from reason and evidence."""

    name: str
    label: str
    key: str
    make: Callable[[str, tuple[str, ...]], Action]


_TAKE_UP = _Step("take-up", "Take up", "t", lambda text, _: TakeUp(text))
_TAKE_OVER = _Step("take-up", "Take over", "t", lambda text, _: TakeUp(text))
_PROPOSE = _Step("propose", "Propose to confirm", "p", Propose)
_CONFIRM = _Step("confirm", "Confirm", "y", Confirm)
_NONE = _Step("none", "Not a violation", "n", lambda text, more: Conclude(Outcome.NOT_A_VIOLATION, text, more))
_UNCLEAR = _Step("unclear", "Cannot be determined", "d", lambda text, more: Conclude(Outcome.CANNOT_BE_DETERMINED, text, more))
_RETURN = _Step("return", "Return for information", "e", lambda text, _: Return(text))
_WITHDRAW = _Step("withdraw", "Withdraw", "w", lambda text, _: Withdraw(text))
_REOPEN = _Step("reopen", "Reopen", "o", lambda text, _: Reopen(text))
_COMMENT = _Step("comment", "Comment", "m", lambda text, _: Comment(text))
STEPS = (_TAKE_UP, _TAKE_OVER, _PROPOSE, _CONFIRM, _NONE, _UNCLEAR, _RETURN, _WITHDRAW, _REOPEN, _COMMENT)
"""Every button there is, each with its key."""


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """Who decides on which incident, having seen what. form: the key of the form that holds what was typed."""

    scene: Scene
    desk: Desk
    incident: str
    who: str
    form: str


def review_steps(scene: Scene, desk: Desk, incident: str, who: str) -> None:
    """Show the form for the steps that are open as things stand."""
    _tell_done()
    point = desk.docket.standpoint(incident)
    steps, others = _allowed((*_steps(desk.docket.review(incident).state, who, reopened=point.reopened), _COMMENT))
    form = f"{_FORM}:{incident}:{st.session_state.get(_FORM, 0)}"
    case = _Case(scene, desk, incident, who, form)
    with st.form(form, border=False):
        st.text_area("Reason or comment", key=f"{form}:text", max_chars=_TEXT_MAX, height=80)
        st.text_area("Evidence: links, hashes or references, one a line", key=f"{form}:evidence", max_chars=_TEXT_MAX, height=68)
        with st.container(key="review-buttons", horizontal=True):
            for step in steps:
                st.form_submit_button(
                    step.label,
                    key=f"review:{step.name}",
                    shortcut=step.key,
                    disabled=not who,
                    on_click=_carry_out,
                    args=(case, step),
                )
    if not who:
        quiet("Say who you are, above, to decide.")
    if others:
        quiet(f"For others to do: {', '.join(others)}.")


def _steps(state: State, who: str, *, reopened: bool) -> tuple[_Step, ...]:
    """Return the steps that a state leaves open to somebody. What the record refuses for another reason it says itself."""
    match state:
        case UnderReview(by=by):
            return (_PROPOSE, _NONE, _UNCLEAR, _RETURN, _WITHDRAW) if same_person(by, who) else (_TAKE_OVER,)
        case Open() | Returned():
            return (_TAKE_UP,)
        case Proposed() if not reopened:
            return (_CONFIRM, _RETURN, _WITHDRAW)
        case _:
            return (_TAKE_UP,) if reopened else (_REOPEN, _WITHDRAW)


def _allowed(steps: tuple[_Step, ...]) -> tuple[list[_Step], list[str]]:
    """Return the steps that the visitor's roles allow, and in words those they do not, with the roles that do."""
    allowed, others = [], []
    for step in steps:
        needed = needs(Decision("", step.make("", ()), 0, ""))
        if may(needed):
            allowed.append(step)
        else:
            others.append(f"{step.label} ({' or '.join(roles_for(needed))})")
    return allowed, others


def _carry_out(case: _Case, step: _Step) -> None:
    text = str(st.session_state[f"{case.form}:text"])
    evidence = tuple(str(st.session_state[f"{case.form}:evidence"]).splitlines())
    action = step.make(text, evidence)
    try:
        event = decide(case.scene.project.store, case.desk.docket, case.incident, action, case.who)
    except EXPECTED as error:
        # Said beside the form rather than above the page, where somebody who scrolled down to decide would not see it.
        st.session_state[_REFUSED] = str(error)
        return
    st.session_state[_DONE] = f"{called(event.who)} {event.action.done}"
    # Another form begins empty; after a refusal this one stays, with all that was typed.
    st.session_state[_FORM] = st.session_state.get(_FORM, 0) + 1


def _tell_done() -> None:
    if done := st.session_state.pop(_DONE, ""):
        notice("done", f"Kept: {done}")
    if refused := st.session_state.pop(_REFUSED, ""):
        notice("fault", "This could not be done; nothing was changed", refused.splitlines())
