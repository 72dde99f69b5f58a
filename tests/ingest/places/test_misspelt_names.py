"""Misspelt, old and foreign spellings: each means the right unit or nothing, and what means nothing is offered the right one.

Letters swapped, doubled, dropped and mistyped, wrong vowels, Latin letters among Cyrillic ones, German, Polish and French
spellings, and every word for "oblast". None of this is known to the theatre's own files.
"""

from collections import Counter

import pytest

from dashboard.ingest.places.resolution import Found, Resolved
from tests.ukraine import ukraine_names

UKRAINE = ukraine_names()
UNITS = {
    "UA-14": (
        "Donestk; Donetsk obalst; Dontesk oblast; Donnetsk; Donezk; Donezk Gebiet; Donieck; obwód doniecki; Doneck; Donets'k "
        "obl; Donestk region; Donetck; Donetskaya; Donetska oblats; Донецк область; Донецька обл; Донецкая обл.; Донецкая "
        "обалсть; Донeцька область; Дoнецькa; Донетск; Донецька облсать; Доненцька область; Донецьк; Данецк; Danetsk; Donetsk "
        "Province; DONETSK OBL.; Donetzk; Dontsk; Donetak oblast"
    ),
    "UA-09": (
        "Lugansk; Luhanks; Lughansk; Lugnask; Luhask oblast; Luhansk obl.; Luhanskk; Lugansk region; Луганская область; "
        "Лугнаська область; Луганска область; Лyганськ; Луганскя обл; Луганська обл; Luganskaya; Lugańsk; Ługańsk; obwód "
        "ługański; Luhanska obl; Louhansk; Lougansk; Ворошиловград; Voroshilovgrad; Луганскаябласть"
    ),
    "UA-63": (
        "Charkov; Charkiv; Charkow; Charków; Kharkov; Kharkiw; Kharkvi; Khrakiv; Kharkiv oblst; Kharkivv oblast; Karkiv; "
        "Xarkiv; Kharkivska obl; Harkov; Harkiv; Харків обл; Харьков; Харкьов; Харківська обалсть; Харькoв; Харьковская обл; "
        "Хaрків; Харкивская область; Kharkiv Province; Charkivska oblast; Charkowska; obwód charkowski; Jarkov; Khharkiv"
    ),
    "UA-65": (
        "Kherson; Cherson; Chersoń; Kherosn; Khersno oblast; Khersson; Herson; Херсон; Хересон; Херсонcька; Херсонская обл; "
        "Херcон; Xepcoн; Херсонска область; Kherson obl; Khersonska; obwód chersoński; Khreson; Khersom"
    ),
    "UA-23": (
        "Zaporizhia; Zaporizhzhia; Zaporozhye; Zaporozhe; Zaporizhya; Zaporizhzhya; Zaporizha; Zaporozhia; Zaporizhzia; "
        "Saporischschja; Saporoschje; Zaporoże; Zaporożie; Запоріжжя; Запорожье; Запоріжя; Запорожская обл; Запорізька обл; "
        "Зaпорізька; Запорижжя; Запорожська область; Zaporijia; Zaporizhzhiaoblast; Zaporzhizhia; Zaproizhzhia"
    ),
    "UA-12": (
        "Dnipro; Dniepr; Dnepr; Dnipropetrovsk; Dnepropetrovsk; Dnipropetrovks; Dnipropertovsk; Dniepropetrovsk; "
        "Dnjepropetrowsk; Dniepropietrowsk; Днепр; Дніпро; Днипро; Дніпропетровська обл; Днепропетровская; Днепропетровск; "
        "Дніпропетрвоська; Dniproptrovsk oblast; Dnipropetrovsk Obl"
    ),
    "UA-32": (
        "Kyiv oblast; Kiev region; Kyivska; Kijów obwód; Kiew Gebiet; Kiev oblats; Kyiv obalst; Київська обл; Киевская обл; "
        "Кийвська область; Киевскаая; Kyiv Province; Kyiw oblast; Kviy oblast"
    ),
    "UA-30": (
        "Kyiv city; Kiev; Kiew; Kijów; Kyjiw; Київ; Киев; Кийв; Kyvi; Kiyv; Keiv; м. Київ; г. Киев; Kyyiv; Kief; Kіев; Kieв"
    ),
    "UA-51": (
        "Odessa; Odesa; Odesssa; Odssa; Odeesa; Одеса; Одесса; Одесская обл; Одeська; Одеська обл; Odeska; Oddesa; Odesa obl; "
        "Odessa Gebiet; Odesa oblst"
    ),
    "UA-48": (
        "Mykolaiv; Nikolaev; Mykolayiv; Nikolajew; Mikołajów; Mykoliav; Mykolaiw; Миколаїв; Николаев; Миколаів; Микoлаїв; "
        "Миколаївська обл; Николаевская; Mykolaev; Nikolayev; Mykolaiiv; Nikolaiev"
    ),
    "UA-59": ("Sumy; Sumi; Summy; Soumy; Суми; Сумы; Сумська обл; Сумская обл; Cуми; Sumska; Sumy obl; Smuy; Sumu"),
    "UA-74": (
        "Chernihiv; Chernigov; Tschernihiw; Czernihów; Chernigiv; Chernihev; Cherhiniv; Чернігів; Чернигов; Чернигівська; "
        "Чернігівська обл; Черниговская; Tchernihiv; Chernihivv; Chernivhiv"
    ),
    "UA-77": (
        "Chernivtsi; Chernovtsy; Czerniowce; Czernowitz; Tscherniwzi; Cernauti; Cernăuți; Чернівці; Черновцы; Чернивцы; "
        "Chernivsti; Chernivtsy; Чернівецька обл"
    ),
    "UA-71": ("Cherkasy; Cherkassy; Czerkasy; Tscherkassy; Черкаси; Черкассы; Черкаська; Cherkasi; Chekrasy; Черкасская"),
    "UA-46": ("Lviv; Lvov; Lwów; Lemberg; Lwiw; Львів; Львов; Lvvi; Lviv obl; Львівська; Leopolis"),
    "UA-53": ("Poltava; Połtawa; Poltawa; Полтава; Полатва; Poltva; Poltaava; Полтавська обл"),
    "UA-56": ("Rivne; Rovno; Równe; Riwne; Рівне; Ровно; Rinve; Rivno"),
    "UA-61": ("Ternopil; Tarnopol; Ternopol; Тернопіль; Тернополь; Ternpoil; Ternopill"),
    "UA-68": (
        "Khmelnytskyi; Khmelnitsky; Chmielnicki; Chmelnyzkyj; Хмельницький; Хмельницкий; Khmelnytsky; Khmelnitskyi; "
        "Khmelntyskyi; Хмельницкая"
    ),
    "UA-05": ("Vinnytsia; Vinnitsa; Winnica; Winnyzja; Вінниця; Винница; Vinnitsya; Vinnystia; Vinnytsa; Винницкая"),
    "UA-18": ("Zhytomyr; Zhitomir; Żytomierz; Schytomyr; Житомир; Zhytomir; Zhytmoyr; Житомирська"),
    "UA-35": ("Kropyvnytskyi; Kirovohrad; Kirovograd; Kirowohrad; Кіровоград; Кировоградская; Kirovohrd; Кропивницький"),
    "UA-07": ("Volyn; Volhynia; Wołyń; Wolhynien; Волинь; Волынь; Volin; Volny; Волынская"),
    "UA-21": ("Zakarpattia; Transcarpathia; Zakarpatska; Zakarpatye; Закарпаття; Закарпатье; Zakarpatia; Zakrapattia"),
    "UA-26": (
        "Ivano-Frankivsk; Ivano-Frankovsk; Iwano-Frankiwsk; Iwano-Frankowsk; Stanislau; Івано-Франківськ; Ивано-Франковск; "
        "Ivano Frankivks; Ivanofrankivsk"
    ),
    "UA-43": (
        "Crimea; Krym; Krim; Крим; Крым; Crimée; Автономна Республіка Крим; АРК; AR Crimea; Autonomous Republic of Crimea; "
        "Crimaea; Crimia; Criema"
    ),
    "UA-40": ("Sevastopol; Sewastopol; Севастополь; Sebastopol; Sevastpool; Sevastopl; Sewastopol city"),
}
TOWNS = {
    "Mariupol": (
        "Mariupil; Mariopol; Mariupoll; Mairupol; Marioupol; Мариуполь; Маріуполь; Мариупль; Мариуполъ; Маруполь; Mariupo; "
        "Zhdanov; Ждановъ"
    ),
    "Bakhmut": ("Bachmut; Bakhmout; Bahmut; Bakmut; Bakhumt; Бахмут; Бахмyт; Бахмутт; Артемовск; Артёмовск; Bakhmuth; Bakhmuut"),
    "Avdiivka": (
        "Avdeevka; Avdeyevka; Awdijiwka; Awdejewka; Avdivka; Avdiika; Авдеевка; Авдіївка; Авдиевка; Авдівка; Adviivka; Avdiivkka"
    ),
    "Kramatorsk": (
        "Kramatorsk; Kramatorks; Kramtorsk; Krammatorsk; Краматорск; Краматорськ; Краматрорск; Kramatosk; Kramatorskk"
    ),
    "Melitopol": ("Melitopol; Melitopil; Melitopoll; Мелитополь; Мелітополь; Мелітополъ; Meltiopol; Melytopol"),
    "Kryvyi Rih": ("Krivoy Rog; Kryvyi Rig; Krivoi Rog; Krywyj Rih; Кривой Рог; Кривий Ріг; Kryvy Rih; Kriviy Rig; Крiвий Рiг"),
    "Horlivka": ("Gorlovka; Gorlivka; Horlivkaa; Horlvika; Горловка; Горлівка; Horliwka; Gorlowka; Гopлівка"),
    "Izium": ("Izyum; Izjum; Isjum; Iziumm; Изюм; Ізюм; Izuim; Izum"),
    "Enerhodar": ("Energodar; Enerhodar; Enerhodr; Энергодар; Енергодар; Enehrodar; Enerhoder"),
    "Nova Kakhovka": (
        "Nova Kakhovka; Novaya Kakhovka; Nowa Kachowka; Новая Каховка; Нова Каховка; Nova Kahovka; Nova Kakhvoka; Nova Kakovka"
    ),
    "Siverskodonetsk": (
        "Severodonetsk; Siverskodonetsk; Sievierodonetsk; Sewerodonezk; Северодонецк; Сєвєродонецьк; Severodoneck; Severodontesk"
    ),
}
FAR_FROM_EVERY_NAME = {"Ворошиловград", "Voroshilovgrad", "Leopolis", "Stanislau", "Kviy oblast"}
"""Names of other times and tongues that nothing here holds, and one too short to be told; nothing is made of them."""


