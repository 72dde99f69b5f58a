"""An agreement that is still being written: whatever a person has said so far, right or wrong, and the files it comes to.

A draft is read by the same reading as a file that is handed in (`check_draft`), so that one place says what is wrong.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import shapely
import yaml
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement
from dashboard.ingest.agreements.bundle import AgreementBundle, named_files, notifications_named
from dashboard.ingest.agreements.file import Checked, check_agreement
from dashboard.ingest.agreements.tree import Path, Plain, Tree, at, paths_by_line, plain, with_value, without
from dashboard.ingest.agreements.write import GEOMETRY, MAIN, write_agreement
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.yaml_fields import Fault
from dashboard.ingest.yaml_nodes import read_yaml

SHAPE = "shape"
"""The key under `geometry` at which a draft holds what was drawn, as GeoJSON; the files written from it name a file instead."""
_ENDLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been written so far. others: files that go along unchanged, such as a table of notifications."""

    tree: Tree
    others: Mapping[str, bytes] = field(default_factory=dict)

    def at(self, *path: str | int) -> Plain:
        """Return what stands at a path, "" where nothing does."""
        return at(self.tree, path)

    def text(self, *path: str | int) -> str:
        """Return the text at a path, "" where there is none."""
        found = self.at(*path)
        return found if isinstance(found, str) else ""

    def texts(self, *path: str | int) -> tuple[str, ...]:
        """Return the list of texts at a path, or its one text; empty where there is none."""
        found = self.at(*path)
        if isinstance(found, str):
            return (found,) if found else ()
        return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()

    def count(self, *path: str | int) -> int:
        """Return how many items the list at a path has."""
        found = self.at(*path)
        return len(found) if isinstance(found, list) else 0

    def put(self, path: Path, value: Plain, *, needed: bool = False) -> "Draft":
        """Return the draft with a value at a path. An empty one goes, unless it is needed: then it is said to be missing."""
        if value in ("", [], {}) and not needed:
            return replace(self, tree=_tree(without(self.tree, path)))
        return replace(self, tree=_tree(with_value(self.tree, path, value)))

    def taken_out(self, path: Path) -> "Draft":
        """Return the draft without an item of a list or a key, whatever is in it."""
        return replace(self, tree=_tree(without(self.tree, path)))


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft as it reads, and where in it what is at fault. Faults that stand nowhere have an empty path."""

    agreement: Agreement
    faults: tuple[tuple[Path, Fault], ...]

    def at(self, path: Path, *, below: bool = False) -> tuple[Fault, ...]:
        """Return the faults at a path; below: also those of everything under it."""
        return tuple(fault for where, fault in self.faults if where == path or (below and where[: len(path)] == path))


def empty_draft(time_zone: str) -> Draft:
    """Return a draft with nothing in it but a time zone."""
    head: Plain = {"id": "", "title": "", "time_zone": time_zone, "in_force": [{"from": ""}]}
    return Draft({"agreement": head, "zones": [], "provisions": []})


def draft_of(bundle: AgreementBundle, agreement: Agreement) -> Draft:
    """Return a draft of an agreement that was read from a bundle. The words of its file stay as they are; its comments do not."""
    if bundle.is_zones_only:
        files = write_agreement(agreement)
        return draft_of(AgreementBundle(MAIN, files), agreement)
    shapes = {zone.id: zone.geometry for zone in agreement.zones if zone.made is None}
    others = {name: data for name in _tables(bundle) if (data := bundle.named(name)) is not None}
    return Draft(_with_shapes(_tree(plain(read_yaml(bundle.main_bytes()))), shapes), others)


def draft_of_template(data: bytes) -> Draft:
    """Return a draft of a template, which asks for what it lacks."""
    return Draft(_tree(plain(read_yaml(data))))


def written(draft: Draft) -> Mapping[str, bytes]:
    """Return a draft's files by name, for keeping: the YAML, and one GeoJSON of what was drawn."""
    names = _feature_names(draft)
    tree = _tree(draft.tree)
    for number, name in names.items():
        tree = _tree(with_value(tree, ("zones", number, "geometry"), {"file": GEOMETRY, "feature": name}))
    features = [_feature(draft, number, name) for number, name in names.items()]
    collection = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
    return {MAIN: _as_yaml(tree), **({GEOMETRY: collection} if features else {}), **draft.others}


