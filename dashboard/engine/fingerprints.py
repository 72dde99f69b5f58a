"""What decisions of people on incidents rest on: the members as they were read and placed, the verdict, the agreement."""

import hashlib
import json
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.columns import SECTOR_NUMBERS
from dashboard.domain.judged import Fingerprint
from dashboard.domain.verdicts import Verdict
from dashboard.engine.situation import Situation

_TIMES = ("observed_from", "observed_to")
_NUMBERS = ("lon", "lat", "radius_m", *SECTOR_NUMBERS, "calibre_mm", "count_min")
_TEXTS = ("place_kind", "region_code", "act", "weapon", "party", "means", "source", "origin", "reliability", "credibility")
_DIGITS = 32


def fingerprint_at(situation: Situation, position: int) -> Fingerprint:
    """Return the fingerprint of the incident at a position of the incidents table."""
    return fingerprints_at(situation, [position])[0]


def fingerprints_at(situation: Situation, positions: Sequence[int]) -> tuple[Fingerprint, ...]:
    """Return the fingerprints of incidents by their positions, in that order. Only their own observations are read."""
    wanted = np.asarray(positions, dtype=np.int64)
    rows = np.flatnonzero(np.isin(situation.incident_of, wanted))
    members: dict[int, list[tuple[str, str]]] = {int(position): [] for position in wanted}
    hashes = content_hashes(situation.observations.iloc[rows])
    keys = situation.observations["row_key"].iloc[rows].tolist()
    for position, key, content in zip(situation.incident_of[rows].tolist(), keys, hashes, strict=True):
        members[position].append((key, content))
    clauses = _clauses(situation, wanted)
    verdicts = situation.incidents["verdict"].to_numpy()[wanted].tolist()
    version = situation.assessment.agreement_version
    return tuple(
        Fingerprint(tuple(sorted(members[position])), Verdict(verdict), *clause, version)
        for position, verdict, clause in zip(wanted.tolist(), verdicts, clauses, strict=True)
    )


def incident_of_keys(situation: Situation, keys: frozenset[str]) -> dict[str, str]:
    """Return the id of the incident that each of these observations is in now; those out of view are left out."""
    found = np.flatnonzero(situation.observations["row_key"].isin(keys).to_numpy())
    ids = situation.incidents["incident_id"].to_numpy()[situation.incident_of[found]]
    return dict(zip(situation.observations["row_key"].iloc[found].tolist(), ids.tolist(), strict=True))


def content_hashes(observations: gpd.GeoDataFrame) -> list[str]:
    """Return for each row a hash over how it was read and placed, hexadecimal.

    The line and file it came in do not count, nor do remarks. Of an area its outline counts, since another outline is another
    place; a sector's shape is computed from its numbers, which count.
    """
    columns = [_cells(observations, name) for name in (*_TIMES, *_NUMBERS, *_TEXTS)]
    superseded = observations["superseded"].tolist()
    outlines = _outlines(observations)
    rows = zip(superseded, outlines, *columns, strict=True)
    return [hashlib.sha256(json.dumps(row, separators=(",", ":")).encode()).hexdigest()[:_DIGITS] for row in rows]


def _cells(observations: pd.DataFrame, name: str) -> list[object]:
    column = observations[name]
    if name in _TIMES:
        return list(column.dt.as_unit("us").astype("int64").tolist())
    if name in _NUMBERS:
        return [None if np.isnan(cell) else cell for cell in column.astype("float64").tolist()]
    return [str(cell) for cell in column.tolist()]


def _outlines(observations: gpd.GeoDataFrame) -> list[str]:
    """Return a hash of each area's outline, nothing for the other kinds of place."""
    outlines = [""] * len(observations)
    known: dict[int, tuple[BaseGeometry, str]] = {}
    for row in np.flatnonzero((observations["place_kind"] == "area").to_numpy()):
        shape = observations.geometry.iloc[int(row)]
        # Rows of one region share the shape itself, so that each outline is hashed once; it is kept, since ids are used again.
        if id(shape) not in known:
            known[id(shape)] = shape, hashlib.sha256(shapely.to_wkb(shape)).hexdigest()
        outlines[int(row)] = known[id(shape)][1]
    return outlines


def _clauses(situation: Situation, positions: NDArray[np.int64]) -> list[tuple[str, str]]:
    """Return for each incident the ids of provision and zone of the finding that names its verdict, empty where it has none."""
    leading = situation.incidents["leading_row"].to_numpy(dtype=np.int64)[positions]
    decisive = situation.assessment.decisive[leading]
    held = situation.assessment.findings.iloc[decisive[decisive >= 0]]
    provisions, zones = situation.agreement.provisions, situation.agreement.zones
    pairs = iter(zip(held["provision"].tolist(), held["zone"].tolist(), strict=True))
    named = ((provisions[int(provision)].id, zones[int(zone)].id) for provision, zone in pairs)
    return [next(named) if one >= 0 else ("", "") for one in decisive.tolist()]
