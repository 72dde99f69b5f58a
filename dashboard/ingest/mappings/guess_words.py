"""Headings that monitors give their columns, in English, Ukrainian and Russian, by the canonical column they mean.

Data for guesses that a person confirms, never for reading: "time" is a moment here and a clock there. Compared after
`names.normalise`, whole.
"""

CLOCK_FROM, CLOCK_TO = "clock_from", "clock_to"
"""Roles of columns that hold a time of day, to be read together with the date beside them."""

_STARTS = (
    "start", "start time", "start date", "started at", "begin", "from",
    "початок", "час початку", "дата початку", "з", "начало", "время начала", "дата начала", "с",
)  # fmt: skip
_ENDS = (
    "end", "end time", "end date", "ended at", "finish", "finished at", "to", "until", "till",
    "кінець", "завершення", "час завершення", "час закінчення", "дата завершення", "дата закінчення", "по", "до",
    "конец", "окончание", "время окончания", "дата окончания", "завершение",
)  # fmt: skip
HEADINGS: dict[str, tuple[str, ...]] = {
    "observation_id": (
        "id", "nr", "report no", "report number", "event no", "incident no",
        "number", "record", "record id", "report id", "event id", "incident id", "ref", "reference",
        "ідентифікатор", "номер", "№", "№ п п", "п п", "код", "номер події", "идентификатор", "номер события", "ид",
    ),
    "observed_from": (
        "date", "datetime", "date time", "date and time", "timestamp", "when",
        "event date", "date of event", "incident date", "date of incident", "observed",
        "observed at", "observation time", "observation date", "day", "reported at",
        "дата", "дата час", "дата і час", "дата та час", "дата й час", "коли",
        "дата події", "дата спостереження", "дата інциденту", "день",
        "дата время", "дата и время", "когда", "дата события", "дата наблюдения",
        "дата инцидента", *_STARTS,
    ),
    CLOCK_FROM: (
        "time", "hour", "clock", "time of day", "local time", "event time", "time of event",
        "час", "година", "час події", "час спостереження", "місцевий час",
        "время", "время события", "время наблюдения", "местное время", *_STARTS,
    ),
    "observed_to": _ENDS,
    CLOCK_TO: _ENDS,
    "lon": (
        "lon", "lng", "long", "longitude", "x", "lon deg", "east", "easting deg", "longitude e",
        "довгота", "долгота", "довг", "долг", "сд", "східна довгота", "восточная долгота",
    ),
    "lat": (
        "lat", "latitude", "y", "lat deg", "north", "latitude n",
        "широта", "шир", "пш", "північна широта", "северная широта", "сш",
    ),
    "coordinates": (
        "coordinates", "coordinate", "coords", "position", "lat lon", "lon lat", "latlon", "gps", "mgrs", "grid",
        "geometry", "wkt",
        "координати", "координаты", "позиція", "позиция",
    ),
    "radius_m": (
        "radius", "radius m", "accuracy", "accuracy m", "precision m", "uncertainty", "uncertainty m", "error m", "cep",
        "радіус", "радіус м", "похибка", "похибка м", "точність", "точність м",
        "радиус", "радиус м", "погрешность", "погрешность м", "точность", "точность м",
    ),
    "region": (
        "region", "oblast", "province", "admin1", "adm1", "adm 1", "admin 1", "governorate",
        "область", "регіон", "обл", "регион",
    ),
    "place": (
        "place", "location", "settlement", "town", "village", "city", "locality", "where", "near", "place name",
        "location name", "nearest settlement", "populated place",
        "населений пункт", "нп", "н п", "місце", "місто", "село", "місцевість", "місце події", "де", "локація",
        "населенный пункт", "место", "город", "местность", "место события", "где", "локация",
    ),
    "act": (
        "act", "event", "event type", "type", "type of event", "violation", "violation type", "type of violation",
        "incident", "incident type", "type of incident", "what", "category", "activity",
        "подія", "тип події", "вид події", "тип", "вид", "порушення", "тип порушення", "вид порушення", "інцидент",
        "тип інциденту", "що", "дія",
        "событие", "тип события", "вид события", "нарушение", "тип нарушения", "вид нарушения", "инцидент",
        "тип инцидента", "что", "действие",
    ),
    "weapon": (
        "weapon", "weapons", "weapon type", "type of weapon", "weapon system", "armament", "munition",
        "озброєння", "зброя", "вид зброї", "тип зброї", "вид озброєння", "тип озброєння", "боєприпас",
        "вооружение", "оружие", "тип оружия", "вид оружия", "тип вооружения", "вид вооружения", "боеприпас",
    ),
    "calibre_mm": ("calibre", "caliber", "calibre mm", "caliber mm", "cal", "калібр", "калібр мм", "калибр", "калибр мм"),
    "count": (
        "count", "quantity", "qty", "how many", "rounds", "explosions", "number of rounds", "number of explosions", "amount",
        "кількість", "к сть", "кількість пострілів", "кількість вибухів", "скільки",
        "количество", "кол во", "число", "количество выстрелов", "количество взрывов", "сколько",
    ),
    "party": (
        "party", "side", "actor", "perpetrator", "attributed to", "who", "responsible", "by whom", "violator",
        "сторона", "хто", "винуватець", "порушник", "сторона порушник", "ким",
        "кто", "виновник", "нарушитель", "сторона нарушитель", "кем",
    ),
    "means": (
        "means", "sensor", "method", "observation method", "how observed", "means of observation", "detection", "platform",
        "засіб", "спосіб", "спосіб спостереження", "засіб спостереження", "засіб виявлення",
        "средство", "способ", "способ наблюдения", "средство наблюдения", "средство обнаружения",
    ),
    "source": (
        "source", "reported by", "reporter", "observer", "team", "patrol", "sender", "author", "source name",
        "seen by", "observed by",
        "джерело", "хто повідомив", "хто бачив", "спостерігач", "команда", "патруль", "автор",
        "источник", "кто сообщил", "кто видел", "наблюдатель",
    ),
    "origin": ("origin", "original source", "primary source", "першоджерело", "первоисточник"),
    "reliability": (
        "reliability", "source reliability", "надійність", "надійність джерела", "надежность", "надежность источника",
    ),
    "credibility": ("credibility", "information credibility", "достовірність", "достоверность"),
    "description": (
        "description", "notes", "note", "comment", "comments", "remark", "remarks", "details", "text", "summary",
        "опис", "примітка", "примітки", "коментар", "деталі", "подробиці", "зміст",
        "описание", "примечание", "примечания", "комментарий", "детали", "подробности", "содержание",
    ),
    "evidence": (
        "evidence", "link", "url", "photo", "video", "hash", "source url",
        "доказ", "докази", "посилання", "фото", "відео", "доказательство", "доказательства", "ссылка", "видео",
    ),
}  # fmt: skip
WITHIN_REGION = (
    "raion", "rayon", "district", "admin2", "adm2", "adm 2", "admin 2", "hromada", "community",
    "район", "р н", "громада", "тг", "отг", "община",
)  # fmt: skip
"""Headings of a unit within a region: it says where a row lies as a region does, where the table has no column of regions."""
