"""The values an incident can be filtered, counted and drawn by, as arrays: made once for a situation, then only looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.domain.columns import PLACE_KINDS
from dashboard.domain.parties import names_nobody
from dashboard.domain.verdicts import STRONGEST_FIRST, Verdict
from dashboard.engine.situation import Situation
from dashboard.present.screen import down_a_web_map

NOBODY = "nobody named"
VERDICT_WORDS: tuple[str, ...] = tuple(Verdict(code).words for code in sorted(Verdict))
"""By Verdict code."""
ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "strongest first": (("verdict", "descending"), ("first", "descending"), ("incident_id", "ascending")),
    "latest first": (("first", "descending"), ("incident_id", "ascending")),
    "earliest first": (("first", "ascending"), ("incident_id", "ascending")),
    "most origins first": (("origins", "descending"), ("first", "descending"), ("incident_id", "ascending")),
}
"""Orders of the list of incidents, by columns of the incidents table."""
_AS_THEY_STAND = "strongest first"
"""The order of the incidents table itself."""
Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Which incidents have which values, each pair once. `incident` and `code` are positions, of incidents and in `values`."""

    values: tuple[str, ...]
    incident: Codes
    code: Codes

    def with_any(self, chosen: Sequence[str], incidents: int) -> NDArray[np.bool_]:
        """Tell for each of so many incidents whether it has any of the chosen values."""
        wanted = np.isin(np.array(self.values, dtype=object), np.array(chosen, dtype=object))
        mask = np.zeros(incidents, dtype=np.bool_)
        codes = np.flatnonzero(wanted)
        # One value is looked for many times as fast as each is looked up.
        held = self.code == codes[0] if len(codes) == 1 else wanted[self.code]
        mask[self.incident[held]] = True
        return mask

    def in_use(self) -> list[str]:
        """Return the values that any incident has, sorted, without the empty one."""
        used = np.flatnonzero(np.bincount(self.code, minlength=len(self.values)))
        return sorted({self.values[code] for code in used} - {""})


