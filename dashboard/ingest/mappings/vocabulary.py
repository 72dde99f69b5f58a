"""Reported words to the words of the domain. What is unknown is broadened or left open, said in a flag, and kept as it came."""

from dataclasses import dataclass

from dashboard.domain.acts import ACTS, BY_CODE, HEAT, UNDETERMINED, deepest_known
from dashboard.domain.columns import MEANS
from dashboard.ingest.quoting import quoted
from dashboard.ingest.read import Read

_ACT_WORDS: dict[str, str] = {
    # A word that fits several weapons stands for none of them.
    "shelling": "fire", "exchange of fire": "fire", "обстріл": "fire", "обстрел": "fire",
    "artillery shelling": "fire.artillery", "артилерійський обстріл": "fire.artillery",
    "артиллерийский обстрел": "fire.artillery",
    "mortar shelling": "fire.mortar", "мінометний обстріл": "fire.mortar", "минометный обстрел": "fire.mortar",
    "миномётный обстрел": "fire.mortar", "tank shelling": "fire.tank", "mlrs fire": "fire.mlrs", "mlrs shelling": "fire.mlrs",
    "missile attack": "fire.missile", "ракетний удар": "fire.missile", "ракетный удар": "fire.missile",
    "airstrike": "fire.air-strike", "авіаудар": "fire.air-strike", "авиаудар": "fire.air-strike",
    "drone strike": "fire.uav", "uav strike": "fire.uav", "drone attack": "fire.uav", "small arms fire": "fire.small-arms",
    "gunfire": "fire.small-arms", "grenade launcher fire": "fire.grenade", "anti-tank fire": "fire.anti-tank",
    "uav flight": "flight.uav", "drone flight": "flight.uav", "uav overflight": "flight.uav", "overflight": "flight",
    "troop movement": "movement.troops", "minelaying": "works.mines", "mine laying": "works.mines",
    "fortification": "works.fortification", "trench works": "works.fortification", "jamming": "interference.jamming",
    "gps jamming": "interference.jamming", "hotspot": HEAT, "thermal anomaly": HEAT,
    "explosion": UNDETERMINED, "undetermined explosion": UNDETERMINED, "вибух": UNDETERMINED, "взрыв": UNDETERMINED,
    "unknown": UNDETERMINED, "не встановлено": UNDETERMINED, "неизвестно": UNDETERMINED, "невідомо": UNDETERMINED,
}  # fmt: skip
_LABELS = {act.label.casefold(): act.code for act in ACTS}
_MEANS_WORDS: dict[str, str] = {
    "uav": "drone", "uas": "drone", "drones": "drone", "бпла": "drone", "дрон": "drone", "беспилотник": "drone",
    "satellite imagery": "satellite", "satellite image": "satellite", "sat": "satellite",
    "супутник": "satellite", "спутник": "satellite",
    "foot patrol": "patrol", "vehicle patrol": "patrol", "mobile patrol": "patrol", "патруль": "patrol",
    "cctv": "camera", "video camera": "camera", "камера": "camera", "acoustic sensor": "acoustic", "sound ranging": "acoustic",
    "partners": "partner", "partner report": "partner", "партнер": "partner", "партнёр": "partner",
    "osint": "open-source", "open source": "open-source", "open sources": "open-source", "social media": "open-source",
    "media": "open-source", "news": "open-source",
}  # fmt: skip
_RELIABILITY, _CREDIBILITY = frozenset("ABCDEF"), frozenset("123456")
_NOT_GRADED = frozenset({"", "-", "n/a", "not graded", "ungraded"})


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty grade: reliability A to F, credibility 1 to 6, empty where not graded. flags: what could not be used."""

    reliability: str
    credibility: str
    flags: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    """Columns whose cells are no grade, so that their text has to be kept elsewhere."""


def read_act(text: str) -> Read[str]:
    """Return a code of the act list. An unknown detail is given up, an unknown act left undetermined; either is flagged."""
    words = " ".join(text.casefold().split())
    code = words.replace(" ", "-").replace("_", "-")
    if not words:
        return Read(UNDETERMINED)
    if code in BY_CODE:
        return Read(code)
    if (known := _ACT_WORDS.get(words) or _LABELS.get(words)) is not None:
        return Read(known)
    broader = deepest_known(code)
    taken = "left undetermined" if broader == UNDETERMINED else f"read as {broader}"
    return Read(broader, flag=f"act {quoted(text.strip())} is not on the act list; {taken}")


def read_means(text: str) -> Read[str]:
    """Return one of the means; what is unknown is `other` and flagged."""
    words = " ".join(text.casefold().replace("_", " ").split())
    dashed = words.replace(" ", "-")
    if not words:
        return Read("other")
    if dashed in MEANS:
        return Read(dashed)
    known = _MEANS_WORDS.get(words)
    return (
        Read(known)
        if known
        else Read("other", flag=f"means {quoted(text.strip())} is not one of {', '.join(MEANS)}; read as other")
    )


def read_grade(reliability_text: str, credibility_text: str) -> Grade:
    """Return an Admiralty grade from its two cells; `B2` in one of them serves for both where the other does not disagree."""
    reliability, credibility = _bare(reliability_text), _bare(credibility_text)
    if _is_both(reliability) and credibility in ("", reliability, reliability[1]):
        return Grade(reliability[0], reliability[1])
    if _is_both(credibility) and reliability in ("", credibility[0]):
        return Grade(credibility[0], credibility[1])
    wrong = {}
    if reliability and reliability not in _RELIABILITY:
        wrong["reliability"] = f"reliability {quoted(reliability_text.strip())} is not A to F; held as not graded"
    if credibility and credibility not in _CREDIBILITY:
        wrong["credibility"] = f"credibility {quoted(credibility_text.strip())} is not 1 to 6; held as not graded"
    return Grade(
        "" if "reliability" in wrong else reliability,
        "" if "credibility" in wrong else credibility,
        flags=tuple(wrong.values()),
        unused=tuple(wrong),
    )


def _bare(text: str) -> str:
    stripped = text.strip()
    return "" if stripped.casefold() in _NOT_GRADED else stripped.upper()


def _is_both(grade: str) -> bool:
    return len(grade) == 2 and grade[0] in _RELIABILITY and grade[1] in _CREDIBILITY
