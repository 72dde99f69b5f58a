"""Where a place in words is: at a settlement, or somewhere in a direction and at a distance from one."""

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.domain.observation import Sector
from dashboard.engine.sector_shape import sector_shapes
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.nominative import nominatives
from dashboard.ingest.places.relative_places import NotRelative, Relation, Unread, read_relative
from dashboard.ingest.places.resolution import Ambiguous, Elsewhere, Found, Listed, PlaceOutcome, Unknown, in_words

_HIGHEST_LATITUDE = 85.0


@dataclass(frozen=True, slots=True)
class Beside:
    """The text tells a place from one known settlement; `region_code` is the unit that surely holds it, or empty."""

    sector: Sector
    region_code: str
    note: str


def find_place(text: str, region_code: str, gazetteer: Gazetteer) -> PlaceOutcome | Beside:
    """Return the settlement a text names, or the sector it tells from one, held against the unit named beside it (or empty).

    A sector that lies wholly outside that unit, or the outlined one around it, is `Elsewhere`, as a settlement would be.
    """
    reading = read_relative(text)
    match reading:
        case NotRelative():
            return gazetteer.resolve_place(text, region_code)
        case Relation():
            return _beside(reading, text, region_code, gazetteer)
        case Unread():
            named = gazetteer.resolve_place(text, region_code)
            return named if isinstance(named, Found | Listed | Elsewhere) else Unknown(f'"{text}" {reading.reason}')


def _beside(relation: Relation, text: str, region_code: str, gazetteer: Gazetteer) -> PlaceOutcome | Beside:
    found = _reference(relation.reference, region_code, gazetteer)
    if isinstance(found, Elsewhere):
        # The reference may lie across the unit's border from the place.
        found = _reference(relation.reference, "", gazetteer)
    if not isinstance(found, Found):
        return _unresolved(text, found)
    sector = _sector(relation, found)
    if sector is None:
        return Unknown(f'"{text}" cannot be measured: how far {found.name} reaches is not known, or it lies at a pole')
    shape = sector_shapes([sector]).polygon[0]
    if region_code and not gazetteer.area(region_code).intersects(shape):
        return Elsewhere(text, gazetteer.name(found.region_code) if found.region_code else "no known unit")
    claimed = gazetteer.standing(region_code) if region_code else ""
    return Beside(sector, claimed or _unit_around(shape, found.region_code, gazetteer), _note(relation, found))


def _reference(name: str, region_code: str, gazetteer: Gazetteer) -> PlaceOutcome:
    """Return the one settlement a reference may name, as it stands or as the genitive of its name."""
    outcomes = [gazetteer.resolve_place(form, region_code) for form in nominatives(name)]
    known = {outcome for outcome in outcomes if not isinstance(outcome, Unknown)}
    if not known:
        return outcomes[0]
    if len(known) == 1:
        return known.pop()
    return Ambiguous(f'"{name}" may be a form of several names', tuple(sorted(set().union(*map(_candidates, known)))))


def _candidates(outcome: PlaceOutcome) -> set[str]:
    match outcome:
        case Found() | Listed() | Elsewhere():
            return {outcome.name}
        case Ambiguous() | Unknown():
            return set(outcome.candidates)


def _unresolved(text: str, outcome: Ambiguous | Elsewhere | Listed | Unknown) -> Ambiguous | Unknown:
    told = f'"{text}" is told from a place that is not sure'
    match outcome:
        case Listed():
            return Unknown(f"{told}: where {outcome.name} lies is not known")
        case Elsewhere():
            return Unknown(f"{told}: {in_words(outcome)}")
        case Ambiguous():
            return Ambiguous(f"{told}: {outcome.reason}", outcome.candidates)
        case Unknown():
            return Unknown(f"{told}: {outcome.reason}", outcome.candidates)


def _sector(relation: Relation, found: Found) -> Sector | None:
    radius_m = found.point.radius_m
    from_m, to_m = relation.from_m + relation.from_radii * radius_m, relation.to_m + relation.to_radii * radius_m
    if to_m <= from_m or abs(found.point.lat) > _HIGHEST_LATITUDE:
        return None
    return Sector(
        found.point.lon,
        found.point.lat,
        relation.bearing_deg,
        relation.spread_deg,
        from_m,
        to_m,
        dilation_m=radius_m if relation.from_edge else 0.0,
        reference=found.name,
    )


def _unit_around(shape: BaseGeometry, likely_code: str, gazetteer: Gazetteer) -> str:
    """Return the code of the unit that covers a shape; empty where it reaches across a border."""
    if likely_code and gazetteer.area(likely_code).covers(shape):
        return likely_code
    codes = set(gazetteer.region_at(*shapely.get_coordinates(shape).T))
    code = str(codes.pop()) if len(codes) == 1 else ""
    return code if code and gazetteer.area(code).covers(shape) else ""


def _note(relation: Relation, found: Found) -> str:
    read_as = "" if relation.reference == found.name else f' ("{relation.reference}" read as {found.name})'
    position = f", from the position in {found.source}" if found.source else ""
    return f"placed by what is said of its direction and distance{read_as}{position}"
