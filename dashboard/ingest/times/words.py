"""The words times are told in, in English, Ukrainian and Russian: months, weekdays, parts of the day, and what joins them.

Spellings are in lower case with a straight apostrophe; a full stop behind one need not be listed. What an hour word stands for
is a choice of ours, generous on purpose, and printed in docs/method.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

MONTHS: tuple[str, ...] = (
    "january jan січень січня січні січ январь января январе янв",
    "february feb лютий лютого лютому лют февраль февраля феврале февр фев",
    "march mar березень березня березні берез бер март марта марте мар",
    "april apr квітень квітня квітні квіт кві апрель апреля апреле апр",
    "may травень травня травні трав тра май мая мае",
    "june jun червень червня червні черв чер июнь июня июне июн",
    "july jul липень липня липні лип июль июля июле июл",
    "august aug серпень серпня серпні серп сер август августа августе авг",
    "september sept sep вересень вересня вересні верес вер сентябрь сентября сентябре сент сен",
    "october oct жовтень жовтня жовтні жовт жов октябрь октября октябре окт",
    "november nov листопад листопада листопаді лист лис ноябрь ноября ноябре нояб ноя",
    "december dec грудень грудня грудні груд гру декабрь декабря декабре дек",
)
"""From January, blanks between the spellings; no spelling means two months."""
WEEKDAYS: tuple[str, ...] = (
    "monday mon понеділок понеділка пн понедельник понедельника",
    "tuesday tue tues вівторок вівторка вт вторник вторника",
    "wednesday wed середа середу середи ср среда среду среды",
    "thursday thu thur thurs четвер четверга чт четверг",
    "friday fri п'ятниця п'ятницю п'ятниці пт пятница пятницу пятницы",
    "saturday sat субота суботу суботи сб суббота субботу субботы",
    "sunday sun неділя неділю неділі нд воскресенье воскресенья вс",
)
"""From Monday. A weekday beside a date has to be the date's."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day: full local hours from midnight, 24 and more lying on the next day.

    first, after: the interval it is held as. spoken_first, spoken_after: the hours a clock beside it can mean ("5 in the
    evening" is 17). spellings: separated by semicolons.
    """

    name: str
    first: int
    after: int
    spoken_first: int
    spoken_after: int
    spellings: str


DAY_PARTS: tuple[DayPart, ...] = (
    DayPart("early morning", 3, 9, 0, 12, "early morning; early in the morning; рано вранці; рано утром; раннім ранком"),
    DayPart(
        "dawn", 3, 9, 0, 12,
        "dawn; at dawn; daybreak; sunrise; світанок; на світанку; світанку; рассвет; на рассвете; рассвета",
    ),
    DayPart(
        "morning", 6, 12, 0, 12,
        "morning; in the morning; вранці; уранці; зранку; ранок; ранку; ранком; утро; утром; утра; с утра",
    ),
    DayPart("first half of the day", 0, 12, 0, 12, "first half of the day; перша половина дня; в першій половині дня; "
            "у першій половині дня; першій половині дня; первая половина дня; в первой половине дня; первой половине дня"),
    DayPart(
        "noon", 11, 13, 11, 13,
        "noon; at noon; midday; at midday; полудень; опівдні; ополудні; полдень; в полдень",
    ),
    DayPart("daytime", 6, 21, 11, 19, "daytime; in the daytime; by day; вдень; удень; день; днем; днём; дня"),
    DayPart(
        "afternoon", 12, 18, 12, 19,
        "afternoon; in the afternoon; після обіду; пополудні; по обіді; післяобід; після полудня; "
        "после обеда; после полудня; пополудни",
    ),
    DayPart("second half of the day", 12, 24, 12, 24, "second half of the day; друга половина дня; в другій половині дня; "
            "у другій половині дня; другій половині дня; вторая половина дня; во второй половине дня; второй половине дня"),
    DayPart("dusk", 15, 23, 15, 23, "dusk; at dusk; sunset; сутінки; у сутінках; в сутінках; сумерки; в сумерках"),
    DayPart(
        "evening", 17, 24, 15, 24,
        "evening; in the evening; ввечері; увечері; вечір; вечора; вечером; вечер; вечера; під вечір; надвечір; под вечер",
    ),
    DayPart(
        "late evening", 20, 24, 20, 24,
        "late evening; late in the evening; пізно ввечері; пізно увечері; пізнім вечором; поздно вечером; поздний вечер",
    ),
    DayPart(
        "night", 0, 30, 20, 30,
        "night; at night; in the night; by night; nighttime; overnight; "
        "вночі; уночі; ніч; ночі; в ніч; у ніч; ночью; ночь; ночи; в ночь",
    ),
)  # fmt: skip
NIGHT_FIRST, NIGHT_AFTER = 21, 30
"""The hours of a night that both its days are named of. Of one day alone it may be the night before or after: see "night"."""

TOWARDS = "night to; overnight to; overnight into; night into; ніч на; в ніч на; у ніч на; ночь на; в ночь на"
"""A night named by the day it ends on."""
MIDNIGHT = "midnight; at midnight; опівночі; північ; о півночі; полночь; в полночь"
"""Told of a day it may be either end of it."""
ABOUT = (
    "approximately; approx; about; around; circa; ca; roughly; about at; at about; at around; at approximately; "
    "близько; приблизно; орієнтовно; біля; около; примерно; приблизительно; ориентировочно"
)
ABOUT_MINUTES = 15
"""On either side of a clock that is told as approximate."""
ABOUT_HOURS = 1
"""Likewise of a part of the day; a day, month or year is widened by its neighbours."""
FROM = "from; з; із; зі; від; с; со; от"
BETWEEN = "between; між; между"
AND = "and; та; і; й; и"
TO = "to; till; until; through; thru; до; по"
ONTO = "на"
OPEN = (
    "since; after; before; later; later than; earlier than; prior to; onwards; onward; or later; or earlier; and later; ongoing; "
    "після; пізніше; раніше; не пізніше; не раніше; починаючи; после; позже; ранее; не позднее; не ранее; начиная"
)
"""What leaves one end of an interval open."""
GLUE = "on; of; at; the; in; during; о; об; в; у; во; числа; число; р; рік; року; г; год; года"
"""What stands between the parts and says nothing of its own."""
LOCAL = (
    "local time; local; lt; lcl; за місцевим часом; місцевого часу; місцевий час; "
    "по местному времени; местного времени; местное время"
)
"""Told of a time that is local to the file's zone anyway."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A time zone's abbreviation that is one offset; `since`: from when on, where it has been another before."""

    offset: timezone
    spellings: str
    since: datetime | None = None


ABBREVIATIONS: tuple[Abbreviation, ...] = (
    Abbreviation(UTC, "utc; gmt; z; zulu"),
    Abbreviation(timezone(timedelta(hours=1)), "cet"),
    Abbreviation(timezone(timedelta(hours=2)), "cest; eet"),
    Abbreviation(timezone(timedelta(hours=3)), "eest"),
    # Until 26 October 2014, 02:00 (22:00 UTC the day before), MSK was four hours ahead, and three at other times.
    Abbreviation(timezone(timedelta(hours=3)), "msk; мск", datetime(2014, 10, 25, 22, tzinfo=UTC)),
)


def spelled(listed: str) -> Iterator[str]:
    """Yield the spellings of a list with semicolons."""
    return (spelling.strip() for spelling in listed.split(";"))
