"""Words that monitors use for acts, in Ukrainian, Russian and in English, good and bad, each with what it is read as and why.

A word stands for no more than it says: one that fits several weapons is `fire`, and one that may be a sight as well as a shot is
left to whoever knows, in OPEN. Sides are never here: whom a name such as that of an army means is the agreement's to say.
"""

from dataclasses import dataclass

from dashboard.domain.acts import HEAT, UNDETERMINED


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one meaning, as `wording` gives them. means: the code they are read as, empty where they could be several."""

    means: str
    reason: str
    words: tuple[str, ...]


ACT_WORDS: tuple[Words, ...] = (
    Words(
        "fire",
        "somebody fired, and the word fits several weapons",
        (
            "shelling", "shellings", "shelled", "sheling", "shellling", "shooting", "shots", "shots fired", "firing",
            "exchange of fire", "crossfire", "firefight", "bombardment", "rocket fire", "rocket attack", "rocket shelling",
            "outgoing fire", "incoming fire", "outgoing",
            "обстріл", "обстріли", "обстріляно", "перестрілка", "стрілянина", "стрільба", "постріл", "постріли", "вогонь",
            "ракетний обстріл", "бойове зіткнення", "бомбардування",
            "обстрел", "обстрелы", "обстреляно", "перестрелка", "стрельба", "выстрел", "выстрелы", "огонь", "ракетный обстрел",
            "боестолкновение", "боевое столкновение", "бомбардировка",
        ),
    ),
    Words(
        "fire.artillery",
        "the word names artillery, and fire",
        (
            "artillery shelling", "artillery strike", "artillery attack", "arty fire", "arty shelling", "artilery fire",
            "artilery shelling", "artilery strike", "artillary fire", "artillary shelling", "artellery fire", "howitzer fire",
            "артобстріл", "артилерійський обстріл", "артилерійський вогонь", "артилерійський удар", "арт обстріл", "артудар",
            "обстріл артилерією", "обстріл з артилерії", "обстріл із артилерії",
            "артобстрел", "артиллерийский обстрел", "артиллерийский огонь", "артиллерийский удар", "арт обстрел",
            "обстрел артиллерией", "обстрел из артиллерии",
        ),
    ),
    Words(
        "fire.mortar",
        "the word names mortars, and fire",
        (
            "mortar shelling", "mortar attack", "mortar rounds", "morter fire", "morter shelling", "mortars fire",
            "мінометний обстріл", "мінометний вогонь", "обстріл з міномета", "обстріл з мінометів", "обстріл із мінометів",
            "минометный обстрел", "минометный огонь", "обстрел из миномета", "обстрел из минометов",
        ),
    ),
    Words(
        "fire.tank",
        "the word names a tank's gun, and fire",
        (
            "tank shelling", "tank shot", "tank shots", "танковий обстріл", "танковий вогонь", "обстріл з танка",
            "обстріл із танка", "обстріл з танків", "танковый обстрел", "танковый огонь", "обстрел из танка", "обстрел из танков",
        ),
    ),
    Words(
        "fire.mlrs",
        "the word names multiple-launch rocket systems, and fire",
        (
            "mlrs fire", "mlrs shelling", "mlrs strike", "mlrs attack", "обстріл з рсзв", "обстріл із рсзв", "обстріл рсзв",
            "удар рсзв", "обстрел из рсзо", "обстрел рсзо", "удар рсзо",
        ),
    ),
    Words(
        "fire.missile",
        "the word is the usual one for a missile that struck; a rocket of no stated kind stays fire",
        (
            "missile attack", "missile strikes", "missle strike", "missle attack", "cruise missile strike",
            "ballistic missile strike", "ракетний удар", "ракетна атака", "ракетный удар", "ракетная атака",
        ),
    ),
    Words(
        "fire.air-strike",
        "the word says that an aircraft struck",
        (
            "airstrike", "airstrikes", "air strikes", "air attack", "aerial bombing", "air bombing",
            "авіаудар", "авіаційний удар", "авіаналіт", "удар з повітря", "авіабомбардування",
            "авиаудар", "авиационный удар", "авианалет", "удар с воздуха", "авиабомбардировка",
        ),
    ),
    Words(
        "fire.uav",
        "the word says that an uncrewed aircraft struck, not only that it flew",
        (
            "drone strike", "drone attack", "drone strikes", "drone drop", "drone bombing", "dron strike", "dron attack",
            "uav strike", "uav attack", "fpv strike", "fpv attack", "fpv drone strike", "fpv drone attack",
            "удар дрона", "удар бпла", "удар безпілотника", "атака дрона", "атака бпла", "атака дронів", "скид з дрона",
            "скид із дрона", "скид з бпла", "удар fpv дрона",
            "удар беспилотника", "атака дронов", "атака беспилотника", "сброс с дрона", "сброс с бпла",
        ),
    ),
    Words(
        "fire.small-arms",
        "the word names rifles or machine guns",
        (
            "small arms fire", "small arm fire", "smallarms fire", "gunfire", "machine gun fire", "rifle fire",
            "heavy machine gun fire", "стрілецький вогонь", "кулеметний вогонь", "обстріл зі стрілецької зброї",
            "обстріл із стрілецької зброї", "стрелковый огонь", "пулеметный огонь", "обстрел из стрелкового оружия",
        ),
    ),
    Words(
        "fire.sniper",
        "the word says that a sniper fired, not only that one was seen",
        (
            "sniper shot", "sniper shots", "sniper shooting", "sniper attack", "sniper fire", "sniping",
            "снайперський вогонь", "постріл снайпера", "снайперський постріл", "снайперский огонь", "выстрел снайпера",
            "снайперский выстрел",
        ),
    ),
    Words(
        "fire.grenade",
        "the word names a grenade launcher, and fire",
        (
            "grenade launcher fire", "agl fire", "rpg fire", "гранатометний обстріл", "обстріл з гранатомета",
            "обстріл із гранатомета", "гранатометный обстрел", "обстрел из гранатомета",
        ),
    ),
    Words(
        "fire.anti-tank",
        "the word names an anti-tank weapon, and fire",
        ("anti tank fire", "atgm fire", "atgm strike", "обстріл з птрк", "обстріл із птрк", "обстрел из птрк"),
    ),
    Words(
        "flight.uav",
        "the word says that an uncrewed aircraft flew, and no more",
        (
            "uav flight", "drone flight", "uav overflight", "drone overflight", "drone flying", "dron flight", "uav flying",
            "проліт бпла", "проліт дрона", "політ бпла", "політ дрона", "обліт бпла", "проліт безпілотника",
            "пролет бпла", "пролет дрона", "полет бпла", "полет дрона", "облет бпла", "пролет беспилотника",
        ),
    ),
    Words("flight.helicopter", "the word names a helicopter's flight", (
        "helicopter flight", "helicopter overflight", "політ гелікоптера", "проліт гелікоптера", "політ вертольота",
        "полет вертолета", "пролет вертолета",
    )),
    Words("flight.aircraft", "the word names the flight of an aircraft with wings", (
        "проліт літака", "політ літака", "пролет самолета", "полет самолета",
    )),
    Words("flight", "something flew; the word does not say what", ("overflight", "over flight", "flyover", "обліт", "облет")),
    Words(
        "movement.troops",
        "the word names troops that moved",
        (
            "troop movement", "troops movement", "troop movements", "movement of troop", "переміщення військ", "рух військ",
            "перекидання військ", "перемещение войск", "движение войск", "переброска войск",
        ),
    ),
    Words(
        "movement",
        "vehicles moved; the word does not say whether they were heavy weapons",
        (
            "convoy", "convoy movement", "vehicle movement", "movement of vehicles", "column movement", "рух колони",
            "переміщення техніки", "рух техніки", "колона техніки", "движение колонны", "перемещение техники",
            "движение техники", "колонна техники",
        ),
    ),
    Words("movement.advance", "the word says that somebody attacked on the ground and went forward", (
        "advance", "просування", "продвижение",
    )),
    Words(
        "works.mines",
        "the word says that mines were laid; a mine that was found or went off was laid nobody says when",
        ("minelaying", "mine laying", "laying mines", "laying of mines", "мінування", "минирование"),
    ),
    Words(
        "works.fortification",
        "the word names earthworks or positions being built",
        (
            "fortification", "fortifications", "trench works", "trench digging", "digging trenches", "digging of trenches",
            "фортифікаційні роботи", "риття окопів", "окопні роботи", "фортификационные работы", "рытье окопов",
        ),
    ),
    Words(
        "interference.jamming",
        "the word names the jamming of a signal",
        (
            "jamming", "gps jamming", "gnss jamming", "signal jamming", "глушіння", "глушіння gps", "глушіння сигналу",
            "глушение", "глушение gps", "глушение сигнала",
        ),
    ),
    Words(
        "obstruction.monitors",
        "the word says that monitors were kept from their work",
        (
            "monitors denied access", "denial of access to monitors", "patrol denied access", "patrol stopped", "patrol blocked",
            "недопуск спостерігачів", "недопуск патруля", "недопуск наблюдателей",
        ),
    ),
    Words(
        "obstruction",
        "somebody was kept from passing; the word does not say who",
        ("denial of access", "access denied", "restriction of movement", "freedom of movement restriction", "недопуск"),
    ),
    Words(HEAT, "heat by itself is no act", (
        "hotspot", "hot spot", "thermal anomaly", "термоточка", "теплова аномалія", "тепловая аномалия",
    )),
    Words(
        UNDETERMINED,
        "something exploded; neither a shot nor a cause is said",
        (
            "explosion", "explosions", "explotion", "explosion heard", "blast", "undetermined explosion", "mine explosion",
            "landmine explosion", "mine detonation", "ied explosion", "вибух", "вибухи", "вибух міни", "підрив на міні", "підрив",
            "взрыв", "взрывы", "взрыв мины", "подрыв на мине", "подрыв",
        ),
    ),
    Words(
        UNDETERMINED,
        "the sender says that it is not known",
        (
            "unknown", "not known", "undefined", "невідомо", "не встановлено", "неизвестно", "не установлено",
        ),
    ),
)  # fmt: skip
OPEN: tuple[Words, ...] = (
    Words(
        "",
        "could be a flight or a strike",
        (
            "uav", "uas", "drone", "drones", "dron", "fpv", "бпла", "дрон", "дрони", "безпілотник", "квадрокоптер", "дроны",
            "беспилотник", "коптер",
        ),
    ),
    Words(
        "",
        "could be fire or only a weapon that was seen",
        (
            "artillery", "artilery", "artillary", "arty", "mortar", "mortars", "morter", "tank", "tanks", "mlrs", "small arms",
            "sniper", "snipers", "missile", "rocket", "grenade launcher", "machine gun", "артилерія", "арта", "міномет",
            "міномети", "танк", "танки", "рсзв", "снайпер", "ракета", "гранатомет", "кулемет", "стрілецька зброя", "артиллерия",
            "миномет", "минометы", "рсзо", "пулемет", "стрелковое оружие",
        ),
    ),
    Words(
        "",
        "could be a flight or a strike from the air",
        ("aircraft", "plane", "helicopter", "aviation", "авіація", "літак", "гелікоптер", "авиация", "самолет", "вертолет"),
    ),
    Words("", "says that something came down, and not what was fired or dropped", ("hit", "impact", "приліт", "прилет")),
    Words("", "could be mines laid, found or gone off", ("mine", "mines", "landmine", "міна", "міни", "мина", "мины")),
    Words("", "could be fire of any kind or an attack on the ground", (
        "attack", "strike", "атака", "удар", "штурм", "наступ", "наступление", "assault",
    )),
)  # fmt: skip
"""Words that are well known and still do not say what happened. They are left undetermined, and the reason is told."""


def wording(text: str) -> str:
    """Return a text in the form in which words are compared: small letters, ё as е, marks around it and dashes in it gone."""
    plain = text.casefold().replace("ё", "е").replace("_", " ").replace("-", " ")
    return " ".join(plain.split()).strip(" .,;:!?\"'«»“”„()")
