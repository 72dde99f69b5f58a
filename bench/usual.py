"""What one would write without this program: buffer, sjoin, apply. It has no shares, no reasons and no unknowns.

`python -m bench.usual observations.csv zones.geojson out.csv`
"""

import sys

import geopandas as gpd
import pandas as pd

METRIC_CRS = "EPSG:32637"


def main(observations: str, zones: str, out: str) -> None:
    """Mark each observation whose buffered point meets a zone in force and whose act is hostile."""
    rows = pd.read_csv(observations, parse_dates=["observed_from"])
    places = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326").to_crs(METRIC_CRS)
    places["geometry"] = places.geometry.buffer(places["radius_m"].clip(lower=0.1))
    areas = gpd.read_file(zones).to_crs(METRIC_CRS)
    areas["from"], areas["to"] = (pd.to_datetime(areas[name], utc=True) for name in ("from", "to"))
    joined = gpd.sjoin(places, areas, how="left", predicate="intersects")
    joined["verdict"] = joined.apply(_verdict, axis=1)
    joined.groupby("observation_id")["verdict"].max().to_csv(out)


def _verdict(row: pd.Series) -> str:
    if pd.isna(row["index_right"]) or not row["from"] <= row["observed_from"] < row["to"]:
        return "outside"
    return "violation" if str(row["act"]).startswith("fire") else "allowed"


if __name__ == "__main__":
    main(*sys.argv[1:4])
