"""Real towns along the illustrative line, and the ways senders spell them and their oblasts.

Positions are of the towns' middles, rounded to about 100 m (GeoNames, CC BY 4.0).
"""

from dataclasses import dataclass

from sample_data.generator.ground import Position

DONETSK, LUHANSK = "UA-14", "UA-09"


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its usual name in three languages."""

    en: str
    uk: str
    ru: str
    at: Position
    oblast: str


TOWNS: tuple[Town, ...] = (
    Town("Shyrokyne", "Широкине", "Широкино", (37.818, 47.098), DONETSK),
    Town("Pavlopil", "Павлопіль", "Павлополь", (37.781, 47.260), DONETSK),
    Town("Boikivske", "Бойківське", "Бойковское", (38.025, 47.410), DONETSK),
    Town("Volnovakha", "Волноваха", "Волноваха", (37.494, 47.601), DONETSK),
    Town("Dokuchaievsk", "Докучаєвськ", "Докучаевск", (37.678, 47.752), DONETSK),
    Town("Olenivka", "Оленівка", "Еленовка", (37.660, 47.827), DONETSK),
    Town("Mar'inka", "Мар’їнка", "Марьинка", (37.505, 47.945), DONETSK),
    Town("Krasnohorivka", "Красногорівка", "Красногоровка", (37.507, 48.005), DONETSK),
    Town("Staromykhailivka", "Старомихайлівка", "Старомихайловка", (37.586, 47.993), DONETSK),
    Town("Donetsk", "Донецьк", "Донецк", (37.802, 48.023), DONETSK),
    Town("Avdiivka", "Авдіївка", "Авдеевка", (37.750, 48.140), DONETSK),
    Town("Yasynuvata", "Ясинувата", "Ясиноватая", (37.859, 48.127), DONETSK),
    Town("Verkhnotoretske", "Верхньоторецьке", "Верхнеторецкое", (37.873, 48.224), DONETSK),
    Town("Horlivka", "Горлівка", "Горловка", (38.017, 48.300), DONETSK),
    Town("Toretsk", "Торецьк", "Торецк", (37.848, 48.395), DONETSK),
    Town("Zaitseve", "Зайцеве", "Зайцево", (38.029, 48.395), DONETSK),
    Town("Svitlodarsk", "Світлодарськ", "Светлодарск", (38.223, 48.434), DONETSK),
    Town("Debaltseve", "Дебальцеве", "Дебальцево", (38.403, 48.336), DONETSK),
    Town("Popasna", "Попасна", "Попасная", (38.371, 48.632), LUHANSK),
    Town("Zolote", "Золоте", "Золотое", (38.515, 48.695), LUHANSK),
    Town("Kadiivka", "Кадіївка", "Кадиевка", (38.644, 48.568), LUHANSK),
    Town("Trokhizbenka", "Трьохізбенка", "Трёхизбенка", (38.965, 48.757), LUHANSK),
    Town("Shchastia", "Щастя", "Счастье", (39.230, 48.738), LUHANSK),
    Town("Stanytsia Luhanska", "Станиця Луганська", "Станица Луганская", (39.484, 48.662), LUHANSK),
    Town("Luhansk", "Луганськ", "Луганск", (39.306, 48.568), LUHANSK),
)

REGION_SPELLINGS: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {
    (DONETSK, "en"): (("Donetsk oblast", 5), ("Donetska", 2), ("Donets'k", 1), ("Donetsk Region", 1), ("DONETSK OBLAST", 0.5)),
    (LUHANSK, "en"): (("Luhansk oblast", 5), ("Luhanska", 2), ("Luhans’k", 1), ("Lugansk region", 1), ("luhansk oblast", 0.5)),
    (DONETSK, "uk"): (("Донецька область", 5), ("Донецька обл.", 2), ("Донецька", 2), ("донецька область", 0.5)),
    (LUHANSK, "uk"): (("Луганська область", 5), ("Луганська обл.", 2), ("Луганська", 2), ("ЛУГАНСЬКА ОБЛАСТЬ", 0.5)),
    (DONETSK, "ru"): (("Донецкая область", 5), ("Донецкая обл.", 2), ("Донецкая", 1)),
    (LUHANSK, "ru"): (("Луганская область", 5), ("Луганская обл.", 2), ("Луганская", 1)),
}
"""Spellings of the two oblasts the line runs through, with how often a sender in that language writes them so."""

TOWN_SPELLINGS: dict[str, tuple[str, ...]] = {
    "Mar'inka": ("Mar'inka", "Mar’inka", "Marinka", "Marʼinka", "Maryinka"),
    "Avdiivka": ("Avdiivka", "Avdiyivka"),
    "Shchastia": ("Shchastia", "Shchastya"),
    "Dokuchaievsk": ("Dokuchaievsk", "Dokuchayevsk"),
    "Stanytsia Luhanska": ("Stanytsia Luhanska", "Stanytsya Luhanska"),
    "Мар’їнка": ("Мар’їнка", "Мар'їнка", "м. Мар’їнка"),
    "Авдіївка": ("Авдіївка", "м. Авдіївка"),
    "Марьинка": ("Марьинка", "г. Марьинка"),
    "Авдеевка": ("Авдеевка", "г. Авдеевка"),
}
"""Other spellings in use, by the usual name; senders pick one."""


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A stretch of the line where more happens. along_m: how far events spread along it; weight: share of all events."""

    name: str
    at: Position
    weight: float
    along_m: float


