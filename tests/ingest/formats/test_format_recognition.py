"""Every format is told from its own fixture, whatever the order of the columns, and no row or cell of it goes missing."""

import csv
import io
import json
import random
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ingest.account import FileAccount
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats import BY_NAME, FORMATS, ranked
from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.readers import load, load_rows

FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
WITH_HEADER = {
    "acled": "acled", "acled_old": "acled", "canonical": "canonical", "firms_modis": "firms", "firms_viirs": "firms",
    "gdelt_with_header": "gdelt", "geoconfirmed": "geoconfirmed", "osce": "osce", "region_intervals": "region_intervals",
    "timemap": "timemap", "ucdp_ged": "ucdp_ged", "ushahidi": "ushahidi", "ushahidi_2": "ushahidi",
    "viina_event_1pd": "viina_event_1pd", "viina_event_info": "viina_event_info",
}  # fmt: skip
WITHOUT_HEADER = {"gdelt": "gdelt", "ucdp_ged_headerless": "ucdp_ged"}
REFUSED = {"viina_event_labels": "viina_event_labels", "coverage_log": "coverage_log"}
ALL = {**WITH_HEADER, **WITHOUT_HEADER}
NOT_OF_THE_ROW = ["file", "line", "row_key", "observation_id", "other"]


def fixture(name: str) -> str:
    return (FIXTURES / f"{name}.csv").read_bytes().decode("utf-8-sig")


def delimiter_of(text: str) -> str:
    return max(",;\t", key=text.partition("\n")[0].count)


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))


def written(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def account_of(text: str) -> FileAccount:
    (account,) = load(("a.csv", text)).accounts
    return account


def rows_in(name: str) -> int:
    """Count the rows of a fixture independently: records that are neither the header nor tags."""
    records = cells_of(fixture(name))
    body = records if name in WITHOUT_HEADER else records[1:]
    return sum(not all(not cell or cell.startswith("#") for cell in record) for record in body)


def test_every_format_has_a_fixture_and_every_fixture_a_format() -> None:
    assert {path.stem for path in FIXTURES.glob("*.csv")} == ALL.keys() | REFUSED.keys()
    assert {*ALL.values(), *REFUSED.values()} == BY_NAME.keys()


@pytest.mark.parametrize(("name", "format_name"), sorted(ALL.items()))
def test_a_fixture_is_read_whole_in_its_own_format(name: str, format_name: str) -> None:
    account = account_of(fixture(name))
    assert account.format_name == format_name
    assert (account.rows_read, account.accepted) == (rows_in(name), rows_in(name))


@pytest.mark.parametrize(("name", "format_name"), sorted({**WITH_HEADER, **REFUSED}.items()))
def test_a_fixture_fits_its_own_format_best_and_else_the_canonical_one_at_most(name: str, format_name: str) -> None:
    first, *others = [match.format.name for match in ranked(cells_of(fixture(name))[0])]
    assert first == format_name
    assert set(others) <= {"canonical"}


@pytest.mark.parametrize("name", sorted(WITH_HEADER))
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_columns_does_not_matter(name: str, seed: int) -> None:
    rows = cells_of(fixture(name))
    order = list(range(len(rows[0])))
    random.Random(seed).shuffle(order)
    shuffled = written([[row[column] for column in order] for row in rows])
    expected, found = load(("a.csv", fixture(name))).observations, load(("a.csv", shuffled)).observations
    pd.testing.assert_frame_equal(found.drop(columns=NOT_OF_THE_ROW), expected.drop(columns=NOT_OF_THE_ROW))
    assert list(map(json.loads, found["other"])) == list(map(json.loads, expected["other"]))


@pytest.mark.parametrize("name", sorted(WITH_HEADER))
def test_a_further_column_stays_with_its_row(name: str) -> None:
    header, *rows = cells_of(fixture(name))
    marked = [["fog" if row[0] else "", *row] for row in rows]
    intake = load(("a.csv", written([["weather today", *header], *marked])))
    assert intake.accounts[0].format_name == WITH_HEADER[name]
    assert all(json.loads(other)["weather today"] == "fog" for other in intake.observations["other"])


@pytest.mark.parametrize("name", sorted(WITH_HEADER))
def test_every_filled_cell_is_found_again_in_its_observation(name: str) -> None:
    """Wherever a cell went, its text stands in the row: in a column, in what was reported, or among the other cells."""
    intake = load(("a.csv", fixture(name)))
    private = BY_NAME[WITH_HEADER[name]].private
    header, *rows = cells_of(fixture(name))
    rows = [row for row in rows if not all(not cell or cell.startswith("#") for cell in row)]
    for row, observation in zip(rows, intake.observations.to_dict("records"), strict=True):
        whole = " ".join(map(str, observation.values())) + " ".join(json.loads(observation["other"]).values())
        for heading, cell in zip(header, row, strict=True):
            if not private(heading.casefold().replace(" ", "_")):
                assert all(part in whole or _as_a_number(part) in whole for part in _parts(cell)), (heading, cell)


def _parts(cell: str) -> list[str]:
    """Return the words of a cell between the marks that a format may rewrite in a list of names."""
    return [part.strip() for part in cell.replace("|", ";").replace(", ", ";").split(";") if part.strip()]


def _as_a_number(part: str) -> str:
    try:
        return str(float(part))
    except ValueError:
        return part


def test_the_most_demanding_format_comes_first_and_the_account_says_what_else_would_do() -> None:
    header, *rows = cells_of(fixture("ucdp_ged"))
    text = written([[*header, "observed_from", "place"], *([*row, "2026-05-03", "x"] for row in rows)])
    account = account_of(text)
    assert [match.format.name for match in ranked([*header, "observed_from", "place"])] == ["ucdp_ged", "canonical"]
    assert account.notes[0] == (
        "recognised as UCDP GED by the columns date_end, date_prec, date_start, id, latitude, longitude, type_of_violence, "
        "where_prec; it could be read as canonical observations table too, which asks for fewer columns"
    )


def test_a_mapping_overrides_what_is_recognised_and_the_account_says_so() -> None:
    mapping = Mapping(format="canonical", columns={"observed_from": "acq_date"}, constants={"act": "heat"})
    (account,) = load(("a.csv", fixture("firms_viirs")), mapping=mapping).accounts
    assert (account.format_name, account.notes[0]) == ("canonical", "read as canonical observations table, as the mapping says")


def test_a_heading_only_another_format_uses_may_stand_twice() -> None:
    assert load_rows("observed_from,place,url,url", "2026-05-03,x,a,b").total.accepted == 1


def test_labels_alone_are_refused_with_what_to_give_instead() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        load(("labels.csv", fixture("viina_event_labels")))
    assert str(caught.value).startswith("labels.csv, line 1: this is VIINA event_labels: labels say neither where")
    assert "join it to event_info on event_id" in str(caught.value)
    with pytest.raises(UnreadableFileError, match="labels say neither where"):
        load(("labels.csv", fixture("viina_event_labels")), mapping=Mapping(format="viina_event_labels"))


@pytest.mark.parametrize("name", sorted(WITHOUT_HEADER))
def test_a_file_without_a_header_line_keeps_its_first_row(name: str) -> None:
    intake = load(("a.csv", fixture(name)))
    assert intake.accounts[0].notes[1].startswith("there is no header line: the first line is a row")
    assert intake.observations["line"].tolist() == list(range(1, rows_in(name) + 1))


@pytest.mark.parametrize(("with_header", "without"), [("gdelt_with_header", "gdelt"), ("ucdp_ged", "ucdp_ged_headerless")])
def test_a_row_is_the_same_with_and_without_a_header_line(with_header: str, without: str) -> None:
    intake = load(("a.csv", fixture(with_header)), ("b.csv", fixture(without)))
    assert intake.accounts[1].duplicates >= 1


def test_a_broken_row_of_a_file_without_a_header_line_is_rejected_by_itself() -> None:
    first, second, third = fixture("gdelt").splitlines()
    intake = load(("a.csv", "\n".join((first, second.rpartition("\t")[0], third, ""))))
    (rejection,) = intake.rejections
    assert (rejection.line, rejection.problems[0].reason) == (2, "the row has 57 cells where the header has 58")
    assert rejection.cells["GLOBALEVENTID"] == "900002"


def test_a_first_line_that_is_a_row_of_no_known_layout_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="the first line looks like a row"):
        load_rows("1,2026-05-03,48.5,37.5", "2,2026-05-04,48.5,37.5")


