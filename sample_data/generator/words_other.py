"""What partners and channels write, in Ukrainian and Russian."""

from sample_data.generator.dice import Dice

_ACTS: dict[str, dict[str, str]] = {
    "uk": {
        "fire": "обстріл, зброю не встановлено",
        "fire.small-arms": "стрілецький вогонь",
        "fire.grenade": "вогонь із гранатометів",
        "fire.mortar": "мінометний обстріл",
        "fire.anti-tank": "пуск протитанкової ракети",
        "fire.tank": "постріли з танка",
        "fire.artillery": "артилерійський обстріл",
        "fire.mlrs": "залп реактивної артилерії",
        "fire.sniper": "снайперський вогонь",
        "fire.uav": "скидання з безпілотника",
        "fire.missile": "ракетний удар",
        "undetermined": "вибухи невідомого походження",
        "incursion.reconnaissance": "розвідгрупа перетнула лінію",
        "flight.uav": "проліт безпілотника",
        "flight.helicopter": "гелікоптер на малій висоті",
        "presence.heavy-weapon": "помічено важке озброєння",
        "presence.armoured-vehicle": "бронетехніка біля будинків",
        "presence.troops": "озброєні люди в селі",
        "works.fortification": "риють нові траншеї",
        "works.mines": "встановлення мін біля дороги",
        "movement.troops": "колона з військовими",
        "movement.reinforcement": "ротація підрозділу",
        "movement.heavy-weapon": "перевезення важкої техніки",
        "movement.exercise": "навчання на полігоні",
        "harm.civilians": "поранено мирного мешканця",
        "harm.infrastructure": "пошкоджено водогін",
        "heat": "пожежа у полі",
    },
    "ru": {
        "fire": "обстрел, оружие не установлено",
        "fire.small-arms": "стрельба из стрелкового оружия",
        "fire.grenade": "огонь из гранатомётов",
        "fire.mortar": "миномётный обстрел",
        "fire.anti-tank": "пуск противотанковой ракеты",
        "fire.tank": "выстрелы из танка",
        "fire.artillery": "артиллерийский обстрел",
        "fire.mlrs": "залп реактивной артиллерии",
        "fire.sniper": "снайперский огонь",
        "fire.uav": "сброс с беспилотника",
        "fire.missile": "ракетный удар",
        "undetermined": "взрывы неизвестного происхождения",
        "incursion.reconnaissance": "разведгруппа пересекла линию",
        "flight.uav": "пролёт беспилотника",
        "flight.helicopter": "вертолёт на малой высоте",
        "presence.heavy-weapon": "замечено тяжёлое вооружение",
        "presence.armoured-vehicle": "бронетехника у домов",
        "presence.troops": "вооружённые люди в селе",
        "works.fortification": "роют новые траншеи",
        "works.mines": "установка мин у дороги",
        "movement.troops": "колонна с военными",
        "movement.reinforcement": "ротация подразделения",
        "movement.heavy-weapon": "перевозка тяжёлой техники",
        "movement.exercise": "учения на полигоне",
        "harm.civilians": "ранен мирный житель",
        "harm.infrastructure": "повреждён водовод",
        "heat": "пожар в поле",
    },
}
_EXPLOSIONS = {"uk": ("вибух", "вибухи", "вибухів"), "ru": ("взрыв", "взрыва", "взрывов")}
_TAILS = {
    "uk": ("За словами мешканців.", "Напрямок не встановлено.", "Підтвердили двоє волонтерів.", "Є фото.", "Уточнюється.", ""),
    "ru": ("По словам жителей.", "Направление не установлено.", "Видео в канале.", "Пишут подписчики.", "Уточняется.", ""),
}
NEAR = {"uk": "{town} (околиці)", "ru": "{town} (окрестности)"}
WEAPONS = {
    "uk": {
        "mortar": "міномет",
        "artillery": "артилерія",
        "tank": "танк",
        "small-arms": "стрілецька зброя",
        "uav": "БПЛА",
        "mlrs": "РСЗВ",
    },
    "ru": {
        "mortar": "миномёт",
        "artillery": "артиллерия",
        "tank": "танк",
        "small-arms": "стрелковое",
        "uav": "БПЛА",
        "mlrs": "РСЗО",
    },
}
NOBODY = {"uk": "невідомо", "ru": "неизвестно", "en": "unknown"}


def describe(dice: Dice, act: str, count: int, language: str) -> str:
    """Describe an event in a few words of Ukrainian (`uk`) or Russian (`ru`)."""
    words = _ACTS[language][act]
    counted = act.startswith("fire.") and act not in ("fire.small-arms", "fire.sniper") and count and dice.chance(0.6)
    number = f", {count} {_counted(count, language)}" if counted else ""
    return f"{words[0].upper()}{words[1:]}{number}. {dice.pick(_TAILS[language])}".strip()


def knows(act: str) -> bool:
    """Whether partners and channels write about such things at all."""
    return act in _ACTS["uk"]


def _counted(count: int, language: str) -> str:
    one, few, many = _EXPLOSIONS[language]
    if count % 10 == 1 and count % 100 != 11:
        return one
    return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many
