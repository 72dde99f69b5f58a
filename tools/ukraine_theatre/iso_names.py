"""Names of Ukraine's units (ISO 3166-2) and of countries (ISO 3166-1) in the languages of pycountry that help here."""

import gettext
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tools.ukraine_theatre.sources import PYCOUNTRY, Member, read

_DATABASE: Final = Member(
    PYCOUNTRY,
    "pycountry/databases/iso3166-2.json",
    "78c90ef7fc25b5c2631aac5f089bc9ff6ec22c025c05b6ddbc087a1f1be2e46a",
)
_COUNTRIES: Final = Member(
    PYCOUNTRY,
    "pycountry/databases/iso3166-1.json",
    "f01b812b57fba9f31ff621bf33e7c7570a01964dbeb5be2167e94decf538c89f",
)
_COUNTRIES_IN_UKRAINIAN: Final = Member(
    PYCOUNTRY,
    "pycountry/locales/uk/LC_MESSAGES/iso3166-1.mo",
    "cd2bfe4f56c0cb4074feae6a9ccc22b6b3f80a7b530909d159c30acd50e9f7f9",
)
_CATALOGUES: Final = {
    "uk": "6aa16beb34595cfaadee6588f5f5ba94d323d9cce381f033d774f177b7f500a6",
    "ru": "e9cfa4473f4dd8f0875ee44b413c693545aef1489e613c4140bd8c11a56d63c0",
    "pl": "028b2e0a992391cf538de1326153fdb64e8d4ac2806b930c44ca9f6788fd08e6",
    "de": "4c3d180ce6e1c92a715423fcedb931f7f097a52b51e0007d6317d046433beb73",
    "fr": "0b7cc99b53a9b19c14826f21fa72c1efdcf00edabff328e0d27346255ec7b328",
}


def iso_names(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return code → its names in Latin Ukrainian and in every catalogue; an untranslated name counts once."""
    entries = json.loads(read(folder, _DATABASE))["3166-2"]
    latin = {entry["code"]: entry["name"] for entry in entries if entry["code"].startswith("UA-")}
    catalogues = [_catalogue(folder, _regions_in(language, sha256)) for language, sha256 in _CATALOGUES.items()]
    return {
        code: tuple(dict.fromkeys([name, *(catalogue.gettext(name) for catalogue in catalogues)])) for code, name in latin.items()
    }


def country_names(folder: Path) -> Mapping[str, tuple[str, str]]:
    """Return ISO 3166-1 number → (English, Ukrainian) name, the common one where there is one."""
    catalogue = _catalogue(folder, _COUNTRIES_IN_UKRAINIAN)
    entries = json.loads(read(folder, _COUNTRIES))["3166-1"]
    names = {entry["numeric"]: entry.get("common_name", entry["name"]) for entry in entries}
    return {number: (name, catalogue.gettext(name)) for number, name in names.items()}


def _regions_in(language: str, sha256: str) -> Member:
    return Member(PYCOUNTRY, f"pycountry/locales/{language}/LC_MESSAGES/iso3166-2.mo", sha256)


def _catalogue(folder: Path, member: Member) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(read(folder, member)))
