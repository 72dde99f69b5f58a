"""Downloads: our own files, because the built-in export writes formulas raw; named by their content, each one on record."""

import itertools
from functools import partial

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
        _files(scene, selection)


def _files(scene: Scene, selection: Selection) -> None:
    situation = scene.picture.situation
    incidents = in_order(scene.facets, situation, selection, link.asked().order)
    held = np.isin(situation.incident_of, selection.incidents)
    observations = situation.observations[held]
    held_by_people = docket_of(scene)
    in_full = visitor().sees_everything
    said = [PeopleSaid(held_by_people.review(one), held_by_people.standpoint(one), in_full) for one in incidents["incident_id"]]
    listed = incidents_csv(incidents, situation.observations, said)
    download("Incidents with decisions of people (CSV)", "incidents", ".csv", listed, key="get:incidents")
    download("Observations (CSV)", "observations", ".csv", observations_csv(observations), key="get:observations")
    download("Observations, lossless (JSON Lines)", "observations", ".jsonl", observations_jsonl(observations), key="get:jsonl")
    download("Observations (GeoJSON)", "observations", ".geojson", observations_geojson(observations), key="get:geojson")
    language = link.asked().language
    verdicts, findings = _verdicts(situation, held, language), _findings(situation, held, language)
    download("Verdicts (CSV)", f"verdicts-{language}", ".csv", verdicts, key="get:verdicts")
    download("Findings (CSV)", f"findings-{language}", ".csv", findings, key="get:findings")
    _explanations(situation, held, language)


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
    return verdicts_csv(verdict_table(situation.observations, situation.assessment, situation.agreement, language)[held])


def _findings(situation: Situation, held: NDArray[np.bool_], language: Language) -> bytes:
    table = findings_table(situation.observations, situation.assessment, situation.agreement, language)
    return findings_csv(table[held[situation.assessment.findings["row"].to_numpy()]])
