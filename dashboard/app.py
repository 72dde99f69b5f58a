"""The dashboard's pages and what they share. Start with `python -m dashboard` or `streamlit run dashboard/app.py`."""

import sys
from pathlib import Path

import streamlit as st

_ROOT = Path(__file__).resolve().parent.parent
if str(_ROOT) not in sys.path:
    sys.path.insert(0, str(_ROOT))  # `streamlit run` puts the script's own folder there, not the repository's

from dashboard.domain.access import Action
from dashboard.ui.frame import show
from dashboard.ui.visitor import may
from dashboard.views.agreement import agreement
from dashboard.views.overview import overview
from dashboard.views.record import RECORD_NEEDS, record
from dashboard.views.review import REVIEW_NEEDS, review
from dashboard.views.upload import UPLOAD_NEEDS, upload
from dashboard.views.users import users

_MARK = _ROOT / "dashboard" / "ui" / "web" / "icon.png"

st.set_page_config(page_title="Ceasefire monitoring", page_icon=str(_MARK), layout="wide")
_HOME = st.Page(lambda: show(overview), title="Overview", default=True)


def _overview_by_name() -> None:
    """Lead the address /overview, which Streamlit gives to no start page, to the overview; a link's view goes along."""
    st.switch_page(_HOME, query_params={name: st.query_params.get_all(name) for name in st.query_params})


_pages = [_HOME, st.Page(_overview_by_name, title="Overview", url_path="overview", visibility="hidden")]
if may(REVIEW_NEEDS):
    _pages.append(st.Page(lambda: show(review, needs=REVIEW_NEEDS), title="Review", url_path="review"))
if may(UPLOAD_NEEDS):
    _pages.append(st.Page(lambda: show(upload, needs=UPLOAD_NEEDS), title="Upload", url_path="upload"))
if may(Action.LOOK):
    _pages.append(st.Page(lambda: show(agreement), title="Agreement", url_path="agreement"))
if may(RECORD_NEEDS):
    _pages.append(st.Page(lambda: show(record, needs=RECORD_NEEDS), title="Record", url_path="record"))
if may(Action.MANAGE_USERS):
    _pages.append(st.Page(lambda: show(users, needs=Action.MANAGE_USERS), title="Users", url_path="users"))
st.navigation(_pages, position="top").run()
