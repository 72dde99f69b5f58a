"""The panel beside the map: the chosen incident, or where none is chosen what the selection adds up to."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.accounts import note
from dashboard.domain.message import message
from dashboard.domain.people import EventKind
from dashboard.engine.explanation import Worded
from dashboard.engine.explanation_rows import NOTHING
from dashboard.language.catalogue import Language
from dashboard.language.say import say
from dashboard.present.detail import IncidentDetail, ObservationEntry, incident_detail
from dashboard.present.encode import html_text
from dashboard.present.incident_list import Beside, beside
from dashboard.present.palette import VERDICT_STYLES
from dashboard.present.selection import Selection
from dashboard.present.tally import TallyRow, tally, tally_by_zone
from dashboard.ui import link
from dashboard.ui.covered import looked_beside
from dashboard.ui.docket import docket_of
from dashboard.ui.jump import land
from dashboard.ui.language_choice import choose_language
from dashboard.ui.review_history import decision_html
from dashboard.ui.session import Scene
from dashboard.ui.theme import icon, notice, quiet, verdict_chip
from dashboard.ui.visitor import visitor

PANEL = "panel"
"""Where it stands on the page: to be jumped to."""
_TALLY_ROWS_MAX = 9
_SEEN = "panel:seen"


def incident_panel(scene: Scene, selection: Selection, looked: str, *, height: int) -> None:
    """Show the chosen incident or the summary, in a panel of `height` CSS pixels that scrolls by itself.

    looked: what stands beside every count.
    """
    chosen = link.asked().incident
    with st.container(key=PANEL, height=height, border=True):
        if chosen is None:
            _summary(scene, selection, looked)
        else:
            _incident(scene, selection, chosen)
    land(PANEL, only_from_below=True)


def _incident(scene: Scene, selection: Selection, chosen: str) -> None:
    situation = scene.picture.situation
    position = situation.position_of(chosen)
    place = beside(scene.facets, situation, selection, position, link.asked().order)
    _steps(place, len(selection.incidents))
    if position is None:
        notice("note", f"No incident {chosen} in the data in view", ("It may belong to a file that was withdrawn.",))
        return
    if place.place is None:
        quiet("This incident is outside the present filters.")
    note_look(scene, chosen)
    choose_language("panel:language")
    detail = incident_detail(situation, position, scene.zone, link.asked().language)
    st.html(detail_html(detail, scene.zone, decision_html(docket_of(scene), chosen, in_full=visitor().sees_everything)))
    if lines := looked_beside(scene, position):
        st.html(looked_html(lines, detail.language))


def looked_html(lines: Sequence[str], language: Language) -> str:
    """Return who looked at the zones of an incident while it lasted as HTML."""
    title = html_text(say(message("coverage.then-title"), language))
    body = "".join(f"<li>{html_text(line)}</li>" for line in lines)
    return f'<details class="cf-findings" lang="{language}" open><summary>{title}</summary><ul>{body}</ul></details>'


def note_look(scene: Scene, incident: str) -> None:
    """Write down, once a visit, that somebody who signed in opened an incident and saw who reported it and exactly where."""
    seen: set[str] = st.session_state.setdefault(_SEEN, set())
    if incident not in seen and visitor().session is not None and visitor().sees_everything:
        note(scene.project.store, EventKind.LOOKED, incident)
        seen.add(incident)


def _steps(place: Beside, count: int) -> None:
    with st.container(key="panel-head", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<span class="cf-aside">{_place_words(place.place, count)}</span>', width="stretch")
        for label, key, other, end in (("Previous", "before", place.before, "first"), ("Next", "after", place.after, "last")):
            said = f"This is the {end} of the incidents listed, or none of them." if other is None else None
            st.button(label, key=f"panel:{key}", on_click=_choose, args=(other,), disabled=other is None, help=said)
        st.button("Close", key="panel:close", on_click=_choose, args=(None,))


def _choose(incident: str | None) -> None:
    link.change(incident=incident)


def _place_words(place: int | None, count: int) -> str:
    return "" if place is None else html_text(f"{place + 1:,} of {count:,}")


def detail_html(detail: IncidentDetail, zone: ZoneInfo, people: str) -> str:
    """Return an incident as HTML, its times local to `zone`; every text in it is encoded. people: their decision, as HTML."""
    chip = verdict_chip(detail.verdict, detail.verdict_said)
    label = html_text(say(message("standing.title"), detail.language))
    machine = f'<p class="cf-machine"><span class="cf-quiet">{label}</span> {chip}</p>'
    # What people decided is told in the language of the page, whatever that of the explanations.
    decision = f'<div lang="en">{people}</div>'
    head = f'<header lang="{detail.language}">{machine}{decision}{title_html(detail, zone)}</header>'
    return f'<article class="cf-incident">{head}{evidence_html(detail)}</article>'


def title_html(detail: IncidentDetail, zone: ZoneInfo) -> str:
    """Return what, when, where and how well told an incident is as HTML, without its verdict."""
    # The words of another language for a time name its clock themselves.
    clock = f' <span class="cf-quiet">{html_text(zone.key)}</span>' if detail.language == "en" else ""
    return (
        f"<h3>{html_text(detail.title[:1].upper() + detail.title[1:])}</h3>"
        f'<p class="cf-when">{html_text(detail.when)}{clock}</p>'
        f"<p>{html_text(detail.where)}</p>"
        f'<p class="cf-quiet">{html_text(detail.corroboration)} · {html_text(detail.incident_id)}</p>'
    )


def evidence_html(detail: IncidentDetail) -> str:
    """Return an incident's observations as HTML, each with its verdict explained, in the language of its facts."""
    return f'<ol class="cf-observations" lang="{detail.language}">{"".join(map(_observation, detail.observations))}</ol>'


