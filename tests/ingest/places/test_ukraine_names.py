"""The shipped theatre on real files: every oblast resolves, none to a wrong one, and nothing finer is taken for one.

The expected codes are written out here from ISO 3166-2, apart from the theatre's own data; the files' outlines and centroids
come from other sources than the theatre's.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from pyproj import Geod

from dashboard.domain.observation import Point
from dashboard.ingest.places.locate import locate
from dashboard.ingest.places.names import normalise
from dashboard.ingest.places.resolution import Ambiguous, Found, Listed, Resolved, Several, Unknown
from tests.ingest.mordavia import parsed
from tests.ukraine import ukraine_names

ROOT = Path(__file__).parents[3]
DATA = ROOT / "../shared/data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="needs the real files in ../shared/data")

UKRAINE = ukraine_names()

ISO_BY_ADJECTIVE = {
    "Вінницька": "05", "Волинська": "07", "Луганська": "09", "Дніпропетровська": "12", "Донецька": "14", "Житомирська": "18",
    "Закарпатська": "21", "Запорізька": "23", "Івано-Франківська": "26", "Київська": "32", "Кіровоградська": "35",
    "Львівська": "46", "Миколаївська": "48", "Одеська": "51", "Полтавська": "53", "Рівненська": "56", "Сумська": "59",
    "Тернопільська": "61", "Харківська": "63", "Херсонська": "65", "Хмельницька": "68", "Черкаська": "71", "Чернігівська": "74",
    "Чернівецька": "77", "Київ": "30", "Севастополь": "40", "Автономна Республіка Крим": "43",
}  # fmt: skip
ISO_BY_ROMANISED = {
    "Vinnytska": "05", "Volynska": "07", "Luhanska": "09", "Dnipropetrovska": "12", "Donetska": "14", "Zhytomyrska": "18",
    "Zakarpatska": "21", "Zaporizka": "23", "Ivano-Frankivska": "26", "Kyivska": "32", "Kirovohradska": "35", "Lvivska": "46",
    "Mykolaivska": "48", "Odeska": "51", "Poltavska": "53", "Rivnenska": "56", "Sumska": "59", "Ternopilska": "61",
    "Kharkivska": "63", "Khersonska": "65", "Khmelnytska": "68", "Cherkaska": "71", "Chernihivska": "74", "Chernivetska": "77",
    "Kyiv City": "30",
}  # fmt: skip
TOLERATED_M = 3_500
"""How far beyond its radius a settlement may lie in another source, whose points are of other editions."""
NAMED_FINER = {"hromada": 5_596, "raion": 898}
"""Rows of the English siren file whose finest unit was found, by its kind: all that name one."""
OFFICIAL_UNITS = {"UA01": "43", "UA44": "09", "UA73": "77", "UA74": "74", "UA80": "30", "UA85": "40"}
"""Codes of the codifier whose digits differ from ISO 3166-2, or that stand for no oblast."""


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a real CSV file, packed or not."""
    path = DATA / name
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def code_of(text: str) -> str:
    """Return the code of the unit a text names, or say that it names none."""
    outcome = UKRAINE.resolve_region(text)
    return outcome.code if isinstance(outcome, Resolved) else f"unresolved: {text}"


def official_rows(level: str) -> list[dict[str, str]]:
    return [row for row in rows_of("places/cod_ab_adm1_2_3_names_centroids.csv") if row["level"] == level]


def iso_of(pcode: str) -> str:
    """Return the ISO code of the unit of the top level that an official code lies in."""
    return "UA-" + OFFICIAL_UNITS.get(pcode[:4], pcode[2:4])


def test_every_name_of_the_ukrainian_siren_file_resolves_to_its_oblast() -> None:
    names = {row["region"] for row in rows_of("sirens/volunteer_data_uk.csv.gz")}
    assert len(names) == 25
    assert {name: code_of(name) for name in names} == {
        name: f"UA-{ISO_BY_ADJECTIVE[name.removesuffix(' область')]}" for name in names
    }


