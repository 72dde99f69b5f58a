"""Every row stands where its report says, no sharper, or nowhere with the reason; what contradicts it is flagged."""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.ingest.places.locate import locate
from tests.ingest.mordavia import gazetteer, parsed

MORDAVIA = gazetteer()
ORVA_INSIDE, BREL_INSIDE = (10.2, 50.2), (11.5, 50.5)


def place(**row: object) -> pd.Series:
    """Return the one row of a table as placed."""
    return locate(parsed(row), MORDAVIA).iloc[0]


def at(position: tuple[float, float], **row: object) -> pd.Series:
    """Return a row with coordinates as placed."""
    return place(lon=position[0], lat=position[1], **row)


def test_a_row_with_coordinates_is_a_point_in_the_unit_it_lies_in() -> None:
    row = at(ORVA_INSIDE, radius_m=400.0)
    assert (row["place_kind"], row["lon"], row["lat"], row["radius_m"]) == ("point", 10.2, 50.2, 400.0)
    assert (row["region_code"], row["region_name"]) == ("M-01", "Orva Oblast")
    assert row["geometry"] is None, "its lon and lat say all there is"
    assert (row["flags"], row["place_note"], row["unplaced_reason"]) == ("", "", "")


def test_a_point_without_a_radius_is_the_position_itself() -> None:
    assert at(ORVA_INSIDE)["radius_m"] == 0.0


def test_a_point_in_the_unit_it_claims_is_not_flagged_in_any_spelling() -> None:
    for tag in ("Orva oblast", "ОРВСЬКА ОБЛАСТЬ", "Orvska"):
        assert at(ORVA_INSIDE, region_text=tag)["flags"] == ""


def test_a_point_outside_the_unit_it_claims_is_flagged_with_the_distance_and_stands_where_it_lies() -> None:
    row = at(ORVA_INSIDE, region_text="Brel oblast", flags="said before")
    _, _, metres = Geod(ellps="WGS84").inv(10.2, 50.2, 11.0, 50.2)
    assert round(metres / 1000) == 57
    assert row["flags"] == "said before; outside the region it claims (Brel Oblast), 57 km from it"
    assert (row["place_kind"], row["region_code"]) == ("point", "M-01")


def test_a_point_whose_radius_reaches_the_unit_it_claims_is_told_apart() -> None:
    near = (10.99, 50.2)
    assert (
        at(near, region_text="Brel", radius_m=800.0)["flags"]
        == "outside the region it claims (Brel Oblast), but its radius reaches it"
    )
    assert at(near, region_text="Brel", radius_m=600.0)["flags"] == "outside the region it claims (Brel Oblast), 0.7 km from it"


def test_a_point_on_the_edge_of_the_unit_it_claims_lies_in_it() -> None:
    for tag, code in (("Orva oblast", "M-01"), ("Brel oblast", "M-02")):
        row = at((11.0, 50.5), region_text=tag)
        assert (row["flags"], row["region_code"]) == ("", code)
    assert at((11.0, 50.5))["region_code"] == ""


@pytest.mark.parametrize(
    ("tag", "flag"),
    [
        ("Barl", 'region "Barl" is not a known unit (closest: Brel Oblast [M-02])'),
        ("Lowlands", 'region "Lowlands" names several units (could be: Orva Oblast [M-01], Brel Oblast [M-02])'),
        ("Kess raion", 'region "Kess raion" names a raion'),
        ("Mordavia", ""),
        ("", ""),
    ],
)
def test_a_tag_that_does_not_resolve_is_flagged_and_the_point_stays(tag: str, flag: str) -> None:
    row = at(BREL_INSIDE, region_text=tag)
    assert (row["flags"], row["place_kind"], row["region_code"]) == (flag, "point", "M-02")


