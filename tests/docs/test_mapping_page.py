"""What the page on mappings shows is what the program reads."""

import re
from pathlib import Path

from dashboard.ingest.intake import ReadOptions, SourceFile, read_files
from dashboard.ingest.look import SAMPLE_ROWS
from dashboard.ingest.mappings.mapping import read_mapping

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")


def test_the_example_is_a_mapping_that_reads_a_file_of_its_kind() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    mapping = read_mapping(example.encode(), "docs/mapping.md")
    rows = "Дата;Час;Широта;Довгота;Подія;Погода\n03.05.2026;14:20;48,1;37,7;працювала арта;дощ\n14.05.2026;;48,1;37,7;вибух;\n"
    intake = read_files([(SourceFile("x.csv", rows.encode()), ReadOptions("UTC", mapping))])
    assert intake.rejections == ()
    assert intake.observations["act"].tolist() == ["fire.artillery", "undetermined"]
    assert intake.observations["means"].tolist() == ["patrol", "patrol"]


def test_the_trial_reads_as_many_rows_as_the_page_says() -> None:
    assert f"the first {SAMPLE_ROWS:,} rows" in PAGE
