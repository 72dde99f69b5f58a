"""The provisions of a draft: one chosen and changed, read back in words as it stands."""

import streamlit as st

from dashboard.domain.agreement import Provision
from dashboard.domain.weapon_systems import systems
from dashboard.domain.weapons import CLASSES
from dashboard.ingest.agreements.draft_edits import free_id
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.surroundings import ACT_CODES
from dashboard.ingest.agreements.tree import Plain
from dashboard.present.agreement_words import act_choice, read_back
from dashboard.present.encode import html_text
from dashboard.ui.editor import desk
from dashboard.ui.editor.chooser import choose, chooser, chosen
from dashboard.ui.editor.exemptions import exemptions_form
from dashboard.ui.editor.fields import long_text_field, many_field, number_field, tell, text_field
from dashboard.ui.editor.provision_zones import zones_and_bound
from dashboard.ui.editor.spans import times_form
from dashboard.ui.editor.terms import terms_form
from dashboard.ui.editor.zones import zone_names
from dashboard.ui.theme import quiet


def provisions_form(checked: CheckedDraft) -> None:
    """Choose a provision and change it, or add one."""
    with st.container(key="desk-provision-choice", horizontal=True, vertical_alignment="bottom"):
        chooser("provisions", _called)
        st.button("Add a provision", key="desk:provision:add", on_click=_add)
    at = chosen("provisions")
    if at is None:
        quiet("There is no provision yet. Add one for each clause that can be held against a report.")
        return
    _provision_form(checked, at)


def zones_of_chosen(checked: CheckedDraft) -> frozenset[str]:
    """Return the ids of the zones in which the provision holds that is being changed."""
    at = chosen("provisions")
    provision = None if at is None else _made(checked, at)
    return frozenset(provision.zone_ids if provision else ())


def _provision_form(checked: CheckedDraft, number: int) -> None:
    path = ("provisions", number)
    _read_back(checked, number)
    tell(checked, path, below=False)
    clause, identifier = st.columns([3, 2])
    with clause:
        text_field(checked, (*path, "clause"), "Clause, as a report should cite it", needed=True, example="para 2(a)")
    with identifier:
        text_field(checked, (*path, "id"), "Id", needed=True)
    long_text_field(checked, (*path, "text"), "Its words in the agreement")
    many_field(
        checked,
        (*path, "prohibits", "acts"),
        "Acts it prohibits, or caps",
        ACT_CODES,
        words=act_choice,
        needed=True,
        hint="An act stands for everything under it: “fire of any kind” covers artillery fire.",
    )
    zones_and_bound(checked, number)
    with st.expander("Weapons and calibres", expanded=_has_weapons(number)):
        _weapons(checked, number)
    with st.expander("Exemptions", expanded=bool(desk.current().at(*path, "exempt"))):
        exemptions_form(checked, number)
    terms_form(checked, number)
    times_form(checked, (*path, "in_force"), "In force", none="As long as agreement and zone are.")
    times_form(checked, (*path, "suspended"), "Suspended", none="Never.")


def _weapons(checked: CheckedDraft, number: int) -> None:
    path = ("provisions", number, "prohibits")
    many_field(checked, (*path, "weapons"), "Classes of weapons", CLASSES, empty="Any weapon")
    names = (system.name for system in systems())
    many_field(checked, (*path, "systems"), "Weapon systems by name", names, empty="Any system", own=True)
    low, high = st.columns(2)
    with low:
        number_field(checked, (*path, "calibre_mm", "min"), "Calibre from, mm", step=1.0)
    with high:
        number_field(checked, (*path, "calibre_mm", "max"), "Calibre up to, mm", step=1.0)
    tell(checked, (*path, "calibre_mm"), below=False)


def _has_weapons(number: int) -> bool:
    found = desk.current().at("provisions", number, "prohibits")
    return isinstance(found, dict) and len(found) > 1


def _read_back(checked: CheckedDraft, number: int) -> None:
    if checked.at(("provisions", number), below=True):
        quiet("It is read back in words here once what is at fault in it is mended.")
    elif (provision := _made(checked, number)) is not None:
        said = read_back(checked.agreement, provision, zone_names())
        st.html(f'<p class="cf-read-back">{html_text(said)}</p>')


def _made(checked: CheckedDraft, number: int) -> Provision | None:
    wanted = " ".join(desk.current().text("provisions", number, "id").split())
    return next((one for one in checked.agreement.provisions if one.id == wanted), None)


def _called(number: int) -> str:
    draft = desk.current()
    return (
        f"{draft.text('provisions', number, 'id') or number + 1}: {draft.text('provisions', number, 'clause') or 'no clause yet'}"
    )


def _add() -> None:
    draft = desk.current()
    new: Plain = {"id": free_id(draft, "provisions", "P"), "clause": "", "zones": [], "prohibits": {"acts": []}}
    choose("provisions", draft.count("provisions"))
    desk.edit(draft.put(("provisions", draft.count("provisions")), new), anew=True)
