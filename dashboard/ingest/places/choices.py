"""What a person may choose for names that place nothing by the rule."""

from dashboard.domain.observation import Point
from dashboard.ingest.places.corrections import Names
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.relative_places import NotRelative, read_relative
from dashboard.ingest.places.resolution import Candidate, Resolved, Unknown, Why


def choices_for(names: Names, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return what the names may have been meant for: of the settlement's cell, then the finer unit's, then the region's.

    A text that tells a place from a settlement ("5 km north of X") is not that settlement: for it only units are offered.
    """
    region = gazetteer.resolve_region(names.region)
    within = region.code if isinstance(region, Resolved) else ""
    found: list[Candidate] = []
    if names.place:
        is_itself = isinstance(read_relative(names.place), NotRelative)
        meant = sorted(gazetteer.candidates(names.place, within, settlement=True), key=_settlements_first)
        found += (one for one in meant if is_itself or one.level > 0)
    for text in filter(None, (names.detail, names.region)):
        found += gazetteer.candidates(text, within if text is names.detail else "")
    return tuple(one for one in dict.fromkeys(found) if one.code or one.point)


def choice_of(candidate: Candidate) -> str | Point:
    """Return what a correction keeps of a candidate: its code, or its position where it has none."""
    return candidate.code or candidate.point or ""


def names_a_place(names: Names, gazetteer: Gazetteer) -> bool:
    """Tell whether names speak of anything finer than all of the theatre, so that there is something to tell."""
    if names.detail or names.place:
        return True
    region = gazetteer.resolve_region(names.region)
    return not (isinstance(region, Unknown) and region.why in (Why.EMPTY, Why.WHOLE_THEATRE))


def _settlements_first(candidate: Candidate) -> bool:
    return candidate.level > 0
