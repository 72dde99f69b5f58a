"""Downloads: our own files, because the built-in export writes formulas raw; named by their content, each one on record."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit import runtime

from dashboard.accounts import note
from dashboard.domain.people import EventKind, SignedIn
from dashboard.engine.explanation import explanations, worded
from dashboard.engine.situation import Situation
from dashboard.engine.tables import findings_table, verdict_table
from dashboard.language.catalogue import LANGUAGES, Language
from dashboard.present.incident_list import in_order
from dashboard.present.selection import Selection
from dashboard.report.decisions import PeopleSaid
from dashboard.report.download import download_name
from dashboard.report.explanations import explanations_file
from dashboard.report.findings import findings_csv
from dashboard.report.incidents import incidents_csv
from dashboard.report.observations import observations_csv, observations_geojson, observations_jsonl
from dashboard.report.verdicts import verdicts_csv
from dashboard.ui import link
from dashboard.ui.docket import docket_of
from dashboard.ui.session import Scene, project_of
from dashboard.ui.theme import quiet
from dashboard.ui.visitor import visitor

_EXPLAINED_MAX = 2_000
"""Observations explained while somebody waits."""
_ALL_MAX = 20_000
"""Observations up to which every file is made at once; of more, only the one that is asked for."""
_FILE_MAX = 300_000
"""Observations beyond which the page makes no file: the largest takes a quarter of a minute and 0.4 GB by then."""
_KEPT_FILES = 8
_TURNS = itertools.count()
_MIME = {".csv": "text/csv", ".jsonl": "application/jsonl", ".geojson": "application/geo+json"}


def download(label: str, stem: str, suffix: str, data: bytes, *, key: str) -> None:
    """Offer a file. `label` is ours: outside text would be read as markup.

    The server hands the bytes over only once they are asked for, after that was written down in the visitor's name.
    """
    mime = _MIME.get(suffix, "application/octet-stream")
    name = download_name(stem, suffix, data)
    handed = partial(_handed_over, visitor().session, name, mime, data)
    st.download_button(label, handed, file_name=name, mime=mime, key=key, on_click="ignore")


def _handed_over(session: SignedIn | None, name: str, mime: str, data: bytes) -> bytes:
    """Return a file's bytes; NotAllowedError where the visitor may take none along, by the record as it is now."""
    note(project_of(session).store, EventKind.EXPORTED, name, f"{len(data)} bytes")
    _keep_for_fetching(name, mime, data)
    return data


def _keep_for_fetching(name: str, mime: str, data: bytes) -> None:
    """Hold on to a file until its browser has come for it.

    Streamlit lets go of what it made on request with the second run of any visitor's page after that, which on a busy server is
    before a browser far away has asked. No session asks here, so each of these places keeps its file until its next turn.
    """
    place = f"handed-over-{next(_TURNS) % _KEPT_FILES}"
    runtime.get_instance().media_file_mgr.add(data, mime, place, file_name=name, is_for_static_download=True)


def selection_downloads(scene: Scene, selection: Selection) -> None:
    """Offer the selected incidents, and their observations with verdicts and findings. Files are made when the menu opens."""
    with st.popover("Download", key="downloads", on_change="rerun") as menu:
        if not menu.open:
            return
        quiet("Verdicts are the machine's. What people decided has columns of its own, named review, in the file of incidents.")
        quiet("The files hold the selection shown, in its order.")
        if selection.observations > _FILE_MAX:
            quiet(f"Narrow the selection to {_FILE_MAX:,} observations, or use the command line, which has no such bound.")
            return
        _files(scene, selection)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is offered, and how it is made."""

    label: str
    stem: str
    suffix: str
    key: str
    make: Callable[[], bytes]

    def offer(self) -> None:
        download(self.label, self.stem, self.suffix, self.make(), key=f"get:{self.key}")


def _files(scene: Scene, selection: Selection) -> None:
    situation, language = scene.picture.situation, link.asked().language
    chosen = np.zeros(len(situation.incidents), dtype=np.bool_)
    chosen[selection.incidents] = True
    held = chosen[situation.incident_of]
    files = {one.label: one for one in _offered(scene, selection, held, language)}
    if selection.observations <= _ALL_MAX:
        for one in files.values():
            one.offer()
    elif label := st.selectbox("File to make", list(files), index=None, key="get:which", placeholder="Choose a file"):
        files[label].offer()
    _explanations(situation, held, language)


def _offered(scene: Scene, selection: Selection, held: NDArray[np.bool_], language: Language) -> tuple[_File, ...]:
    """Return the files of the selected incidents; held: for each observation, whether it is of one of these."""
    situation = scene.picture.situation
    made = [
        ("Observations (CSV)", ".csv", "observations", observations_csv),
        ("Observations, lossless (JSON Lines)", ".jsonl", "jsonl", observations_jsonl),
        ("Observations (GeoJSON)", ".geojson", "geojson", observations_geojson),
    ]
    incidents = _File(
        "Incidents with decisions of people (CSV)", "incidents", ".csv", "incidents", partial(_incidents, scene, selection)
    )
    return (
        incidents,
        *(_File(label, "observations", suffix, key, _of(write, situation, held)) for label, suffix, key, write in made),
        _File("Verdicts (CSV)", f"verdicts-{language}", ".csv", "verdicts", partial(_verdicts, situation, held, language)),
        _File("Findings (CSV)", f"findings-{language}", ".csv", "findings", partial(_findings, situation, held, language)),
    )


def _of(write: Callable[[gpd.GeoDataFrame], bytes], situation: Situation, held: NDArray[np.bool_]) -> Callable[[], bytes]:
    return lambda: write(situation.observations[held])


def _incidents(scene: Scene, selection: Selection) -> bytes:
    situation, docket, in_full = scene.picture.situation, docket_of(scene), visitor().sees_everything
    incidents = in_order(scene.facets, situation, selection, link.asked().order)
    said = [PeopleSaid(docket.review(one), docket.standpoint(one), in_full) for one in incidents["incident_id"].tolist()]
    return incidents_csv(incidents, situation.observations, said)


def _explanations(situation: Situation, held: NDArray[np.bool_], language: Language) -> None:
    """Offer the explanations; they take longer than verdicts, so they are made when asked for and not of too many at once."""
    rows = np.flatnonzero(held)
    if len(rows) > _EXPLAINED_MAX:
        quiet(f"Explanations: narrow the selection to {_EXPLAINED_MAX:,} observations, or use the command line (--explanations).")
        return
    if not st.toggle(f"Explanations, {LANGUAGES[language]}", key="get:explain"):
        return
    explained = explanations(situation.observations, situation.assessment, situation.agreement, rows.tolist())
    told = tuple(worded(one, language) for one in explained)
    for suffix, kind in ((".jsonl", "lossless, JSON Lines"), (".geojson", "GeoJSON"), (".csv", "CSV")):
        made = explanations_file(suffix, told, situation.observations[held])
        download(f"Explanations ({kind})", f"explanations-{language}", suffix, made, key=f"get:explanations{suffix}")


def _verdicts(situation: Situation, held: NDArray[np.bool_], language: Language) -> bytes:
    rows = situation.observations[held]
    return verdicts_csv(verdict_table(rows, situation.assessment.of_rows(held), situation.agreement, language))


def _findings(situation: Situation, held: NDArray[np.bool_], language: Language) -> bytes:
    rows = situation.observations[held]
    return findings_csv(findings_table(rows, situation.assessment.of_rows(held), situation.agreement, language))
