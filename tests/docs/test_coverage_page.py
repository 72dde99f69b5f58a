"""The page on coverage lists the columns that are read and the states there are."""

from pathlib import Path

from dashboard.domain.coverage import STATES
from dashboard.report.coverage_days import HEADERS, coverage_columns_markdown

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "coverage.md").read_text(encoding="utf-8")


def test_every_column_stands_on_the_page_with_its_meaning():
    assert coverage_columns_markdown() in PAGE


def test_states_stand_there_in_order_of_precedence_and_the_columns_of_the_result_in_theirs():
    assert f"**{', '.join(STATES)}**" in PAGE
    assert ", ".join(HEADERS) in " ".join(PAGE.split())
