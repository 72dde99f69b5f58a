"""Two files of each kind of download, as large as reports get, that differ in one cell in their middle."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[3]))

from dashboard.ui import downloads
from tests.browser.apps.large import KINDS, large

# Who is there, and what is written down of it, is tested elsewhere: no record is opened here.
downloads.note = lambda *_told: None
downloads.project_of = lambda _session: type("Nothing", (), {"store": None})

st.set_page_config(page_title="Downloads")
for suffix in KINDS:
    for which in ("one", "other"):
        downloads.download(f"{which} {suffix}", "report", suffix, large(suffix, which), key=f"get:{which}{suffix}")