def test_every_row_of_the_english_siren_file_stands_in_its_oblast_marked_where_it_says_more() -> None:
    rows = rows_of("sirens/official_data_en.csv.gz")
    details = [", ".join(filter(None, (row["raion"], row["hromada"]))) for row in rows]
    table = parsed(*({"region_text": row["oblast"], "region_detail": detail} for row, detail in zip(rows, details, strict=True)))
    placed = locate(table, UKRAINE)
    assert (placed["place_kind"] == "area").all()
    swapped = [number for number, row in enumerate(rows) if row["oblast"].endswith("raion")]
    assert len(swapped) == 1
    oblasts = [row["raion"] if number in swapped else row["oblast"] for number, row in enumerate(rows)]
    assert list(placed["region_code"]) == [f"UA-{ISO_BY_ROMANISED[oblast.removesuffix(' oblast')]}" for oblast in oblasts]
    finer = np.array([bool(detail) for detail in details])
    assert finer.sum() == 6_494
    assert (placed["place_note"].str.startswith("stands in ") == finer).all()
    named = placed.loc[finer, "place_note"].str.extract(r"\(.* (raion|hromada) \[(UA\w{17})\]\)$")
    assert named[0].value_counts().to_dict() == NAMED_FINER
    assert placed["place_note"].str.contains(": coarser than reported (", regex=False).sum() == finer.sum()
    assert (placed["flags"] != "").sum() == 1
    assert placed["flags"].iloc[swapped[0]].startswith("the columns of region and finer unit look swapped")
    assert placed["region_name"].iloc[swapped[0]] == "Poltava Oblast"


def test_every_region_of_the_conflict_events_resolves() -> None:
    names = {row["adm_1"] for row in rows_of("ucdp/ged_ukraine_2014_2019_hdx.csv")} - {"", "#adm1+name"}
    assert {name: code_of(name) for name in names} == {
        "Donetsk Oblast": "UA-14",
        "Luhansk Oblast": "UA-09",
        "Kiev Special Republican City": "UA-30",
        "Odessa Oblast": "UA-51",
        "Autonomous Republic of Crimea": "UA-43",
        "Dnipropetrovsk Oblast": "UA-12",
    }


def test_the_one_conflict_event_that_claims_another_region_is_flagged() -> None:
    events = [row for row in rows_of("ucdp/ged_ukraine_2014_2019_hdx.csv") if row["adm_1"] == "Autonomous Republic of Crimea"]
    table = parsed(
        *({"lon": float(row["longitude"]), "lat": float(row["latitude"]), "region_text": row["adm_1"]} for row in events)
    )
    placed = locate(table, UKRAINE)
    assert list(placed["region_name"]) == ["Donetsk Oblast"]
    assert placed["flags"].iloc[0].startswith("outside the region it claims (Autonomous Republic of Crimea), ")


@pytest.mark.parametrize("language", ["name_uk", "name_ru", "name_en"])
def test_official_names_of_the_top_level_resolve_to_the_unit_their_centroid_lies_in(language: str) -> None:
    rows = official_rows("1")
    resolved = [code_of(row[language]) for row in rows]
    assert resolved == [iso_of(row["pcode"]) for row in rows]
    assert resolved == [f"UA-{ISO_BY_ADJECTIVE[row['name_uk']]}" for row in rows]
    assert list(UKRAINE.region_at(*positions(rows))) == resolved


def test_the_centroid_of_every_raion_lies_in_the_unit_it_belongs_to() -> None:
    rows = official_rows("2")
    assert len(rows) == 139
    lies_in = UKRAINE.region_at(*positions(rows))
    wrong = [(row["name_en"], code) for row, code in zip(rows, lies_in, strict=True) if code != iso_of(row["pcode"])]
    assert wrong == []


WORDS = {
    "2": {
        "name_uk": ("{} район", "{} р-н", "район {}"),
        "name_ru": ("{} район", "{} р-н"),
        "name_en": ("{} raion", "{} Raion", "{} district", "raion {}", "{} rayon"),
    },
    "3": {
        "name_uk": ("{} територіальна громада", "{} громада", "{} ТГ"),
        "name_ru": ("{} громада", "{} территориальная громада"),
        "name_en": ("{} hromada", "{} terytorialna hromada", "{} territorial hromada"),
    },
}
AMBIGUOUS_RAIONS = {"name_uk": set(), "name_ru": {"UA0512", "UA6804"}, "name_en": set()}
"""That file's Russian names of two raions are one and the same."""
HROMADAS_RIGHT = {"name_uk": (1_415, 1_548), "name_ru": (1_395, 1_543), "name_en": (1_411, 1_549)}
"""Of 1,553, by the bare name, and beside their raion; all others are ambiguous, or misprints of that file far from any name."""


