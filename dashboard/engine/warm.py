"""Getting the compiled kernels ready before anybody waits for them."""

from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.domain.agreement import Agreement, Prohibition, Provision, Zone
from dashboard.domain.intervals import Interval
from dashboard.engine.assess import hold_clauses

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def warm() -> None:
    """Load what is compiled, or compile it, which takes half a minute once: a disc and an area are held against a zone."""
    told = {
        "place_kind": ["point", "area"],
        **{name: [0.0, np.nan] for name in ("lon", "lat", "radius_m", "calibre_mm")},
        **{name: ["", ""] for name in ("act", "weapon", "party", "means")},
        "observed_from": pd.to_datetime([_NOW, _NOW], utc=True).as_unit("us"),
        "observed_to": pd.to_datetime([_NOW, _NOW], utc=True).as_unit("us") + pd.Timedelta(minutes=1),
    }
    table = gpd.GeoDataFrame(told, geometry=[None, shapely.box(0.5, 0.5, 1.5, 1.5)], crs="EPSG:4326")
    zone = Zone("zone", "", "", shapely.box(0, 0, 1, 1))
    rule = Provision("rule", "", "", ("zone",), Prohibition(("fire",)))
    hold_clauses(table, Agreement("", "", "", "UTC", (Interval(),), (), "", (zone,), (rule,), ""))
