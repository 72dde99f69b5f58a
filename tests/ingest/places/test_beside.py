"""A place told from a settlement stands in the sector its words allow, or where its row would stand without it, and says why."""

import pandas as pd
import pytest
import shapely
from pyproj import Geod

from dashboard.ingest.places.beside import Beside, find_place
from dashboard.ingest.places.locate import locate
from dashboard.ingest.places.resolution import Ambiguous, Elsewhere, Found, Unknown
from tests.ingest.mordavia import gazetteer, parsed

MORDAVIA = gazetteer()
GEOD = Geod(ellps="WGS84")


def place(**row: object) -> pd.Series:
    """Return the one row of a table as placed."""
    return locate(parsed(row), MORDAVIA).iloc[0]


def test_a_place_told_from_a_settlement_is_the_sector_around_it_and_its_reach() -> None:
    row = place(place_text="3-5km ESE of Kess", region_text="Brel")
    assert (row["place_kind"], row["reference_place"], row["region_code"]) == ("sector", "Kess", "M-02")
    numbers = row[["bearing_deg", "spread_deg", "from_m", "to_m", "dilation_m"]].tolist()
    assert numbers == [112.5, 11.25, 3_000.0, 5_000.0, 1_500.0]
    east, north, _ = GEOD.fwd(11.5, 50.5, 112.5, 4_000)
    assert shapely.intersects_xy(row["geometry"], east, north)
    assert not shapely.intersects_xy(row["geometry"], 11.5, 50.5)
    assert GEOD.inv(row["lon"], row["lat"], east, north)[2] < row["radius_m"] < 4_000
    assert (row["place_note"], row["flags"]) == ("placed by what is said of its direction and distance", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3 км на схід від Кесса", "Kess"),
        ("поблизу Таммпорта", "Tammport"),
        ("південна околиця Авенпорта", "Avenport"),
        ("в 3 км восточнее Авенпорта", "Avenport"),
    ],
)
def test_a_reference_in_the_genitive_is_found_and_the_note_says_how_it_was_read(text: str, name: str) -> None:
    row = place(place_text=text)
    assert (row["place_kind"], row["reference_place"]) == ("sector", name)
    assert f'" read as {name})' in row["place_note"]


def test_outskirts_are_half_to_one_and_a_half_of_the_settlements_radius() -> None:
    row = place(place_text="eastern outskirts of Tammport")
    assert row[["from_m", "to_m", "dilation_m"]].tolist() == [1_250.0, 3_750.0, 0.0]
    for metres, is_inside in ((1_000, False), (1_500, True), (3_500, True), (4_000, False)):
        assert shapely.intersects_xy(row["geometry"], *GEOD.fwd(12.5, 50.5, 90, metres)[:2]) == is_inside


def test_without_a_tag_the_unit_is_told_only_where_it_holds_the_whole_sector() -> None:
    assert place(place_text="3 km E of Kess")["region_code"] == "M-02"
    across = place(place_text="35 km W of Kess")
    assert (across["place_kind"], across["region_code"], across["region_name"]) == ("sector", "", "")


def test_a_reference_across_the_border_of_the_unit_named_holds_where_the_sector_reaches_the_unit() -> None:
    row = place(place_text="55-60 km E of Avenport", region_text="Brel oblast")
    assert (row["place_kind"], row["reference_place"], row["region_code"]) == ("sector", "Avenport", "M-02")


def test_a_sector_wholly_outside_the_unit_named_is_flagged_and_the_row_stands_in_the_unit() -> None:
    row = place(place_text="3 km E of Avenport", region_text="Brel oblast")
    assert (row["place_kind"], row["region_code"]) == ("area", "M-02")
    assert row["flags"] == 'place "3 km E of Avenport" is known in Orva Oblast, outside the region named (Brel Oblast)'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "3 km N of Duna",
            'place "3 km N of Duna" is told from a place that is not sure: "Duna" may be one of several settlements '
            "(could be: Duna in Orva Oblast, Duna in Brel Oblast)",
        ),
        (
            "3 km N of Nowhere",
            'place "3 km N of Nowhere" is told from a place that is not sure: "Nowhere" is not a known settlement',
        ),
        ("north of Kess", 'place "north of Kess" gives a direction and no distance'),
        ("3 km N of Kess and Holm", 'place "3 km N of Kess and Holm" tells the place from several others'),
        ("behind enemy lines", 'place "behind enemy lines" is not a known settlement'),
        (
            "5 km north of Brel oblast",
            'place "5 km north of Brel oblast" is told from a place that is not sure: "Brel oblast" is not a known settlement',
        ),
    ],
)
def test_what_cannot_be_placed_is_unplaced_with_the_reason(text: str, reason: str) -> None:
    row = place(place_text=text)
    assert (row["place_kind"], row["unplaced_reason"].split(" (closest")[0]) == ("unplaced", reason)


def test_the_same_texts_in_a_known_unit_stand_in_the_unit_coarser_than_reported() -> None:
    row = place(place_text="3 km N of Nowhere", region_text="Brel")
    assert (row["place_kind"], row["region_code"]) == ("area", "M-02")
    assert row["place_note"].startswith("stands in Brel Oblast: coarser than reported (3 km N of Nowhere); ")


def test_the_unit_named_tells_namesakes_apart_where_the_list_may() -> None:
    assert isinstance(find_place("2 km N of Holm", "M-02", MORDAVIA), Beside)
    assert isinstance(find_place("2 km N of Holm", "", MORDAVIA), Ambiguous)


def test_a_plain_name_is_still_a_settlement() -> None:
    assert isinstance(find_place("Kess", "", MORDAVIA), Found)
    assert isinstance(find_place("Kess", "M-04", MORDAVIA), Elsewhere)
    assert isinstance(find_place("Nowhere", "", MORDAVIA), Unknown)


def test_rows_of_one_text_share_one_outline() -> None:
    table = locate(parsed(*({"place_text": text} for text in ("near Kess", "near Kess", "Kess"))), MORDAVIA)
    assert table["place_kind"].tolist() == ["sector", "sector", "point"]
    assert table.geometry.iloc[0] is table.geometry.iloc[1]
    assert table["reference_place"].tolist() == ["Kess", "Kess", ""]
    assert table["to_m"].isna().tolist() == [False, False, True]
