"""What is at fault in a draft, in the words of the forms: whoever fills them in sees no keys, lines or files of drawings."""

import re

from dashboard.ingest.agreements.draft import Draft
from dashboard.ingest.agreements.draft_files import DRAWING, CheckedDraft
from dashboard.ingest.agreements.templates import ASK
from dashboard.ingest.agreements.tree import Path
from dashboard.ingest.yaml_fields import Fault

_NONE_YET: dict[Path, str] = {
    ("zones",): "there is no zone yet, expected at least one",
    ("provisions",): "there is no provision yet, expected at least one",
}
_KEYS = {
    "in_force": "in force",
    "time_zone": "time zone",
    "distance_m": "distance",
    "from_m": "beginning",
    "radius_m": "radius",
    "buffer_of": "line",
    "calibre_mm": "calibre",
    "count_max": "at most",
    "phase_in": "phased in",
    "complete_by": "complete by",
    "daily": "hours of the day",
    "exempt": "exemption",
    "quota": "cap",
}
_UNSAID = ("geometry", "prohibits", "zones")
_REWORDED = (
    (re.compile(r"^(\S+) is an empty list, expected a list such as .*"), r"\1: nothing is chosen yet, expected at least one"),
    (re.compile(r"^none of '.*', expected at least one$"), "nothing is filled in yet, expected at least one of its fields"),
    (re.compile(r"^no '(\w+)', expected "), r"\1 is empty, expected "),
    (re.compile(r"the id stands here and in line \d+, expected once"), "another one has the same id, expected an id of its own"),
    (re.compile(r"expected day, week, month, or days such as P7D"), "expected one of the list, or days such as 7 days"),
    (re.compile(r", expected a list with at least one item"), ", expected at least one"),
    (re.compile(r" of distance_m$"), " of the distance"),
    (
        re.compile(r"expected metres as a plain number, more than 0 and at most ([0-9]+)000$"),
        r"expected a length such as 25000 or 25 km, more than 0 and at most \1 km",
    ),
    (
        re.compile(r"^from (.+) is not before to (.+), expected an interval \[from, to\)$"),
        r"\2 is not after \1, expected the end after the beginning",
    ),
)


def fault_lines(draft: Draft, checked: CheckedDraft) -> tuple[str, ...]:
    """Return every fault in one line that names the part it is in."""
    return tuple(dict.fromkeys(_line(draft, path, fault) for path, fault in checked.faults))


def beside_field(fault: Fault, key: str, label: str) -> str:
    """Return a fault as it is told beside its field. key: of the field in the file; label: what the form calls it, or ""."""
    said = _reworded(fault.said)
    if label and said.startswith(f"{key}: "):
        return said.removeprefix(f"{key}: ")
    return f"“{label}” {said.removeprefix(f'{key} ')}" if label and said.startswith(f"{key} ") else _in_words(said)


def is_still_empty(fault: Fault) -> bool:
    """Whether nothing is wrong but that something was not filled in yet."""
    said = _reworded(fault.said)
    return " is empty, expected" in said or "nothing is " in said


def _reworded(said: str) -> str:
    text = DRAWING.sub("the shape: ", said)
    for pattern, words in _REWORDED:
        text = pattern.sub(words, text)
    return text


def _in_words(said: str) -> str:
    """Return what is said with the words of the forms for the key it begins with."""
    key, blank, rest = said.partition(" ")
    bare = key.removesuffix(":")
    return f"{_KEYS[bare]}{key[len(bare) :]}{blank}{rest}" if bare in _KEYS else said


def _line(draft: Draft, path: Path, fault: Fault) -> str:
    if path in _NONE_YET and not draft.count(*path):
        return _NONE_YET[path]
    wanted = draft.text(*path) if path and path[-1] == ASK else ""
    said = f"still to be supplied: {wanted}" if wanted else _in_words(_reworded(fault.said))
    drawn = DRAWING.match(fault.said)
    place: Path = ("zones", int(drawn[1]) - 1, "geometry", "file") if drawn else path
    return ": ".join((*_part(draft, place), said))


def _part(draft: Draft, path: Path) -> tuple[str, ...]:
    """Return the names of what a path leads through, the item of a list by its own name; its last key is in what is said."""
    match path:
        case ("zones", int(number), *rest):
            name = draft.text("zones", number, "name") or draft.text("zones", number, "id")
            return (f"zone {number + 1}{f', {name}' if name else ''}", *_keys(rest))
        case ("provisions", int(number), *rest):
            clause = draft.text("provisions", number, "clause")
            return (f"provision {draft.text('provisions', number, 'id')}{f', {clause}' if clause else ''}", *_keys(rest))
        case ("agreement", *rest):
            return tuple(_keys(rest))
        case _:
            return ()


def _keys(steps: list[str | int]) -> list[str]:
    return [_KEYS.get(step, step) for step in steps[:-1] if isinstance(step, str) and step not in _UNSAID]
