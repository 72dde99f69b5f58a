"""What everything in view comes to: bytes become observations, observations verdicts, verdicts a picture."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import geopandas as gpd

from dashboard import ENGINE_VERSION
from dashboard.decisions import as_corrections, corrections_in_force
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import Progress, part, untold
from dashboard.engine.coarse import coarse
from dashboard.engine.situation import Situation, build_situation
from dashboard.ingest.intake import FileAccount, Intake, ReadOptions, Rejection, SourceFile
from dashboard.ingest.places.corrections import NO_CORRECTIONS, Corrections
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.rejected_form import NOTE as REJECTED_FORM_NOTE
from dashboard.ingest.repairs import Load, RowPlace, leads_of, repaired_rows
from dashboard.ingest.theatre import Theatre
from dashboard.ingest.times.checks import first_instant, with_doubtful_times
from dashboard.noted import made_of, note_later
from dashboard.present.facets import Facets, facets_of
from dashboard.snapshots.dependencies import ground_key, picture_key
from dashboard.snapshots.files import Contents
from dashboard.snapshots.loads import located
from dashboard.snapshots.pictures import Derived, contents_of, derived_of
from dashboard.snapshots.stages import Keeping, Stages
from dashboard.store.kept import Made, StoredAgreement, Upload
from dashboard.workflows import Project, in_use, options_for, read_stored

_PLACED = 0.5
"""The share of reading and placing in the time a picture takes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What reading came to: the account of every row, and the accepted observations with their places."""

    intake: Intake
    observations: gpd.GeoDataFrame


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the pages show, under one revision of the store. made_at: when it was derived, perhaps in another process."""

    revision: int
    uploads: tuple[Upload, ...]
    stored_agreement: StoredAgreement
    placed: Placed
    situation: Situation
    facets: Facets
    made_at: datetime

    @property
    def shows_sample(self) -> bool:
        """Whether any event in view is invented."""
        return any(upload.kind == "sample" for upload in self.uploads)

    @property
    def agreement_is_sample(self) -> bool:
        """Whether the agreement is the illustrative one."""
        return self.stored_agreement.kind == "sample"


def read_and_place(
    files: Sequence[tuple[SourceFile, ReadOptions]],
    gazetteer: Gazetteer,
    progress: Progress = untold,
    *,
    corrections: Corrections = NO_CORRECTIONS,
    set_aside: bool = False,
    keeping: Keeping | None = None,
) -> Placed:
    """Read files into observations and place them. `progress` may raise, which gives the work up.

    set_aside: see `read_each`. keeping: where what was read and placed before is found and kept; None for nowhere.
    """
    found = located(files, Stages(gazetteer, corrections, keeping), progress, set_aside=set_aside)
    return Placed(found.intake, _doubted(found.observations, gazetteer))


