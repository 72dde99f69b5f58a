"""The dashboard's pages and what they share. Start with `python -m dashboard` or `streamlit run dashboard/app.py`."""

import sys
from pathlib import Path

import streamlit as st

_ROOT = Path(__file__).resolve().parent.parent
if str(_ROOT) not in sys.path:
    sys.path.insert(0, str(_ROOT))  # `streamlit run` puts the script's own folder there, not the repository's

from dashboard.ui.frame import show  # noqa: E402 # needs the path above
from dashboard.views.agreement import agreement  # noqa: E402
from dashboard.views.overview import overview  # noqa: E402
from dashboard.views.upload import upload  # noqa: E402

_MARK = _ROOT / "dashboard" / "ui" / "web" / "icon.png"

st.set_page_config(page_title="Ceasefire monitoring", page_icon=str(_MARK), layout="wide")
_HOME = st.Page(lambda: show(overview), title="Overview", default=True)


def _overview_by_name() -> None:
    """Lead the address /overview, which Streamlit gives to no start page, to the overview; a link's view goes along."""
    st.switch_page(_HOME, query_params={name: st.query_params.get_all(name) for name in st.query_params})


st.navigation(
    [
        _HOME,
        st.Page(_overview_by_name, title="Overview", url_path="overview", visibility="hidden"),
        st.Page(lambda: show(upload), title="Upload", url_path="upload"),
        st.Page(lambda: show(agreement), title="Agreement", url_path="agreement"),
    ],
    position="top",
).run()
