"""The zones of a draft: one chosen and changed, others added, taken out."""

import streamlit as st

from dashboard.domain.agreement import Zone
from dashboard.ingest.agreements.draft_edits import free_id, rename_zone
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.tree import Plain
from dashboard.present.agreement_words import made_words
from dashboard.present.encode import html_text
from dashboard.ui.editor import desk
from dashboard.ui.editor.chooser import choose, chooser, chosen
from dashboard.ui.editor.fields import tell, text_field
from dashboard.ui.editor.geometry import FORMS, fresh_geometry, geometry_form, offer_file
from dashboard.ui.editor.spans import times_form
from dashboard.ui.session import Scene
from dashboard.ui.theme import quiet


def zones_form(scene: Scene, checked: CheckedDraft) -> None:
    """Choose a zone and change it, or add one."""
    with st.container(key="desk-zone-choice", horizontal=True, vertical_alignment="bottom"):
        chooser("zones", zone_called)
        with st.popover("Add a zone", key=desk.widget(("zones",), "add")):  # another one after each addition, so that it closes
            _offer_new()
    at = chosen("zones")
    if at is None:
        quiet("There is no zone yet. Add one: drawn, typed, out of a map file, or so many metres from a line.")
        return
    _zone_form(scene, checked, at)


def made_zone(checked: CheckedDraft, number: int) -> Zone | None:
    """Return a zone as it reads, None where it cannot be made yet."""
    wanted = " ".join(desk.current().text("zones", number, "id").split())
    return next((zone for zone in checked.agreement.zones if zone.id == wanted), None)


def zone_worked_on() -> str:
    """Return the id of the zone that is being changed, "" where there is none."""
    at = chosen("zones")
    return "" if at is None else desk.current().text("zones", at, "id")


def _zone_form(scene: Scene, checked: CheckedDraft, number: int) -> None:
    path = ("zones", number)
    name, kind = st.columns([3, 2])
    with name:
        text_field(checked, (*path, "name"), "Name", needed=True)
    with kind:
        text_field(checked, (*path, "kind"), "Kind", example="buffer zone")
    tell(checked, path, below=False)
    geometry_form(scene, checked, number)
    zone = made_zone(checked, number)
    if zone is not None and zone.derivation:
        st.html(f'<p class="cf-read-back">The zone is {html_text(made_words(checked.agreement, zone))}.</p>')
    times_form(checked, (*path, "in_force"), "In force", none="As long as the agreement is.")
    times_form(checked, (*path, "suspended"), "Suspended", none="Never.")
    key = desk.widget((*path, "id"))
    hint = "Clauses and other zones refer to it by this; they follow when you change it."
    st.text_input("Id", desk.current().text(*path, "id"), key=key, on_change=_rename, args=(number, key), help=hint)
    tell(checked, (*path, "id"))


def _offer_new() -> None:
    quiet("How is the zone made?")
    for form, words in FORMS.items():
        st.button(words, key=f"desk:zone:add:{form}", on_click=_add, args=(form,), width="stretch")
    quiet("Or every shape of a map file, as a zone each:")
    offer_file("zones:all", many=True)


def zone_called(number: int) -> str:
    """Return how a list calls a zone: its place, and its name or id."""
    draft = desk.current()
    return f"{number + 1}. {draft.text('zones', number, 'name') or draft.text('zones', number, 'id') or 'not named yet'}"


def zone_names() -> dict[str, str]:
    """Return the names of the draft's zones by id, of those that cannot be made yet too."""
    draft = desk.current()
    numbers = range(draft.count("zones"))
    return {draft.text("zones", one, "id"): draft.text("zones", one, "name") or zone_called(one) for one in numbers}


def _add(form: str) -> None:
    draft = desk.current()
    zone: Plain = {"id": free_id(draft, "zones", "zone-"), "name": "", "geometry": fresh_geometry(draft, form)}
    choose("zones", draft.count("zones"))
    desk.edit(draft.put(("zones", draft.count("zones")), zone), anew=True)


def _rename(number: int, key: str) -> None:
    desk.edit(rename_zone(desk.current(), number, st.session_state[key].strip()), anew=True)
