"""Every sentence of the catalogue for a note is one that the reading makes; what it makes is told in Ukrainian."""

import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from dashboard.domain.observation import Point
from dashboard.ingest.intake import Intake
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.places.corrections import Correction, Names
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.locate import locate
from dashboard.ingest.places.naming import Standings
from dashboard.ingest.theatre import load_theatre, with_places, with_regions
from dashboard.ingest.times.checks import with_doubtful_times
from dashboard.language.retell import note_sentences
from tests.ingest.containers.builders import saved, workbook
from tests.ingest.fixture_rows import changed
from tests.ingest.mordavia import FOLDER, parsed
from tests.ingest.places.test_finer_units import SETTLEMENTS, UNITS
from tests.ingest.readers import load, load_rows
from tests.ingest.told_notes import keys_of, untold

STORY = "near " * 400
NAMES = (
    {},
    {"region_text": "Barl"},
    {"region_text": "Lowlands"},
    {"region_text": "Mordavia"},
    {"region_text": STORY},
    {"region_text": "Kess raion"},
    {"region_text": "Kessk raion"},
    {"region_text": "Brel city"},
    {"region_text": "Dunskyi raion, Orva oblast"},
    {"region_text": "Lowlands and Brel oblast"},
    {"region_text": "Orva oblast, Orva city, Kess raion and Brel oblast"},
    {"region_text": "Brel oblast", "region_detail": "Orva raion"},
    {"region_detail": "Kessk raion"},
    {"region_text": "Kess raion", "region_detail": "Brel oblast"},
    {"region_text": "Orva oblast and Brel oblast"},
    {"region_text": "Orva oblast and Brel oblast", "region_detail": "north"},
    {"region_text": "Orva raion"},
    {"region_text": "Orva raion and Orva oblast"},
    {"region_text": "Dunsky, Orvskyi raion, Orva oblast"},
    {"region_text": "Orva oblast, Orvskyi raion, Avensk hromada"},
    {"region_text": "Orvskyi raion, Avensca"},
    {"place_text": "Brel"},
    {"place_text": "Duna"},
    {"place_text": "Avneport"},
    {"place_text": "Post 4"},
    {"place_text": "Avenport"},
    {"place_text": "Kess"},
    {"region_text": "Brel oblast", "place_text": "Avenport"},
    {"region_text": "Orva oblast", "place_text": STORY},
    {"region_text": "Buffer"},
    *(
        {"place_text": text}
        for text in (
            "3 km E of Avenport",
            "3 км на схід від Авенпорта",
            "3 km N of Post 4",
            "5 km N of the Post 4",
            "3 km N of Nowhere",
            "3 km N of Lonely",
            "north of Kess",
            "3 km N of Kess and Holm",
            "5 km N-S of Kess",
            "150 km north of Kess",
            "5-3 km N of Kess",
            "3 km at 400° from Kess",
            "3 km N of Duna",
            "outskirts of Spot",
            "3 км на північ від Поста",
            "3 км на північ від Мирного",
            "Avenport, Brel oblast",
            "Holm",
        )
    ),
    {"place_text": "3 km E of Avenport", "region_text": "Brel oblast"},
    *(
        {"lon": lon, "lat": lat, "radius_m": radius, "region_text": region}
        for lon, lat, radius, region in (
            (30.0, 50.0, 0.0, ""),
            (50.2, 10.2, 0.0, ""),
            (0.0, 0.0, 0.0, ""),
            (11.5, 50.5, 0.0, "Orva oblast"),
            (10.99, 50.5, 2_000.0, "Brel oblast"),
            (30.0, 50.0, 0.0, "Orva oblast"),
            (13.5, 51.2, 0.0, "Orva oblast and Brel oblast"),
            (10.2, 50.2, 0.0, "Buffer"),
            (11.41, 50.25, 5_000.0, "Buffer"),
            (30.0, 50.0, 0.0, "Buffer"),
        )
    ),
)
"""Rows as parsed, to be placed in Mordavia with finer units and files of a user's own."""
CANONICAL = (
    "lon", "lat", "radius_m", "coordinates", "region", "place", "act", "means", "count", "reliability", "credibility",
    "observed_from",
)  # fmt: skip
DAY = "2026-05-03"
CELLS = (
    *({"act": act} for act in ("fire.catapult", "дядько", "дрон", "танк", "літак", "приліт", "міна")),
    {"means": "oko"},
    {"count": "багато"},
    {"reliability": "Z"},
    {"credibility": "9"},
    {"radius_m": "400", "lon": "", "lat": "", "place": "Kess"},
    *(
        {"observed_from": text}
        for text in (
            "вночі 3 травня 2026",
            "близько ночі 3 травня 2026",
            "вранці 3 травня 2026",
            "орієнтовно вранці 3 травня 2026",
            "травень 2026",
            "2026",
            "близько 3 травня 2026",
            "близько травня 2026",
            "about 2026",
            "~14:20 3 травня 2026",
            "5 вечора 3 травня 2026",
            "в ніч з 3 на 4 травня 2026",
            "1751500000",
            "1751500000000",
        )
    ),
    *(
        {"lon": lon, "lat": lat}
        for lon, lat in (("37.7", "48.1"), ("37.7", "48"), ("37", "48"), ("37°", "48°"), ("37°20'", "48°08'"))
    ),
    {"lon": "37°20'", "lat": "48°08'", "radius_m": "400"},
    *(
        {"lon": "", "lat": "", "coordinates": text}
        for text in (
            "48°08'21\"N 37°44'48\"E",
            "37U DP 12 56",
            "37U DP 1234 5678",
            "8GX5MQ00+",
            "MQ4X+2F",
            "MQ4X+2F Kess",
            "48.1391, 37.7466",
            "37.7466, 48.1391",
        )
    ),
    {"coordinates": "48.5, 37.1"},
    {"coordinates": "nowhere"},
)
"""Cells of canonical rows, each besides a position and a day."""
FORMATS = (
    ("osce", {"event_location": "N/K"}),
    ("osce", {"event_location": "N/K", "smm_position": ""}),
    ("osce", {"event_location": "NE"}),
    ("osce", {"event_location": "NE", "smm_position": ""}),
    ("osce", {"event_location": "3-5km ESE", "smm_position": ""}),
    ("osce", {"observation": "boom", "means": "felt", "smm_position": "Hill"}),
    ("acled", {"geo_precision": "3", "admin1": ""}),
    ("acled", {"geo_precision": "3"}),
    ("acled", {"time_precision": "2"}),
    ("gdelt_with_header", {"actiongeo_type": "5"}),
    ("gdelt_with_header", {"actiongeo_type": "1"}),
    ("gdelt_with_header", {"actiongeo_type": "0"}),
    ("gdelt_with_header", {"actiongeo_type": ""}),
    ("ucdp_ged", {"where_prec": "4"}),
    ("ucdp_ged", {"where_prec": "4", "adm_1": ""}),
    *(("ucdp_ged", {"where_prec": code, "adm_1": ""}) for code in "567"),
    ("ucdp_ged", {"date_prec": "4", "type_of_violence": "9"}),
    ("viina_event_info", {"geo_precision": "ADM1", "adm1_name": ""}),
    ("viina_event_info", {"geo_precision": "", "adm1_name": ""}),
    ("viina_event_info", {"geo_precision": "ADM1"}),
    ("viina_event_info", {"geo_precision": "", "t_raid_b": "1", "t_hospital_b": "1"}),
    ("timemap", {"time_precision": "morning"}),
    ("region_intervals", {"naive": "true"}),
    ("region_intervals", {"finished_at": ""}),
    ("firms_viirs", {"confidence": "sure"}),
)
"""First rows of the fixtures of formats with cells changed."""


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Return Mordavia with finer units, settlements without a point, and a user's own boundary and places."""
    folder = Path(shutil.copytree(FOLDER, tmp_path_factory.mktemp("theatre") / "mordavia"))
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "settlements.csv.gz").write_bytes(gzip.compress(SETTLEMENTS.encode()))
    square = {"type": "Polygon", "coordinates": [[[11, 50], [11.4, 50], [11.4, 50.5], [11, 50.5], [11, 50]]]}
    feature = {"type": "Feature", "properties": {"name": "Buffer", "code": "M-99"}, "geometry": square}
    boundaries = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    posts = "name,lon,lat,radius_m\nPost 4,11.2,50.2,300\nSpot,11.2,50.3,0\nПост,11.2,50.3,300\n"
    posts += "Мирне,11.3,50.3,300\nМирний,11.3,50.4,300\n"
    return Gazetteer(with_places(with_regions(load_theatre(folder), boundaries, "own.geojson"), posts.encode(), "posts.csv"))


