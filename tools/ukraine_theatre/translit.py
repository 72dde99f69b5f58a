"""Romanise Ukrainian and Russian names the ways that reports do.

Only what survives normalisation of names matters here, so letters that become an apostrophe or a prime are left out
and diacritics are written plainly ("zh" and "z" for ж, but not "ž").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class System:
    """A romanisation: letters anywhere, letters at the start of a word, and letter groups that come first."""

    letters: Mapping[str, str]
    initial: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


def romanise(name: str, system: System) -> str:
    """Return `name` in Latin letters; a capital stays a capital, and what the system does not know stays as it is."""
    out: list[str] = []
    position = 0
    while position < len(name):
        length, latin = _next(name, position, system)
        out.append(latin.capitalize() if name[position].isupper() else latin)
        position += length
    return "".join(out)


def _next(name: str, position: int, system: System) -> tuple[int, str]:
    lower = name.lower()
    for group, latin in system.groups.items():
        if lower.startswith(group, position):
            return len(group), latin
    letter = lower[position]
    starts_word = position == 0 or not (name[position - 1].isalpha() or name[position - 1] in "'’ʼ")
    if starts_word and letter in system.initial:
        return 1, system.initial[letter]
    return 1, system.letters.get(letter, name[position])


def _letters(base: Mapping[str, str], changes: str) -> dict[str, str]:
    """Return `base` with changes written as "letter=latin" words; "letter=" leaves the letter out."""
    return {**base, **dict(change.split("=") for change in changes.split())}


_SHARED: Final = _letters({}, "а=a б=b в=v д=d е=e з=z к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ь= ъ= '= ’= ʼ=")
_UKRAINIAN: Final = _letters(_SHARED, "г=h ґ=g є=ie ж=zh и=y і=i ї=i й=i х=kh ц=ts ч=ch ш=sh щ=shch ю=iu я=ia ё=io ы=y э=e")
_RUSSIAN: Final = _letters(_SHARED, "г=g ё=e ж=zh и=i й=y х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e ю=yu я=ya і=i ї=i є=e ґ=g")

# Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010: the official one.
OFFICIAL: Final = System(_UKRAINIAN, _letters({}, "є=ye ї=yi й=y ю=yu я=ya"), {"зг": "zgh"})
_BGN_UKRAINIAN: Final = System(_letters(_UKRAINIAN, "є=ye ї=yi й=y ю=yu я=ya"))
_SCIENTIFIC_UKRAINIAN: Final = System(_letters(_UKRAINIAN, "є=je ж=z ї=ji й=j х=ch ц=c ч=c ш=s щ=sc ю=ju я=ja"))
_ISO9_UKRAINIAN: Final = System(_letters(_UKRAINIAN, "г=g є=e ж=z и=i ї=i й=j х=h ц=c ч=c ш=s щ=s ю=u я=a"))
_GERMAN_UKRAINIAN: Final = System(_letters(_UKRAINIAN, "в=w є=je ж=sch з=s ї=ji й=j х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja"))
_FRENCH_UKRAINIAN: Final = System(_letters(_UKRAINIAN, "ж=j у=ou ч=tch ш=ch щ=chtch ю=iou я=ia"))

# BGN/PCGN writes е as "ye" at the start of a word and after these.
_BEFORE_YE: Final = _letters({}, "а=a е=e и=i о=o у=u ы=y э=e ю=yu я=ya й=y ь= ъ=")
_BGN_RUSSIAN: Final = System(_RUSSIAN, {"е": "ye"}, {f"{before}е": f"{latin}ye" for before, latin in _BEFORE_YE.items()})
_PLAIN_RUSSIAN: Final = System(_RUSSIAN)
_PASSPORT_RUSSIAN: Final = System(_letters(_RUSSIAN, "й=i ъ=ie ю=iu я=ia"))
_SCIENTIFIC_RUSSIAN: Final = System(_letters(_RUSSIAN, "ж=z й=j х=ch ц=c ч=c ш=s щ=sc ю=ju я=ja"))
_ISO9_RUSSIAN: Final = System(_letters(_RUSSIAN, "ж=z й=j х=h ц=c ч=c ш=s щ=s ю=u я=a"))

_OF_UKRAINIAN: Final = (
    OFFICIAL,
    _BGN_UKRAINIAN,
    _SCIENTIFIC_UKRAINIAN,
    _ISO9_UKRAINIAN,
    _GERMAN_UKRAINIAN,
    _FRENCH_UKRAINIAN,
)
_OF_RUSSIAN: Final = (_BGN_RUSSIAN, _PLAIN_RUSSIAN, _PASSPORT_RUSSIAN, _SCIENTIFIC_RUSSIAN, _ISO9_RUSSIAN)
# A masculine ending is romanised in as many ways as there are hands: Khmelnytskyi, -yy, -iy, -ii, -yj, -ij, -y, -i.
_ENDINGS: Final = ("yi", "yy", "iy", "ii", "yj", "ij", "y", "i")
_LONG_ENDINGS: Final = _ENDINGS[:6]


def official_latin(name: str) -> str:
    """Return a Ukrainian name in the official romanisation."""
    return romanise(name, OFFICIAL)


def plain_latin(name: str) -> str:
    """Return a name of either language in Latin letters, to compare it roughly; a Latin name stays as it is."""
    return romanise(name, _PLAIN_RUSSIAN)


def common_romanisations(name: str) -> tuple[str, ...]:
    """Return a Ukrainian name in the official romanisation and in that of older English maps (BGN/PCGN)."""
    return romanise(name, OFFICIAL), romanise(name, _BGN_UKRAINIAN)


def common_romanisations_of_russian(name: str) -> tuple[str, ...]:
    """Return a Russian name as English maps (BGN/PCGN), reports and passports write it, ё as "yo" as well as "e"."""
    forms = (name, name.replace("ё", "йо"))
    return tuple(romanise(form, system) for form in forms for system in (_BGN_RUSSIAN, _PLAIN_RUSSIAN, _PASSPORT_RUSSIAN))


def romanisations_of_ukrainian(name: str) -> tuple[str, ...]:
    """Return a Ukrainian name in every romanisation reports are known to use, the official one first."""
    return _with_endings([romanise(name, system) for system in _OF_UKRAINIAN])


def romanisations_of_russian(name: str) -> tuple[str, ...]:
    """Return a Russian name in every romanisation reports are known to use."""
    return _with_endings([romanise(name, system) for system in _OF_RUSSIAN])


def _with_endings(names: list[str]) -> tuple[str, ...]:
    stems = [name[:-2] for name in names if name.endswith(_LONG_ENDINGS)]
    return tuple(dict.fromkeys([*names, *(stem + ending for stem in stems for ending in _ENDINGS)]))
