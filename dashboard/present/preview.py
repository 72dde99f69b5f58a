"""The first rows of a file as they were read, in words, before anything is kept."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.domain.message import Notes
from dashboard.language.catalogue import Language
from dashboard.language.say import words
from dashboard.present.incident_list import where_words
from dashboard.present.places import place_words
from dashboard.present.sentences import act_label, time_span

COLUMNS = ("File", "Line", "When", "Where", "Place", "Act", "Weapon", "Party", "Means", "Verdict", "To note")


def preview_table(
    observations: pd.DataFrame, verdicts: Sequence[str], zone: ZoneInfo, *, rows_max: int, language: Language = "en"
) -> pd.DataFrame:
    """Return the first rows in words. `verdicts`: one for each observation, under the agreement in use.

    language: of what was noted of a row, and why it is not on the map.
    """
    first = observations.head(rows_max)
    rows = [_row(row, verdict, zone, language) for (_, row), verdict in zip(first.iterrows(), verdicts, strict=False)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(row: pd.Series, verdict: str, zone: ZoneInfo, language: Language) -> tuple[object, ...]:
    return (
        row["file"],
        int(row["line"]),
        time_span(row["observed_from"].to_pydatetime(), row["observed_to"].to_pydatetime(), zone),
        where_words(row, language),
        place_words(row),
        act_label(row["act"]),
        row["weapon"],
        row["party"],
        row["means"],
        verdict,
        "; ".join(words(Notes(part), language) for part in (row["place_note"], row["flags"]) if part),
    )