@dataclass(frozen=True, slots=True, eq=False)
class ZoneFindings:
    """The strongest finding of each incident in each zone where it has one, of observations that count."""

    zone_ids: tuple[str, ...]
    incident: Codes
    zone: Codes
    finding: NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Facets:
    """Of each incident, in the order of their table: span in microseconds since 1970 UTC, and its best place.

    lon, lat: degrees, NaN for an area and for no place; down: see `screen.down_a_web_map`. kind: position in PLACE_KINDS.
    region: position in the values of the filter by region. pairs: by filter. zone_findings: see there.
    """

    first_us: Ints
    last_us: Ints
    lon: Floats
    lat: Floats
    down: Floats
    kind: NDArray[np.int8]
    region: Codes
    pairs: Mapping[str, Held]
    zone_findings: ZoneFindings
    _orders: dict[str, Ints] = field(default_factory=dict)
    _options: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def options(self, name: str) -> list[str]:
        """Return the values in use for a filter, sorted; verdicts strongest first."""
        if name not in self._options:
            used = self.pairs[name].in_use()
            in_order = [one.words for one in STRONGEST_FIRST if one.words in used] if name == "verdicts" else used
            self._options[name] = tuple(in_order)
        return list(self._options[name])

    def with_value(self, name: str, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
        """Tell for each incident whether any of its observations has one of the chosen values."""
        return self.pairs[name].with_any(chosen, len(self.first_us))

    def of_kind(self, *kinds: str) -> NDArray[np.bool_]:
        """Tell for each incident whether its best place is of one of these kinds."""
        found = np.zeros(len(self.kind), dtype=np.bool_)
        for code, kind in enumerate(PLACE_KINDS):
            if kind in kinds:
                found |= self.kind == code
        return found

    def ordered(self, situation: Situation, incidents: Ints, order: str) -> Ints:
        """Return some incidents, given in the order of their table, in one of `ORDERS`; situation: the one these are of."""
        if order == _AS_THEY_STAND:
            return incidents
        if order not in self._orders:
            self._orders[order] = _positions(situation.incidents, order)
        whole = self._orders[order]
        if len(incidents) == len(whole):
            return whole
        chosen = np.zeros(len(whole), dtype=np.bool_)
        chosen[incidents] = True
        return whole[chosen[whole]]


def facets_of(situation: Situation) -> Facets:
    """Make the facets of a situation."""
    rows, incidents = situation.observations, situation.incidents
    current = np.flatnonzero(~rows["superseded"].to_numpy(dtype=np.bool_))
    incident = situation.incident_of[current]
    best = incidents["place_row"].to_numpy()
    coded = {name: _coded(rows[name]) for name in ("act", "means", "party", "region_code")}
    coded["party"] = _nobody_as_one(*coded["party"])
    kinds, kind_names = _coded(rows["place_kind"])
    place_kind = np.array([PLACE_KINDS.index(one) for one in kind_names], dtype=np.int8)
    held = {
        title: _held(incident, coded[name][0][current], coded[name][1])
        for title, name in (("acts", "act"), ("means", "means"), ("parties", "party"), ("regions", "region_code"))
    }
    verdicts = Held(VERDICT_WORDS, np.arange(len(incidents), dtype=np.int32), incidents["verdict"].to_numpy().astype(np.int32))
    lat = rows["lat"].to_numpy(dtype=np.float64)[best]
    return Facets(
        first_us=microseconds_of(incidents["first"]),
        last_us=microseconds_of(incidents["last"]),
        lon=rows["lon"].to_numpy(dtype=np.float64)[best],
        lat=lat,
        down=down_a_web_map(lat),
        kind=place_kind[kinds[best]] if len(best) else np.empty(0, dtype=np.int8),
        region=coded["region_code"][0][best].astype(np.int32),
        pairs={**held, "zones": _zones(situation), "verdicts": verdicts},
        zone_findings=_zone_findings(situation),
    )


def microseconds_of(times: pd.Series) -> Ints:
    """Return aware times as microseconds since 1970 UTC."""
    moments = pd.DatetimeIndex(times)
    return np.asarray((moments if moments.unit == "us" else moments.as_unit("us")).asi8, dtype=np.int64)


def _coded(column: pd.Series) -> tuple[Ints, tuple[str, ...]]:
    numbers, different = pd.factorize(column)
    return numbers, tuple(str(one) for one in different)


def _nobody_as_one(numbers: Ints, parties: tuple[str, ...]) -> tuple[Ints, tuple[str, ...]]:
    place, different = pd.factorize(np.array([NOBODY if names_nobody(one) else one for one in parties], dtype=object))
    return (place[numbers] if len(place) else numbers), tuple(different)


def _held(incident: Ints, code: Ints, values: tuple[str, ...]) -> Held:
    pairs = pd.unique(incident * max(len(values), 1) + code)
    return Held(values, *(part.astype(np.int32) for part in np.divmod(pairs, max(len(values), 1))))


def _zones(situation: Situation) -> Held:
    findings = situation.assessment.findings
    held = (findings["finding"] > Verdict.OUTSIDE_SCOPE).to_numpy()
    row, zone = (findings[name].to_numpy(dtype=np.int64)[held] for name in ("row", "zone"))
    return _held(situation.incident_of[row], zone, tuple(one.id for one in situation.agreement.zones))


def _zone_findings(situation: Situation) -> ZoneFindings:
    findings, ids = situation.assessment.findings, tuple(one.id for one in situation.agreement.zones)
    row = findings["row"].to_numpy(dtype=np.int64)
    counts = ~situation.observations["superseded"].to_numpy(dtype=np.bool_)[row]
    kept = np.flatnonzero(counts & (findings["finding"] > Verdict.OUTSIDE_SCOPE).to_numpy())
    pair = situation.incident_of[row[kept]] * max(len(ids), 1) + findings["zone"].to_numpy(dtype=np.int64)[kept]
    finding = findings["finding"].to_numpy(dtype=np.int64)[kept]
    # One number a finding, so that the last of each pair is its strongest.
    ranked = np.sort(pair * len(VERDICT_WORDS) + finding)
    last = np.flatnonzero(np.diff(ranked // len(VERDICT_WORDS), append=-1))
    pair, finding = np.divmod(ranked[last], len(VERDICT_WORDS))
    incident, zone = np.divmod(pair, max(len(ids), 1))
    return ZoneFindings(ids, incident.astype(np.int32), zone.astype(np.int32), finding.astype(np.int8))


def _positions(incidents: pd.DataFrame, order: str) -> Ints:
    keys = ORDERS[order]
    columns = {name: pa.array(incidents[name]) for name, _ in keys}
    return np.asarray(pc.sort_indices(pa.table(columns), sort_keys=list(keys)).to_numpy(), dtype=np.int64)
