"""The review page over a few invented incidents, some of whose texts would run if they were put on the page carelessly."""

import streamlit as st

from dashboard.ui.attempt import tell_fault
from dashboard.ui.theme import install_style
from dashboard.views.review import review
from tests.views.review_desk import ReviewScene


@st.cache_resource
def scene() -> ReviewScene:
    return ReviewScene()


st.set_page_config(page_title="Review", layout="wide")
install_style()
tell_fault()
review(scene())
