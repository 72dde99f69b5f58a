"""How stored things are told apart: by their content, so that every store gives the same thing the same id."""

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime

from dashboard.domain.coverage import NOTHING_SAID, DatesSaid
from dashboard.domain.observation import Point
from dashboard.store.kept import NotInStoreError, PlaceCorrection, StoreError

_ID_DIGITS = 24


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def upload_id(sha256: str, time_zone: str, mapping_json: str) -> str:
    """Return the id of these bytes read with these choices. Its name and kind do not matter: these are the same reports."""
    return f"upload-{_digest([sha256, time_zone, mapping_json])[:_ID_DIGITS]}"


def coverage_file_id(sha256: str, time_zone: str, dates: DatesSaid) -> str:
    """Return the id of these bytes read as a coverage log in this time zone, and as is said of its dates, where anything is."""
    said = [] if dates == NOTHING_SAID else [dates.order, dates.numbers]
    return f"coverage-{_digest([sha256, time_zone, *said])[:_ID_DIGITS]}"


def agreement_sha256(main: str, hashes: Mapping[str, str]) -> str:
    """Return one hash over the main file's name and the names and hashes of all files, whatever their order."""
    return _digest([main, sorted(hashes.items())])


def agreement_id(sha256: str) -> str:
    """Return the id of the agreement with this hash."""
    return f"agreement-{sha256[:_ID_DIGITS]}"


def in_utc(now: datetime) -> datetime:
    """Return the same moment in UTC; StoreError where it has no time zone, since it then names no moment."""
    if now.tzinfo is None:
        raise StoreError(f"the moment {now.isoformat()} has no time zone, expected an aware one")
    return now.astimezone(UTC)


def checked_name(name: str) -> str:
    """Return a file name that can be kept; StoreError where it is empty or holds half a character (a lone surrogate)."""
    if not name or any("\ud800" <= letter <= "\udfff" for letter in name):
        raise StoreError(f"the file name {name!r} cannot be kept, expected a name that is not empty and is valid Unicode")
    return name


def checked_label(name: str) -> str:
    """Return a name a person gave, without blanks around it; StoreError where nothing is left or it is no valid Unicode."""
    label = " ".join(name.split())
    if not label or any("\ud800" <= letter <= "\udfff" for letter in label):
        raise StoreError(f"the name {name!r} cannot be kept, expected one that is not empty and is valid Unicode")
    return label


def checked_correction(correction: PlaceCorrection) -> PlaceCorrection:
    """Return a correction that can be kept, in UTC and without blanks around who and why; StoreError where it cannot be."""
    if not any(correction.names):
        raise StoreError("a correction of a place needs the names that it is about, but all of them are empty")
    texts = (*correction.names, correction.chosen if isinstance(correction.chosen, str) else "")
    if any("\ud800" <= letter <= "\udfff" for text in texts for letter in text):
        raise StoreError(f"the names {correction.names!r} cannot be kept, expected valid Unicode")
    if isinstance(correction.chosen, Point) and not _is_on_earth(correction.chosen):
        raise StoreError(
            f"{correction.chosen} cannot be kept, expected degrees within 180 east and 90 north, and a radius in metres"
        )
    who, why = checked_label(correction.who), checked_label(correction.why)
    return PlaceCorrection(correction.names, correction.chosen, who, why, in_utc(correction.decided_at))


def settled(given: PlaceCorrection, in_force: PlaceCorrection | None) -> PlaceCorrection:
    """Return the correction that holds: that in force where both say the same; NotInStoreError where none is to be revoked."""
    if in_force is None:
        if not given.chosen:
            raise NotInStoreError(f"there is no correction of {given.names!r} in force")
        return given
    said, before = ((one.chosen, one.who, one.why) for one in (given, in_force))
    return in_force if said == before else given


def checked_main(main: str, files: Mapping[str, bytes]) -> None:
    """StoreError unless the main file is one of the files."""
    if main not in files:
        named = ", ".join(sorted(files)) or "none"
        raise StoreError(f"the agreement's main file {main!r} is not among its files ({named})")


def _is_on_earth(point: Point) -> bool:
    return abs(point.lon) <= 180 and abs(point.lat) <= 90 and 0 <= point.radius_m < math.inf


def _digest(parts: object) -> str:
    return sha256_of(json.dumps(parts, ensure_ascii=True).encode())
