"""What a kept version is called wherever versions are listed: by its title, and by the same version that verdicts name."""

from dataclasses import dataclass
from datetime import UTC

from dashboard.drafts import read_kept
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.store.kept import StoredAgreement
from dashboard.ui.attempt import EXPECTED
from dashboard.workflows import Project


@dataclass(frozen=True, slots=True)
class Called:
    """Title and version of a kept agreement: its file's name and "" where it can no longer be read."""

    title: str
    version: str


class _Known:
    """What was read of kept versions. Their files never change, but zones looked up by name follow the gazetteer."""

    def __init__(self) -> None:
        self._gazetteer: Gazetteer | None = None
        self._called: dict[str, Called] = {}

    def called(self, project: Project, stored: StoredAgreement) -> Called:
        """Return it, reading the version where that was not done yet."""
        gazetteer = project.gazetteer
        if gazetteer is not self._gazetteer:
            self._gazetteer, self._called = gazetteer, {}
        if stored.id not in self._called:
            self._called[stored.id] = _read(project, stored, gazetteer)
        return self._called[stored.id]


def _read(project: Project, stored: StoredAgreement, gazetteer: Gazetteer) -> Called:
    try:
        agreement = read_kept(project.store, stored, gazetteer, project.theatre.time_zone)
    except EXPECTED:
        return Called(stored.main, "")
    return Called(agreement.title, agreement.version)


_KNOWN = _Known()


def called(project: Project, stored: StoredAgreement) -> Called:
    """Return what a kept version is called. Raises TheatreError where the theatre itself cannot be read."""
    return _KNOWN.called(project, stored)


def version_name(project: Project, stored: StoredAgreement) -> str:
    """Return what a kept version is called in a list to choose from: when it was kept, why, its title and version."""
    loaded = stored.loaded_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    one = called(project, stored)
    why = f": {stored.note}" if stored.note else ""
    return f"{loaded} UTC{why} ({one.title}, {f'version {one.version[:12]}' if one.version else 'cannot be read any more'})"
