"""Published agreements as files: each to download, fill in and load again."""

import streamlit as st

from dashboard.ingest.agreements.templates import WARNING, Template
from dashboard.present.encode import html_text
from dashboard.present.sentences import count_of
from dashboard.ui.downloads import download
from dashboard.ui.theme import heading, quiet
from dashboard.workflows import agreement_templates


def templates_to_start_from() -> None:
    """List the templates with their sources and what each still asks for."""
    heading("Published texts as files", "to fill in elsewhere and load here")
    quiet(WARNING)
    for number, one in enumerate(agreement_templates()):
        with st.container(key=f"template-{one.name}", horizontal=True, vertical_alignment="center", border=True):
            st.html(_line(one), width="stretch")
            download("Download", one.name, ".yaml", one.data, key=f"get:template:{number}")


def _line(one: Template) -> str:
    asks = "".join(f"<li>{html_text(ask)}</li>" for ask in one.asks)
    supply = f'<details><summary>{count_of(len(one.asks), "thing")} to supply</summary><ul class="cf-notes">{asks}</ul></details>'
    return f'<div class="cf-line"><strong>{html_text(one.title)}</strong><span>{html_text(one.source)}</span></div>{supply}'
