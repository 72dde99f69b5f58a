"""Explanations as JSON Lines, GeoJSON and CSV: one structure, three renderings, each row with its language."""

import csv
import io
import json

import pytest

from dashboard.engine.explanation import explanations, worded
from dashboard.report.explanations import EXPLANATION_COLUMNS, SUFFIXES, explanations_file
from tests.factories import one_observation, situation_of


@pytest.fixture(scope="module")
def told():
    situation = situation_of(
        [one_observation(), one_observation(37.0, 48.5, radius_m=900.0), one_observation(act="undetermined")],
        description=["", "", "=1+1"],
        source=["=cmd()", "p", "p"],
    )
    rows = range(len(situation.observations))
    found = explanations(situation.observations, situation.assessment, situation.agreement, rows)
    return tuple(worded(one, "uk") for one in found), situation.observations


def test_json_lines_hold_the_sentence_the_table_and_the_language(told):
    lines = [json.loads(line) for line in explanations_file(".jsonl", *told).decode().splitlines()]
    assert [line["sentence"] for line in lines] == [one.sentence for one in told[0]]
    assert {line["language"] for line in lines} == {"uk"}
    assert lines[1]["what_would_change"] == list(told[0][1].changes) != []
    assert {"row": "act", "what": "Дія"}.items() <= lines[0]["table"][0].items()
    assert 0 < lines[1]["p_inside"] < 1


def test_geojson_puts_the_same_beside_the_place(told):
    found = json.loads(explanations_file(".geojson", *told))
    assert [one["geometry"]["type"] for one in found["features"]] == ["Point"] * 3
    assert [one["properties"]["sentence"] for one in found["features"]] == [one.sentence for one in told[0]]


def test_csv_has_a_column_for_each_row_of_the_table_and_no_formula(told):
    rows = list(csv.DictReader(io.StringIO(explanations_file(".csv", *told).decode("utf-8-sig"))))
    assert list(rows[0]) == list(EXPLANATION_COLUMNS)
    assert [row["sentence"] for row in rows] == [one.sentence for one in told[0]]
    assert "можливе порушення" in rows[0]["certainty"]
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_explanations_are_an_empty_file_of_the_kind(told, suffix):
    explanations_file(suffix, (), told[1].head(0))