def test_needs_are_told_apart_by_name() -> None:
    assert len({frozenset(one.needs) for one in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("name", sorted({**ALL, **REFUSED}))
@pytest.mark.parametrize("seed", range(12))
def test_no_damage_to_a_fixture_is_more_than_a_clear_error_or_a_balanced_account(name: str, seed: int) -> None:
    dice = random.Random(seed)
    text = fixture(name)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(text))
        put = dice.choice(['"', ",", "\n", "\r", ";", "\t", "\0", "0", "-", "x", "", "T", ":", " of "])
        text = text[:at] + put + text[at + dice.randint(0, 4) :]
    try:
        account_of(text)
        said = "a.csv"
    except UnreadableFileError as refused:
        said = str(refused)
    assert said.startswith("a.csv")


@pytest.mark.parametrize("name", sorted(WITH_HEADER))
def test_a_row_of_empty_or_absurd_cells_is_accounted_for(name: str) -> None:
    header = cells_of(fixture(name))[0]
    absurd = ["", "0", "-1", "999999999999", "1e999", "n/a", "2026-02-31", "Ї", "=1+1", "\u202e", "24:00", "9" * 400]
    rows = [[cell] * len(header) for cell in absurd] + [
        absurd[at:] + absurd[:at] + [""] * len(header) for at in range(len(absurd))
    ]
    total = load(("a.csv", written([header, *(row[: len(header)] for row in rows)]))).total
    assert total.rows_read == len(rows) - 1, "the row of empty cells is a blank line"


def test_the_documentation_lists_every_format() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [name for name in BY_NAME if f"`{name}`" not in documented] == []