def outcomes_of(level: str, language: str, pattern: str, *, beside_parent: bool) -> tuple[set[str], set[str]]:
    """Return the codes of units that names with a word of their level resolve to rightly, and those whose names place nothing."""
    rows = official_rows(level)
    parents = {row["pcode"]: row for row in official_rows("2")}
    right, ambiguous = set(), set()
    for row in rows:
        around = f", {WORDS['2'][language][0].format(parents[row['parent']][language])}" if beside_parent else ""
        outcome = UKRAINE.resolve_region(pattern.format(row[language]) + around)
        if isinstance(outcome, Resolved):
            assert outcome.code.startswith(row["pcode"]), (row, outcome)
            right.add(row["pcode"])
        else:
            ambiguous.add(row["pcode"])
    return right, ambiguous


@pytest.mark.parametrize("language", ["name_uk", "name_ru", "name_en"])
def test_every_raion_resolves_from_its_bare_name_with_its_level(language: str) -> None:
    for pattern in WORDS["2"][language]:
        right, ambiguous = outcomes_of("2", language, pattern, beside_parent=False)
        assert ambiguous == AMBIGUOUS_RAIONS[language]
        assert len(right) == 139 - len(ambiguous)


@pytest.mark.parametrize("language", ["name_uk", "name_ru", "name_en"])
def test_hromadas_resolve_from_their_name_with_its_level_and_where_several_bear_it_beside_their_raion(language: str) -> None:
    for pattern in WORDS["3"][language]:
        bare, _ = outcomes_of("3", language, pattern, beside_parent=False)
        beside, _ = outcomes_of("3", language, pattern, beside_parent=True)
        assert (len(bare), len(beside)) == HROMADAS_RIGHT[language]
    assert HROMADAS_RIGHT[language][1] > 0.99 * 1_553


def test_codes_of_the_codifier_and_of_humanitarian_data_resolve() -> None:
    for level in ("1", "2", "3"):
        for row in official_rows(level):
            code = code_of(row["pcode"])
            if level == "1":
                assert code == iso_of(row["pcode"])
            else:
                assert code.startswith(row["pcode"])
                assert code_of(code) == code
    assert code_of("UA-14") == code_of("UA14000000000091971") == "UA-14"


def test_the_bare_name_of_a_raion_resolves_to_nothing_but_it_or_the_unit_it_lies_in() -> None:
    elsewhere = {
        (row["name_uk"], row[language])
        for row in official_rows("2")
        for language in ("name_uk", "name_ru", "name_en")
        if isinstance(outcome := UKRAINE.resolve_region(row[language]), Resolved)
        and outcome.code != iso_of(row["pcode"])
        and not outcome.code.startswith(row["pcode"])
    }
    # That file's Russian name of this raion is the oblast's own; in a column of oblasts it means the oblast.
    assert elsewhere == {("Хмільницький", "Хмельницкий")}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Donestk", "Donetsk Oblast [UA-14]"),
        ("Donestk oblast", "Donetsk Oblast [UA-14]"),
        ("Charkvi", "Kharkiv Oblast [UA-63]"),
        ("Charkov", "Kharkiv Oblast [UA-63]"),
        ("Charkov oblast", "Kharkiv Oblast [UA-63]"),
        ("Лугнаська область", "Luhansk Oblast [UA-09]"),
        ("Бахмутсткий район", "Bakhmutskyi raion in Donetsk Oblast [UA14020000000013572]"),
        ("Bakhmustkyi raion", "Bakhmutskyi raion in Donetsk Oblast [UA14020000000013572]"),
    ],
)
def test_a_misspelt_oblast_is_unknown_with_the_right_suggestion(text: str, suggestion: str) -> None:
    outcome = UKRAINE.resolve_region(text)
    assert isinstance(outcome, Unknown)
    assert suggestion in outcome.candidates


@pytest.mark.parametrize(
    "text", ["Charkov", "Donestk oblast", "south", "the front", "Ukraine", "Іванівка", "Kherson and the north"]
)
def test_a_row_whose_region_is_misspelt_vague_or_one_of_many_is_placed_nowhere(text: str) -> None:
    placed = locate(parsed({"region_text": text}), UKRAINE)
    assert list(placed["place_kind"]) == ["unplaced"]
    assert placed["unplaced_reason"].iloc[0].startswith(f'region "{text}"')


