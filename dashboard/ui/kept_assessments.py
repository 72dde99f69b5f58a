"""The assessments on record: what everything in view came to, each time it was worked out anew."""

import pandas as pd
import streamlit as st

from dashboard.store.kept import KeptAssessment
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet

_SHOWN = 10
_DIGITS = 12
"""Digits of a hash that are shown: enough to tell versions apart, few enough to be read aloud."""


def kept_assessments(scene: Scene) -> None:
    """List the latest of them, with what tells one from another."""
    kept = scene.project.store.assessments()
    if not kept:
        return
    heading("Assessments on record")
    st.dataframe(_rows(kept[:_SHOWN]), hide_index=True, width="stretch", key="agreement:assessments")
    more = f" The latest {_SHOWN} of {len(kept):,} are shown." if len(kept) > _SHOWN else ""
    quiet(
        "Written each time verdicts are worked out anew: after a file, a choice, another version of agreement or program. "
        f"Equal verdict hashes mean equal verdicts and findings; the log entry says what was in view.{more}"
    )


def _rows(kept: tuple[KeptAssessment, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When (UTC)": [one.assessed_at.strftime("%Y-%m-%d %H:%M") for one in kept],
            "Log entry": [one.as_of for one in kept],
            "Agreement version": [one.made.agreement_version[:_DIGITS] for one in kept],
            "Observations": [one.made.accepted for one in kept],
            "Verdict hash": [one.made.verdict_hash[:_DIGITS] for one in kept],
            "Engine": [one.made.engine for one in kept],
        }
    )
