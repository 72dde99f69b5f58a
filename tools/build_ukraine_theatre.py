"""Derive the theatre folder of Ukraine from packages of public registries.

Writes `regions.geojson`, `units.csv`, `places.csv`, `settlements.csv.gz` and `basemap.geojson` into
`dashboard/theatres/ukraine/`, the same bytes each time. `theatre.yaml` and `NOTICE.md` there are written by hand; the
spellings are checked against `theatre.yaml`.

How to run it, from the repository's root, on Debian or a relative of it (one source is a Debian package) with npm:

    python -m venv build/theatre-env
    build/theatre-env/bin/pip install -r tools/requirements-theatre.txt
    build/theatre-env/bin/python -m tools.build_ukraine_theatre

The packages (about 100 MB) are fetched by name with npm, pip and apt-get into a temporary folder and forgotten. With
`--sources FOLDER` those that lie in FOLDER are used instead; `--keep FOLDER` fetches them into FOLDER to that end.
Every file that is used has its SHA-256 in the code: a changed package stops the build. It takes about a minute.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools.ukraine_theatre.basemap import build_basemap
from tools.ukraine_theatre.codifier import read_codifier
from tools.ukraine_theatre.features import GeometryError, write_features
from tools.ukraine_theatre.finer_units import build_units, write_units
from tools.ukraine_theatre.former import ReviewError
from tools.ukraine_theatre.lookup import AmbiguousSpellingError
from tools.ukraine_theatre.places import MissingPlaceError, build_places, write_places
from tools.ukraine_theatre.regions import build_regions, region_features
from tools.ukraine_theatre.settlements import unplaced_settlements, write_settlements
from tools.ukraine_theatre.sources import SourceError, fetch
from tools.ukraine_theatre.theatre_file import load_theatre

_THEATRE: Final = Path(__file__).parents[1] / "dashboard" / "theatres" / "ukraine"
_EXPECTED_ERRORS: Final = (SourceError, GeometryError, AmbiguousSpellingError, MissingPlaceError, ReviewError)


def main(arguments: list[str]) -> int:
    """Build the theatre; return 0, or 1 after one line on stderr that says what is wrong."""
    parser = argparse.ArgumentParser(prog="build_ukraine_theatre", description="Derive the theatre folder of Ukraine.")
    parser.add_argument("--sources", type=Path, metavar="FOLDER", help="use the packages in FOLDER, fetch nothing")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="fetch the packages into FOLDER and leave them")
    options = parser.parse_args(arguments)
    try:
        _build_from(options.sources, options.keep)
    except _EXPECTED_ERRORS as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def build(sources: Path, theatre_folder: Path = _THEATRE) -> None:
    """Derive the five files from the packages in `sources`; the folder's own `theatre.yaml` is read."""
    theatre, codifier = load_theatre(theatre_folder), read_codifier(sources)
    regions = build_regions(sources, theatre, codifier.tops)
    write_features(theatre_folder / "regions.geojson", region_features(regions))
    places = build_places(sources, regions, codifier.settlements)
    write_places(theatre_folder / "places.csv", places)
    write_units(theatre_folder / "units.csv", build_units(codifier, regions, {one.code: one.name_ru for one in places}))
    write_settlements(theatre_folder / "settlements.csv.gz", unplaced_settlements(codifier, regions, places))
    write_features(theatre_folder / "basemap.geojson", build_basemap(sources, regions, places, theatre))


def _build_from(sources: Path | None, keep: Path | None) -> None:
    if sources:
        build(sources)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        fetch(folder)
        build(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