@pytest.mark.parametrize(
    ("position", "flag"),
    [
        ((30.0, 50.0), "outside the theatre"),
        ((50.2, 10.2), "outside the theatre, but inside it with lon and lat swapped"),
        ((0.0, 0.0), "outside the theatre; at 0, 0, which often stands for a missing position"),
        ((9.5, 49.5), ""),
        ((14.5, 51.5), ""),
        ((14.500001, 51.5), "outside the theatre"),
    ],
)
def test_a_position_off_the_theatre_is_placed_as_reported_and_flagged(position: tuple[float, float], flag: str) -> None:
    row = at(position)
    assert (row["place_kind"], row["lon"], row["lat"], row["flags"]) == ("point", *position, flag)


def test_far_off_and_in_another_unit_than_claimed_says_both() -> None:
    assert (
        at((-170.0, -50.0), region_text="Tamm")["flags"]
        == "outside the region it claims (Free Republic of Tamm); outside the theatre"
    )


def test_a_row_with_a_region_only_is_that_regions_area_and_rows_share_the_polygon() -> None:
    placed = locate(parsed({"region_text": "Brel"}, {"region_text": "БРЕЛЬСЬКА ОБЛ."}), MORDAVIA)
    assert list(placed["place_kind"]) == ["area", "area"]
    assert list(placed["region_code"]) == ["M-02", "M-02"]
    assert placed[["lon", "lat", "radius_m"]].isna().all(axis=None)
    assert placed.geometry.iloc[0] is placed.geometry.iloc[1] is MORDAVIA.area("M-02")
    assert list(placed["place_note"]) == ["", ""]


def test_a_row_that_names_several_regions_stands_in_all_of_them() -> None:
    placed = place(region_text="Brel and Orva oblasts", place_text="Nowhere")
    assert (placed["place_kind"], placed["region_code"]) == ("area", "M-02+M-01")
    assert placed["region_name"] == "Brel Oblast and Orva Oblast"
    assert placed["place_note"] == "stands in Brel Oblast and Orva Oblast together: coarser than reported (Nowhere)"
    assert placed.geometry.equals(shapely.union(MORDAVIA.area("M-01"), MORDAVIA.area("M-02")))
    assert place(region_text="Brel and Orva oblasts")["place_note"].endswith("together, the units it names")


@pytest.mark.parametrize("text", ["Brel oblast (north)", "Kess raion, Brel oblast", "the front, Brel oblast"])
def test_something_unknown_beside_its_region_stands_in_that_region(text: str) -> None:
    placed = place(region_text=text)
    assert (placed["place_kind"], placed["region_code"]) == ("area", "M-02")
    assert placed["place_note"] == f"stands in Brel Oblast: coarser than reported ({text})"


@pytest.mark.parametrize(
    "text", ["Far oblast, Brel oblast", "the north and Brel oblast", "near Brel", "Avenport, Brel oblast", "north of Brel oblast"]
)
def test_something_unknown_that_need_not_lie_in_the_region_beside_it_is_not_placed(text: str) -> None:
    assert place(region_text=text)["place_kind"] == "unplaced"


def test_a_settlement_that_one_of_several_regions_has_is_its_point() -> None:
    placed = place(region_text="Brel oblast; Orva oblast", place_text="Avenport")
    assert (placed["place_kind"], placed["region_code"]) == ("point", "M-01")


def test_a_point_in_one_of_the_regions_it_claims_is_not_flagged_and_one_in_none_is() -> None:
    assert at(ORVA_INSIDE, region_text="Brel and Orva oblasts")["flags"] == ""
    flagged = at((12.5, 50.5), region_text="Brel and Orva oblasts")
    assert flagged["flags"] == "outside the regions it claims (Brel Oblast and Orva Oblast)"
    assert flagged["region_code"] == "M-04"


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ({"region_detail": "Kess raion"}, "stands in Brel Oblast: coarser than reported (Kess raion)"),
        (
            {"place_text": "Nowhere"},
            'stands in Brel Oblast: coarser than reported (Nowhere); "Nowhere" is not a known settlement',
        ),
        (
            {"place_text": "Millbrook", "region_detail": "Kess raion"},
            "stands in Brel Oblast: coarser than reported (Millbrook, Kess raion); "
            '"Millbrook" is a name that other settlements may bear too (could be: Millbrook in Brel Oblast)',
        ),
        (
            {"place_text": "ESE of Kess"},
            'stands in Brel Oblast: coarser than reported (ESE of Kess); "ESE of Kess" gives a direction and no distance',
        ),
        ({"place_text": "Brel oblast"}, ""),
    ],
)
def test_a_row_that_names_something_finer_than_its_area_says_so(row: dict[str, str], note: str) -> None:
    placed = place(region_text="Brel oblast", **row)
    assert (placed["place_kind"], placed["region_code"], placed["place_note"], placed["flags"]) == ("area", "M-02", note, "")


