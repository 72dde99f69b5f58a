"""Placed observations as partitioned Parquet, and one such file held against an agreement by whoever sees it.

A batch file has the rows' positions in their table (`row`), `CLAUSE_COLUMNS`, and `shape`, of a sector or an area, as WKB in
lon/lat (EPSG:4326), each different one once; a point has none. The findings stand beside it in an Arrow file; their rows are
those of the table.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.feather as arrow_file
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from dashboard import ENGINE_VERSION
from dashboard.cluster.errors import ClusterError
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import CLAUSE_COLUMNS, hold_clauses
from dashboard.engine.parts import on_cores

BATCH_ROWS = 1 << 17
_HAVE_A_SHAPE = ("sector", "area")
_NO_SHAPE = -1
_LARGEST_DICTIONARY = 1 << 30
"""Bytes of different shapes in a file up to which each is written once; oblasts alone pass the usual limit of a megabyte."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batches:
    """A table of placed observations, to be cut into files of `size` rows.

    Rows with one shape stand together, since a shape is held against the zones once in each file; shapes come first, being the
    most work, so that no worker is left with them in the end.
    """

    observations: gpd.GeoDataFrame
    size: int = BATCH_ROWS

    def __len__(self) -> int:
        """Return how many files it comes to: at least one."""
        return max(-(-len(self.observations) // self.size), 1)

    def written(self, folder: Path) -> Iterator[Path]:
        """Write one file after the other, and yield each when it is complete. OSError where the folder cannot take it."""
        shape = _shape_numbers(self.observations)
        order = np.argsort(-shape, kind="stable")
        for number in range(len(self)):
            rows = np.sort(order[number * self.size : (number + 1) * self.size])
            path = folder / f"batch-{number:06}.parquet"
            # Files are opened here, not by name there: what goes wrong then says with which file.
            with path.open("wb") as file:
                pq.write_table(self._table(rows, shape[rows]), file, dictionary_pagesize_limit=_LARGEST_DICTIONARY)
            yield path

    def _table(self, rows: Ints, shape: Ints) -> pa.Table:
        told = self.observations[list(CLAUSE_COLUMNS)].iloc[rows]
        table = pa.Table.from_pandas(pd.DataFrame(told), preserve_index=False)
        _, first, number = np.unique(shape, return_index=True, return_inverse=True)
        different = shapely.to_wkb(self.observations.geometry.iloc[rows[first]].to_numpy())
        different[shape[first] == _NO_SHAPE] = b""
        column = pa.DictionaryArray.from_arrays(number.astype(np.int32), pa.array(different, pa.binary()))
        return table.append_column("row", pa.array(rows)).append_column("shape", column)


def _shape_numbers(observations: gpd.GeoDataFrame) -> Ints:
    """Return the number of each row's shape, rows that share an object having one; -1 where a row has none."""
    number = np.full(len(observations), _NO_SHAPE, dtype=np.int64)
    shaped = np.flatnonzero(observations["place_kind"].isin(_HAVE_A_SHAPE).to_numpy())
    objects = observations.geometry.iloc[shaped].to_numpy()
    number[shaped] = np.unique(np.array([id(one) for one in objects], dtype=np.int64), return_inverse=True)[1]
    return number


def read_batch(path: Path) -> tuple[Ints, gpd.GeoDataFrame]:
    """Return the positions of a file's rows in their table, and the rows; those of one shape share its object."""
    with path.open("rb") as file:
        table = pq.read_table(file)
    rows = table.column("row").to_numpy()
    shape = table.column("shape").unify_dictionaries().combine_chunks()
    different = np.array([shapely.from_wkb(one) if one else None for one in shape.dictionary.to_pylist()], dtype=object)
    geometry = different[shape.indices.to_numpy()] if len(different) else np.empty(0, dtype=object)
    told = table.select(list(CLAUSE_COLUMNS)).to_pandas()
    return rows, gpd.GeoDataFrame(told, geometry=gpd.GeoSeries(geometry, crs="EPSG:4326"))


def findings_path(batch: Path) -> Path:
    """Return where the findings of a batch are written."""
    return batch.with_suffix(".arrow")


def hold_batch(batch: Path, agreement: Agreement, engine_version: str) -> Path:
    """Hold one file against an agreement, write its findings (`assess.FINDINGS`, without quotas) beside it; return their path.

    Runs on one core: there are as many processes as cores. ClusterError where the worker has another version of the engine, whose
    verdicts might differ.
    """
    if engine_version != ENGINE_VERSION:
        raise ClusterError(
            f"it has version {ENGINE_VERSION} of the engine, expected {engine_version}; use the same program everywhere"
        )
    rows, observations = read_batch(batch)
    with on_cores(1):
        findings = hold_clauses(observations, agreement)
    findings["row"] = rows[findings["row"].to_numpy()]
    path = findings_path(batch)
    # A batch may be held twice, where a worker was thought lost; whoever reads sees a whole file.
    unfinished = path.with_suffix(f".{uuid4().hex}")
    with unfinished.open("wb") as file:
        arrow_file.write_feather(findings, file, compression="uncompressed")
    os.replace(unfinished, path)
    return path


def read_findings(path: Path) -> pd.DataFrame:
    """Return the findings of a batch."""
    return pd.DataFrame(arrow_file.read_feather(path, memory_map=False))
