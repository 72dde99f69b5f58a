"""The invented coverage log comes and goes with the invented observations."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.coverages import coverage_in_view
from dashboard.domain.access import Role
from dashboard.ingest.agreements.bundle import bundle_from_path
from dashboard.ingest.intake import SourceFile
from dashboard.settings import sample_folder
from dashboard.store.kept import NotAllowedError
from dashboard.workflows import add_agreement, add_files, current_agreement, open_project, show_sample
from tests.ingest.mordavia import FOLDER
from tests.store.people import session, with_roles

ROWS = b"observation_id,observed_from,lon,lat\n1,2026-05-03,11.5,50.5\n"


def kinds(project):
    return [(file.file_name, file.kind) for file in project.store.coverage().files]


def test_it_is_there_at_the_first_start_leaves_with_the_first_real_file_and_comes_back_when_asked_for(tmp_path: Path):
    project = open_project(tmp_path, FOLDER, sample_folder())
    assert kinds(project) == [("coverage.csv", "sample")]
    _, agreement = current_agreement(project)
    log = coverage_in_view(project.store, agreement, project.gazetteer)
    assert log.shows_sample
    assert (log.rejections, [file.fault for file in log.files]) == ((), [""])
    add_files(project, [SourceFile("real.csv", ROWS)], time_zone="")
    assert kinds(project) == []
    show_sample(project, sample_folder())
    assert kinds(project) == [("coverage.csv", "sample")]


@pytest.mark.parametrize("role", Role)
def test_whoever_may_bring_only_a_part_of_the_sample_brings_nothing_of_it(tmp_path: Path, role: Role):
    project = open_project(tmp_path, FOLDER, sample_folder())
    add_files(project, [SourceFile("real.csv", ROWS)], time_zone="")
    bundle = bundle_from_path(sample_folder() / "agreement.yaml")
    another = {**bundle.files, bundle.main: bundle.files[bundle.main] + b"\n# another\n"}
    add_agreement(project, bundle.main, another)
    with_roles(project.store, "somebody", role)
    person = session("somebody", began_at=datetime.now(UTC) - timedelta(minutes=1))
    theirs = replace(project, store=project.store.signed_in(person))
    before = project.store.current_agreement(), project.store.agreements(), project.store.uploads(), kinds(project)
    with pytest.raises(NotAllowedError, match="that takes the role"):
        show_sample(theirs, sample_folder())
    after = project.store.current_agreement(), project.store.agreements(), project.store.uploads(), kinds(project)
    assert after == before
