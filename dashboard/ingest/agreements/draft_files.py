"""The files a draft comes to, and how they read.

A draft is read by the same reading as a file that is handed in (`check_draft`), so that one place says what is wrong.
"""

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from dashboard.domain.agreement import Agreement
from dashboard.ingest.agreements.bundle import AgreementBundle
from dashboard.ingest.agreements.draft import SHAPE, Draft, as_tree
from dashboard.ingest.agreements.drawing import turned
from dashboard.ingest.agreements.file import check_agreement
from dashboard.ingest.agreements.tree import Path, Plain, Tree, paths_by_line, with_value
from dashboard.ingest.agreements.write import GEOMETRY, MAIN
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.yaml_fields import Fault
from dashboard.ingest.yaml_nodes import read_yaml

_MISSING = re.compile(r"no '(\w+)'")
DRAWING = re.compile(r"drawing-([0-9]+)\.geojson: (?:feature 1(?: '[^']*')?: )?")
"""How the reading names a drawing in a file of its own: by its place among the zones, from 1."""
_DRAWINGS_MAX = 40
_ENDLESS = 1_000_000
"""Letters of a line, so that no text is broken over several."""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft as it reads, and where in it what is at fault. Faults that stand nowhere have an empty path."""

    agreement: Agreement
    faults: tuple[tuple[Path, Fault], ...]

    def at(self, path: Path, *, below: bool = False) -> tuple[Fault, ...]:
        """Return the faults at a path; below: also those of everything under it."""
        return tuple(fault for where, fault in self.faults if where == path or (below and where[: len(path)] == path))


def written(draft: Draft) -> Mapping[str, bytes]:
    """Return a draft's files by name, for keeping: the YAML, and one GeoJSON of what was drawn."""
    names = _feature_names(draft)
    tree = as_tree(draft.tree)
    for number, name in names.items():
        tree = as_tree(with_value(tree, ("zones", number, "geometry"), {"file": GEOMETRY, "feature": name}))
    features = [_feature(draft, number, name) for number, name in names.items()]
    collection = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
    return {MAIN: _as_yaml(tree), **({GEOMETRY: collection} if features else {}), **draft.others}


class _Drawings:
    """The files of drawings written last: one that did not change is the same bytes again, not written or read anew."""

    def __init__(self) -> None:
        self._written: dict[tuple[int, str, str], tuple[Plain, bytes]] = {}
        self._turn = threading.Lock()

    def bytes_of(self, draft: Draft, number: int, name: str) -> bytes:
        """Return a drawing as a file. A shape of a draft is never changed in place, so that the same object is the same shape."""
        shape = draft.at("zones", number, "geometry", SHAPE)
        key = (id(shape), name, draft.text("zones", number, "name"))
        with self._turn:
            known = self._written.pop(key, None)
            if known is None or known[0] is not shape:
                known = (shape, json.dumps(_feature(draft, number, name)).encode())
            self._written[key] = known
            while len(self._written) > _DRAWINGS_MAX:
                self._written.pop(next(iter(self._written)))
        return known[1]


_DRAWINGS = _Drawings()


def check_draft(draft: Draft, gazetteer: Gazetteer | None) -> CheckedDraft:
    """Read a draft as its files would be read.

    Each drawing stands in a file of its own here, so that a faulty one hides no other.
    """
    tree, files = as_tree(draft.tree), dict(draft.others)
    for number, name in _feature_names(draft).items():
        file = f"drawing-{number + 1}.geojson"
        tree = as_tree(with_value(tree, ("zones", number, "geometry"), {"file": file}))
        files[file] = _DRAWINGS.bytes_of(draft, number, name)
    text = _as_yaml(tree)
    checked = check_agreement(AgreementBundle(MAIN, {MAIN: text, **files}), gazetteer=gazetteer)
    lines: dict[int, list[Path]] = {}
    for line, path in paths_by_line(read_yaml(text)):
        lines.setdefault(line, []).append(path)
    return CheckedDraft(checked.agreement, tuple((_where(fault, lines), fault) for fault in checked.faults))


def _where(fault: Fault, lines: Mapping[int, list[Path]]) -> Path:
    """Return the path of the value at fault. A key that is missing is at fault where it would stand."""
    paths = lines.get(fault.line, [()])
    if not fault.of_whole:
        return paths[-1]
    first = paths[0]
    whole = first if not first or isinstance(first[-1], int) else first[:-1]
    missing = _MISSING.match(fault.said)
    return (*whole, missing[1]) if missing else whole


def _feature_names(draft: Draft) -> dict[int, str]:
    """Return for each zone that is drawn what its feature is called: as the zone, or by its place where that does not tell."""
    drawn = [number for number in range(draft.count("zones")) if draft.at("zones", number, "geometry", SHAPE)]
    ids = [draft.text("zones", number, "id") for number in drawn]
    return {
        number: one if one and ids.count(one) == 1 else f"drawing {number + 1}" for number, one in zip(drawn, ids, strict=True)
    }


def _feature(draft: Draft, number: int, name: str) -> Plain:
    shape = turned(draft.at("zones", number, "geometry", SHAPE))
    return {"type": "Feature", "id": name, "properties": {"zone": draft.text("zones", number, "name")}, "geometry": shape}


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
