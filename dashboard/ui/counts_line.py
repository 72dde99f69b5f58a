"""The line of numbers that map, timeline and list agree with."""

from dataclasses import replace

import streamlit as st

from dashboard.domain.verdicts import Verdict
from dashboard.present.encode import html_text
from dashboard.present.force_words import out_of_force_words
from dashboard.present.selection import Selection
from dashboard.present.sentences import count_of
from dashboard.present.tally import Counts, counts_of
from dashboard.ui import link
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice


def counts_line(scene: Scene, selection: Selection, looked: str) -> None:
    """Say how much is selected, of how much, what of it is on no map, and beside it who looked: no count stands without that."""
    counts = counts_of(scene.facets, scene.picture.situation, selection)
    beside = f'<span class="cf-looked" lang="{link.asked().language}">{html_text(looked[:1].upper() + looked[1:])}</span>'
    st.html(f'<p class="cf-counts" role="status"><span>{_words(counts)}</span>{beside}</p>', width="content")
    if counts.unplaced and link.asked().filters.verdicts != (Verdict.UNPLACED.words,):
        label = f"{counts.unplaced:,} unplaced, not on the map: list them"
        st.button(label, key="show-unplaced", type="tertiary", on_click=_only_unplaced)


def out_of_force(scene: Scene, selection: Selection) -> None:
    """Say it where nothing selected is from a time at which a clause was in force: each verdict alone does not tell why."""
    situation = scene.picture.situation
    verdict = situation.incidents["verdict"].to_numpy()
    # Any other verdict comes of a clause in force: mostly there is nothing to work out.
    if len(selection.among((verdict != Verdict.OUTSIDE_SCOPE) & (verdict != Verdict.UNPLACED))):
        return
    told = (times[selection.incidents] for times in (scene.facets.first_us, scene.facets.last_us))
    if words := out_of_force_words(situation.agreement, *told):
        notice("caution", *words)


def _words(counts: Counts) -> str:
    incidents = f"<b>{counts.incidents:,}</b> {html_text('incident' if counts.incidents == 1 else 'incidents')}"
    of_all = f" of {counts.incidents_in_all:,}" if counts.incidents != counts.incidents_in_all else ""
    observations = html_text(count_of(counts.observations, "observation"))
    rest = f" of {counts.observations_in_all:,}" if counts.observations != counts.observations_in_all else ""
    areas = f" · {counts.in_regions:,} known to a region only" if counts.in_regions else ""
    return f"{incidents}{of_all} · {observations}{rest}{areas}"


def _only_unplaced() -> None:
    link.change(filters=replace(link.asked().filters, verdicts=(Verdict.UNPLACED.words,)))
