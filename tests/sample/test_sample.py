"""The committed sample: made by its generator, honest about being invented, in step with its truth and its agreement."""

import subprocess
import sys
from collections import Counter

import pytest
import yaml

from dashboard.domain.acts import BY_CODE
from dashboard.domain.weapons import CLASSES
from sample_data.generator.expectation import RULES, STRIPS
from sample_data.generator.ground import read_layout
from tests.sample.truth import SAMPLE, observation_files, truth_events, truth_rows

ENCODINGS = {"partners_uk.csv": "cp1251", "open_source_ru.csv": "utf-16"}
INVENTED = {"partners_uk.csv": "вигадана подія", "open_source_ru.csv": "вымышленное событие"}


@pytest.fixture(scope="module")
def agreement():
    # As text: what a bare YAML reader makes of times is not the matter here.
    return yaml.load((SAMPLE / "agreement.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds text only


@pytest.mark.slow
def test_a_fresh_run_writes_the_committed_bytes(tmp_path):
    subprocess.run([sys.executable, SAMPLE / "generate.py", tmp_path], check=True, cwd=tmp_path)
    fresh = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    committed = {path.relative_to(SAMPLE): path.read_bytes() for path in SAMPLE.rglob("*.csv")}
    assert fresh.keys() == committed.keys()
    assert [name for name in fresh if fresh[name] != committed[name]] == []


@pytest.mark.slow
def test_it_also_runs_as_a_module(tmp_path):
    subprocess.run([sys.executable, "-m", "sample_data.generate", tmp_path], check=True, cwd=SAMPLE.parent)
    assert (tmp_path / "patrols.csv").read_bytes() == (SAMPLE / "patrols.csv").read_bytes()


def test_the_sample_stays_small():
    assert (
        sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file() and "__pycache__" not in path.parts) < 1_200_000
    )


@pytest.mark.parametrize("path", observation_files(), ids=lambda path: path.name)
def test_every_row_of_the_truth_starts_on_its_line_and_says_that_it_is_invented(path):
    lines = path.read_bytes().decode(ENCODINGS.get(path.name, "utf-8-sig")).splitlines()
    rows = {line: row for (file, line), row in truth_rows().items() if file == path.name}
    mark = INVENTED.get(path.name, "invented sample event")
    assert all(row["observation_id"] in lines[line - 1] for line, row in rows.items())
    assert sum(text.count(mark) for text in lines) == len(rows)


def test_the_sample_holds_every_kind_of_outcome_and_verdict():
    rows = truth_rows().values()
    assert Counter(row["outcome"] for row in rows).keys() == {"accepted", "duplicate", "rejected"}
    expected = Counter(row["expected_verdict"] for row in rows)
    verdicts = ("potential violation", "undetermined", "exempt (claimed)", "consistent with terms", "outside scope", "unplaced")
    assert all(expected[verdict] >= 10 for verdict in verdicts)


def test_every_row_but_a_refused_one_rests_on_an_event_that_points_back_to_it():
    pointed = {
        (name, int(line)): event["event_id"]
        for event in truth_events()
        for name, _, line in (place.rpartition(":") for place in event["observations"].split())
    }
    resting = {place: row["event_id"] for place, row in truth_rows().items() if row["event_id"]}
    assert pointed == resting
    assert {row["outcome"] for row in truth_rows().values() if not row["event_id"]} == {"rejected"}


def test_the_agreement_uses_known_acts_and_weapon_classes(agreement):
    prohibited = [provision["prohibits"] for provision in agreement["provisions"]]
    exempted = [entry for provision in agreement["provisions"] for entry in provision.get("exempt", [])]
    acts = {act for rule in (*prohibited, *exempted) for act in rule.get("acts", [])}
    weapons = {weapon for rule in prohibited for weapon in rule.get("weapons", [])}
    assert acts <= set(BY_CODE)
    assert weapons <= set(CLASSES)


def test_the_rules_behind_the_truth_are_those_of_the_agreement(agreement):
    declared = {provision["id"]: provision for provision in agreement["provisions"]}
    assert [rule.id for rule in RULES] == list(declared)
    for rule in RULES:
        provision = declared[rule.id]
        prohibits = provision["prohibits"]
        assert list(rule.zones) == provision["zones"]
        assert list(rule.acts) == prohibits["acts"]
        assert list(rule.weapons) == prohibits.get("weapons", [])
        assert list(rule.binds) == provision.get("binds", [])
        assert rule.calibre_min == float(prohibits.get("calibre_mm", {}).get("min", 0))
        assert rule.quota == int(provision.get("quota", {}).get("count_max", 0))
        assert len(rule.exempt) == len(provision.get("exempt", []))


def test_the_zones_behind_the_truth_are_those_of_the_agreement(agreement):
    drawn = read_layout(SAMPLE / "zones.geojson")
    for zone in agreement["zones"]:
        geometry = zone["geometry"]
        if "buffer_of" in geometry:
            strip = STRIPS[zone["id"]]
            assert (strip.width_m, strip.side) == (float(geometry["distance_m"]), geometry["side"])
        else:
            assert geometry["feature"] == "line" or geometry["feature"] in drawn.areas
