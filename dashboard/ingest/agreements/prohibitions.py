"""What a provision prohibits: acts, weapons, calibres."""

from collections.abc import Iterator

from dashboard.domain.agreement import Prohibition
from dashboard.domain.weapon_systems import system_named, systems
from dashboard.domain.weapons import CLASSES
from dashboard.ingest.agreements.surroundings import once, read_acts
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields

_GREATEST_CALIBRE_MM = 10_000


def read_prohibition(fields: Fields) -> Prohibition:
    """Read what stands under `prohibits`."""
    inner = fields.fields("prohibits", ("acts", "weapons", "systems", "calibre_mm"))
    if inner is None:
        fields.missing("prohibits", "what is prohibited, such as {acts: [fire]}")
        return Prohibition(())
    if not inner.has("acts"):
        inner.missing("acts", "a list such as [fire.artillery]")
    minimum, maximum = _calibres(inner)
    return Prohibition(read_acts(inner), _weapons(inner), minimum, maximum, tuple(dict.fromkeys(_systems(inner))))


def _weapons(fields: Fields) -> tuple[str, ...]:
    named = fields.texts("weapons", "[artillery, mlrs]")
    for one in named:
        if one.text not in CLASSES:
            system = system_named(one.text)
            nearest = did_you_mean(one.text, CLASSES) or f"; known are {', '.join(CLASSES)}"
            hint = f"; {system.name} is a system: name it under 'systems'" if system else nearest
            fields.fault(one.line, f"unknown weapon class {quoted(one.text)}{hint}")
    return once(fields, "weapons", named)


def _systems(fields: Fields) -> Iterator[str]:
    """Yield the names of systems, each named by any of its spellings."""
    known = [spelling for system in systems() for spelling in (system.name, *system.spellings)]
    for one in fields.texts("systems", "[BM-30 Smerch, Tochka-U]"):
        found = system_named(one.text)
        if found is None:
            fields.fault(one.line, f"unknown weapon system {quoted(one.text)}{did_you_mean(one.text, known)}")
        else:
            yield found.name


def _calibres(fields: Fields) -> tuple[float | None, float | None]:
    inner = fields.fields("calibre_mm", ("min", "max"))
    if inner is None:
        return None, None
    expected = "a calibre in millimetres, more than 0 and at most 10000"
    minimum, maximum = inner.number("min", expected), inner.number("max", expected)
    inner.needs_one_of("min", "max")
    for key, value in (("min", minimum), ("max", maximum)):
        if value is not None and not 0 < value <= _GREATEST_CALIBRE_MM:
            inner.fault(inner.line_of(key), f"{key} is {value:g}, expected {expected}")
    if minimum is not None and maximum is not None and maximum < minimum:
        inner.fault(inner.line_of("max"), f"max {maximum:g} is less than min {minimum:g}, expected min to max")
    return minimum, maximum
