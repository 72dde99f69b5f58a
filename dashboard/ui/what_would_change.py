"""What would change if another kept version were in use: worked out when asked, counts and reports with the reasons, a file."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.domain.agreement import Agreement
from dashboard.drafts import read_kept
from dashboard.engine.reassess import Reassessment
from dashboard.language.catalogue import Language
from dashboard.present.encode import html_text
from dashboard.present.reassess_words import Counts, changes_shown, counts_shown, summary_words
from dashboard.reassessments import what_would_change
from dashboard.report.changes import changes_csv
from dashboard.store.kept import StoredAgreement
from dashboard.ui import link
from dashboard.ui.agreement_names import version_name
from dashboard.ui.attempt import EXPECTED
from dashboard.ui.downloads import download
from dashboard.ui.language_choice import choose_language
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene, working
from dashboard.ui.theme import heading, notice, quiet, verdict_chip

KEPT, STOPPED = "reassess:kept", "reassess:stopped"
"""Where the session keeps the last answer with what it is of, and that the work was stopped."""
_ROWS_MAX = 500
_ROWS_SEEN = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a comparison is of: the revision in view, the other version, the language of reasons."""

    revision: int
    other: str
    language: Language


@dataclass(frozen=True, slots=True)
class _Answer:
    told: Reassessment
    other: Agreement
    file: bytes


def would_change(scene: Scene) -> None:
    """Offer to hold what is in view against another kept version, once there is one."""
    others = [one for one in scene.project.store.agreements() if one.id != scene.picture.stored_agreement.id]
    if not others:
        return
    heading("What would change", "the reports in view under another version; nothing is put to use")
    names = {one.id: version_name(scene.project, one) for one in others}
    ids = list(names)
    chosen = st.selectbox("Another version", ids, index=len(ids) - 1, key="reassess:other", format_func=names.__getitem__)
    choose_language("reassess:language")
    asked = _Asked(scene.picture.revision, chosen, link.asked().language)
    pressed = st.button("Work out what would change", key="reassess:go")
    place = st.empty()
    if pressed:
        _work_out(scene, asked, next(one for one in others if one.id == chosen), place)
    kept: tuple[_Asked, _Answer] | None = st.session_state.get(KEPT)
    if st.session_state.pop(STOPPED, False):
        notice("note", "It was stopped", ("Nothing was kept. Press the button again to work it out.",))
    elif kept is not None and kept[0] == asked:
        _show(kept[1], scene.picture.situation.agreement, asked.language)


def _work_out(scene: Scene, asked: _Asked, other: StoredAgreement, place: DeltaGenerator) -> None:
    project = scene.project
    try:
        agreement = read_kept(project.store, other, project.gazetteer, project.theatre.time_zone)
    except EXPECTED as error:
        notice("fault", "This version can no longer be read", str(error).splitlines())
        return
    with working(place, on_stop=lambda: st.session_state.update({STOPPED: True}), key="reassessing") as progress:
        told = what_would_change(scene.picture.situation, agreement, progress, language=asked.language)
        progress(1.0, "writing the file")
        st.session_state[KEPT] = (asked, _Answer(told, agreement, changes_csv(told.changes)))


def _show(answer: _Answer, in_use: Agreement, language: Language) -> None:
    told = answer.told
    notice("done" if told.changes.empty else "note", summary_words(told))
    quiet("Rows: the verdict by the version in use. Columns: by the other one. Reports that a revision replaced count too.")
    st.html(_matrix(counts_shown(told)))
    if told.changes.empty:
        return
    shown = changes_shown(told, _ROWS_MAX, in_use, answer.other)
    if len(told.changes) > len(shown):
        quiet(f"The first {len(shown):,} of {len(told.changes):,} are listed; the file holds all.")
    st.dataframe(
        shown,
        key="reassess:rows",
        hide_index=True,
        height=table_height(min(len(shown), _ROWS_SEEN)),
        row_height=ROW_PX,
        column_config={
            "Verdict, in use": st.column_config.TextColumn(width=150),
            "Verdict, the other": st.column_config.TextColumn(width=150),
            "Why": st.column_config.TextColumn(width=320),
        },
        alt="Observations whose verdict, clause or reason would change, with why",
    )
    download("What would change (CSV)", f"changes-{language}", ".csv", answer.file, key="get:changes")


def _matrix(counts: Counts) -> str:
    heads = "".join(f"<th>{verdict_chip(one)}</th>" for one in counts.verdicts)
    body = "".join(_row(verdict, number, counts.rows[number]) for number, verdict in enumerate(counts.verdicts))
    head = f'<thead><tr><th scope="col">{html_text("In use, the other →")}</th>{heads}</tr></thead>'
    return f'<div class="cf-scroll"><table class="cf-table cf-matrix">{head}<tbody>{body}</tbody></table></div>'


def _row(verdict: str, number: int, cells: tuple[int, ...]) -> str:
    kinds = ["cf-same" if at == number else "cf-other" if count else "" for at, count in enumerate(cells)]
    said = "".join(f'<td class="{kind}">{f"{count:,}" if count else "–"}</td>' for kind, count in zip(kinds, cells, strict=True))
    return f'<tr><th scope="row">{verdict_chip(verdict)}</th>{said}</tr>'
