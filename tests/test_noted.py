"""The same files come to the same verdicts wherever the record lies, and each time they are worked out is on record."""

import pytest

from dashboard.engine.assess import untold
from dashboard.noted import settle
from dashboard.pictures import current_picture
from dashboard.records import RecordPlace, back_up, bring_back, check_record
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project, withdraw_file


@pytest.fixture(scope="module")
def hashes():
    """Verdict hashes by where the record lay; filled as the tests go."""
    return {}


def worked_out(project):
    picture = current_picture(project)
    settle()
    project.snapshots.settle()
    return picture


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "postgresql"])
def test_every_assessment_is_on_record_and_any_place_gives_the_same_verdicts(kind, tmp_path, request, monkeypatch, hashes):
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else ""
    monkeypatch.setenv("DATABASE_URL", url)
    project = open_project(tmp_path / "data", theatre_folder(), sample_folder())
    picture = worked_out(project)
    (first,) = project.store.assessments()
    assert first.made.agreement_id == project.store.current_agreement().id
    assert first.made.accepted == len(picture.situation.observations)
    hashes[kind] = first.made.verdict_hash
    assert len(set(hashes.values())) == 1

    worked_out(project)
    assert len(project.store.assessments()) == 1, "what was found in a snapshot was not worked out anew"
    withdraw_file(project, project.store.uploads()[0].id)
    worked_out(project)
    second, _ = project.store.assessments()
    assert second.as_of > first.as_of
    assert second.made.verdict_hash != first.made.verdict_hash

    place = RecordPlace(tmp_path / "data", url)
    back_up(place, tmp_path / "b.zip", untold)
    project.store.database.close()
    monkeypatch.setenv("DATABASE_URL", "")
    bring_back(RecordPlace(tmp_path / "restored"), tmp_path / "b.zip", untold)
    restored = open_project(tmp_path / "restored", theatre_folder(), sample_folder())
    worked_out(restored)
    assert [one.made for one in restored.store.assessments()] == [second.made, first.made], "worked out again to the same hash"
    restored.store.database.close()
    assert check_record(RecordPlace(tmp_path / "restored"), None).faults == ()
