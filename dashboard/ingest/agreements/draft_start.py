"""What a draft can start from: nothing, an agreement that is kept, or a template."""

import json
import re
from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement
from dashboard.ingest.agreements.bundle import AgreementBundle, named_files, notifications_named
from dashboard.ingest.agreements.draft import SHAPE, Draft, as_tree
from dashboard.ingest.agreements.tree import Path, Plain, Tree, plain
from dashboard.ingest.agreements.write import MAIN, write_agreement
from dashboard.ingest.yaml_nodes import read_yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#")


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
    return _listed(Draft(_with_shapes(as_tree(plain(read_yaml(bundle.main_bytes()))), shapes), others))


def draft_of_template(data: bytes) -> Draft:
    """Return a draft of a template, which asks for what it lacks."""
    return _listed(Draft(as_tree(plain(read_yaml(data)))))


def comment_lines(data: bytes) -> int:
    """Return how many lines of an agreement file hold a comment: a `#` that begins a line or follows a blank, outside quotes."""
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    return sum(any(_outside_quotes(line[: at.start()]) for at in _COMMENT.finditer(line)) for line in lines)


def _outside_quotes(before: str) -> bool:
    return before.count('"') % 2 == 0 and before.count("'") % 2 == 0


def _listed(draft: Draft) -> Draft:
    """Return the draft with its times as lists of spans, whichever way they were written."""
    parts: list[Path] = [("agreement",)]
    parts += [(section, number) for section in ("zones", "provisions") for number in range(draft.count(section))]
    for part in parts:
        for key in ("in_force", "suspended"):
            found = draft.at(*part, key)
            if isinstance(found, dict):
                draft = draft.put((*part, key), [found])
    return draft


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