def test_a_settlement_that_resolves_is_a_point_of_its_reach() -> None:
    for row in (
        {"place_text": "Tammport"},
        {"place_text": "Tammport", "region_text": "Tamm"},
        {"place_text": "Tammport", "region_text": "Mordavia"},
    ):
        placed = place(**row)
        assert (placed["place_kind"], placed["lon"], placed["lat"], placed["radius_m"]) == ("point", 12.5, 50.5, 2500.0)
        assert (placed["region_code"], placed["place_note"], placed["flags"]) == ("M-04", "placed by name", "")
        assert placed["geometry"] is None


def test_a_settlement_outside_the_region_beside_it_falls_back_to_the_region() -> None:
    placed = place(place_text="Avenport", region_text="Brel")
    assert (placed["place_kind"], placed["region_code"]) == ("area", "M-02")
    assert placed["place_note"] == "stands in Brel Oblast: coarser than reported (Avenport)"
    assert placed["flags"] == 'place "Avenport" is known in Orva Oblast, outside the region named (Brel Oblast)'


def test_a_settlement_beside_a_region_that_is_not_known_is_not_placed() -> None:
    placed = place(place_text="Avenport", region_text="Ruritania")
    assert (placed["place_kind"], placed["unplaced_reason"]) == ("unplaced", 'region "Ruritania" is not a known unit')


def test_a_region_named_outright_in_the_place_column_is_that_region() -> None:
    placed = place(place_text="Brel oblast", region_detail="Kess raion")
    assert (placed["place_kind"], placed["region_code"]) == ("area", "M-02")
    assert placed["place_note"] == "stands in Brel Oblast: coarser than reported (Kess raion)"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "no position, region or place is reported"),
        ({"region_text": "Barl"}, 'region "Barl" is not a known unit (closest: Brel Oblast [M-02])'),
        ({"region_text": "Kess raion"}, 'region "Kess raion" names a raion'),
        ({"region_text": "Mordavia"}, 'region "Mordavia" names the whole theatre'),
        ({"region_detail": "Kess raion"}, '"Kess raion" is named without its region'),
        (
            {"place_text": "Duna"},
            'place "Duna" may be one of several settlements (could be: Duna in Orva Oblast, Duna in Brel Oblast)',
        ),
        ({"place_text": "Brel"}, 'place "Brel" is not a known settlement'),
    ],
)
def test_a_row_that_cannot_be_placed_says_why_with_candidates(row: dict[str, str], reason: str) -> None:
    placed = place(**row)
    assert (placed["place_kind"], placed["unplaced_reason"], placed["region_code"]) == ("unplaced", reason, "")
    assert placed.geometry is None
    assert math.isnan(placed["lon"])


def test_swapped_columns_of_region_and_finer_unit_are_read_where_both_say_what_they_are() -> None:
    placed = place(region_text="Kess raion", region_detail="Brel oblast, Duna hromada")
    assert (placed["place_kind"], placed["region_code"]) == ("area", "M-02")
    assert placed["place_note"] == "stands in Brel Oblast: coarser than reported (Kess raion)"
    assert placed["flags"] == 'the columns of region and finer unit look swapped ("Kess raion", "Brel oblast, Duna hromada")'
    for detail in ("Brel", "Brel oblast, Orva oblast", "Duna hromada"):
        assert place(region_text="Kess raion", region_detail=detail)["place_kind"] == "unplaced"


