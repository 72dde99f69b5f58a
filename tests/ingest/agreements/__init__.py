"""Builders of invented agreements, and of what reading them comes to."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.domain.agreement import Agreement
from dashboard.ingest.agreements.file import AgreementBundle, AgreementError, read_agreement

DISPUTED = Path(__file__).parents[3] / "../shared/data/zones/natural_earth_disputed.geojson"
needs_disputed = pytest.mark.skipif(not DISPUTED.is_file(), reason="needs ../shared/data/zones/natural_earth_disputed.geojson")

HEAD = """\
agreement:
  id: invented
  title: Invented agreement
  kind: ceasefire
  time_zone: Europe/Kyiv
  in_force: {from: 2026-03-01T00:00}
  parties: [A, B]
  source: nobody wrote it
"""
ZONES = """\
zones:
  - {id: line, name: Line, geometry: {file: zones.geojson, feature: line}}
  - {id: town, name: Town, kind: settlement, geometry: {file: zones.geojson, feature: town}}
  - {id: strip, name: Strip, geometry: {buffer_of: line, distance_m: 5000, side: left}}
"""
PROVISIONS = """\
provisions:
  - {id: P1, clause: para 1, zones: [strip, town], prohibits: {acts: [fire]}}
"""


def drawn(kind: str, coordinates: object, name: str, **members: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}, **members}


LINE = drawn("LineString", [[37, 48], [38, 48]], "Line of contact", id="line")
TOWN = drawn("Polygon", [[[37.5, 48.1], [37.6, 48.1], [37.6, 48.2], [37.5, 48.2], [37.5, 48.1]]], "Town", id="town")


def geojson(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features or (LINE, TOWN)}).encode()


def read(text: str, *features: object, file: str = "zones.geojson") -> Agreement:
    return read_agreement(AgreementBundle("agreement.yaml", {"agreement.yaml": text.encode(), file: geojson(*features)}))


def faults(text: str, *features: object) -> tuple[str, ...]:
    with pytest.raises(AgreementError) as caught:
        read(text, *features)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def only_fault(text: str, *features: object) -> str:
    (fault,) = faults(text, *features)
    return fault


def with_head(old: str, new: str) -> str:
    assert old in HEAD
    return HEAD.replace(old, new) + ZONES + PROVISIONS


def with_zone(zone: str) -> str:
    return HEAD + ZONES + f"  - {zone}\n" + PROVISIONS


def with_provision(provision: str) -> str:
    return HEAD + ZONES + PROVISIONS + f"  - {provision}\n"


def utc(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)