@pytest.mark.parametrize("text", ["Donetsk city", "м. Харків", "south", "the front", "Ukraine", "ДНР", "Мар'їнський район"])
def test_what_is_no_unit_does_not_resolve(text: str) -> None:
    assert isinstance(UKRAINE.resolve_region(text), Unknown)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kharkiv raion, Kharkiv oblast", "UA6312"),
        ("Bakhmut raion, Donetsk oblast", "UA1402"),
        ("Бахмутський район Донецької області", "UA1402"),
        ("Бахмутского района", "UA1402"),
        ("Bakhmutskyy rayon", "UA1402"),
        ("Bakhmutsky district", "UA1402"),
        ("Донецька область, Бахмутський район, Сіверська громада", "UA1402007"),
        ("Новомосковський район", "UA1210"),
        ("Novomoskovsk raion", "UA1210"),
        ("Самарівський район", "UA1210"),
        ("Дніпровський район, Київ", "UA8000"),
        ("Дніпровський район", "UA1202"),
        ("Пивденская громада, Харьковский район", "UA6312019"),
        ("Пивденская громада, Одесский район", "UA5110041"),
        ("Томановская громада, Никопольский район", "UA1208013"),
        ("Kharkov", "UA-63"),
        ("Nikolaev region", "UA-48"),
        ("Dnepropetrovsk", "UA-12"),
    ],
)
def test_units_are_found_in_the_usual_writings(text: str, code: str) -> None:
    assert code_of(text).startswith(code)


def test_a_name_that_several_units_answer_to_is_ambiguous() -> None:
    for text in ("Donbas", "Іванівська громада", "Шевченківський район", "Bakhmut raion, Kharkiv oblast"):
        assert isinstance(UKRAINE.resolve_region(text), Ambiguous)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Донецька та Луганська області", ["UA-14", "UA-09"]),
        ("Донецкая и Луганская области", ["UA-14", "UA-09"]),
        ("у Донецькій і Луганській областях".removeprefix("у "), ["UA-14", "UA-09"]),
        ("Kharkiv and Donetsk oblasts", ["UA-63", "UA-14"]),
        ("Kherson oblast and Mykolaiv oblast", ["UA-65", "UA-48"]),
        ("Kyiv and Kharkiv oblasts", ["UA-32", "UA-63"]),
        ("Київ та Харківська область", ["UA-30", "UA-63"]),
        ("Одеса, Миколаїв", ["UA-51", "UA-48"]),
        ("Sumy; Chernihiv; Kharkiv", ["UA-59", "UA-74", "UA-63"]),
        ("Донецька/Луганська обл.", ["UA-14", "UA-09"]),
        ("Izium and Kupiansk raions", ["UA63040000000044507", "UA63060000000010259"]),
        ("Crimea and Sevastopol", ["UA-43", "UA-40"]),
    ],
)
def test_several_units_in_one_cell_are_all_of_them(text: str, codes: list[str]) -> None:
    outcome = UKRAINE.resolve_region(text)
    assert isinstance(outcome, Several)
    found = [unit.code for unit in outcome.units]
    assert [code[:4] for code in found] == [code[:4] for code in codes]
    assert len(found) == len(codes)


@pytest.mark.parametrize("text", ["Київ", "м. Київ", "Kyiv", "Kiev City", "г. Киев", "Kyiv, Ukraine"])
def test_the_capital_is_not_the_oblast_around_it(text: str) -> None:
    assert code_of(text) == "UA-30"


@pytest.mark.parametrize(
    "text", ["Київська область", "Kyiv oblast", "Kiev Region", "Київ обл.", "Киевская", "Kyivska oblast, Ukraine"]
)
def test_the_oblast_around_the_capital_is_not_the_capital(text: str) -> None:
    assert code_of(text) == "UA-32"


@pytest.mark.parametrize("text", ["Avdiivka", "м. Авдіївка", "Авдеевка", "г. Авдеевка", "Avdiivka town", "AVDIIVKA"])
def test_a_town_is_found_beside_its_oblast_in_any_usual_spelling(text: str) -> None:
    outcome = UKRAINE.resolve_place(text, "UA-14")
    assert isinstance(outcome, Found)
    assert outcome.name == "Avdiivka"
    assert _apart_m(outcome.point, 37.7466, 48.1391) < outcome.point.radius_m


@pytest.mark.parametrize("text", ["Нове Село", "Старе Місто", "3-5km ESE of Avdiivka", "Avdiivka coke plant"])
def test_what_only_holds_a_towns_name_is_not_the_town(text: str) -> None:
    assert not isinstance(UKRAINE.resolve_place(text, "UA-14"), Found)


