"""The agreement in use: its zones on a map, its provisions in words, and what is in force on a chosen day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.domain.agreement import Agreement, Zone
from dashboard.domain.intervals import Interval
from dashboard.present.agreement_words import ProvisionWords, made_words, provision_words, times_words, zone_words
from dashboard.present.encode import html_text
from dashboard.present.facets import NOBODY
from dashboard.present.map_payload import MapPayload
from dashboard.present.map_view import numbered, zone_shapes
from dashboard.present.party_words import names_a_party, not_named_words, parties_not_named
from dashboard.present.screen import home_box
from dashboard.ui.map_frame import show_map
from dashboard.ui.session import Scene, basemap_url
from dashboard.ui.situation_map import attribution, map_credits
from dashboard.ui.theme import heading, notice, quiet, theme

_MAP_PX = 640
_EARLIEST, _LATEST = date(1800, 1, 1), date(2999, 12, 31)


def agreement_in_force(scene: Scene) -> None:
    """Show facts, map, zones and provisions, all for the chosen day."""
    agreement = scene.picture.situation.agreement
    heading(agreement.title)
    _parties_not_named(scene, agreement)
    on_map, in_words = st.columns([54, 46], gap="medium")
    with in_words:
        _facts(agreement)
        period = _chosen_day(scene, agreement)
        _zones(agreement, period)
    with on_map:
        _map(scene, agreement, period)
        map_credits(scene)
    heading("Provisions")
    cards = "".join(_card(provision_words(agreement, one, period)) for one in agreement.provisions)
    st.html(f'<div class="cf-cards">{cards}</div>')


def _facts(agreement: Agreement) -> None:
    zone = ZoneInfo(agreement.time_zone)
    facts = (
        ("Kind", agreement.kind),
        ("Parties", ", ".join(agreement.parties) or "not named"),
        ("In force", times_words(agreement.in_force, zone)),
        ("Suspended", times_words(agreement.suspended, zone) if agreement.suspended else ""),
        ("Time zone", agreement.time_zone),
        ("Source", agreement.source),
        ("Version", agreement.version[:12]),
    )
    cells = "".join(f"<dt>{html_text(label)}</dt><dd>{html_text(value)}</dd>" for label, value in facts if value)
    notes = "".join(f"<li>{html_text(note)}</li>" for note in agreement.notes)
    st.html(f'<dl class="cf-facts">{cells}</dl>' + (f'<ul class="cf-notes">{notes}</ul>' if notes else ""))


def _parties_not_named(scene: Scene, agreement: Agreement) -> None:
    """Say which parties only reports name: in passing where they name one of the agreement's own too, else so that it is seen."""
    reported = [one for one in scene.facets.pairs["parties"].in_use() if one != NOBODY]
    if not (found := parties_not_named(agreement, reported)):
        return
    said, lines = not_named_words(found)
    if names_a_party(agreement, reported):
        quiet(f"{said}.")
    else:
        notice("caution", said, lines)


def _chosen_day(scene: Scene, agreement: Agreement) -> Interval:
    zone = ZoneInfo(agreement.time_zone)
    st.session_state.setdefault("agreement:day", _default_day(scene, zone))
    with st.container(key="in-force-on", horizontal=True, vertical_alignment="center"):
        chosen = st.date_input(
            "In force on", key="agreement:day", min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD", width=200
        )
        quiet(f"{agreement.time_zone} time. Map, zones and provisions follow the day.")
    day = chosen if isinstance(chosen, date) else _default_day(scene, zone)
    start, end = (datetime.combine(one, time(), zone).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    return Interval(start, end)


def _default_day(scene: Scene, zone: ZoneInfo) -> date:
    if not len(scene.facets.last_us):
        return datetime.now(zone).date()
    last = datetime.fromtimestamp((int(scene.facets.last_us.max()) - 1) / 1e6, UTC)
    return last.astimezone(zone).date()


def _map(scene: Scene, agreement: Agreement, period: Interval) -> None:
    show_map(
        MapPayload(zones=numbered(zone_shapes(agreement, period), agreement)),
        basemap_url=basemap_url(),
        view=None,
        bounds=home_box([zone.geometry for zone in agreement.zones], scene.project.theatre.bounds),
        theme=theme(),
        attribution=attribution(scene),
        height=_MAP_PX,
        key="agreement-map",
        title="Map of the agreement's zones; the table beside it names them by number",
        with_incidents=False,
    )


def _zones(agreement: Agreement, period: Interval) -> None:
    in_force = {shape.zone_id: shape.in_force for shape in zone_shapes(agreement, period)}
    rows = "".join(
        _zone_row(agreement, zone, number, is_in_force=in_force[zone.id]) for number, zone in enumerate(agreement.zones, start=1)
    )
    heads = "".join(f"<th>{html_text(head)}</th>" for head in ("", "Zone", "Kind", "In force", "Made from"))
    st.html(f'<div class="cf-scroll"><table class="cf-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>')


def _zone_row(agreement: Agreement, zone: Zone, number: int, *, is_in_force: bool) -> str:
    cells = (zone.kind, zone_words(agreement, zone), made_words(agreement, zone))
    rest = "".join(f"<td>{html_text(cell)}</td>" for cell in cells)
    sign = f'<td><span class="cf-number">{number}</span></td>'
    return f'<tr class="{"" if is_in_force else "cf-off"}">{sign}<th>{html_text(zone.name)}</th>{rest}</tr>'


def _card(words: ProvisionWords) -> str:
    state = f'<span class="cf-state {"cf-on" if words.in_force else "cf-off"}">{html_text(words.state)}</span>'
    exempt = f"<p><i>Exempt</i> {html_text(words.exemptions)}</p>" if words.exemptions else ""
    why = f'<p class="cf-why">{html_text(words.why)}</p>' if words.why else ""
    times = f"<p><i>Time</i> {html_text(words.times)}</p>" if words.times else ""
    terms = f"<p><i>Terms</i> {html_text(words.terms)}</p>" if words.terms else ""
    text = f"<blockquote>{html_text(words.text)}</blockquote>" if words.text else ""
    return (
        f'<section class="cf-card {"" if words.in_force else "cf-off"}"><header><b>{html_text(words.clause)}</b>'
        f'<span class="cf-id">{html_text(words.id)}</span>{state}</header>'
        f"<p>{html_text(words.rule)}</p>{why}{text}<p><i>Zones</i> {html_text(words.zones)}</p>{times}{terms}{exempt}</section>"
    )
