"""What the dashboard does, as sentences: opening a data folder, keeping files and agreements.

With its neighbours the only places with a clock. Pages and the command line call these; nothing here knows how
anything is shown.
"""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.coverages import withdraw_sample_coverage
from dashboard.domain.access import Action
from dashboard.domain.agreement import Agreement
from dashboard.domain.people import SignedIn
from dashboard.engine.assess import Progress, untold
from dashboard.ingest.agreements.file import AgreementBundle, bundle_from_path, read_agreement
from dashboard.ingest.agreements.templates import Template, template, templates
from dashboard.ingest.errors import IngestError
from dashboard.ingest.intake import ReadOptions, SourceFile
from dashboard.ingest.mappings.mapping import Mapping, read_mapping, write_mapping
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import Theatre, load_theatre
from dashboard.own_files import Ground, Grounds
from dashboard.settings import database_url, templates_folder
from dashboard.snapshots.dependencies import theatre_name
from dashboard.snapshots.files import Contents
from dashboard.snapshots.room import Room
from dashboard.store.beside import DRAFTS
from dashboard.store.interface import Store, agreement_bytes
from dashboard.store.kept import Kind, SavedMapping, StoredAgreement, Upload
from dashboard.store.opening import BY_ITSELF, open_store
from dashboard.unsaved import UnsavedDrafts

SAMPLE_NEEDS = (
    Action.UPLOAD_FILES,
    Action.RECORD_COVERAGE,
    Action.WRITE_AGREEMENTS,
    Action.USE_AGREEMENTS,
    Action.CHANGE_SETTINGS,
)
"""What the sample brings with it: files, a coverage log, an agreement put to use, and a word that it was shown."""
_SEEDED = "sample seeded"
SNAPSHOTS = "snapshots"
"""Folder of snapshots within the data folder."""
INPUT_ERRORS = (IngestError,)
"""What is wrong with something a person handed in; each message names file and place."""


