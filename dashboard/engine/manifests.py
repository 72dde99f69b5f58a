"""What differs between what two assessments were made from, in words."""

from collections.abc import Iterator

from dashboard.domain.manifest import InputFile, MadeFrom, Role
from dashboard.domain.message import Listed, Message, message

_SHOWN = 12
"""Digits of a hash that are shown."""
_FILES: dict[Role, str] = {
    "observations": "why.made-observations",
    "regions": "why.made-regions",
    "places": "why.made-places",
    "corrections": "why.made-corrections",
    "mapping": "why.made-mapping",
}
"""Files that decide beside the agreement, whose version stands for all of its own and for the notifications."""


def differences(before: MadeFrom, after: MadeFrom) -> tuple[Message, ...]:
    """Return each thing that differs and can bear on verdicts, with both versions of it; none where nothing does."""
    return tuple(_differences(before, after))


def _differences(before: MadeFrom, after: MadeFrom) -> Iterator[Message]:
    versions = [_version(one) for one in (before, after)]
    if versions[0] != versions[1]:
        yield message("why.made-agreement", before=versions[0], after=versions[1])
    if before.engine != after.engine:
        yield message("why.engine", before=before.engine, after=after.engine)
    if before.program != after.program:
        yield message("why.made-program", before=before.program, after=after.program)
    if before.theatre != after.theatre:
        yield message("why.made-theatre", before=before.theatre[:_SHOWN], after=after.theatre[:_SHOWN])
    for role, key in _FILES.items():
        then, now = (one.of_role(role) for one in (before, after))
        if [one.sha256 for one in then] != [one.sha256 for one in now]:
            yield message(key, before=_named(then), after=_named(now))
    zones = [one.settings.time_zone for one in (before, after)]
    if zones[0] != zones[1]:
        yield message("why.made-time-zone", before=zones[0], after=zones[1])


def _version(made: MadeFrom) -> str:
    return f"{made.agreement_id} {made.agreement_version[:_SHOWN]}"


def _named(files: tuple[InputFile, ...]) -> Listed | Message:
    if not files:
        return message("why.made-none")
    return Listed(tuple(f"{one.name} {one.sha256[:_SHOWN]}" for one in files), ",")
