"""Choosing two of the kept agreements and comparing them."""

from collections.abc import Sequence

import streamlit as st

from dashboard.drafts import read_kept
from dashboard.store.kept import StoredAgreement
from dashboard.ui.agreement_names import version_name
from dashboard.ui.attempt import EXPECTED
from dashboard.ui.editor.comparing import show_comparison
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice


def compare_kept(scene: Scene) -> None:
    """Compare two versions that are kept, once there are two."""
    kept = scene.project.store.agreements()
    if len(kept) < 2:
        return
    heading("Compare two versions")
    in_use = next(number for number, one in enumerate(kept) if one.id == scene.picture.stored_agreement.id)
    earlier, later = st.columns(2)
    with earlier:
        before = _choice(scene, kept, "Before", max(0, in_use - 1))
    with later:
        after = _choice(scene, kept, "Now", in_use)
    if not st.toggle("Show the differences", key="compare:on"):
        return
    project = scene.project
    try:
        one, other = (
            read_kept(project.store, kept[number], project.gazetteer, project.theatre.time_zone) for number in (before, after)
        )
    except EXPECTED as error:
        notice("fault", "One of the two can no longer be read", str(error).splitlines())
        return
    show_comparison(scene, one, other, key=f"compare:{kept[before].id}:{kept[after].id}")


def _choice(scene: Scene, kept: Sequence[StoredAgreement], label: str, usual: int) -> int:
    names = [version_name(scene.project, one) for one in kept]
    chosen: int = st.selectbox(label, range(len(kept)), index=usual, key=f"compare:{label}", format_func=lambda at: names[at])
    return chosen