def texts_of(listed: str) -> list[str]:
    return listed.split("; ")


@pytest.mark.parametrize("code", UNITS)
def test_a_misspelt_unit_is_the_right_one_or_none_and_the_right_one_is_offered(code: str) -> None:
    for text in texts_of(UNITS[code]):
        outcome = UKRAINE.resolve_region(text)
        if isinstance(outcome, Resolved):
            assert outcome.code == code, text
        elif text not in FAR_FROM_EVERY_NAME:
            assert code in [one.code for one in UKRAINE.candidates(text)], text


def test_two_thirds_of_the_spellings_are_read_outright() -> None:
    outcomes = Counter(
        isinstance(UKRAINE.resolve_region(text), Resolved) for listed in UNITS.values() for text in texts_of(listed)
    )
    assert outcomes == {True: 253, False: 124}


@pytest.mark.parametrize("town", TOWNS)
def test_a_misspelt_town_is_the_right_one_or_none(town: str) -> None:
    outcomes = {text: UKRAINE.resolve_place(text) for text in texts_of(TOWNS[town])}
    found = {text: outcome.name for text, outcome in outcomes.items() if isinstance(outcome, Found)}
    assert set(found.values()) <= {town}
    offered = [text for text in outcomes if any(one.name == town for one in UKRAINE.candidates(text, settlement=True))]
    assert len(offered) >= 0.75 * len(outcomes)


def test_settlements_are_offered_by_region_then_by_that_very_name_then_former_ones_and_each_says_why() -> None:
    in_kherson = UKRAINE.candidates("Іванівка", "UA-65", settlement=True)
    assert in_kherson[0].parent_name == "Kherson Oblast"
    assert "Bilozerka" in [one.name for one in in_kherson if one.offered == 'also written "Іванівка"']
    anywhere = UKRAINE.candidates("Іванівка", settlement=True)
    first_other = [one.offered != "" for one in anywhere].index(True)
    assert {one.name for one in anywhere[:first_other]} == {"Ivanivka"}
    assert all(one.offered for one in anywhere[first_other:])
    former = UKRAINE.candidates("Артемовск", settlement=True)
    assert [(one.name, one.offered) for one in former] == [
        ("Bakhmut", '"Артемовск" is a former name'),
        ("Kypuche", '"Артемовск" is a former name'),
    ]
