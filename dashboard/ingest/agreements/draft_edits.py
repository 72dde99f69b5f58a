"""Changes of a draft that reach further than one value: ids that others refer to, zones by party."""

from collections.abc import Iterator

from dashboard.ingest.agreements.draft import Draft
from dashboard.ingest.agreements.tree import Path, Plain

_ENDLESS = 1_000_000


def rename_zone(draft: Draft, number: int, new: str) -> Draft:
    """Return the draft with another id for a zone, in everything that refers to it too."""
    old = draft.text("zones", number, "id")
    renamed = draft.put(("zones", number, "id"), new, needed=True)
    if not old or not new:
        return renamed
    for path in _references(draft, old):
        renamed = renamed.put(path, new)
    return renamed


def by_party(draft: Draft, number: int) -> Draft:
    """Return the draft with a provision's zones listed for each party it binds, the same for each to begin with."""
    zone_ids: list[Plain] = list(draft.texts("provisions", number, "zones"))
    bound = draft.texts("provisions", number, "binds") or draft.texts("agreement", "parties")
    zones: Plain = {party: list(zone_ids) for party in bound}
    return draft.put(("provisions", number, "zones"), zones, needed=True).taken_out(("provisions", number, "binds"))


def for_all(draft: Draft, number: int) -> Draft:
    """Return the draft with one list of a provision's zones, which binds the parties that had lists of their own."""
    listed = draft.at("provisions", number, "zones")
    if not isinstance(listed, dict):
        return draft
    parties: list[Plain] = list(listed)
    every: list[Plain] = list(dict.fromkeys(one for party in listed for one in draft.texts("provisions", number, "zones", party)))
    return draft.put(("provisions", number, "zones"), every, needed=True).put(("provisions", number, "binds"), parties)


def measured_from(draft: Draft) -> frozenset[str]:
    """Return the ids of the zones from which others are measured, which have to be lines."""
    return frozenset(draft.text("zones", number, "geometry", "buffer_of") for number in range(draft.count("zones"))) - {""}


def free_id(draft: Draft, section: str, stem: str) -> str:
    """Return an id that no item of a section has: the stem with a number."""
    taken = {draft.text(section, number, "id") for number in range(draft.count(section))}
    return next(f"{stem}{number}" for number in range(1, _ENDLESS) if f"{stem}{number}" not in taken)


def _references(draft: Draft, zone_id: str) -> Iterator[Path]:
    for number in range(draft.count("zones")):
        if draft.text("zones", number, "geometry", "buffer_of") == zone_id:
            yield ("zones", number, "geometry", "buffer_of")
    for number in range(draft.count("provisions")):
        for key in ("zones", "exempt"):
            yield from _texts_equal(draft.at("provisions", number, key), zone_id, ("provisions", number, key))


def _texts_equal(tree: Plain, text: str, path: Path) -> Iterator[Path]:
    """Yield where zones are named under a provision's `zones` or an exemption's `outside`."""
    if isinstance(tree, list):
        for number, one in enumerate(tree):
            if one == text:
                yield (*path, number)
            elif isinstance(one, dict):
                yield from _texts_equal(one.get("outside", ""), text, (*path, number, "outside"))
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _texts_equal(value, text, (*path, key))
