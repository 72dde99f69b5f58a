"""The page on the record says what the record is made of."""

from pathlib import Path

from dashboard.store.tables import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")


def test_every_table_stands_on_the_page_with_its_meaning():
    listed = [line for line in PAGE.splitlines() if line.startswith("| `")]
    assert listed == [f"| `{table.name}` | {table.meaning} |" for table in TABLES]
