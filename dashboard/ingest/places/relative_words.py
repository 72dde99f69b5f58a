"""The words in which a place is told from a reference place, in English, Ukrainian and Russian: data for `relative_places`.

Words stand in lower case and are compared whole; phrases are several words with single spaces.
"""

from itertools import product

COMPASS_POINTS: dict[str, float] = {
    "N": 0.0, "NNE": 22.5, "NE": 45.0, "ENE": 67.5, "E": 90.0, "ESE": 112.5, "SE": 135.0, "SSE": 157.5,
    "S": 180.0, "SSW": 202.5, "SW": 225.0, "WSW": 247.5, "W": 270.0, "WNW": 292.5, "NW": 315.0, "NNW": 337.5,
}  # fmt: skip
"""The sixteen points, degrees clockwise from north. No other sequence of the four directions names one."""

_ADJECTIVE_UK = ("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими", "о")
_ADJECTIVE_RU = ("ый", "ий", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми", "о")
_NOUNS: dict[str, tuple[str, ...]] = {
    "N": ("north", "northern", "північ", "півночі", "північчю", "север", "севера", "северу", "севере", "северо"),
    "S": ("south", "southern", "південь", "півдня", "півдню", "півдні", "юг", "юга", "югу", "юге", "юго"),
    "E": ("east", "eastern", "схід", "сходу", "сході", "восток", "востока", "востоку", "востоке", "востоко"),
    "W": ("west", "western", "захід", "заходу", "заході", "запад", "запада", "западу", "западе", "западо"),
}
_STEMS: dict[str, tuple[str, str]] = {
    "N": ("північн", "северн"), "S": ("південн", "южн"), "E": ("східн", "восточн"), "W": ("західн", "западн"),
}  # fmt: skip
COMPARED: dict[str, str] = {
    "північніше": "N", "південніше": "S", "східніше": "E", "західніше": "W",
    "севернее": "N", "южнее": "S", "восточнее": "E", "западнее": "W",
}  # fmt: skip
"""Directions that need no preposition before the reference ("северо-восточнее Авдеевки")."""
NAMED: dict[str, str] = {
    **{word: letter for letter, words in _NOUNS.items() for word in words},
    **{stem[0] + ending: letter for letter, stem in _STEMS.items() for ending in _ADJECTIVE_UK},
    **{stem[1] + ending: letter for letter, stem in _STEMS.items() for ending in _ADJECTIVE_RU},
    **{f"{a}{b}{end}": f"{a[0]}{b[0]}".upper() for a, b, end in product(("north", "south"), ("east", "west"), ("", "ern"))},
    **COMPARED,
}
"""Directions in words, each with the letters it stands for; one after another they name the finer points."""
_LETTERS: tuple[dict[str, str], ...] = (
    {"N": "n", "S": "s", "E": "e", "W": "w"},
    {"N": "пн", "S": "пд", "E": "сх", "W": "зх"},
    {"N": "с", "S": "ю", "E": "в", "W": "з"},
)
ABBREVIATED: dict[str, str] = {
    "".join(letters[letter] for letter in point): point for letters, point in product(_LETTERS, COMPASS_POINTS)
}
"""Directions as abbreviations: ESE, ПнСх, ЮВ."""

METRES_A_UNIT: dict[str, float] = {
    **dict.fromkeys(("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "км"), 1_000.0),
    **dict.fromkeys(("кілометр", "кілометри", "кілометра", "кілометрів", "кілометрах"), 1_000.0),
    **dict.fromkeys(("километр", "километры", "километра", "километров", "километрах"), 1_000.0),
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters", "м"), 1.0),
    **dict.fromkeys(("метр", "метри", "метра", "метрів", "метрах", "метры", "метров"), 1.0),
    **dict.fromkeys(("mi", "mile", "miles", "миля", "миль", "милі", "мили", "милях"), 1_609.344),
    **dict.fromkeys(("yd", "yds", "yard", "yards", "ярд", "ярди", "ярда", "ярдів", "ярды", "ярдов"), 0.9144),
}
"""Units of distance and the metres each is."""

ABOUT = (
    "about", "approx", "approximately", "roughly", "circa", "ca", "around", "some", "~", "≈",
    "близько", "приблизно", "орієнтовно", "біля", "около", "примерно", "приблизительно", "ориентировочно",
)  # fmt: skip
UP_TO = (
    "within", "up to", "less than", "no more than", "not more than", "within a radius of", "within radius", "<", "≤", "<=",
    "до", "не більше", "менше", "у радіусі", "в радіусі", "у межах", "в межах",
    "не более", "менее", "в радиусе", "в пределах",
)  # fmt: skip
AT = ("at a distance of", "a distance of", "at", "in", "за", "на відстані", "на расстоянии", "на", "в", "у")  # fmt: skip
"""Words before a distance that add nothing."""
TOWARDS = ("to the", "to", "on the", "in the", "the", "on", "in", "by the", "на", "к", "ко", "в", "у", "із", "з")
"""Words before a direction that add nothing."""
BEARING_AT = ("at", "on", "under")
"""Words before a bearing that need degrees after it; the others below say by themselves that a bearing follows."""
BEARING = (
    "on a bearing of", "at a bearing of", "bearing of", "bearing", "at an azimuth of", "azimuth of", "azimuth",
    "за азимутом", "по азимуту", "азимут", "азимутом",
)  # fmt: skip
DIRECTION_NOUNS = ("direction", "напрямку", "напрямі", "напрямок", "направлении", "направлению")
DEGREES = ("°", "º", "deg", "degree", "degrees", "градус", "градуси", "градусів", "градуса", "градусов", "градусах")
FROM = ("from", "від", "од", "от", "away from", "around", "навколо", "довкола", "вокруг")
OF = (*FROM, "of")
OUTSKIRTS = (
    "outskirts", "outskirt", "edge", "edges", "fringe", "fringes",
    "околиця", "околиці", "околицю", "околицею", "околицях", "околиць",
    "окраїна", "окраїни", "окраїну", "окраїні", "окраїною", "окраїнах",
    "окраина", "окраины", "окраину", "окраине", "окраиной", "окраинах",
)  # fmt: skip
BEFORE_OUTSKIRTS = ("on the", "at the", "in the", "the", "on", "at", "in", "near the", "на", "біля", "у", "в")
NEAR = (
    "near to", "near", "nearby", "close to", "in the vicinity of", "vicinity of", "in the area of", "in the surroundings of",
    "поблизу від", "поблизу", "неподалік від", "неподалік", "недалеко від", "біля", "коло", "у районі", "в районі", "в околицях",
    "возле", "около", "вблизи от", "вблизи", "недалеко от", "неподалеку от", "в районе", "в окрестностях",
)  # fmt: skip
BETWEEN = ("between", "між", "поміж", "между")
RANGE_FROM = ("between", "from", "від", "од", "от", "між")
RANGE_TO = ("-", "to", "and", "до", "та", "і", "и", "...", "…")
MARKS: frozenset[str] = frozenset(
    {*NAMED, *ABBREVIATED, *METRES_A_UNIT, *DEGREES, *OUTSKIRTS, *(phrase.split()[0] for phrase in (*NEAR, *BETWEEN, *BEARING))}
)
"""Words without one of which no text tells a place from another: most names hold none."""
AND = ("and", "та", "і", "й", "и", "or", "або", "или", ";", "/", "&", "+")
