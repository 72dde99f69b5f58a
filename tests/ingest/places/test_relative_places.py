"""Places told from a reference in three languages are read as wide as the words leave them, or not at all and with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.places.relative_places import NEAR_M, NotRelative, Relation, Unread, read_relative

ROSE = {
    "N": ("north", "північ", "север"),
    "NNE": ("north-north-east", "північ-північний схід", "северо-северо-восток"),
    "NE": ("north-east", "північний схід", "северо-восток"),
    "ENE": ("east-north-east", "східно-північний схід", "востоко-северо-восток"),
    "E": ("east", "схід", "восток"),
    "SE": ("southeast", "південний схід", "юго-восток"),
    "SSE": ("south-southeast", "південно-південний схід", "юго-юго-восток"),
    "S": ("south", "південь", "юг"),
    "SW": ("south west", "південний захід", "юго-запад"),
    "W": ("west", "захід", "запад"),
    "WNW": ("west-northwest", "західно-північний захід", "западо-северо-запад"),
    "NW": ("north-west", "північний захід", "северо-запад"),
}
BEARINGS = {
    "N": 0.0, "NNE": 22.5, "NE": 45.0, "ENE": 67.5, "E": 90.0, "SE": 135.0, "SSE": 157.5, "S": 180.0, "SW": 225.0, "W": 270.0,
    "WNW": 292.5, "NW": 315.0,
}  # fmt: skip


def read(text: str) -> Relation:
    found = read_relative(text)
    assert isinstance(found, Relation), found
    return found


@pytest.mark.parametrize(
    ("text", "reference", "bearing", "spread", "metres"),
    [
        # English
        ("3-5km ESE of Avdiivka", "Avdiivka", 112.5, 11.25, (3_000, 5_000)),
        ("3 – 5 km ESE of Avdiivka", "Avdiivka", 112.5, 11.25, (3_000, 5_000)),
        ("5 km north of Kess", "Kess", 0, 22.5, (4_500, 5_500)),
        ("5 km to the north of Kess", "Kess", 0, 22.5, (4_500, 5_500)),
        ("about 2km NW of Kess", "Kess", 315, 22.5, (1_500, 2_500)),
        ("approx. 20 km W of Kess", "Kess", 270, 22.5, (15_000, 25_000)),
        ("between 3 and 5 km south-east of Kess", "Kess", 135, 22.5, (3_000, 5_000)),
        ("500m N of Kess", "Kess", 0, 22.5, (450, 550)),
        ("500 m to 2 km N of Kess", "Kess", 0, 22.5, (500, 2_000)),
        ("10 km S of Kess", "Kess", 180, 22.5, (9_000, 11_000)),
        ("17 km S of Kess", "Kess", 180, 22.5, (16_500, 17_500)),
        ("3.5 km S of Kess", "Kess", 180, 22.5, (3_450, 3_550)),
        ("2 miles east of Kess", "Kess", 90, 22.5, (1.5 * 1_609.344, 2.5 * 1_609.344)),
        ("800 yards west of Kess", "Kess", 270, 22.5, (720 * 0.9144, 880 * 0.9144)),
        ("3 km at 120° from Kess", "Kess", 120, 10, (2_500, 3_500)),
        ("bearing 120, 3 km from Kess", "Kess", 120, 10, (2_500, 3_500)),
        ("3 km NW Kess", "Kess", 315, 22.5, (2_500, 3_500)),
        ("Kess, 3 km NW", "Kess", 315, 22.5, (2_500, 3_500)),
        ("Kess (3-5km ESE)", "Kess", 112.5, 11.25, (3_000, 5_000)),
        ("north of Kess, 3 km", "Kess", 0, 22.5, (2_500, 3_500)),
        ("5 km from Kess", "Kess", 0, 180, (4_500, 5_500)),
        ("within 5 km of Kess", "Kess", 0, 180, (0, 5_500)),
        ("up to 5 km north of New Kess", "New Kess", 0, 22.5, (0, 5_500)),
        ("5 km N of Kess, Brel oblast", "Kess, Brel oblast", 0, 22.5, (4_500, 5_500)),
        # Ukrainian
        ("17 км на північ від Донецька", "Донецька", 0, 22.5, (16_500, 17_500)),
        ("за 17 кілометрів на північ від м. Донецьк", "м. Донецьк", 0, 22.5, (16_500, 17_500)),
        ("на відстані 3,5 км на південний захід від Авдіївки", "Авдіївки", 225, 22.5, (3_450, 3_550)),
        ("від 3 до 5 км на схід від Авдіївки", "Авдіївки", 90, 22.5, (3_000, 5_000)),
        ("близько 4 км північно-східніше Авдіївки", "Авдіївки", 45, 22.5, (3_000, 5_000)),
        ("10 км південно-південно-західніше Куп'янська", "Куп'янська", 202.5, 11.25, (9_000, 11_000)),
        ("3 км ПнСх від Бахмута", "Бахмута", 45, 22.5, (2_500, 3_500)),
        ("3 км пн.-сх. від Бахмута", "Бахмута", 45, 22.5, (2_500, 3_500)),
        ("на північ від Донецька, 17 км", "Донецька", 0, 22.5, (16_500, 17_500)),
        ("1 500 м у північно-східному напрямку від Донецька", "Донецька", 45, 22.5, (1_350, 1_650)),
        ("у радіусі 5 км від Донецька", "Донецька", 0, 180, (0, 5_500)),
        # Russian
        ("в 3 км к северу от Авдеевки", "Авдеевки", 0, 22.5, (2_500, 3_500)),
        ("в 3 км северо-восточнее Авдеевки", "Авдеевки", 45, 22.5, (2_500, 3_500)),
        ("3 км северо-северо-восточнее Северодонецка", "Северодонецка", 22.5, 11.25, (2_500, 3_500)),
        ("от 3 до 5 км к юго-востоку от Донецка", "Донецка", 135, 22.5, (3_000, 5_000)),
        ("около 4 км ЮВ от Донецка", "Донецка", 135, 22.5, (3_000, 5_000)),
        ("2 км к западу-юго-западу от Горловки", "Горловки", 247.5, 11.25, (1_500, 2_500)),
        ("до 5 км южнее Горловки", "Горловки", 180, 22.5, (0, 5_500)),
    ],
)  # fmt: skip
def test_a_distance_and_a_direction_are_read(
    text: str, reference: str, bearing: float, spread: float, metres: tuple[float, float]
) -> None:
    found = read(text)
    assert (found.reference, found.bearing_deg, found.spread_deg) == (reference, bearing, spread)
    assert (found.from_m, found.to_m) == pytest.approx(metres)
    assert (found.from_radii, found.to_radii, found.from_edge) == (0, 0, True)


@pytest.mark.parametrize("point", BEARINGS)
def test_every_point_of_the_compass_is_the_same_in_three_languages(point: str) -> None:
    english, ukrainian, russian = ROSE[point]
    texts = (f"4 km {point} of X", f"4 km {english} of X", f"4 км на {ukrainian} від X", f"4 км на {russian} от X")
    spread = 11.25 if len(point) == 3 else 22.5
    assert {(read(text).bearing_deg, read(text).spread_deg) for text in texts} == {(BEARINGS[point], spread)}


@pytest.mark.parametrize(
    ("text", "reference", "bearing", "spread"),
    [
        ("north-eastern outskirts of Kess", "Kess", 45, 45),
        ("on the southern edge of Kess", "Kess", 180, 45),
        ("outskirts of Kess", "Kess", 0, 180),
        ("Kess, southern outskirts", "Kess", 180, 45),
        ("північно-східна околиця Донецька", "Донецька", 45, 45),
        ("на східній околиці Донецька", "Донецька", 90, 45),
        ("південні околиці м. Донецьк", "м. Донецьк", 180, 45),
        ("южная окраина Донецка", "Донецка", 180, 45),
        ("на северо-западной окраине Донецка", "Донецка", 315, 45),
    ],
)
def test_outskirts_are_a_part_of_the_settlements_own_edge(text: str, reference: str, bearing: float, spread: float) -> None:
    assert read(text) == Relation(reference, bearing, spread, from_radii=0.5, to_radii=1.5, from_edge=False)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("near Kess", "Kess"),
        ("close to Kess", "Kess"),
        ("in the vicinity of Kess", "Kess"),
        ("поблизу Авдіївки", "Авдіївки"),
        ("біля Авдіївки", "Авдіївки"),
        ("в районі Авдіївки", "Авдіївки"),
        ("возле Авдеевки", "Авдеевки"),
        ("в районе Авдеевки", "Авдеевки"),
    ],
)
def test_near_is_a_disc(text: str, reference: str) -> None:
    assert read(text) == Relation(reference, 0, 180, to_m=NEAR_M)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5 km N of Kess and 3 km S of Holm", "tells the place from several others"),
        ("5 km north of Kess, near Holm", "tells the place from several others"),
        ("5 km north of Kess and Holm", "tells the place from several others"),
        ("5 км на північ від Авдіївки та Донецька", "tells the place from several others"),
        ("5 km N and E of Kess", "tells the place from several others"),
        ("between Kess and Holm", "tells the place from several others"),
        ("між Авдіївкою та Донецьком", "tells the place from several others"),
        ("north of Kess", "gives a direction and no distance"),
        ("на північ від Донецька", "gives a direction and no distance"),
        ("севернее Донецка", "gives a direction and no distance"),
        ("5 km N-S of Kess", "gives a direction that is no point of the compass"),
        ("5 km N-NE of Kess", "gives a direction that is no point of the compass"),
        ("3 km at 400° from Kess", "gives a bearing of 400 degrees"),
        ("150 km north of Kess", "gives a distance above 100 km"),
        ("5 km", "tells the place from another one in words that are not understood"),
        ("5 km north", "tells the place from another one in words that are not understood"),
        ("5-3 km N of Kess", "tells the place from another one in words that are not understood"),
        ("1,500 m N of Kess", "tells the place from another one in words that are not understood"),
        ("кілька кілометрів на північ від Донецька", "tells the place from another one in words that are not understood"),
        ("3 км з Донецька", "tells the place from another one in words that are not understood"),
        ("3 км в Донецьку", "tells the place from another one in words that are not understood"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, reason: str) -> None:
    assert read_relative(text) == Unread(reason)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Avdiivka",
        "behind enemy lines",
        "the front",
        "Southend",
        "с. Східне",
        "Northern Kess",
        "7",
        "Block 5",
        "Північне",
        "Південне",
        "Північний",
        "Восточный",
        "Нова Каховка",
    ],
)
def test_what_tells_no_place_from_another_is_left_to_others(text: str) -> None:
    assert read_relative(text) == NotRelative()


def test_a_name_that_begins_like_a_relation_is_not_taken_apart() -> None:
    assert not isinstance(read_relative("Коло-Михайлівка"), Relation)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_relative(text)
    if isinstance(found, Relation):
        assert found.reference in text.translate(str.maketrans(dict.fromkeys("‐‑‒–—−", "-")))


@given(
    st.integers(1, 50),
    st.integers(1, 9),
    st.sampled_from(["km", "км", "m", "miles"]),
    st.sampled_from(["of", "від", "от", "from"]),
    st.sampled_from([" ", ""]),
)
def test_a_range_is_read_as_it_is_stated(low: int, width: int, unit: str, link: str, gap: str) -> None:
    found = read(f"{low}-{low + width}{gap}{unit} SW {link} Kess")
    metres = {"km": 1_000, "км": 1_000, "m": 1, "miles": 1_609.344}[unit]
    assert (found.from_m, found.to_m) == pytest.approx((low * metres, (low + width) * metres))