def notes_of(table: pd.DataFrame) -> Iterator[str]:
    for name in ("flags", "place_note", "unplaced_reason"):
        if name in table:
            yield from table[name]


def read() -> Iterator[Intake]:
    """Yield loads whose rows are noted."""
    blank = dict.fromkeys(CANONICAL, "") | {"observed_from": DAY, "lon": "37.1234", "lat": "48.1234", "act": "fire"}
    for cells in CELLS:
        row = blank | cells
        yield load_rows(
            ",".join(row), ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row.values()), bounds=(22, 44, 41, 53)
        )
    for fixture, cells in FORMATS:
        yield changed(fixture, cells, delimiter="\t" if fixture.startswith("gdelt") else ",")
    yield load_rows("lon,lat,observed_from", f"48.1234,37.1234,{DAY}", mapping=Mapping(swap_lon_lat=True))
    yield load_rows("lon,lat,observed_from", f"0,0,{DAY}", mapping=Mapping(zero_is_missing=True))
    yield load_rows("lon,lat,observed_from", "37.1234,48.1234,03/05/26", mapping=Mapping(date_order="dmy"))
    yield load_rows("lon,lat,observed_from", "37.1234,48.1234,46145.31", mapping=Mapping(time_format="excel"))
    book = workbook(("a", [["lon", "lat", "observed_from", "description"], [37.1234, 48.1234, DAY, "=A1"]]))
    yield load(("a.xlsx", saved(book)))
    yield load(("a.geojson", shapes()))
    header = "post_id,title,incident_date,post_date,a.lat,a.lon,b.lat,b.lon"
    yield load_rows(header, "1,x,,2026-05-03 10:00,48.1,37.1,48.2,37.2", "2,x,2026-05-03,,,,,")


