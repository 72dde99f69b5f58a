"""What happened lately: sign-ins, refusals, looks at sensitive records, exports."""

import pandas as pd
import streamlit as st

from dashboard.accounts import latest_events
from dashboard.domain.people import Event
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet

_SHOWN_MAX = 200
_ROWS_SEEN = 12


def events_list(scene: Scene) -> None:
    """Show the last events, the latest first."""
    events = latest_events(scene.project.store, _SHOWN_MAX)
    if not events:
        heading("What happened")
        quiet("Nothing yet: sign-ins, refusals, looks at sensitive records and exports will stand here.")
        return
    heading("What happened", f"the last {len(events):,}")
    st.dataframe(
        pd.DataFrame([_row(one) for one in events]),
        key="events:table",
        hide_index=True,
        height=table_height(min(len(events), _ROWS_SEEN)),
        row_height=ROW_PX,
        column_config={"Who": st.column_config.TextColumn(width="large")},
        alt="Sign-ins, refusals, looks at sensitive records and exports, the latest first",
    )


def _row(one: Event) -> dict[str, str]:
    return {
        "When (UTC)": f"{one.happened_at:%Y-%m-%d %H:%M:%S}",
        "What": one.kind.value,
        "Who": one.who,
        "About": one.subject,
        "Detail": one.detail,
    }
