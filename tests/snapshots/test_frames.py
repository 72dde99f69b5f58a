"""What is kept of a table comes back the same, to the bit; what could not is refused."""

from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.texts import as_series, texts
from dashboard.snapshots.errors import UnkeepableError
from dashboard.snapshots.files import Contents, read, write
from dashboard.snapshots.frames import frame_of, kept
from tests.snapshots.equal import assert_same_table

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
BITS = st.integers(-(2**63), 2**63 - 1)
SHAPES = (
    None,
    shapely.box(36.1, 47, 38, 49.123456789),
    shapely.Point(0.1 + 0.2, -0.0).buffer(0.3),
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
    shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2)]]),
    shapely.Polygon(),
)


@st.composite
def tables(draw):
    size = draw(st.integers(0, 12))
    many = lambda one: draw(st.lists(one, min_size=size, max_size=size))  # noqa: E731
    columns = {
        "text": as_series(texts(many(TEXT))),
        "one text": as_series(texts([draw(TEXT)] * size)),
        "float": np.array(many(BITS), dtype=np.int64).view(np.float64),
        "int": np.array(many(BITS), dtype=np.int64),
        "small": np.array(many(st.integers(-128, 127)), dtype=np.int8),
        "one number": np.full(size, draw(BITS)).view(np.float64),
        "flag": np.array(many(st.booleans()), dtype=np.bool_),
        "when": pd.Series(np.array(many(st.integers(-(10**15), 10**15)), dtype="datetime64[us]")).dt.tz_localize("UTC"),
    }
    frame = pd.DataFrame(columns, columns=draw(st.permutations(list(columns))))
    if draw(st.booleans()):
        return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(many(st.sampled_from(SHAPES)), crs="EPSG:4326"), crs="EPSG:4326")
    return frame


@given(tables(), st.booleans())
def test_a_table_comes_back_from_the_disk_the_same_in_every_way(frame, small):
    with TemporaryDirectory() as folder:
        write(Path(folder), "name", Contents({"table": frame}, small=small))
        back = read(Path(folder), "name").tables["table"]
        assert_same_table(back, frame)


@given(tables())
def test_a_table_that_is_kept_and_given_back_in_memory_is_the_same(frame):
    assert_same_table(frame_of(kept(frame)), frame)


def test_rows_that_shared_a_shape_share_it_again():
    shared = shapely.box(0, 0, 1, 1)
    frame = gpd.GeoDataFrame({"a": [1, 2, 3]}, geometry=[shared, None, shared], crs="EPSG:4326")
    back = frame_of(kept(frame))
    assert back.geometry.iloc[0] is back.geometry.iloc[2]


def test_numbers_from_the_disk_can_be_written_to_and_the_file_does_not_change(tmp_path):
    frame = pd.DataFrame({"a": np.arange(5), "b": np.arange(5) / 3})
    write(tmp_path, "name", Contents({"table": frame}))
    array = read(tmp_path, "name").tables["table"]["b"].array.to_numpy()
    array[:] = 9.0
    assert_same_table(read(tmp_path, "name").tables["table"], frame)


def test_a_text_column_in_several_pieces_comes_back_whole():
    frame = pd.concat([pd.DataFrame({"a": as_series(texts(["x", "y"]))})] * 3, ignore_index=True).iloc[1:4]
    frame = frame.reset_index(drop=True)
    assert frame_of(kept(frame))["a"].tolist() == ["y", "x", "y"]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": pd.Series([object()], dtype=object)}),
        pd.DataFrame({"a": pd.Series(["x"], dtype="category")}),
        pd.DataFrame({"a": pd.date_range("2026-01-01", periods=1, tz="Europe/Kyiv")}),
        pd.DataFrame({"a": [1, 2]}, index=[3, 4]),
        gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(0, 0)], crs="EPSG:3857"),
    ],
    ids=["objects", "categories", "local times", "another index", "another CRS"],
)
def test_what_could_not_be_given_back_is_refused_rather_than_changed(frame):
    with pytest.raises(UnkeepableError):
        kept(frame)
