"""The page on which an agreement is written: what is at fault, the forms of one part beside the map, and saving."""

import streamlit as st

from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.draft_words import fault_lines
from dashboard.present.sentences import count_of
from dashboard.ui.attempt import EXPECTED, attempt
from dashboard.ui.editor import desk
from dashboard.ui.editor.drawn import sketch_of_zone, take_sketch
from dashboard.ui.editor.general import general_form
from dashboard.ui.editor.preview import preview
from dashboard.ui.editor.provisions import provisions_form, zones_of_chosen
from dashboard.ui.editor.saving import saving
from dashboard.ui.editor.zones import zone_worked_on, zones_form
from dashboard.ui.in_force_picture import in_force_picture
from dashboard.ui.jump import land
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice
from dashboard.ui.told import tell_told

_PARTS = ("Agreement", "Zones", "Provisions", "In force when", "Save")
_SAID_MAX = 6


def editor(scene: Scene) -> None:
    """Show the draft on the desk."""
    checked = desk.checked(scene)
    _keep(scene)
    tell_told(desk.APART)
    with st.container(key=desk.TOP):
        heading(f"Draft: {desk.current().text('agreement', 'title') or 'without a title yet'}", "not in use until it is saved")
        land(desk.TOP)  # after the heading, which would stand there twice for a moment when the next run draws it alone
    _bar(scene)
    part = st.segmented_control("Part", _PARTS, default=_PARTS[0], key="desk:part", label_visibility="collapsed") or _PARTS[0]
    _faults(checked)
    if part == "Save":
        saving(scene, checked)
        return
    if part == "In force when":
        in_force_picture(checked.agreement, key="desk:in-force")
        return
    forms, on_map = st.columns([48, 52], gap="medium")
    with forms:
        if part == "Agreement":
            general_form(checked)
        elif part == "Zones":
            zones_form(scene, checked)
        else:
            provisions_form(checked)
    with on_map:
        zone_id = zone_worked_on() if part == "Zones" else ""
        worked_on = frozenset({zone_id} - {""}) if part == "Zones" else zones_of_chosen(checked)
        shown = worked_on if part != "Agreement" else frozenset()
        sketch = sketch_of_zone() if part == "Zones" else None
        corners = preview(scene, checked, look_at=zone_id, worked_on=shown, sketch=sketch)
    if corners and sketch:
        take_sketch(corners, sketch)
        st.rerun()


def _keep(scene: Scene) -> None:
    try:
        desk.keep(scene.project.unsaved)
    except EXPECTED as error:
        said = str(error).splitlines()
        notice("fault", "The draft could not be written to the data folder: a page reloaded would lose it", said)


def _bar(scene: Scene) -> None:
    with st.container(key="desk-bar", horizontal=True):
        can_undo = desk.can_undo()
        st.button(
            "Undo",
            key="desk:undo",
            on_click=desk.undo,
            disabled=not can_undo,
            help=None if can_undo else "Nothing was changed yet.",
        )
        st.button("Discard", key="desk:discard", on_click=attempt, args=(desk.discard, scene.project.unsaved))
        st.button("Back to the agreement in use", key="desk:leave", on_click=lambda: desk.show(is_shown=False))


def _faults(checked: CheckedDraft) -> None:
    if not checked.faults:
        notice("done", "Everything is complete. It can be saved.", checked.agreement.notes)
        return
    said = fault_lines(desk.current(), checked)
    more = [f"and {len(said) - _SAID_MAX} more"] if len(said) > _SAID_MAX else []
    notice("caution", f"{count_of(len(said), 'thing')} to mend or supply before it can be saved", [*said[:_SAID_MAX], *more])
