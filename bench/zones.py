"""Mixed places held against zones: this program's engine against GeoPandas, as usually written and as written well, in one run.

`python -m bench zones [ROWS]`. Where a way is slow fewer rows are measured, as is said beside it: what it takes grows with the
rows. The one that is written well gets as many as this engine where it can, since it too holds each shape once; beside it stands
the same with every row's sector by itself, as one would write it first. All ways take turns, and the least of each counts:
microseconds of the clock, on all cores, and those of the processor beside them, since other work may share the machine.

Where sectors come again, as reports name the same places over and over, both this engine and what is written well hold each once;
where every sector is another, neither can.
"""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import geopandas as gpd

from bench.geopandas_ways import competent, usual, zone_table
from bench.places import DIFFERENT_SECTORS, agreement_over, mixed_observations, star_zones
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import Assessment, assess

ROWS, ROUNDS = 1_000_000, 2
_TURNS = 200_000


@dataclass(frozen=True, slots=True)
class _Zones:
    count: int
    corners: int
    rows_well: int
    rows_each: int
    rows_often: int
    is_every_sector_another: bool = False


_SETS = (
    _Zones(500, 110, 1_000_000, 100_000, 5_000),
    _Zones(500, 110, 1_000_000, 100_000, 5_000, is_every_sector_another=True),
    _Zones(5_000, 44, 1_000_000, 100_000, 2_000),
    _Zones(10, 60_000, 1_000, 1_000, 100),
)


@dataclass(frozen=True, slots=True)
class _Way:
    name: str
    table: gpd.GeoDataFrame
    run: Callable[[gpd.GeoDataFrame], object]


@dataclass(frozen=True, slots=True)
class _Taken:
    """Microseconds a row, of the clock and of the processor."""

    wall_us: float
    cpu_us: float


def main(rows: int = ROWS) -> None:
    """Print microseconds a row and ratios for each set of zones."""
    for one in _SETS:
        observations = mixed_observations(rows, different_sectors=rows if one.is_every_sector_another else DIFFERENT_SECTORS)
        agreement = agreement_over(star_zones(one.count, one.corners))
        zones = zone_table(agreement)
        sectors = "every sector another" if one.is_every_sector_another else f"{DIFFERENT_SECTORS:,} sectors at most"
        print(f"{one.count:,} zones of {one.corners:,} corners, {sectors}", flush=True)
        if not one.is_every_sector_another:
            _print_once(observations.iloc[:1_000], agreement)
        well, each, often = (observations.iloc[:some] for some in (one.rows_well, one.rows_each, one.rows_often))
        ours = _Way("this engine", observations, partial(_assessed, agreement=agreement))
        others = (
            _Way("GeoPandas, written well", well, partial(competent, zones=zones)),
            _Way("the same, time first", well, partial(competent, zones=zones, time_first=True)),
            _Way("each sector by itself", each, partial(competent, zones=zones, sectors_once=False)),
            _Way("buffer + sjoin + apply", often, partial(usual, zones=zones)),
        )
        _compare(ours, others)
    _print_by_rows(rows)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB, every way included")


def _print_once(some: gpd.GeoDataFrame, agreement: Agreement) -> None:
    """Print what the first assessment takes that the next ones need not do again."""
    first, again = (_taken(_Way("", some, partial(_assessed, agreement=agreement))) for _ in range(2))
    taken = (first.cpu_us - again.cpu_us) * len(some) / 1e3
    print(f"  to index the zones and hold the regions against them, once for all: {taken:,.0f} ms of processor", flush=True)


def _print_by_rows(rows: int) -> None:
    """Print what a row takes of this engine among fewer and more, where sectors come again and where each is one of its own."""
    first = _SETS[0]
    agreement = agreement_over(star_zones(first.count, first.corners))
    for said, different in ((f"{DIFFERENT_SECTORS:,} sectors at most", DIFFERENT_SECTORS), ("every sector another", rows)):
        observations = mixed_observations(rows, different_sectors=different)
        for some in (10**power for power in range(4, 9) if 10**power <= rows):
            table = observations.iloc[:some]
            turns = [_taken(_Way("", table, partial(_assessed, agreement=agreement))) for _ in range(_TURNS // some + ROUNDS)]
            wall, cpu = min(one.wall_us for one in turns), min(one.cpu_us for one in turns)
            print(f"{some:12,} rows, {said}: {wall:.2f} us a row, {cpu:.2f} of processor", flush=True)


def _assessed(observations: gpd.GeoDataFrame, agreement: Agreement) -> Assessment:
    return assess(observations, agreement, engine_version="bench")


def _compare(ours: _Way, others: tuple[_Way, ...]) -> None:
    """Let all ways take turns, and print of each the least it took and how many times as long that is."""
    rounds = [[_taken(way) for way in (ours, *others)] for _ in range(ROUNDS)]
    least = [_Taken(min(one.wall_us for one in turns), min(one.cpu_us for one in turns)) for turns in zip(*rounds, strict=True)]
    for way, taken in zip((ours, *others), least, strict=True):
        print(
            f"  {way.name:24} {taken.wall_us:12,.2f} us a row, {taken.cpu_us:,.2f} of processor, {len(way.table):,} rows", end=""
        )
        ratios = taken.wall_us / least[0].wall_us, taken.cpu_us / least[0].cpu_us
        print("" if way is ours else f": {ratios[0]:,.0f} times as long, {ratios[1]:,.0f} times the processor", flush=True)


def _taken(way: _Way) -> _Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    way.run(way.table)
    each = 1e6 / max(len(way.table), 1)
    return _Taken((time.perf_counter() - wall) * each, (time.process_time() - cpu) * each)
