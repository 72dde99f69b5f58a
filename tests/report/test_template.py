"""The canonical CSV as a template, and its columns as documented."""

import csv
import io
from pathlib import Path

from dashboard.domain.acts import BY_CODE
from dashboard.domain.columns import CANONICAL, CANONICAL_NAMES, MEANS
from dashboard.report.template import columns_markdown, template_csv

ROOT = Path(__file__).parents[2]


def rows():
    return list(csv.DictReader(io.StringIO(template_csv().decode(), newline="")))


def test_the_template_starts_with_the_canonical_headers():
    assert template_csv().decode().splitlines()[0] == ",".join(CANONICAL_NAMES)


def test_every_example_row_says_that_it_is_invented():
    assert len(rows()) == 3
    assert all("invented example, delete this row" in row["description"] for row in rows())
    assert all(row["observation_id"].startswith("EXAMPLE-") for row in rows())


def test_every_example_row_gives_a_time_a_place_and_known_codes():
    for row in rows():
        assert row["observed_from"]
        assert (row["lon"] and row["lat"]) or row["region"] or row["place"]
        assert row["act"] in BY_CODE
        assert row["means"] in MEANS


def test_the_template_shows_every_column_filled_at_least_once():
    assert {name for row in rows() for name, cell in row.items() if cell} == set(CANONICAL_NAMES)


def test_the_table_of_columns_has_one_row_for_each():
    header, rule, *lines = columns_markdown().splitlines()
    assert (header, rule) == ("| column | meaning | unit | example |", "| --- | --- | --- | --- |")
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines] == [f"`{column.name}`" for column in CANONICAL]


def test_the_readme_prints_the_columns_as_declared():
    assert columns_markdown() in (ROOT / "README.md").read_text(encoding="utf-8")
