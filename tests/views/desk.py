"""The editor by itself, on the sample agreement in a store of its own: no observations, no map, so that a test is quick."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from dashboard.ingest.agreements.file import bundle_from_path, read_agreement
from dashboard.settings import sample_folder
from dashboard.store.opening import store_in_folder
from dashboard.store.sql_store import SqlStore
from dashboard.unsaved import UnsavedDrafts

BUNDLE = bundle_from_path(sample_folder() / "agreement.yaml")
AGREEMENT = read_agreement(BUNDLE)


@dataclass
class DeskProject:
    """As much of a project as the editor asks for; no theatre is at hand to look places up in."""

    unsaved: UnsavedDrafts
    store: SqlStore = field(default_factory=lambda: store_in_folder(Path(mkdtemp())))
    gazetteer: None = None
    theatre: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(
            bounds=(22.0, 44.0, 41.0, 53.0), time_zone="Europe/Kyiv", disclaimer="", credits=()
        )
    )


@dataclass
class DeskScene:
    """As much of a scene as the editor asks for."""

    project: DeskProject
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Kyiv"))
    picture: SimpleNamespace = field(init=False)

    def __post_init__(self):
        now = datetime(2026, 9, 1, tzinfo=UTC)
        stored = self.project.store.add_agreement(BUNDLE.main, BUNDLE.files, kind="sample", now=now)
        self.project.store.use_agreement(stored.id, now)
        situation = SimpleNamespace(agreement=AGREEMENT)
        self.picture = SimpleNamespace(revision=1, shows_sample=False, stored_agreement=stored, situation=situation)
