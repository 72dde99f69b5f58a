"""Words that monitors use for whether anyone looked, in Ukrainian, Russian and English, with the reason for each reading.

A word is here only where it says one of the states and no less: *partly* does not say which part, *not observed* not why; both
are left to whoever knows, in OPEN_STATES.
"""

from dashboard.ingest.mappings.act_words import Words

STATE_WORDS: tuple[Words, ...] = (
    Words(
        "observed",
        "the word says that somebody looked and could see",
        (
            "watched", "monitored", "surveilled", "under observation", "under watch", "observation", "observation conducted",
            "observation carried out", "observing",
            "спостерігали", "спостерігалося", "спостерігалось", "спостерігався", "спостерігалася", "спостережено",
            "спостереження",
            "спостереження велося", "спостереження велось", "спостереження проведено", "спостереження здійснено",
            "ведеться спостереження", "під спостереженням", "під наглядом",
            "наблюдали", "наблюдалось", "наблюдался", "наблюдалась", "наблюдение", "наблюдение велось", "наблюдение проведено",
            "наблюдение осуществлено", "ведется наблюдение", "под наблюдением",
        ),
    ),
    Words(
        "denied",
        "the word says that somebody kept the observers out",
        (
            "access denied", "denied access", "entry denied", "access refused", "refused access", "not let in",
            "refused entry",
            "доступ заборонено", "доступ заборонений", "доступ закрито", "у доступі відмовлено", "відмовлено у доступі",
            "відмовлено в доступі", "відмова у доступі", "відмова в доступі", "відмовлено", "не допустили", "не допущено",
            "не пустили", "не пропустили",
            "доступ запрещен", "доступ закрыт", "в доступе отказано", "отказано в доступе", "отказ в доступе", "отказано",
            "не допущены",
        ),
    ),
    Words(
        "jammed",
        "the word says that the instrument was made blind",
        (
            "jamming", "gps jammed", "gps jamming", "gnss jamming", "signal jammed", "jammed by ew",
            "заглушено", "глушіння", "глушіння сигналу", "сигнал заглушено", "глушіння gps", "придушено реб", "подавлено реб",
            "придушення реб", "вплив реб", "робота реб", "реб",
            "заглушен", "заглушили", "глушение", "глушение сигнала", "сигнал заглушен", "глушение gps", "подавлен рэб",
            "подавлено рэб", "подавление рэб", "воздействие рэб", "работа рэб", "рэб",
        ),
    ),
    Words(
        "weather",
        "the word names weather as what could not be seen through",
        (
            "bad weather", "weather conditions", "poor weather", "adverse weather", "due to weather", "fog", "cloud cover",
            "overcast",
            "погода", "погана погода", "погодні умови", "через погоду", "через погодні умови", "несприятлива погода", "негода",
            "туман", "хмарність", "суцільна хмарність", "завадила погода",
            "плохая погода", "погодные условия", "из за погоды", "из за погодных условий", "неблагоприятная погода", "непогода",
            "облачность", "сплошная облачность", "помешала погода",
        ),
    ),
    Words(
        "no asset",
        "the word says that there was nothing to look with",
        (
            "no assets", "no asset available", "no assets available", "asset unavailable", "assets unavailable", "no means",
            "немає засобів", "немає засобу", "засобів немає", "не було засобів", "засобів не було", "без засобів",
            "засоби відсутні", "відсутні засоби", "відсутність засобів", "нема засобів", "нічим спостерігати",
            "нет средств", "нет средства", "средств нет", "не было средств", "средств не было", "без средств",
            "средства отсутствуют", "отсутствуют средства", "отсутствие средств", "нечем наблюдать",
        ),
    ),
)  # fmt: skip
OPEN_STATES: tuple[Words, ...] = (
    Words(
        "",
        "says that a part was watched, not which: give that part a row of its own, by area or by time",
        (
            "partly", "partially", "partial", "in part", "partly observed", "partially observed", "observed partly",
            "observed partially", "partial observation", "partly watched",
            "частково", "частковий", "часткове", "часткове спостереження", "спостерігали частково", "частково спостерігали",
            "спостерігалося частково", "спостерігалось частково", "частково спостерігалося", "частково спостерігалось",
            "частично", "частичное", "частичное наблюдение", "наблюдали частично", "частично наблюдали",
            "наблюдалось частично", "частично наблюдалось",
        ),
    ),
    Words(
        "",
        "says that nobody watched, and not why: write denied, jammed, weather or no asset; where nobody knows why, leave the row "
        "out, since what nobody is said to have watched counts as not stated",
        (
            "not observed", "unobserved", "not watched", "unwatched", "not monitored", "no observation", "no coverage", "none",
            "не спостерігали", "не спостерігалося", "не спостерігалось", "не спостерігався", "не спостерігалася",
            "спостереження не велося", "спостереження не велось", "спостереження не проводилося", "без спостереження",
            "немає спостереження", "спостереження відсутнє", "без нагляду",
            "не наблюдали", "не наблюдалось", "не наблюдался", "не наблюдалась", "наблюдение не велось",
            "наблюдение не проводилось", "без наблюдения", "нет наблюдения", "наблюдение отсутствует",
        ),
    ),
    Words(
        "",
        "says that nobody got there, and not whether they were kept out, which is denied, or something else stopped them",
        ("no access", "inaccessible", "немає доступу", "без доступу", "недоступно", "нет доступа", "без доступа"),
    ),
    Words(
        "",
        "says what was seen, or not, and not whether anyone looked",
        ("quiet", "all quiet", "calm", "no violations", "тихо", "спокійно", "без порушень", "спокойно", "без нарушений"),
    ),
)  # fmt: skip
"""Words that are well known and still do not say one of the states. Their rows are refused, and the reason is told."""
