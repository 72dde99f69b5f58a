"""Times that are hard to believe are flagged, and the row stays as it is."""

from datetime import UTC, date, datetime

import pandas as pd

from dashboard.domain.intervals import BEGINNING
from dashboard.ingest.times.checks import FUTURE, TOO_EARLY, first_instant, with_doubtful_times

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)


def table(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["observed_from", "observed_to", "flags"])
    times = {
        name: pd.to_datetime(frame[name], utc=True).astype("datetime64[us, UTC]") for name in ("observed_from", "observed_to")
    }
    return frame.assign(**times, flags=frame["flags"].astype("str"))


def flags(rows: pd.DataFrame, begins: datetime = BEGINNING) -> list[str]:
    return with_doubtful_times(rows, now=NOW, begins=begins)["flags"].tolist()


def test_what_begins_after_now_is_flagged_and_keeps_its_other_flags() -> None:
    rows = table(
        ("2026-05-03 11:59", "2026-05-03 12:30", ""),
        ("2026-05-03 12:00", "2026-05-03 12:01", ""),
        ("2026-05-03 12:01", "2026-05-03 12:02", "odd"),
    )
    assert flags(rows) == ["", "", f"odd; {FUTURE}"]


def test_what_ends_before_a_theatre_begins_is_flagged() -> None:
    begins = first_instant(date(2014, 1, 1), "Europe/Kyiv")
    assert begins == datetime(2013, 12, 31, 22, tzinfo=UTC)
    rows = table(("2013-12-31 21:00", "2013-12-31 22:00", ""), ("2013-12-31 21:00", "2013-12-31 22:01", ""))
    assert flags(rows, begins) == [TOO_EARLY, ""]
    assert flags(rows, first_instant(None, "Europe/Kyiv")) == ["", ""]


def test_rows_with_believable_times_are_the_same_table() -> None:
    rows = table(("2026-05-03 11:59", "2026-05-03 12:30", "odd"))
    assert with_doubtful_times(rows, now=NOW, begins=BEGINNING) is rows
    assert flags(table()) == []
