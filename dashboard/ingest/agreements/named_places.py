"""Places that an agreement or a notification names, looked up in the theatre; a name of several is an error that lists them."""

from dataclasses import dataclass

from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.derivation import Unit
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.resolution import Candidate, Found, Listed, Resolved, Several, in_words
from dashboard.ingest.quoting import quoted

_MOST_CANDIDATES = 6


class NoSuchPlaceError(Exception):
    """A name that names no one place, and why."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement: degrees, and the metres it reaches, 0 where nobody says."""

    name: str
    lon: float
    lat: float
    reach_m: float


def settlement(text: str, gazetteer: Gazetteer | None) -> Settlement:
    """Return the one settlement a text such as "Avdiivka, Donetsk oblast" names. Raises NoSuchPlaceError."""
    known = _known(text, gazetteer)
    match known.resolve_place(text):
        case Found(name, point, _):
            return Settlement(name, point.lon, point.lat, point.radius_m)
        case Listed(name=name, unit_code=unit_code):
            raise NoSuchPlaceError(
                f"{quoted(name)} lies somewhere in {known.name(unit_code)}, its position is not known: give point: [lon, lat]"
            )
        case other:
            raise NoSuchPlaceError(f"{quoted(text)} names no one settlement: {in_words(other)}{_could_be(known, text, True)}")


def unit(text: str, gazetteer: Gazetteer | None) -> tuple[Unit, Polygon | MultiPolygon]:
    """Return the unit that a code or a name means, with its area (lon, lat in EPSG:4326). Raises NoSuchPlaceError."""
    known = _known(text, gazetteer)
    found = known.of_code(text)
    outcome = Resolved(found.code, found.name) if found is not None and found.level else known.resolve_region(text)
    if isinstance(outcome, Several):
        raise NoSuchPlaceError(f"{quoted(text)} names {outcome.name}, expected one unit: give each a zone of its own")
    if not isinstance(outcome, Resolved):
        raise NoSuchPlaceError(f"{quoted(text)} names no one unit: {in_words(outcome)}{_could_be(known, text, False)}")
    if known.standing(outcome.code) != outcome.code:
        around = known.name(known.standing(outcome.code))
        raise NoSuchPlaceError(f"{quoted(text)} has no outline of its own, only {around} around it; draw it in a GeoJSON file")
    return Unit(outcome.code, outcome.name), known.area(outcome.code)


def _known(text: str, gazetteer: Gazetteer | None) -> Gazetteer:
    if gazetteer is None:
        raise NoSuchPlaceError(f"{quoted(text)} cannot be looked up, since no theatre is at hand; draw it in a GeoJSON file")
    return gazetteer


def _could_be(known: Gazetteer, text: str, is_settlement: bool) -> str:
    found = known.candidates(text, settlement=is_settlement)
    if not found:
        return ""
    more = f" and {len(found) - _MOST_CANDIDATES} more" if len(found) > _MOST_CANDIDATES else ""
    return f"; known are {', '.join(_said(one) for one in found[:_MOST_CANDIDATES])}{more}"


def _said(one: Candidate) -> str:
    return quoted(f"{one.name}, {one.parent_name}" if one.parent_name else one.name)
