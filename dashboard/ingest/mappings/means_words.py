"""Words that monitors use for how something was observed, in Ukrainian, Russian and English, with the reason for each reading."""

from dashboard.ingest.mappings.act_words import Words

MEANS_WORDS: tuple[Words, ...] = (
    Words(
        "satellite",
        "the word names a satellite or its picture",
        (
            "satellite imagery", "satellite image", "satellite images", "satelite", "satellites", "sat", "sat image",
            "супутник", "супутники", "супутниковий знімок", "супутникові знімки", "спутник", "спутники", "спутниковый снимок",
            "спутниковые снимки",
        ),
    ),
    Words(
        "drone",
        "the word names an uncrewed aircraft that looked",
        (
            "uav", "uas", "drones", "dron", "quadcopter", "drone footage", "uav footage", "бпла", "дрон", "дрони", "безпілотник",
            "квадрокоптер", "дроны", "беспилотник", "з дрона", "с дрона",
        ),
    ),
    Words(
        "patrol",
        "the word names people who were there to look",
        (
            "foot patrol", "vehicle patrol", "mobile patrol", "patrols", "patroll", "patrol team", "observation post",
            "патруль", "піший патруль", "мобільний патруль", "спостережний пост", "пеший патруль", "мобильный патруль",
            "наблюдательный пост",
        ),
    ),
    Words(
        "camera",
        "the word names a camera that stands somewhere",
        (
            "cctv", "video camera", "cameras", "static camera", "камера", "камери", "відеокамера", "камеры", "видеокамера",
            "камера спостереження", "камера наблюдения",
        ),
    ),
    Words(
        "acoustic",
        "the word names an instrument that hears; somebody who heard it is none",
        (
            "acoustic sensor", "acoustic sensors", "acoustics", "sound ranging", "акустика", "акустичний датчик",
            "акустический датчик", "звукова розвідка", "звуковая разведка",
        ),
    ),
    Words(
        "partner",
        "the word names another organisation that passed it on",
        (
            "partners", "partner report", "partner organisation", "partner organization", "ngo", "партнер", "партнери",
            "партнерська організація", "партнеры", "партнерская организация",
        ),
    ),
    Words(
        "open-source",
        "the word names what everybody can read or see",
        (
            "osint", "open source", "open sources", "social media", "social networks", "media", "news", "press", "telegram",
            "internet", "відкриті джерела", "відкрите джерело", "соцмережі", "соціальні мережі", "змі", "телеграм", "преса",
            "новини", "открытые источники", "открытый источник", "соцсети", "социальные сети", "сми", "пресса",
            "новости", "интернет",
        ),
    ),
)  # fmt: skip
