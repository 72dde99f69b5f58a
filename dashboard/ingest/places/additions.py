"""What a file of a person's own boundaries or places would add to what is known, told before it is put to use."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.resolution import Ambiguous, Elsewhere, Found, Listed, PlaceOutcome, Unknown
from dashboard.ingest.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Addition:
    """One unit or place of a file: what it is called, its code (empty for a place), and in words what it is to what is known."""

    name: str
    code: str
    is_known: bool
    effect: str


def added_units(before: Theatre, after: Theatre, known: Gazetteer) -> tuple[Addition, ...]:
    """Return the units that a file of boundaries gives outlines to; `after` is `before` with it, `known` asks `before`."""
    outlined = dict(zip(before.regions["code"], before.regions.geometry, strict=True))
    rows = zip(after.regions["code"], after.regions["name_en"], after.regions.geometry, strict=True)
    return tuple(_unit(str(code), str(name), known) for code, name, area in rows if outlined.get(code) is not area)


def added_places(before: Theatre, after: Theatre, known: Gazetteer) -> tuple[Addition, ...]:
    """Return the places that a file of places names."""
    fresh = after.places.iloc[len(before.places) :]
    return tuple(_place(str(name), known) for name in fresh["name_en"])


def _unit(code: str, name: str, known: Gazetteer) -> Addition:
    unit = known.of_code(code)
    if unit is None:
        return Addition(name, code, is_known=False, effect="a new area")
    around = known.standing(code)
    if around == code:
        source = known.source(code)
        return Addition(name, code, is_known=True, effect=f"takes the place of the outline of {unit.name}{_from(source)}")
    return Addition(
        name, code, is_known=True, effect=f"the outline of {unit.name}, whose rows stood in {known.name(around)} until now"
    )


def _from(source: str) -> str:
    return f" in {source}" if source else ""


def _place(name: str, known: Gazetteer) -> Addition:
    outcome = known.resolve_place(name)
    return Addition(name, "", is_known=not isinstance(outcome, Unknown), effect="; ".join(_place_effects(outcome)))


def _place_effects(outcome: PlaceOutcome) -> Iterator[str]:
    match outcome:
        case Found():
            yield f"takes the name from {outcome.name}{_from(outcome.source)}"
        case Listed():
            yield f"gives {outcome.name} a position"
        case Ambiguous():
            yield "takes the name from several settlements"
        case Elsewhere() | Unknown():
            yield "a new name"
