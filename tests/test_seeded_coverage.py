"""The invented coverage log comes and goes with the invented observations."""

from pathlib import Path

from dashboard.coverages import coverage_in_view
from dashboard.ingest.intake import SourceFile
from dashboard.settings import sample_folder
from dashboard.workflows import add_files, current_agreement, open_project, show_sample
from tests.ingest.mordavia import FOLDER

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
