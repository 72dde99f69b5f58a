"""Five thousand spoilt files: each is refused in one clear line, or every row of it is accounted for, by a second count too."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ingest.errors import IngestError
from dashboard.ingest.intake import Intake, ReadOptions, SourceFile, read_files
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.locate import locate
from tests.mutants.counter import count_rows, records
from tests.mutants.mutator import Mutant, damage, reshape
from tests.ukraine import ukraine_names

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "sample_data", ROOT / "tests" / "ingest" / "fixtures", ROOT.parent / "shared" / "data")
HEADLESS = ("ucdp_ged_headerless.csv", "gdelt.csv")
MUTANTS, ROWS = 5_000, 25
SHARDS = 20
pytestmark = pytest.mark.slow


def base_files() -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the header and first rows of every table here: the sample, the fixtures, the real files where there are."""
    for path in sorted(path for folder in FOLDERS for pattern in ("**/*.csv", "**/*.csv.gz") for path in folder.glob(pattern)):
        if {"truth", "theatre", "places", "coverage"} & set(path.parts):
            continue
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        # Bare carriage returns stand inside quoted texts of real files: a reader that knows quotes has to cut them.
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), ROWS + 1))
        yield path.name, [row for row in rows if len(row) == len(rows[0])]


BASES = tuple(base_files())


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return ukraine_names()


def read(mutant: Mutant) -> Intake | str:
    """Return what reading comes to: observations, or one line that says why there are none."""
    try:
        return read_files([(SourceFile("mutant.csv", mutant.data), ReadOptions("Europe/Kyiv"))])
    except IngestError as error:
        return str(error)


def check(intake: Intake) -> None:
    total = intake.total
    assert total.balanced
    assert (total.accepted, total.rejected) == (len(intake.observations), len(intake.rejections))
    assert all(one.problems and all(problem.reason for problem in one.problems) for one in intake.rejections)


def check_places(intakes: Sequence[Intake], gazetteer: Gazetteer) -> None:
    """Place the rows of many files at once: each stands where it would alone, and a file of a few rows costs as much as many."""
    placed = locate(pd.concat([one.observations for one in intakes], ignore_index=True), gazetteer)
    assert len(placed) == sum(one.total.accepted for one in intakes)
    unplaced = placed["place_kind"] == "unplaced"
    assert (placed["unplaced_reason"] != "").equals(unplaced)
    assert (placed["observed_from"] < placed["observed_to"]).all()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_reshaped_file_is_accounted_for_as_a_second_count_says(shard: int, gazetteer: Gazetteer) -> None:
    outcomes: Counter[str] = Counter()
    intakes: list[Intake] = []
    for seed in range(shard, MUTANTS * 3 // 5, SHARDS):
        name, rows = BASES[seed % len(BASES)]
        mutant = reshape(rows, seed)
        outcome = read(mutant)
        outcomes[type(outcome).__name__] += 1
        if isinstance(outcome, str):
            assert outcome
            assert "\n" not in outcome, (name, seed)
            continue
        check(outcome)
        intakes.append(outcome)
        headless = any("there is no header line" in note for note in outcome.accounts[0].notes)
        assert not headless or name in HEADLESS
        counted = count_rows(mutant.text, mutant.delimiter, has_header=not headless)
        # A cell with a line break, in a row that is too short or too long, cannot be told from a quote that is missing: its
        # lines are then rejected one by one, and none is lost.
        parted = any("closed only in a later row" in problem.reason for one in outcome.rejections for problem in one.problems)
        assert (outcome.total.rows_read >= counted) if parted else (outcome.total.rows_read == counted), (name, seed)
    assert outcomes["Intake"] > outcomes["str"], "most reshaped files can still be read"
    check_places(intakes, gazetteer)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_damaged_file_breaks_nothing_and_its_account_balances(shard: int, gazetteer: Gazetteer) -> None:
    intakes: list[Intake] = []
    for seed in range(shard, MUTANTS * 2 // 5, SHARDS):
        _, rows = BASES[seed % len(BASES)]
        file = io.StringIO(newline="")
        csv.writer(file).writerows(rows)
        outcome = read(damage(file.getvalue().encode(), seed))
        if isinstance(outcome, str):
            assert "\n" not in outcome
        else:
            check(outcome)
            intakes.append(outcome)
    check_places(intakes, gazetteer)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ('a,b\r\n"x ""y"" z","1\r\n2"\r\n', [["a", "b"], ['x "y" z', "1\r\n2"]]),
        ("a,b\r\r1,", [["a", "b"], [""], ["1", ""]]),
    ],
)
def test_the_second_counter_can_read(text: str, rows: list[list[str]]) -> None:
    assert records(text, ",") == rows
