"""Some files read, placed and put together, each of them by stages that may be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from dashboard.engine.assess import Progress, part
from dashboard.ingest.intake import Intake, ReadOptions, SourceFile, Tables, read_each, together
from dashboard.ingest.places.locate import with_places
from dashboard.snapshots.stages import Stages

_READING = 0.7
"""The share of reading in the time that reading and placing take."""


@dataclass(frozen=True, slots=True)
class Located:
    """What reading came to, and where its rows stand; nothing is said of times that are hard to believe, which depends on now."""

    intake: Intake
    observations: gpd.GeoDataFrame


def located(
    files: Sequence[tuple[SourceFile, ReadOptions]], stages: Stages, progress: Progress, *, set_aside: bool = False
) -> Located:
    """Read and place files and put them together. `progress` may raise to give the work up. set_aside: see `read_each`."""
    readings = read_each(files, part(progress, 0.0, _READING), set_aside=set_aside, read=stages.read)
    placings = list(_placings(stages, files, readings, part(progress, _READING, 1.0)))
    intake, is_kept = together(readings)
    del readings  # as large as all that is made of it
    if not placings:
        return Located(intake, with_places(intake.observations, stages.place_none()))
    places = placings[0] if len(placings) == 1 else pd.concat(placings, ignore_index=True)
    return Located(intake, with_places(intake.observations, places if is_kept.all() else places[is_kept].reset_index(drop=True)))


def _placings(
    stages: Stages, files: Sequence[tuple[SourceFile, ReadOptions]], readings: Sequence[Tables], progress: Progress
) -> Iterator[pd.DataFrame]:
    """Place each file's rows, those that repeat others among them: where a row stands does not depend on what stands with it."""
    sizes = [max(sum(len(one.table) for one in tables), 1) for tables in readings]
    done = 0
    for (file, options), tables, size in zip(files, readings, sizes, strict=True):
        told = part(progress, done / sum(sizes), (done + size) / sum(sizes))
        yield stages.place(file, options, tables, told)
        done += size
