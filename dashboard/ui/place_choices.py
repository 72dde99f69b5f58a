"""Names of places that could not be told: a person chooses what they mean, and says who decides and why."""

import pandas as pd
import streamlit as st

from dashboard.decisions import correct_place, corrections_in_force, revoke_correction
from dashboard.domain.observation import Point
from dashboard.ingest.places.choices import choice_of, choices_for, names_a_place
from dashboard.ingest.places.corrections import Names
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.naming import Standings
from dashboard.ingest.places.resolution import Candidate
from dashboard.present.place_names import UntoldNames, candidate_words, names_table, untold_names
from dashboard.present.places import position_words
from dashboard.present.sentences import count_of
from dashboard.report.corrections import corrections_csv, corrections_json
from dashboard.store.kept import PlaceCorrection
from dashboard.ui import link
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.language_choice import choose_language
from dashboard.ui.row_choice import row_choice
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet
from dashboard.ui.visitor import visitor

_UNTOLD, _CHOSEN, _IN_FORCE = "places:untold", "places:chosen", "places:in-force"
_TEXT_MAX = 200


def place_choices(scene: Scene) -> None:
    """Show the names that left rows unplaced or coarser, and the corrections in force; nothing where there are neither."""
    untold, kept = _untold(scene), scene.project.store.place_corrections()
    if not untold and not kept:
        return
    heading("Places that could not be told", count_of(sum(one.rows for one in untold), "row"))
    if untold:
        _choose_names(scene, untold)
    else:
        quiet("Every name in view is told.")
    if kept:
        _corrections(scene, kept)


def _untold(scene: Scene) -> tuple[UntoldNames, ...]:
    """Return the names that place nothing, or nothing as fine as they are, looked up once per revision."""
    picture = scene.picture
    found: tuple[int, tuple[UntoldNames, ...]] | None = st.session_state.get(_UNTOLD)
    if found is None or found[0] != picture.revision:
        gazetteer = scene.project.gazetteer
        standings = Standings(gazetteer, corrections_in_force(scene.project.store))
        every = untold_names(
            picture.placed.intake.observations, picture.placed.observations, lambda *names: standings.of(Names(*names)).untold
        )
        found = (picture.revision, tuple(one for one in every if names_a_place(_names(one), gazetteer)))
        st.session_state[_UNTOLD] = found
    return found[1]


def _choose_names(scene: Scene, untold: tuple[UntoldNames, ...]) -> None:
    every = [_names(one) for one in untold]
    choose_language("places:language")
    told = names_table(untold, link.asked().language)
    position = _shown_table(told, every, key=_CHOSEN, alt="Names that could not be told. Choose one to say what it means.")
    if position is None:
        quiet("Choose a line to say what its names mean. That holds for every row with the same names and no position.")
        return
    candidates = choices_for(every[position], scene.project.gazetteer)
    if not candidates:
        quiet("Nothing that is known has such a name or one like it.")
        return
    choice: Candidate | None = st.selectbox(
        "What is meant", candidates, index=None, key="places:choice", format_func=_candidate_words, placeholder="Choose a place"
    )
    who, why = _who_and_why("places")
    st.button(
        "Place them there",
        key="places:place",
        type="primary",
        disabled=choice is None or not who or not why,
        help=None if choice and who and why else "Choose a place, and say who decides and why.",
        on_click=attempt,
        args=(correct_place, scene.project.store, every[position], choice_of(choice) if choice else "", who, why),
    )


def _corrections(scene: Scene, kept: tuple[PlaceCorrection, ...]) -> None:
    heading("Corrections in force", count_of(len(kept), "correction"))
    every = [Names(*one.names) for one in kept]
    gazetteer = scene.project.gazetteer
    rows = pd.DataFrame([_row(one, gazetteer) for one in kept])
    with st.container(key="places:downloads", horizontal=True, vertical_alignment="center"):
        download("Corrections (JSON)", "corrections", ".json", corrections_json(kept), key="get:corrections")
        download("Corrections (CSV)", "corrections", ".csv", corrections_csv(kept), key="get:corrections-csv")
        quiet("The command line takes either as --corrections.")
    position = _shown_table(rows, every, key=_IN_FORCE, alt="Corrections in force. Choose one to revoke it.")
    if position is None:
        quiet("Choose a line to revoke it. The record keeps what was decided.")
        return
    who, why = _who_and_why("places:revoke")
    st.button(
        "Revoke",
        key="places:revoke",
        disabled=not who or not why,
        help=None if who and why else "Say who revokes it and why.",
        on_click=attempt,
        args=(revoke_correction, scene.project.store, every[position], who, why),
    )


def _shown_table(rows: pd.DataFrame, every: list[Names], *, key: str, alt: str) -> int | None:
    """Show a table with one line for each of `every` and return the position of the chosen one."""
    chosen = st.session_state.get(key)
    position = every.index(chosen) if chosen in every else None

    def tell(row: int | None) -> None:
        st.session_state[key] = None if row is None else every[row]
        # What was answered for other names is no answer for these.
        for answer in ("places:choice", "places:why", "places:revoke:why"):
            st.session_state.pop(answer, None)

    row_choice(
        rows.set_axis([repr(one) for one in every]),
        key=f"{key}:table",
        chosen=position,
        on_row=tell,
        columns={},
        alt=alt,
        rows_max=12,
    )
    return position


def _who_and_why(key: str) -> tuple[str, str]:
    with st.container(key=f"{key}:said", horizontal=True):
        session = visitor().session
        # Somebody who signed in decides in their own name; the store sees to that whatever is said here.
        who = session.called if session else st.text_input("Who decides", key=f"{key}:who", max_chars=_TEXT_MAX, width=260)
        why = st.text_input("Why", key=f"{key}:why", max_chars=_TEXT_MAX)
    return str(who).strip(), str(why).strip()


def _row(kept: PlaceCorrection, gazetteer: Gazetteer) -> dict[str, str]:
    region, detail, place = kept.names
    return {
        "Region": region,
        "Finer unit": detail,
        "Place": place,
        "Placed at": _chosen_words(kept.chosen, gazetteer),
        "Who": kept.who,
        "Why": kept.why,
        "When (UTC)": f"{kept.decided_at:%Y-%m-%d %H:%M}",
    }


def _chosen_words(chosen: str | Point, gazetteer: Gazetteer) -> str:
    if isinstance(chosen, Point):
        return position_words(chosen.lon, chosen.lat)
    known = gazetteer.of_code(chosen)
    return _candidate_words(known) if known else f"{chosen}, which is not known here"


def _candidate_words(one: Candidate) -> str:
    return candidate_words(one.name, one.type, one.parent_name, one.code, one.point, offered=one.offered)


def _names(one: UntoldNames) -> Names:
    return Names(one.region, one.detail, one.place)
