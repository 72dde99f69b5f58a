"""Whether two tables are the same in every way that anything could depend on."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely


def assert_same_table(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Types, index, columns, dtypes, CRS, geometry to the byte and numbers to the bit."""
    assert type(one) is type(other)
    pd.testing.assert_index_equal(one.index, other.index, exact=True)
    pd.testing.assert_index_equal(one.columns, other.columns, exact=True)
    assert one.attrs == other.attrs
    assert dict(one.dtypes) == dict(other.dtypes)
    for name in one.columns:
        _assert_same_column(one[name], other[name])
    if isinstance(one, gpd.GeoDataFrame):
        assert one.geometry.name == other.geometry.name
        assert one.crs == other.crs


def _assert_same_column(one: pd.Series, other: pd.Series) -> None:
    if isinstance(one.dtype, gpd.array.GeometryDtype):
        ours, theirs = np.asarray(one.array, dtype=object), np.asarray(other.array, dtype=object)
        assert shapely.to_wkb(ours).tolist() == shapely.to_wkb(theirs).tolist(), one.name
    elif isinstance(one.dtype, pd.DatetimeTZDtype):
        assert one.astype("int64").tolist() == other.astype("int64").tolist(), one.name
    elif one.dtype == np.float64:
        assert one.to_numpy().view(np.int64).tolist() == other.to_numpy().view(np.int64).tolist(), one.name
    else:
        pd.testing.assert_series_equal(one, other)