def _observation(entry: ObservationEntry) -> str:
    earlier = f'<span class="cf-tag">{html_text(entry.superseded)}</span>' if entry.superseded else ""
    facts = "".join(f"<dt>{html_text(label)}</dt><dd>{html_text(value)}</dd>" for label, value in entry.facts)
    why = entry.why
    return (
        f'<li class="{"cf-earlier" if entry.superseded else ""}">'
        f'<p class="cf-when">{html_text(entry.when)}{earlier}</p>'
        f'<p class="cf-id">{html_text(entry.observation_id)}</p>'
        f'<p class="cf-sentence">{icon(entry.verdict, 16)}{html_text(why.sentence)}. {html_text(why.source)}.</p>'
        f'{_changes(why)}{_table(why)}<p class="cf-quiet">{html_text(why.standing)}.</p>'
        f'<dl class="cf-facts">{facts}</dl></li>'
    )


def _changes(why: Worded) -> str:
    if not why.changes:
        return ""
    lines = "".join(f"<li>{html_text(line)}.</li>" for line in why.changes)
    return f'<details class="cf-findings" open><summary>{html_text(why.change_title)}</summary><ul>{lines}</ul></details>'


def _table(why: Worded) -> str:
    """Return the table behind the sentence, without what nothing can be said of, and the sentences of all other findings."""
    rows = "".join(_thing(cells, why.columns) for cells in why.rows)
    others = "".join(f"<li>{html_text(said)}.</li>" for said in why.findings[1:])
    more = f"<p>{html_text(why.others_title)}</p><ul>{others}</ul>" if others else ""
    return (
        f'<details class="cf-findings"><summary>{html_text(why.table_title)}</summary>'
        f'<div class="cf-behind">{rows}</div>{more}</details>'
    )


def _thing(cells: tuple[str, ...], columns: tuple[str, ...]) -> str:
    said = [(name, cell) for name, cell in zip(columns[1:], cells[1:], strict=True) if cell != NOTHING]
    facts = "".join(f"<dt>{html_text(name)}</dt><dd>{html_text(cell)}</dd>" for name, cell in said)
    return f'<p>{html_text(cells[0])}</p><dl class="cf-facts">{facts}</dl>'


def _summary(scene: Scene, selection: Selection, looked: str) -> None:
    if not len(scene.picture.situation.incidents):
        lines = (f"{looked[:1].upper()}{looked[1:]}.", "Load a file on the Upload page, or show the sample again there.")
        notice("note", "No observation is in view", lines)
        return
    if not len(selection.incidents):
        said = looked[:1].upper() + looked[1:]
        notice(
            "note", "No incident matches the filters", (f"{said}.", "Lift one of them, undo the last change, or choose all days.")
        )
        return
    situation = scene.picture.situation
    parts = [
        _tally_html(scene, "By zone, finding there", "zones", tally_by_zone(scene.facets, selection)),
        _tally_html(scene, "By act", "acts", tally(scene.facets, situation, selection, "acts")),
        _tally_html(scene, "By region", "regions", tally(scene.facets, situation, selection, "regions")),
    ]
    st.html("".join(parts))
    quiet(
        "Choose a mark, a row or a bar to look closer. An incident counts once in every zone, act and region it touches. "
        "What was not watched may have gone unreported: the strip under the timeline says who looked."
    )


def _tally_html(scene: Scene, title: str, name: str, rows: tuple[TallyRow, ...]) -> str:
    if not rows:
        return ""
    signs = "".join(f'<th title="{html_text(verdict)}">{icon(verdict, 16)}</th>' for verdict in VERDICT_STYLES)
    body = "".join(_tally_row(scene.labels.of(name, row.value), row) for row in rows[:_TALLY_ROWS_MAX])
    more = len(rows) - _TALLY_ROWS_MAX
    rest = f'<p class="cf-quiet">and {more:,} more</p>' if more > 0 else ""
    return (
        f'<table class="cf-tally"><thead><tr><th>{html_text(title)}</th>{signs}</tr></thead><tbody>{body}</tbody></table>{rest}'
    )


def _tally_row(label: str, row: TallyRow) -> str:
    numbers = "".join(f'<td class="{"" if number else "cf-none"}">{number:,}</td>' for number in row.by_verdict)
    return f"<tr><th>{html_text(label)}</th>{numbers}</tr>"
