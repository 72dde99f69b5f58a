"""Which incident is being reviewed: kept in the session, said in the link, and moved through the queue by key or button."""

import streamlit as st

from dashboard.present.review_queue import QueuedIds

_CHOSEN, _PLACE, _PARAMETER = "review:incident", "review:place", "incident"


def chosen() -> str | None:
    """Return the incident being reviewed: the one in the link where it was opened there, else the one chosen last."""
    asked = st.query_params.get(_PARAMETER)
    if _CHOSEN not in st.session_state and asked:
        st.session_state[_CHOSEN] = asked
    incident: str | None = st.session_state.get(_CHOSEN)
    if incident and asked != incident:
        st.query_params[_PARAMETER] = incident
    return incident


def choose(incident: str | None) -> None:
    """Review this incident from now on."""
    if incident is None:
        st.session_state.pop(_CHOSEN, None)
        st.query_params.pop(_PARAMETER, None)
    else:
        st.session_state[_CHOSEN] = incident


def neighbours(ids: QueuedIds, incident: str | None) -> tuple[str | None, str | None]:
    """Return the incidents before and after one in the queue.

    A decision can move an incident or take it out of the queue; then it is those around the place where it stood when it was
    opened, so that whoever works down a queue goes on where they were.
    """
    opened, gap = st.session_state.get(_PLACE, (None, 0))
    place = place_of(ids, incident)
    if incident != opened and place is not None:
        st.session_state[_PLACE] = (incident, place)
        gap = place
    return ids.around(gap, without=place)


def place_of(ids: QueuedIds, incident: str | None) -> int | None:
    """Return where an incident stands in the queue, None where it does not."""
    return None if incident is None else ids.place_of(incident)
