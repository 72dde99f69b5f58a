"""The review page by itself, over a few invented incidents and a store of its own: no theatre and no map, to be quick."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from dashboard.engine.situation import Situation
from dashboard.store.opening import store_in_folder
from dashboard.store.sql_store import SqlStore
from tests.factories import one_observation, situation_of

MADE_AT = datetime(2026, 9, 1, tzinfo=UTC)


def few_incidents(count: int = 4, more: int = 0) -> Situation:
    """So many incidents, all potential violations, and an observation more of each of the first `more`."""
    rows = [one_observation(hours=100 * number, observation_id=f"o-{number}") for number in range(count)]
    rows += [one_observation(hours=100 * number + 0.5, observation_id=f"more-{number}") for number in range(more)]
    return situation_of(rows, source=["patrol"] * len(rows), file=["patrols.csv"] * len(rows))


@dataclass(eq=False)
class ReviewScene:
    """As much of a scene as the review asks for."""

    situation: Situation = field(default_factory=few_incidents)
    store: SqlStore = field(default_factory=lambda: store_in_folder(Path(mkdtemp())))
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Kyiv"))
    shown: int = 0

    @property
    def project(self) -> SimpleNamespace:
        return SimpleNamespace(store=self.store)

    @property
    def picture(self) -> SimpleNamespace:
        uploads, revision = self.store.uploads(), self.store.revision()
        made_at = MADE_AT + timedelta(seconds=self.shown)
        return SimpleNamespace(situation=self.situation, uploads=uploads, revision=revision, made_at=made_at)

    def show(self, situation: Situation) -> None:
        """Bring another picture into view."""
        self.situation, self.shown = situation, self.shown + 1
