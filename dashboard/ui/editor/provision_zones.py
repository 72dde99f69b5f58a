"""Where a provision holds and whom it binds: the same zones for all, or for each party its own."""

import streamlit as st

from dashboard.ingest.agreements.draft import SHAPE
from dashboard.ingest.agreements.draft_edits import by_party, for_all
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.drawing import is_line
from dashboard.ui.editor import desk
from dashboard.ui.editor.fields import many_field, tell
from dashboard.ui.editor.zones import zone_called
from dashboard.ui.theme import quiet

_WAYS = ("the same for all", "by party")


def zones_and_bound(checked: CheckedDraft, number: int) -> None:
    """Ask for zones and parties."""
    path = ("provisions", number, "zones")
    is_by_party = isinstance(desk.current().at(*path), dict)
    parties = desk.current().texts("agreement", "parties")
    key = desk.widget(path, "way")
    st.segmented_control("Zones are", _WAYS, default=_WAYS[is_by_party], key=key, on_change=_turn, args=(number, key))
    areas = _areas()
    if is_by_party:
        for party in parties:
            many_field(
                checked, (*path, party), f"Zones of {_plain(party)}", areas, words=lambda one: areas.get(one, one), empty="None"
            )
        tell(checked, path, below=False)
        if not parties:
            quiet("Name the parties of the agreement first.")
        return
    many_field(checked, path, "Zones in which it holds", areas, words=lambda one: areas.get(one, one), needed=True)
    many_field(checked, ("provisions", number, "binds"), "Whom it binds", parties, empty="Everyone, whoever they are")


def _turn(number: int, key: str) -> None:
    turned = by_party if st.session_state[key] == _WAYS[1] else for_all
    desk.edit(turned(desk.current(), number), anew=True)


def _areas() -> dict[str, str]:
    draft = desk.current()
    return {
        draft.text("zones", number, "id"): zone_called(number)
        for number in range(draft.count("zones"))
        if not is_line(draft.at("zones", number, "geometry", SHAPE))
    }


def _plain(party: str) -> str:
    """Return a name for a label, which would read marks in it as markup: every mark as a character reference."""
    return "".join(sign if sign.isalnum() or sign == " " else f"&#{ord(sign)};" for sign in party)
