"""Whatever a test of the reading has placed: every note made of it has to be told in Ukrainian."""

from collections.abc import Iterator

import pandas as pd
import pytest

from dashboard.ingest.places.locate import Placer
from tests.ingest.told_notes import untold

_NOTED = ("flags", "place_note", "unplaced_reason")
_place = Placer.place


@pytest.fixture(autouse=True)
def every_note_is_a_sentence_of_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look at what placing adds to what was given, in all tests of this folder."""
    found: set[str] = set()

    def placing(self: Placer, rows: pd.DataFrame) -> pd.DataFrame:
        placed = _place(self, rows)
        for name in _NOTED:
            if name in rows.columns:
                pairs = zip(rows[name], placed[name], strict=True)
                found.update(now.removeprefix(given).removeprefix("; ") for given, now in set(pairs))
            else:
                found.update(placed[name])
        return placed

    monkeypatch.setattr(Placer, "place", placing)
    yield
    # Whoever corrects a place gives the reason in words of their own.
    assert untold(found) == []
