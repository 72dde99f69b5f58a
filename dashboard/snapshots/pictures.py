"""Everything that follows from what is in view, kept so that a page opens upon it without reading a single original.

What depends on the clock is not in it: which times lie in the future is told anew whenever a picture is opened.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.engine.assess import Assessment
from dashboard.ingest.intake import Intake
from dashboard.ingest.one_file import UNPLACED_TABLE
from dashboard.present.facets import Facets, Held, ZoneFindings, microseconds_of
from dashboard.snapshots.files import Contents
from dashboard.snapshots.tellings import accounts_of, accounts_told, as_json, rejections_of, rejections_told


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """What was derived of some files and an agreement. located: before doubtful times are flagged. made_at: aware UTC.

    incidents, incident_of: see `engine.situation.Situation`.
    """

    intake: Intake
    located: gpd.GeoDataFrame
    assessment: Assessment
    incidents: pd.DataFrame
    incident_of: NDArray[np.int64]
    facets: Facets
    made_at: datetime


def contents_of(derived: Derived) -> Contents:
    """Return a picture as a snapshot holds it."""
    facets, assessment = derived.facets, derived.assessment
    own = _not_alike(derived.intake.observations, derived.located)
    tables: dict[str, pd.DataFrame] = {
        "observations": derived.located,
        "as-read": own,
        "findings": assessment.findings,
        "verdicts": _frame(verdict=assessment.verdicts, decisive=assessment.decisive, incident=derived.incident_of),
        "incidents": derived.incidents,
        "places": _frame(lon=facets.lon, lat=facets.lat, down=facets.down, kind=facets.kind, region=facets.region),
        "zone-findings": _frame(
            incident=facets.zone_findings.incident, zone=facets.zone_findings.zone, finding=facets.zone_findings.finding
        ),
        **{f"held-{name}": _frame(incident=one.incident, code=one.code) for name, one in facets.pairs.items()},
    }
    said = {
        "accounts": accounts_told(derived.intake.accounts),
        "rejections": rejections_told(derived.intake.rejections),
        "tables_of": derived.intake.tables_of,
        "agreement_version": assessment.agreement_version,
        "engine_version": assessment.engine_version,
        "values": {name: one.values for name, one in facets.pairs.items()},
        "zones": facets.zone_findings.zone_ids,
        "made_at": derived.made_at.isoformat(),
    }
    return Contents(tables, as_json(said))


def derived_of(contents: Contents) -> Derived:
    """Return the picture that a snapshot holds."""
    said, tables = json.loads(contents.said), contents.tables
    verdicts, incidents = tables["verdicts"], tables["incidents"]
    located = tables["observations"]
    if not isinstance(located, gpd.GeoDataFrame):
        raise TypeError("the observations of a picture have no geometry")
    return Derived(
        intake=Intake(
            observations=_together(tables["as-read"], located),
            rejections=rejections_of(said["rejections"]),
            accounts=accounts_of(said["accounts"]),
            tables_of=tuple(said["tables_of"]),
        ),
        located=located,
        assessment=Assessment(
            said["agreement_version"],
            said["engine_version"],
            tables["findings"],
            verdicts["verdict"].to_numpy(),
            verdicts["decisive"].to_numpy(),
        ),
        incidents=incidents,
        incident_of=verdicts["incident"].to_numpy(),
        facets=_facets(tables, said["values"], said["zones"]),
        made_at=datetime.fromisoformat(said["made_at"]),
    )


def _facets(tables: Mapping[str, pd.DataFrame], values: Mapping[str, Iterable[str]], zones: Iterable[str]) -> Facets:
    incidents, places, found = tables["incidents"], tables["places"], tables["zone-findings"]
    return Facets(
        first_us=microseconds_of(incidents["first"]),
        last_us=microseconds_of(incidents["last"]),
        lon=places["lon"].to_numpy(),
        lat=places["lat"].to_numpy(),
        down=places["down"].to_numpy(),
        kind=places["kind"].to_numpy(),
        region=places["region"].to_numpy(),
        pairs={name: _held(tables[f"held-{name}"], told) for name, told in values.items()},
        zone_findings=ZoneFindings(
            tuple(zones), found["incident"].to_numpy(), found["zone"].to_numpy(), found["finding"].to_numpy()
        ),
    )


def _held(table: pd.DataFrame, values: Iterable[str]) -> Held:
    return Held(tuple(values), table["incident"].to_numpy(), table["code"].to_numpy())


def _frame(**arrays: NDArray[np.generic]) -> pd.DataFrame:
    return pd.DataFrame(arrays, copy=False)


def _not_alike(as_read: pd.DataFrame, located: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of a table as read that placing has changed or left out; the others are not kept twice."""
    return as_read[[name for name in as_read if name not in located or not _alike(as_read[name], located[name])]]


def _alike(one: pd.Series, other: pd.Series) -> bool:
    if one.dtype != other.dtype:
        return False
    if one.dtype == np.float64:  # to the bit
        return np.array_equal(one.to_numpy().view(np.int64), other.to_numpy().view(np.int64))
    return one.equals(other)


def _together(own: pd.DataFrame, located: pd.DataFrame) -> pd.DataFrame:
    columns = {name: (own if name in own else located)[name].array for name in UNPLACED_TABLE}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(located)), copy=False)