def geonames_with_their_oblast() -> list[tuple[dict[str, str], str]]:
    """Return the places of GeoNames, each with the code of the unit that most places of its first-order code lie in."""
    places = rows_of("places/geonames_ua_places_500.csv")
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place, code in zip(places, UKRAINE.region_at(*positions(places)), strict=True):
        votes[place["admin1code"]][code] += 1
    return [(place, votes[place["admin1code"]].most_common(1)[0][0]) for place in places]


def bearers_in_the_codifier() -> Counter[tuple[str, str]]:
    """Return how many settlements of the official codifier bear a name in an oblast, and, under "", anywhere."""
    rows = rows_of("places/katottg_2024-01-19.csv.gz")
    tops = {row["l1"]: f"UA-{ISO_BY_ADJECTIVE[row['name'].strip()]}" for row in rows if row["cat"] in "OK"}
    named = [(tops[row["l1"]], normalise(row["name"])) for row in rows if row["cat"] in "MTXCK"]
    return Counter(named) + Counter(("", name) for _, name in named)


def spellings_of(place: dict[str, str]) -> list[str]:
    return list(filter(None, dict.fromkeys([place["name"], *place["alternatenames"].split("|")])))


def test_settlements_beside_their_oblast_are_found_where_they_are_or_not_at_all() -> None:
    places, bearers = geonames_with_their_oblast(), bearers_in_the_codifier()
    listed = Counter((code, name) for place, code in places for name in {normalise(one) for one in spellings_of(place)})
    outcomes: Counter[str] = Counter()
    for place, code in places:
        official = next((one for one in spellings_of(place) if bearers[code, normalise(one)]), None)
        names = [place["name"], official or ""]
        # A name that one settlement of the oblast bears, by the codifier and by GeoNames alike.
        if official and bearers[code, normalise(official)] == 1 and all(listed[code, normalise(one)] == 1 for one in names):
            outcome = UKRAINE.resolve_place(place["name"], code)
            outcomes[type(outcome).__name__] += 1
            if isinstance(outcome, Found):
                apart = _apart_m(outcome.point, float(place["lon"]), float(place["lat"]))
                assert apart <= outcome.point.radius_m + TOLERATED_M, (place["name"], code, apart)
    assert outcomes == {"Found": 3_884, "Ambiguous": 20, "Listed": 2, "Unknown": 1}
    assert outcomes["Found"] > 0.99 * outcomes.total()


def test_every_settlement_whose_name_others_bear_is_ambiguous_without_its_oblast() -> None:
    bearers = bearers_in_the_codifier()
    shared = {name for (code, name), count in bearers.items() if not code and count > 1}
    assert len(shared) == 3_436
    assert {name for name in shared if not isinstance(UKRAINE.resolve_place(name), Ambiguous)} == set()


def test_a_name_that_two_settlements_of_an_oblast_bear_is_not_found_beside_it() -> None:
    for (code, name), count in bearers_in_the_codifier().items():
        if code and count > 1:
            assert not isinstance(UKRAINE.resolve_place(name, code), Found), (name, code)


@pytest.mark.parametrize(
    ("text", "code", "unit"),
    [
        ("Піски, Донецька область", "", "UA14"),
        ("Іванівка, Іванівська громада, Херсонська область", "", "UA65040030000056170"),
        ("с. Пологи-Вергуни, Бориспільський район", "", "UA3204017"),
        ("UA01020010010075540", "", "UA01020010000048857"),
    ],
)
def test_a_settlement_without_a_position_stands_in_its_hromada(text: str, code: str, unit: str) -> None:
    outcome = UKRAINE.resolve_place(text, code)
    assert isinstance(outcome, Listed)
    assert outcome.unit_code.startswith(unit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Avdiivka, Donetsk oblast", ""),
        ("Авдіївка (Донецька область)", ""),
        ("м. Авдіївка Донецької області", ""),
        ("Donetsk oblast, Avdiivka", "UA-14"),
        ("Авдіївка, Авдіївська громада", ""),
        ("Avdiivka, Ukraine", "UA-14"),
    ],
)
def test_what_a_settlement_lies_in_may_stand_beside_its_name(text: str, code: str) -> None:
    outcome = UKRAINE.resolve_place(text, code)
    assert isinstance(outcome, Found)
    assert outcome.name == "Avdiivka"


def test_districts_of_cities_are_no_towns() -> None:
    for district, code in [("Obolon", "UA-30"), ("Troyeshchyna", "UA-30"), ("Bohuniya", "UA-18"), ("Podilskyi", "UA-35")]:
        assert not isinstance(UKRAINE.resolve_place(district, code), Found)


