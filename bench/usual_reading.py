"""What one would write to read and tag a file: read_csv, to_datetime, points, sjoin; names are looked up in a dictionary.

No row is checked, rejected, told from its repetition or kept as it came. `python -m bench.usual_reading FILE`
"""

import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.settings import theatre_folder


def main(path: str) -> None:
    """Print how many rows lie in, or name, a region."""
    rows = pd.read_csv(Path(path))
    rows["observed_from"] = pd.to_datetime(rows["observed_from"], utc=True)
    regions = gpd.read_file(theatre_folder() / "regions.geojson")
    if "lon" not in rows:
        names = pd.concat([regions.set_index(name)["code"] for name in ("name_en", "name_uk")])
        print(rows["region"].map(names.groupby(level=0).first()).notna().sum())
        return
    places = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326")
    tagged = gpd.sjoin(places, regions[["code", "geometry"]], how="left", predicate="within")
    print(tagged["code"].notna().sum())


if __name__ == "__main__":
    main(sys.argv[1])