def test_a_row_the_reader_marked_as_unplaced_stays_so() -> None:
    placed = place(unplaced_reason="only the country is known", lon=10.2, lat=50.2, region_text="Tamm", flags="f")
    assert (placed["place_kind"], placed["unplaced_reason"], placed["flags"]) == ("unplaced", "only the country is known", "f")
    assert (placed["region_code"], placed["region_name"]) == ("M-04", "Free Republic of Tamm")
    assert placed.geometry is None
    assert math.isnan(placed["lon"])


def test_the_table_has_the_declared_columns_in_order_and_keeps_every_other_cell() -> None:
    table = parsed(
        {"observation_id": "a", "line": 7, "calibre_mm": 122.0},
        {"observation_id": "b", "region_text": "Tamm"},
        {"observation_id": "c", **dict(zip(("lon", "lat"), BREL_INSIDE, strict=True))},
    )
    placed = locate(table, MORDAVIA)
    assert isinstance(placed, gpd.GeoDataFrame)
    assert [*placed.columns] == [*OBSERVATION_TABLE, "geometry"]
    assert placed.crs == "EPSG:4326"
    assert list(placed["observation_id"]) == ["a", "b", "c"]
    assert list(placed["place_kind"]) == ["unplaced", "area", "point"]
    assert (placed["line"].iloc[0], placed["calibre_mm"].iloc[0]) == (7, 122.0)
    assert str(placed["observed_from"].dtype) == "datetime64[us, UTC]"
    texts = placed[["place_kind", "region_code", "region_name", "place_note", "unplaced_reason", "flags"]]
    assert not texts.isna().any(axis=None)
    assert {placed[column].dtype for column in ("lon", "lat", "radius_m")} == {np.dtype(np.float64)}


def test_a_table_without_rows_stays_one() -> None:
    placed = locate(parsed({}).iloc[:0], MORDAVIA)
    assert len(placed) == 0
    assert [*placed.columns] == [*OBSERVATION_TABLE, "geometry"]


def test_the_table_handed_in_is_left_as_it_is() -> None:
    table = parsed({"region_text": "Tamm"}, {"lon": 10.0, "lat": 50.0})
    before = table.copy(deep=True)
    locate(table, MORDAVIA)
    pd.testing.assert_frame_equal(table, before)


_TEXTS = st.sampled_from(
    ["", "Brel", "Brel oblast", "Orva", "Kess raion", "Mordavia", "Barl", "Lowlands", "Tammport", "Avenport", "Duna"]
)
_ROWS = st.fixed_dictionaries(
    {"region_text": _TEXTS, "region_detail": _TEXTS, "place_text": _TEXTS, "unplaced_reason": st.sampled_from(["", "", "x"])},
    optional={"lon": st.floats(9, 14), "lat": st.floats(49, 52), "radius_m": st.floats(0, 5000)},
)


@settings(deadline=None, max_examples=40)
@given(st.lists(_ROWS, min_size=1, max_size=8))
def test_a_row_stands_where_it_would_stand_alone_and_is_exactly_one_kind_of_place(rows: list[dict[str, object]]) -> None:
    together = locate(parsed(*rows), MORDAVIA)
    for position, row in enumerate(rows):
        alone = locate(parsed(row), MORDAVIA).iloc[0]
        placed = together.iloc[position]
        columns = ["place_kind", "region_code", "place_note", "unplaced_reason", "flags"]
        assert placed[columns].tolist() == alone[columns].tolist()
        kind = placed["place_kind"]
        assert (placed.geometry is None) == (kind in ("unplaced", "point"))
        assert (kind == "unplaced") == (placed["unplaced_reason"] != "")
        assert (kind == "point") == math.isfinite(placed["lon"]) == math.isfinite(placed["radius_m"])
        if kind == "area":
            assert placed.geometry is MORDAVIA.area(placed["region_code"])