def test_a_name_that_many_villages_bear_is_placed_nowhere() -> None:
    for code in ("", "UA-14", "UA-09", "UA-65"):
        assert isinstance(UKRAINE.resolve_place("Іванівка", code), Ambiguous)


def viina_positions() -> set[tuple[str, str, float, float]]:
    """Return name, region and position of the rows whose region is named as the theatre names it ("Kiev" is the oblast there)."""
    events = [row for row in rows_of("viina/viina_1pd_subset_2022_2025.csv.gz") if row["ADM1_NAME"] not in ("", "Kiev")]
    return {(row["asciiname"], row["ADM1_NAME"], float(row["longitude"]), float(row["latitude"])) for row in events}


def ucdp_positions() -> set[tuple[str, str, float, float]]:
    """Return name, region and position of the rows below the line of tags."""
    events = rows_of("ucdp/ged_ukraine_2014_2019_hdx.csv")[1:]
    return {(row["where_coordinates"], row["adm_1"], float(row["longitude"]), float(row["latitude"])) for row in events}


@pytest.mark.parametrize(("positions_named", "at_least"), [(viina_positions, 130), (ucdp_positions, 50)])
def test_settlements_found_by_name_lie_where_another_source_has_them(
    positions_named: Callable[[], set[tuple[str, str, float, float]]], at_least: int
) -> None:
    found = far = 0
    for name, region, lon, lat in sorted(positions_named()):
        outcome = UKRAINE.resolve_place(name, code_of(region) if region else "")
        if isinstance(outcome, Found):
            found += 1
            far += (apart := _apart_m(outcome.point, lon, lat)) > outcome.point.radius_m + TOLERATED_M
            assert not far, f"{name} ({region}) is placed {apart:,.0f} m off, at {outcome.name}"
    assert found >= at_least


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Imeni Artema", "UA-14"),
        ("Artema", "UA-14"),
        ("Poselok", "UA-14"),
        ("Roya", "UA-14"),
        ("Shcherbinovka", "UA-14"),
        ("Imeni Dzerzhinskogo", "UA-14"),
        ("Olbia", "UA-48"),
        ("Kamionka", "UA-46"),
        ("Kirovske", "UA-14"),
        ("Komsomolsk", ""),
        ("Кременчук", "UA-05"),
        ("Слов'янськ", "UA-12"),
    ],
)
def test_a_nickname_a_quarter_a_generic_word_or_a_name_two_towns_had_places_nothing(text: str, code: str) -> None:
    assert not isinstance(UKRAINE.resolve_place(text, code), Found)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Artemivsk", "UA-14", "Bakhmut"),
        ("Артемовск", "UA-14", "Bakhmut"),
        ("Артёмовск", "UA-09", "Kypuche"),
        ("Dzerzhinsk", "UA-14", "Toretsk"),
        ("Красноармійськ", "UA-14", "Pokrovsk"),
        ("Dnipropetrovs'k", "UA-12", "Dnipro"),
        ("Kirovograd", "UA-35", "Kropyvnytskyi"),
        ("Stakhanov", "UA-09", "Kadiivka"),
        ("Sverdlovsk", "UA-09", "Dovzhansk"),
        ("Torez", "UA-14", "Chystiakove"),
        ("Telmanove", "UA-14", "Boikivske"),
        ("Kominternove", "UA-14", "Pikuzy"),
        ("Новгородское", "UA-14", "Niu-York"),
        ("Novomoskovs'k", "UA-12", "Samar"),
    ],
)
def test_a_real_former_name_still_finds_the_town_beside_its_oblast(text: str, code: str, name: str) -> None:
    outcome = UKRAINE.resolve_place(text, code)
    assert isinstance(outcome, Found)
    assert outcome.name == name


@pytest.mark.parametrize(
    ("text", "code"), [("Artemivsk", ""), ("Дзержинск", ""), ("Краснодон", "UA-09"), ("Krasnyi Lyman", "UA-14")]
)
def test_a_former_name_that_two_settlements_bore_is_ambiguous(text: str, code: str) -> None:
    assert isinstance(UKRAINE.resolve_place(text, code), Ambiguous)


def _apart_m(point: Point, lon: float, lat: float) -> float:
    _, _, metres = Geod(ellps="WGS84").inv(point.lon, point.lat, lon, lat)
    return float(metres)


def positions(rows: Iterable[dict[str, str]]) -> tuple[np.ndarray, np.ndarray]:
    lon, lat = np.array([(float(row["lon"]), float(row["lat"])) for row in rows]).T
    return lon, lat
