"""One decision on several incidents: only what can do no harm, and only once it was said how many it is about."""

from dataclasses import dataclass

import streamlit as st

from dashboard.domain.review_events import Conclude, Outcome, Return, TakeUp
from dashboard.present.sentences import count_of
from dashboard.reviews import Batch, BatchAction, decide_many
from dashboard.ui.attempt import attempt
from dashboard.ui.docket import Desk
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice, quiet

_STEP, _TEXT, _DONE = "review:batch-step", "review:batch-text", "review:batch-done"
_STEPS = ("Take up for review", "Return for more information", "Not a violation")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What waits for a yes: the incidents as they were ticked, what is to be done, and by whom."""

    ids: tuple[str, ...]
    step: str
    action: BatchAction
    who: str


def batch(scene: Scene, desk: Desk, ids: tuple[str, ...], who: str) -> None:
    """Ask what to do with the ticked incidents, then whether so many are meant."""
    _tell_done()
    with st.container(key="review-batch", horizontal=True, vertical_alignment="bottom"):
        step = str(st.selectbox("Of the ticked ones", _STEPS, key=_STEP, width=240))
        text = str(st.text_input("Reason", key=_TEXT, max_chars=2_000)).strip()
        ready = bool(ids and who and (text or step == _STEPS[0]))
        label = f"Decide {count_of(len(ids), 'incident')} …"
        if st.button(label, key="review:batch-ask", disabled=not ready):
            _confirm(scene, desk, _Asked(ids, step, _action(step, text), who))
    quiet("A violation is proposed and confirmed one incident at a time.")


@st.dialog("Decide several incidents")
def _confirm(scene: Scene, desk: Desk, asked: _Asked) -> None:
    count = len(asked.ids)
    notice("caution", f"{asked.step}: {count_of(count, 'incident')}", ("It is kept as your decision on each of them.",))
    quiet(", ".join(asked.ids))
    with st.container(key="review-batch-confirm", horizontal=True):
        if st.button(f"Yes, all {count}" if count > 1 else "Yes, this one", key="review:batch-yes", type="primary"):
            attempt(_carry_out, scene, desk, asked)
            st.rerun()
        if st.button("No", key="review:batch-no"):
            st.rerun()


def _carry_out(scene: Scene, desk: Desk, asked: _Asked) -> None:
    st.session_state[_DONE] = decide_many(scene.project.store, desk.docket, asked.ids, asked.action, asked.who)


def _tell_done() -> None:
    done: Batch | None = st.session_state.pop(_DONE, None)
    if done is None:
        return
    lines = [f"{incident}: {why}" for incident, why in done.refused]
    said = f"{count_of(len(done.decided), 'incident')} decided"
    notice("caution" if lines else "done", said + (f", {len(lines)} not" if lines else ""), lines)


def _action(step: str, text: str) -> BatchAction:
    if step == _STEPS[0]:
        return TakeUp(text)
    return Return(text) if step == _STEPS[1] else Conclude(Outcome.NOT_A_VIOLATION, text)