@dataclass(frozen=True, slots=True)
class Project:
    """A data folder and a theatre: what one dashboard works on. `theatre` is as it was opened; `grounds` has one's own files.

    snapshots: of what was derived; whatever is not in it, or is taken out of it, is derived anew.
    """

    store: Store
    theatre: Theatre
    grounds: Grounds
    snapshots: Room
    unsaved: UnsavedDrafts

    @property
    def gazetteer(self) -> Gazetteer:
        """Names and outlines, the boundaries and places now in use laid over the theatre's. Raises TheatreError."""
        return self.grounds.now().gazetteer

    def signed_in(self, session: SignedIn) -> "Project":
        """Return the same project for a person who signed in: whatever they write is held against their roles."""
        store = self.store.signed_in(session)
        drafts = self.unsaved.held_against(lambda: store.refuse_unless_allowed(Action.WRITE_AGREEMENTS, datetime.now(UTC)))
        return replace(self, store=store, grounds=self.grounds.acting(store), unsaved=drafts)


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file, and how it was chosen to be read: time zone of times without an offset, mapping as JSON, empty for none."""

    file: SourceFile
    time_zone: str
    mapping_json: str = ""


def open_project(data_folder: Path, theatre_folder: Path, sample_folder: Path) -> Project:
    """Open, or at first start create, a data folder; a new one starts with the sample."""
    room, unsaved = Room(data_folder / SNAPSHOTS), UnsavedDrafts(data_folder / DRAFTS)
    theatre = _theatre(theatre_folder, room)
    store = open_store(data_folder, database_url())
    project = Project(store, theatre, Grounds(store, theatre), room, unsaved)
    if project.store.get_setting(_SEEDED) is None:
        _seed(replace(project, store=store.acting(BY_ITSELF)), sample_folder)
    return project


def _theatre(folder: Path, room: Room) -> Theatre:
    """Read a theatre; its long lists, which a page that opens does not need, only later where they were found sound before."""
    theatre = load_theatre(folder, found_sound=lambda sha256: room.find(theatre_name(sha256), _is_there) is not None)
    if theatre.lists.are_read:
        room.keep(theatre_name(theatre.sha256), Contents({}))
    return theatre


def _is_there(_found: Contents) -> bool:
    return True


def options_for(project: Project, time_zone: str, mapping_json: str) -> ReadOptions:
    """Return how a file is to be read, from what was chosen for it."""
    mapping = read_mapping(mapping_json.encode(), "mapping") if mapping_json else None
    return ReadOptions(time_zone or project.theatre.time_zone, mapping, project.theatre.bounds)


def add_files(
    project: Project, files: Sequence[SourceFile], *, time_zone: str, mapping_json: str = "", progress: Progress = untold
) -> tuple[Upload, ...]:
    """Keep files that are all to be read in one way; see `add_chosen`."""
    return add_chosen(project, [ChosenFile(file, time_zone, mapping_json) for file in files], progress)


def add_chosen(project: Project, files: Sequence[ChosenFile], progress: Progress = untold) -> tuple[Upload, ...]:
    """Keep files and bring them into view. With the first real file the invented sample leaves the view.

    `progress` may raise to cancel; the files it was told of before are kept.
    """
    now = datetime.now(UTC)
    added = []
    for number, one in enumerate(files):
        progress(number / len(files), f"keeping {one.file.name}")
        added.append(
            project.store.add_upload(
                one.file.name, one.file.data, time_zone=one.time_zone, mapping_json=one.mapping_json, kind="user", now=now
            )
        )
    chosen = {upload.id for upload in added}
    for upload in project.store.uploads():
        if upload.kind == "sample" and upload.id not in chosen:
            project.store.withdraw_upload(upload.id, now)
    withdraw_sample_coverage(project.store)
    return tuple(added)


def save_mapping(project: Project, name: str, header: Sequence[str], mapping: Mapping) -> SavedMapping:
    """Keep a mapping under a name, to be offered for files with the same headings; StoreError where the name is none."""
    return project.store.save_mapping(name, header, write_mapping(mapping).decode(), datetime.now(UTC))


def forget_mapping(project: Project, name: str) -> None:
    """Offer a kept mapping no more; files in view keep theirs. NotInStoreError where it is gone already."""
    project.store.forget_mapping(name, datetime.now(UTC))


def withdraw_file(project: Project, upload_id: str) -> None:
    """Take a file out of view; its bytes are kept."""
    project.store.withdraw_upload(upload_id, datetime.now(UTC))


def show_sample(project: Project, sample_folder: Path) -> None:
    """Bring the invented sample and its illustrative agreement back into view: all of it, or, for whoever may not, nothing."""
    for action in SAMPLE_NEEDS:
        project.store.refuse_unless_allowed(action, datetime.now(UTC))
    _seed(project, sample_folder)


def current_agreement(project: Project) -> tuple[StoredAgreement, Agreement]:
    """Return the agreement in use, as stored and as read."""
    stored = in_use(project.store.current_agreement())
    return stored, read_stored(project, stored, project.grounds.now())


def read_agreement_files(project: Project, main: str, files: Pairs[str, bytes]) -> Agreement:
    """Read an agreement without keeping it; AgreementError says what is wrong."""
    bundle = AgreementBundle(main, files)
    return read_agreement(bundle, default_time_zone=project.theatre.time_zone, gazetteer=project.gazetteer)


def add_agreement(project: Project, main: str, files: Pairs[str, bytes], kind: Kind = "user") -> StoredAgreement:
    """Keep an agreement that reads well and put it to use."""
    read_agreement_files(project, main, files)
    now = datetime.now(UTC)
    stored = project.store.add_agreement(main, files, kind=kind, now=now)
    project.store.use_agreement(stored.id, now)
    return stored


def in_use(stored: StoredAgreement | None) -> StoredAgreement:
    """Return the agreement in use, which there always is."""
    if stored is None:
        raise LookupError("no agreement is in use: a project always starts with the sample's")
    return stored


def read_stored(project: Project, stored: StoredAgreement, ground: Ground) -> Agreement:
    """Return a kept agreement as it is read by a ground; AgreementError."""
    bundle = AgreementBundle(stored.main, agreement_bytes(project.store, stored))
    return read_agreement(bundle, default_time_zone=project.theatre.time_zone, gazetteer=ground.gazetteer)


def _seed(project: Project, sample_folder: Path) -> None:
    now = datetime.now(UTC)
    bundle = bundle_from_path(sample_folder / "agreement.yaml")
    add_agreement(project, bundle.main, bundle.files, kind="sample")
    time_zone = project.theatre.time_zone
    for path in sorted(sample_folder.glob("*.csv")):
        project.store.add_upload(path.name, path.read_bytes(), time_zone=time_zone, mapping_json="", kind="sample", now=now)
    # In a folder of its own: what lies beside the agreement are observations.
    for path in sorted((sample_folder / "coverage").glob("*.csv")):
        project.store.add_coverage_file(path.name, path.read_bytes(), time_zone=time_zone, kind="sample", now=now)
    project.store.put_setting(_SEEDED, now.isoformat(), now)


def agreement_templates() -> tuple[Template, ...]:
    """Return the published agreements that a person can start from."""
    return templates(templates_folder())


def agreement_template(name: str) -> Template:
    """Return one of them; one of INPUT_ERRORS where none has the name."""
    return template(templates_folder(), name)
