"""How the pages look: the style sheet, the colours of the theme, and the few pieces of HTML that several pages share.

Every text that goes into HTML passes `html_text`, ours included.
"""

import base64
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import streamlit as st

from dashboard.present.encode import html_text
from dashboard.present.palette import MAP_PALETTES, VERDICT_STYLES, Theme

_STYLE_SHEET = Path(__file__).parent / "web" / "page.css"
_LOGO = Path(__file__).parent / "web" / "icon.png"
_VIEW_BOX = "-3 -3 30 30"
NoticeKind = Literal["caution", "fault", "note", "done"]


def theme() -> Theme:
    """Return the theme the visitor's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def install_style() -> None:
    """Put the style sheet and the theme's colours on the page."""
    shown = theme()
    palette = MAP_PALETTES[shown]
    colours = {
        "panel": palette.panel,
        "ink": palette.panel_text,
        "soft": palette.panel_soft,
        "line": palette.panel_line,
        "ground": "#f3f5f7" if shown == "light" else "#1a2129",
        "accent": "#1f5f8b" if shown == "light" else "#7cbde6",
        "caution": "#fdf3dc" if shown == "light" else "#2e2715",
        "caution-line": "#e0b64a" if shown == "light" else "#8a6d1f",
        "fault": "#fdeae6" if shown == "light" else "#351d18",
        "fault-line": "#c8553d",
        "done": "#e5f4ee" if shown == "light" else "#14291f",
        "done-line": "#3d9a75",
    }
    variables = "".join(f"--cf-{name}:{value};" for name, value in colours.items())
    icons = "".join(f"--cf-icon-{rank}:url({icon_uri(verdict)});" for rank, verdict in enumerate(VERDICT_STYLES))
    logo = base64.b64encode(_LOGO.read_bytes()).decode()
    st.html(
        f"<style>{_STYLE_SHEET.read_text(encoding='utf-8')}\n:root{{{variables}{icons}--cf-logo:url(data:image/png;base64,{logo})}}</style>"
    )


def icon(verdict: str, size_px: int = 18) -> str:
    """Return a verdict's shape as HTML. It is decoration: the verdict always stands in words beside it."""
    return f'<img class="cf-icon" src="{icon_uri(verdict)}" width="{size_px}" height="{size_px}" alt="">'


def icon_uri(verdict: str) -> str:
    """Return a verdict's shape, as the map draws it, as the address of an image."""
    style, palette = VERDICT_STYLES[verdict], MAP_PALETTES[theme()]
    outline = f'<path d="{style.path}" fill="none" stroke="{palette.mark_outline}" stroke-width="2.6" stroke-linejoin="round"/>'
    shape = f'<path d="{style.path}" fill="{style.colour(theme())}" fill-rule="evenodd"/>'
    glyph = f'<path d="{style.glyph}" fill="none" stroke="{palette.glyph}" stroke-width="2.6" stroke-linecap="round"/>'
    body = outline + shape + (glyph if style.glyph else "")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_VIEW_BOX}" width="60" height="60">{body}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"


def verdict_chip(verdict: str, said: str = "") -> str:
    """Return a verdict as HTML: its shape and its words, or those of another language."""
    return f'<span class="cf-verdict">{icon(verdict)}{html_text(said or verdict)}</span>'


def notice(kind: NoticeKind, heading: str, lines: Iterable[str] = ()) -> None:
    """Say something that must not be missed; outside text is welcome in heading and lines."""
    body = "".join(f"<li>{html_text(line)}</li>" for line in lines)
    role = "alert" if kind == "fault" else "status"
    points = f"<ul>{body}</ul>" if body else ""
    st.html(f'<div class="cf-notice cf-{kind}" role="{role}"><strong>{html_text(heading)}</strong>{points}</div>')


def heading(text: str, aside: str = "") -> None:
    """Write the heading of a section, with a quiet remark beside it."""
    remark = f'<span class="cf-aside">{html_text(aside)}</span>' if aside else ""
    st.html(f'<h2 class="cf-heading">{html_text(text)}{remark}</h2>')


def quiet(text: str) -> None:
    """Write a remark in small print."""
    st.html(f'<p class="cf-quiet">{html_text(text)}</p>')
