"""Headings of the canonical columns in other words: read where they can mean nothing else, and told."""

import pytest

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats import FORMATS
from dashboard.ingest.formats.canonical import FORMAT
from dashboard.ingest.formats.canonical_headings import OTHER_HEADINGS
from dashboard.ingest.formats.format import CANONICAL_TEXT
from dashboard.ingest.header import heading
from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.readers import load_rows, only

UKRAINIAN = "Дата;Час;Область;Населений пункт;Широта;Довгота;Радіус, м;Подія;Калібр (мм);Кількість;Джерело;Примітки"
RUSSIAN = "Дата;Время;Область;Населённый пункт;Широта;Долгота;Радиус (м);Тип события;Калибр, мм;Кол-во;Источник;Описание"
MISSPELT = "date;time;oblast;settlement;Lattitude (deg);longtitude [°E];accuracy (m);act;calibre (mm);count;source;description"


@pytest.mark.parametrize("header", [UKRAINIAN, RUSSIAN, MISSPELT])
def test_a_table_with_the_usual_headings_of_monitors_is_read_and_each_is_told(header: str) -> None:
    row = "2026-05-03;14:20;Донецька область;Авдіївка;48,1391;37,7466;400;обстріл;122;3;патруль 4;чути"
    intake = load_rows(header, row)
    seen = only(intake)
    assert (seen["lon"], seen["lat"], seen["radius_m"], seen["calibre_mm"], seen["count_min"]) == (37.7466, 48.1391, 400, 122, 3)
    assert (seen["act"], seen["reported_time"], seen["source"], seen["description"]) == (
        "fire",
        "2026-05-03 14:20",
        "патруль 4",
        "чути",
    )
    (told,) = [note for note in intake.accounts[0].notes if note.startswith("headings read as columns of the template:")]
    assert f"{header.split(';')[5]!r} as lon" in told


def test_a_start_and_an_end_in_other_words_are_an_interval() -> None:
    seen = only(load_rows("Час початку,Час закінчення,Область", "2026-05-03 14:20,2026-05-03 15:00,Донецька"))
    assert (seen["observed_to"] - seen["observed_from"]).total_seconds() == 40 * 60


def test_a_mapping_goes_before_what_headings_are_read_as() -> None:
    seen = only(
        load_rows(
            "Дата,Область,Опис,Примітки", "2026-05-03,Донецька,one,two", mapping=Mapping(columns={"description": "Примітки"})
        )
    )
    assert seen["description"] == "two"


@pytest.mark.parametrize("bare", ["радіус", "точність", "радиус (км)", "сторона", "номер", "№", "accuracy"])
def test_headings_that_could_mean_two_things_are_not_read(bare: str) -> None:
    assert heading(bare) not in OTHER_HEADINGS


def test_no_heading_by_which_another_format_is_told_becomes_one_of_the_template() -> None:
    """With one, a table of that format that lacks its precision would be read sharper than it is."""
    taken = {name for one in FORMATS if one is not FORMAT for name in one.known} - set(CANONICAL_TEXT)
    assert taken & OTHER_HEADINGS.keys() <= {"latitude", "longitude", "oblast"}
    with pytest.raises(UnreadableFileError):
        load_rows("event_date,latitude,longitude,sub_event_type", "2026-05-03,48.1,37.7,x")


def test_every_other_heading_means_a_column_there_is() -> None:
    assert set(OTHER_HEADINGS.values()) <= set(CANONICAL_TEXT)


def test_a_heading_that_a_mapping_takes_is_read_as_nothing_else_and_told_as_nothing_else() -> None:
    intake = load_rows(
        "Дата,Область,Час", "2026-05-03,Авдіївка,x", mapping=Mapping(columns={"place": "Область"}, unused=("Час",))
    )
    seen = only(intake)
    assert (seen["place_text"], seen["region_text"], seen["reported_time"]) == ("Авдіївка", "", "2026-05-03")
    assert "headings read as columns of the template: 'Дата' as date; a mapping can say otherwise" in intake.accounts[0].notes
