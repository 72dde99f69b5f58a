"""Mixed places held against zones: this program's engine against GeoPandas, as usually written and as written well, in one run.

`python -m bench zones [ROWS]`. Of the slower ways fewer rows are measured, as is said beside them: what they take grows with the
rows. Seconds are of the clock, on all cores; those of the processor stand beside them, since other work may share the machine.
"""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import geopandas as gpd

from bench.geopandas_ways import competent, usual, zone_table
from bench.places import agreement_over, mixed_observations, star_zones
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import Assessment, assess

ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class _Zones:
    count: int
    corners: int
    rows_well: int
    rows_often: int


_SETS = (_Zones(500, 110, 100_000, 5_000), _Zones(5_000, 44, 100_000, 5_000), _Zones(10, 60_000, 2_000, 100))


@dataclass(frozen=True, slots=True)
class _Taken:
    rows: int
    wall_us: float
    cpu_us: float


def main(rows: int = ROWS) -> None:
    """Print microseconds a row and ratios for each set of zones."""
    observations = mixed_observations(rows)
    for one in _SETS:
        agreement = agreement_over(star_zones(one.count, one.corners))
        zones = zone_table(agreement)
        _assessed(observations.iloc[:1_000], agreement)  # so that compiled code is there and the zones are indexed
        ours = _taken(observations, partial(_assessed, agreement=agreement))
        print(f"{one.count:,} zones of {one.corners:,} corners, {rows:,} rows:")
        print(f"  {'this engine':24} {ours.wall_us:12,.2f} us a row, {ours.cpu_us:.2f} of processor", flush=True)
        _compare("GeoPandas, written well", _taken(observations.iloc[: one.rows_well], partial(competent, zones=zones)), ours)
        _compare("buffer + sjoin + apply", _taken(observations.iloc[: one.rows_often], partial(usual, zones=zones)), ours)
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB, the observations and every way included"
    )


def _assessed(observations: gpd.GeoDataFrame, agreement: Agreement) -> Assessment:
    return assess(observations, agreement, engine_version="bench")


def _taken(table: gpd.GeoDataFrame, way: Callable[[gpd.GeoDataFrame], object]) -> _Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    way(table)
    each = 1e6 / max(len(table), 1)
    return _Taken(len(table), (time.perf_counter() - wall) * each, (time.process_time() - cpu) * each)


def _compare(what: str, other: _Taken, ours: _Taken) -> None:
    wall, cpu = other.wall_us / ours.wall_us, other.cpu_us / ours.cpu_us
    print(f"  {what:24} {other.wall_us:12,.1f} us a row, {other.cpu_us:,.1f} of processor, over {other.rows:,} rows:", end=" ")
    print(f"{wall:,.0f} times as long, {cpu:,.0f} times the processor", flush=True)