def shapes() -> str:
    square = [[[37, 48], [37.01, 48], [37.01, 48.01], [37, 48.01], [37, 48]]]
    features = [
        {"type": "Feature", "properties": {"observed_from": DAY}, "geometry": {"type": kind, "coordinates": corners}}
        for kind, corners in (("Polygon", square), ("LineString", square[0][:2]))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def every_note(grounds: Gazetteer) -> Iterator[str]:
    corrections = {
        Names("Barl", "", ""): Correction("M-01", "Ann", "the sender said so; twice"),
        Names("", "", "Brel"): Correction(Point(10.5, 50.25, 300.0), "Бен", "-"),
        Names("Brel", "", ""): Correction("X9", "Ann", "so"),
    }
    yield from notes_of(locate(parsed(*NAMES), grounds))
    standings = Standings(grounds)
    for row in NAMES:
        yield standings.of(Names(*(str(row.get(name, "")) for name in ("region_text", "region_detail", "place_text")))).untold
    yield from notes_of(locate(parsed(*NAMES, {"region_text": "Brel"}), grounds, corrections=corrections))
    for loaded in read():
        yield from notes_of(loaded.observations)
    dated = parsed({}).assign(
        observed_from=pd.Timestamp("2026-05-03", tz="UTC"), observed_to=pd.Timestamp("2026-05-04", tz="UTC")
    )
    for now in (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)):
        yield from notes_of(with_doubtful_times(dated, now=now, begins=datetime(2026, 6, 1, tzinfo=UTC)))


def test_every_sentence_for_a_note_is_made_by_the_reading_and_what_it_makes_is_told(grounds: Gazetteer) -> None:
    noted = set(every_note(grounds))
    assert untold(noted) == []
    hidden = {"note.not-shown"}  # of a place that a visitor may not see, which is the engine's to say
    made = {key for key in keys_of(noted) if key.startswith("note.")}
    assert sorted({one.key for one in note_sentences()} - made - hidden) == [], "no row was noted so"