HOTSPOTS: tuple[Hotspot, ...] = (
    Hotspot("Shyrokyne", (37.845, 47.145), 5, 3_000),
    Hotspot("Pavlopil", (37.803, 47.258), 4, 2_500),
    Hotspot("Hranitne", (37.884, 47.420), 3, 2_500),
    Hotspot("Petrivske", (37.660, 47.634), 3, 2_500),
    Hotspot("Dokuchaievsk", (37.620, 47.750), 7, 3_000),
    Hotspot("Mar'inka", (37.537, 47.942), 9, 2_200),
    Hotspot("Krasnohorivka", (37.562, 48.000), 6, 2_000),
    Hotspot("Donetsk airport", (37.700, 48.068), 10, 2_200),
    Hotspot("Avdiivka-Yasynuvata", (37.798, 48.128), 22, 2_600),
    Hotspot("Verkhnotoretske", (37.897, 48.220), 4, 2_200),
    Hotspot("Horlivka", (37.938, 48.335), 10, 2_800),
    Hotspot("Zaitseve", (38.030, 48.389), 9, 2_400),
    Hotspot("Svitlodarsk", (38.220, 48.400), 12, 3_200),
    Hotspot("Debaltseve", (38.402, 48.422), 4, 3_000),
    Hotspot("Popasna", (38.460, 48.610), 9, 2_500),
    Hotspot("Zolote", (38.525, 48.670), 8, 2_200),
    Hotspot("Trokhizbenka", (38.960, 48.734), 3, 4_000),
    Hotspot("Shchastia", (39.215, 48.722), 4, 3_000),
    Hotspot("Stanytsia Luhanska", (39.452, 48.644), 6, 1_800),
)

_BORDER_BOXES = ((38.18, 39.9, 46.0, 47.62), (38.66, 39.9, 46.0, 47.84), (39.60, 41.0, 48.40, 49.5), (36.0, 39.9, 46.0, 47.112))
"""Boxes (west, east, south, north) that hold the sea and the far side of the state border near the line's two ends."""


def is_on_the_ground(place: Position) -> bool:
    """Whether a position is ashore and this side of the border, roughly, on the careful side."""
    return not any(west <= place[0] <= east and south <= place[1] <= north for west, east, south, north in _BORDER_BOXES)