def check_draft(draft: Draft, gazetteer: Gazetteer | None) -> CheckedDraft:
    """Read a draft as its files would be read.

    Each drawing stands in a file of its own here, so that a faulty one hides no other.
    """
    tree, files = _tree(draft.tree), dict(draft.others)
    for number, name in _feature_names(draft).items():
        file = f"drawing-{number + 1}.geojson"
        tree = _tree(with_value(tree, ("zones", number, "geometry"), {"file": file}))
        files[file] = json.dumps(_feature(draft, number, name)).encode()
    text = _as_yaml(tree)
    checked: Checked = check_agreement(AgreementBundle(MAIN, {MAIN: text, **files}), gazetteer=gazetteer)
    lines: dict[int, list[Path]] = {}
    for line, path in paths_by_line(read_yaml(text)):
        lines.setdefault(line, []).append(path)
    return CheckedDraft(checked.agreement, tuple((_where(fault, lines), fault) for fault in checked.faults))


def _where(fault: Fault, lines: Mapping[int, list[Path]]) -> Path:
    paths = lines.get(fault.line, [()])
    return paths[0] if fault.of_whole else paths[-1]


def rename_zone(draft: Draft, number: int, new: str) -> Draft:
    """Return the draft with another id for a zone, in everything that refers to it too."""
    old = draft.text("zones", number, "id")
    renamed = draft.put(("zones", number, "id"), new, needed=True)
    if not old or not new:
        return renamed
    for path in _references(draft, old):
        renamed = renamed.put(path, new)
    return renamed


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


def _tables(bundle: AgreementBundle) -> tuple[str, ...]:
    table = notifications_named(bundle)
    return tuple(name for name in named_files(bundle.main_bytes()) if name == table)


def _with_shapes(tree: Tree, shapes: Mapping[str, BaseGeometry]) -> Tree:
    draft = Draft(tree)
    for number in range(draft.count("zones")):
        zone_id = " ".join(draft.text("zones", number, "id").split())
        if zone_id in shapes and draft.text("zones", number, "geometry", "file"):
            shape = json.loads(shapely.to_geojson(shapely.orient_polygons(shapes[zone_id])))
            draft = draft.put(("zones", number, "geometry"), {SHAPE: shape})
    return draft.tree


def _feature_names(draft: Draft) -> dict[int, str]:
    """Return for each zone that is drawn what its feature is called: as the zone, or by its place where that does not tell."""
    drawn = [number for number in range(draft.count("zones")) if draft.at("zones", number, "geometry", SHAPE)]
    ids = [draft.text("zones", number, "id") for number in drawn]
    return {
        number: one if one and ids.count(one) == 1 else f"drawing {number + 1}" for number, one in zip(drawn, ids, strict=True)
    }


def _feature(draft: Draft, number: int, name: str) -> Plain:
    shape = draft.at("zones", number, "geometry", SHAPE)
    return {"type": "Feature", "id": name, "properties": {"zone": draft.text("zones", number, "name")}, "geometry": shape}


def _tree(value: Plain) -> Tree:
    """Return a tree whose three parts are there."""
    keys = value if isinstance(value, dict) else {}
    return {"agreement": {}, "zones": [], "provisions": [], **keys}


class _Dumper(yaml.SafeDumper):
    """Writes every text plainly, since the reading takes all values as text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, object]]] = {}  # noqa: RUF012 # as PyYAML declares it

    def ignore_aliases(self, _data: object) -> bool:
        """Write the same value twice rather than refer to it."""
        return True


for _first in ("~", "n", "N", ""):
    _Dumper.yaml_implicit_resolvers[_first] = yaml.SafeDumper.yaml_implicit_resolvers[_first]


def _as_yaml(tree: Tree) -> bytes:
    """Return a file in which each value has a line of its own."""
    return yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=_ENDLESS).encode()
