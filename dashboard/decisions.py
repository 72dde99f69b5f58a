"""What people decide that names of places mean: kept with who and why, and handed to whatever places rows."""

from datetime import UTC, datetime

from dashboard.domain.observation import Point
from dashboard.ingest.places.corrections import Correction, Corrections, Names
from dashboard.store.interface import Store


def corrections_in_force(store: Store) -> Corrections:
    """Return what names mean by the latest word of a person on each."""
    return {Names(*kept.names): Correction(kept.chosen, kept.who, kept.why) for kept in store.place_corrections()}


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
