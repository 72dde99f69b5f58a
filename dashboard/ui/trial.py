"""A mapping tried on the first rows of a table: how many are accepted, why others are not, and how the first ones read."""

from collections import Counter
from dataclasses import replace

import streamlit as st

from dashboard.decisions import corrections_in_force
from dashboard.ingest.account import PositionCounts
from dashboard.ingest.intake import Intake, ReadOptions, SourceFile
from dashboard.ingest.look import Look, sample_csv
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.pictures import Placed, read_and_place
from dashboard.present.mapping_words import tried_words, unplaced_words
from dashboard.present.preview import preview_table
from dashboard.present.sentences import count_of
from dashboard.ui import link
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice, quiet

_ROWS_SHOWN = 6
_REASONS_SHOWN = 4
_LEFT_OUT = ["File", "Line", "Verdict"]


def show_trial(scene: Scene, look: Look, mapping: Mapping, *, key: str) -> PositionCounts:
    """Read the sample as the mapping says, show what comes of it and return what is odd about its positions.

    UnreadableFileError where nothing can be read.
    """
    placed = _tried(scene, look, mapping, key)
    total, counts = placed.intake.total, placed.intake.accounts[0].positions
    said = tried_words(
        rows=look.rows,
        sample=len(look.sample),
        accepted=total.accepted,
        rejected=total.rejected,
        duplicates=total.duplicates,
    )
    lines = _reasons(placed.intake)
    if unplaced := int((placed.observations["place_kind"] == "unplaced").sum()):
        lines.append(unplaced_words(unplaced, total.accepted, has_region="region" in mapping.columns))
    notice("done" if total.accepted and not lines else "caution", said, lines)
    if not total.accepted:
        quiet("No row can be read like this. Look at the reasons above and change the column they name.")
        return counts
    first = placed.observations.head(_ROWS_SHOWN)
    language = link.asked().language
    rows = preview_table(first, [""] * len(first), scene.zone, rows_max=_ROWS_SHOWN, language=language).drop(columns=_LEFT_OUT)
    st.dataframe(
        rows,
        key=f"{key}:trial",
        hide_index=True,
        height=table_height(len(rows)),
        row_height=ROW_PX,
        column_config={"To note": st.column_config.TextColumn(width="large")},
        alt="The first rows as they are read with this mapping",
    )
    return counts


def _tried(scene: Scene, look: Look, mapping: Mapping, key: str) -> Placed:
    """Read the sample once for each mapping; the last outcome is kept."""
    kept: tuple[Mapping, Placed] | None = st.session_state.get(f"{key}:tried")
    if kept is None or kept[0] != mapping:
        theatre = scene.project.theatre
        # The sample is one table without sheets.
        read_as = replace(mapping, sheet="")
        options = ReadOptions(time_zone=mapping.time_zone or theatre.time_zone, mapping=read_as, bounds=theatre.bounds)
        sample = SourceFile("the first rows", sample_csv(look))
        corrections = corrections_in_force(scene.project.store)
        kept = (mapping, read_and_place([(sample, options)], scene.project.gazetteer, corrections=corrections))
        st.session_state[f"{key}:tried"] = kept
    return kept[1]


def _reasons(intake: Intake) -> list[str]:
    """Return the reasons of rejected rows by how often they occur, each with an example."""
    example: dict[tuple[str, str], str] = {}
    tally: Counter[tuple[str, str]] = Counter()
    for rejection in intake.rejections:
        for problem in rejection.problems:
            reason = problem.reason.replace(repr(problem.value.strip()), "the value")
            tally[problem.column, reason] += 1
            example.setdefault((problem.column, reason), problem.value)
    said = [
        f"{count_of(times, 'row')}: {column} “{example[column, reason][:40]}”: {reason}"
        for (column, reason), times in tally.most_common(_REASONS_SHOWN)
    ]
    more = len(tally) - _REASONS_SHOWN
    return [*said, f"and {count_of(more, 'other reason')}"] if more > 0 else said