def _doubted(located: gpd.GeoDataFrame, gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """Flag the times that are hard to believe now."""
    begins = first_instant(gazetteer.starts, gazetteer.time_zone)
    return with_doubtful_times(located, now=datetime.now(UTC), begins=begins)


def read_beside(project: Project, files: Sequence[tuple[SourceFile, ReadOptions]], progress: Progress = untold) -> Placed:
    """Read and place files for a look: those in view come from their snapshots, and the others leave no trace."""
    ground = project.grounds.now()
    keeping = Keeping(project.snapshots, ground_key(ground), only_looks=True)
    return read_and_place(files, ground.gazetteer, progress, corrections=corrections_in_force(project.store), keeping=keeping)


def current_picture(project: Project, progress: Progress = untold) -> Picture:
    """Return what everything in view comes to: read, placed, assessed and clustered, from a snapshot where there is one.

    What is kept for good is the originals and the choices; without snapshots all is derived anew, to the same.
    """
    # Of one moment: what the key says, what is derived and what is noted are the same, whoever changes what meanwhile.
    seen = project.store.in_view()
    ground, corrections = project.grounds.by(seen.own_files), as_corrections(seen.place_corrections)
    uploads, stored = seen.uploads, in_use(seen.agreement)
    key = picture_key(uploads, stored, ground_key(ground), corrections, time_zone=project.theatre.time_zone)
    progress(0.0, "looking for what was worked out before")
    with ThreadPoolExecutor(1, thread_name_prefix="looking") as beside:  # checking half a gigabyte leaves the interpreter free
        looking = beside.submit(project.snapshots.find, f"picture-{key}", derived_of)
        agreement = read_stored(project, stored, ground)
    derived = looking.result()
    if derived is None:
        files = [_source(project, upload) for upload in uploads]
        stages = Stages(ground.gazetteer, corrections, Keeping(project.snapshots, ground_key(ground)))
        derived = _derive(files, stages, agreement, progress)
        noted = note_later(project.store, seen.revision, partial(_made, derived, agreement, stored, project.theatre))
        project.snapshots.keep_later(f"picture-{key}", partial(_contents_once_noted, noted, derived))
    observations = _doubted(derived.located, ground.gazetteer)
    situation = Situation(observations, agreement, derived.assessment, derived.incidents, derived.incident_of)
    placed = Placed(derived.intake, observations)
    return Picture(seen.revision, uploads, stored, placed, situation, derived.facets, derived.made_at)


def _contents_once_noted(noted: Future[None], derived: Derived) -> Contents:
    # What is found in a snapshot is not noted again. And of ten million rows either work takes gigabytes.
    wait([noted])
    return contents_of(derived)


def _made(derived: Derived, agreement: Agreement, stored: StoredAgreement, theatre: Theatre) -> Made:
    situation = Situation(derived.located, agreement, derived.assessment, derived.incidents, derived.incident_of)
    return made_of(derived.intake, situation, agreement_id=stored.id, theatre_sha256=theatre.sha256)


def _derive(files: Sequence[tuple[SourceFile, ReadOptions]], stages: Stages, agreement: Agreement, progress: Progress) -> Derived:
    progress(0.0, "reading files")
    found = located(files, stages, part(progress, 0.0, _PLACED))
    told = part(progress, _PLACED, 1.0)
    # Flags tell a person what to look at; no verdict rests on them.
    situation = build_situation(found.observations, agreement, engine_version=ENGINE_VERSION, progress=told)
    return Derived(
        intake=found.intake,
        located=found.observations,
        assessment=situation.assessment,
        incidents=situation.incidents,
        incident_of=situation.incident_of,
        facets=facets_of(situation),
        made_at=datetime.now(UTC),
    )


def coarse_picture(picture: Picture) -> Picture:
    """Return the picture for whoever may see neither who reported nor exactly where: no file's name, no row as it came."""
    situation = coarse(picture.situation)
    nothing = Intake(picture.placed.intake.observations.iloc[:0], (), (), ())
    uploads = tuple(
        replace(one, id="", file_name="", sha256="", size_bytes=0, mapping_json="", time_zone="") for one in picture.uploads
    )
    placed = Placed(nothing, situation.observations)
    return replace(picture, uploads=uploads, placed=placed, situation=situation, facets=facets_of(situation))


def repaired_in_view(project: Project, picture: Picture) -> tuple[frozenset[RowPlace], ...]:
    """Return for each file in view where its rejected rows stood that a later file in view has repaired."""
    loads, done = [], 0
    for upload, account in zip(picture.uploads, picture.placed.intake.file_accounts, strict=True):
        own = picture.placed.intake.rejections[done : done + account.rejected]
        done += account.rejected
        loads.append(as_load(upload.file_name, account, own, partial(project.store.original, upload.sha256)))
    return repaired_rows(loads)


def as_load(name: str, account: FileAccount, own: Sequence[Rejection], data: Callable[[], bytes]) -> Load:
    """Return a file as one load among others. `data` is asked for its bytes only where they repair rows of another file."""
    is_repair = REJECTED_FORM_NOTE in account.notes
    return Load(tuple(own), leads_of(name, data()) if is_repair else ())


def _source(project: Project, upload: Upload) -> tuple[SourceFile, ReadOptions]:
    data = project.store.original(upload.sha256)
    return SourceFile(upload.file_name, data), options_for(project, upload.time_zone, upload.mapping_json)
