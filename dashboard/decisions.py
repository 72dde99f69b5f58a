"""What people decide that names of places mean: kept with who and why, and handed to whatever places rows."""

from collections.abc import Iterable
from datetime import UTC, datetime

from dashboard.domain.observation import Point
from dashboard.ingest.places.corrections import Correction, Corrections, Names
from dashboard.store.interface import Store
from dashboard.store.kept import PlaceCorrection


def corrections_in_force(store: Store) -> Corrections:
    """Return what names mean by the latest word of a person on each."""
    return as_corrections(store.place_corrections())


def as_corrections(kept: Iterable[PlaceCorrection]) -> Corrections:
    """Return corrections of the record as whatever places rows takes them."""
    return {Names(*one.names): Correction(one.chosen, one.who, one.why) for one in kept}


def correct_place(store: Store, names: Names, choice: str | Point, who: str, why: str) -> None:
    """Remember what these names mean, in every row that has them and no position; StoreError where `who` or `why` is blank.

    choice: the code of a unit or settlement, or a position.
    """
    store.correct_place(_as_kept(names), choice, who=who, why=why, now=datetime.now(UTC))


def revoke_correction(store: Store, names: Names, who: str, why: str) -> None:
    """Let the rule decide again what these names mean; the record keeps who decided so. NotInStoreError where nothing is."""
    store.correct_place(_as_kept(names), "", who=who, why=why, now=datetime.now(UTC))


def _as_kept(names: Names) -> tuple[str, str, str]:
    return names.region, names.detail, names.place
