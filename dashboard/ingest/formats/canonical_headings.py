"""Other headings of the canonical columns, in English, Ukrainian and Russian: only such as can mean nothing else.

What could be two things ("time" as a moment, "side", a radius without its unit, a number that starts anew in each file) is not
here, nor any heading that tells another format; it is asked about, or declared in a mapping.
"""

from itertools import product

from dashboard.ingest.header import heading

_DEGREES = ("deg", "degrees", "dd", "decimal", "decimal degrees", "wgs84", "wgs 84", "°", "град", "град.", "градуси", "градусы")
_EAST, _NORTH = ("e", "°e", "° e", "сд", "вд"), ("n", "°n", "° n", "пш", "сш")
_METRES, _MILLIMETRES = ("m", "metres", "meters", "м", "метрів", "метров", "метри", "метры"), ("mm", "мм")
_WORDS: dict[str, tuple[str, ...]] = {
    "observed_from": (
        "дата і час", "дата та час", "дата й час", "дата, час", "дата/час", "дата час", "дата и время", "дата, время",
        "дата/время", "дата время", "час початку", "початок", "дата початку", "дата і час початку", "дата та час початку",
        "дата й час початку", "время начала", "начало", "дата начала", "дата и время начала",
    ),
    "observed_to": (
        "кінець", "час закінчення", "час завершення", "завершення", "дата закінчення", "дата завершення", "дата і час закінчення",
        "дата та час закінчення", "дата і час завершення", "дата та час завершення", "конец", "окончание", "время окончания",
        "дата окончания", "дата и время окончания", "завершение",
    ),
    "date": (
        "дата", "дата події", "дата спостереження", "дата інциденту", "дата порушення", "дата события", "дата наблюдения",
        "дата инцидента", "дата нарушения",
    ),
    "time": (
        "час", "час події", "час спостереження", "місцевий час", "время", "время события", "время наблюдения", "местное время",
    ),
    "time_zone": ("timezone", "tz", "часовий пояс", "часовой пояс"),
    "lon": ("longitude", "lng", "longtitude", "longitud", "longditude", "довгота", "долгота"),
    "lat": ("latitude", "lattitude", "latitud", "lattitud", "широта"),
    "region": ("oblast", "область", "назва області", "название области"),
    "place": (
        "settlement", "населений пункт", "населенний пункт", "назва населеного пункту", "нас. пункт", "нас.пункт", "н.п.", "нп",
        "місце події", "населённый пункт", "населенный пункт", "насел. пункт", "место события",
    ),
    "act": (
        "подія", "тип події", "вид події", "порушення", "тип порушення", "вид порушення", "тип інциденту", "событие",
        "тип события", "вид события", "нарушение", "тип нарушения", "вид нарушения", "тип инцидента",
    ),
    "weapon": (
        "зброя", "озброєння", "тип зброї", "вид зброї", "тип озброєння", "вид озброєння", "оружие", "вооружение", "тип оружия",
        "вид оружия", "тип вооружения", "вид вооружения",
    ),
    "count": ("кількість", "к-сть", "кількість вибухів", "кількість пострілів", "количество", "кол-во", "количество взрывов"),
    "means": ("засіб спостереження", "спосіб спостереження", "средство наблюдения", "способ наблюдения"),
    "source": ("джерело", "источник"),
    "origin": ("першоджерело", "первоисточник"),
    "reliability": ("надійність джерела", "надежность источника", "надёжность источника"),
    "credibility": ("достовірність", "достоверность"),
    "description": (
        "опис", "опис події", "описание", "описание события", "примітки", "примітка", "примечания", "примечание", "коментар",
        "комментарий",
    ),
    "evidence": ("докази", "доказательства", "посилання", "ссылка"),
}  # fmt: skip
_MEASURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "lon": (("lon", "long", "lng", "longitude", "longtitude", "довгота", "долгота"), (*_DEGREES, *_EAST)),
    "lat": (("lat", "latitude", "lattitude", "широта"), (*_DEGREES, *_NORTH)),
    "radius_m": (
        ("radius", "accuracy", "uncertainty", "радіус", "точність", "похибка", "радиус", "точность", "погрешность"), _METRES,
    ),
    "calibre_mm": (("calibre", "caliber", "калібр", "калибр"), _MILLIMETRES),
}  # fmt: skip
"""Headings with the unit behind them; without it they are among the words, where they need none."""
_WITH_UNIT = ("{} ({})", "{}({})", "{} [{}]", "{}[{}]", "{}, {}", "{},{}", "{} {}", "{}_{}", "{} / {}", "{}/{}")
_PLAIN = frozenset(("latitude", "longitude", "lng", "timezone", "tz", "radius_m", "calibre_mm"))

"""Headings so usual that nothing is said of them."""
OTHER_HEADINGS: dict[str, str] = {
    **{heading(name): column for column, names in _WORDS.items() for name in names},
    **{
        heading(way.format(name, unit)): column
        for column, (names, units) in _MEASURES.items()
        for way, name, unit in product(_WITH_UNIT, names, units)
    },
}
"""By heading, in the form `heading` gives, the column it means."""


def told(name: str) -> bool:
    """Return whether a heading is read as a column in a way a person should see."""
    return heading(name) in OTHER_HEADINGS and heading(name) not in _PLAIN
