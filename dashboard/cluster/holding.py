"""Reports held against clauses by dask's workers, one task per file of a batch; the findings are those of one process."""

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from dashboard import ENGINE_VERSION
from dashboard.cluster.batches import BATCH_ROWS, Batches, hold_batch, read_findings
from dashboard.cluster.errors import ClusterError
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import Progress, in_order, part, untold

if TYPE_CHECKING:
    from distributed import Client, Future

_WRITING = 0.1
"""The share of writing in the time it takes."""


@dataclass(frozen=True, slots=True)
class ClusterHolding:
    """What does `engine.assess.hold_clauses` by the workers of a client.

    folder: one that this process and every worker see under the same path and can write to; None for the system's own for
    temporary files. Nothing stays in it. size: rows in a batch.
    """

    client: "Client"
    folder: Path | None = None
    size: int = BATCH_ROWS

    def __call__(self, observations: gpd.GeoDataFrame, agreement: Agreement, progress: Progress = untold) -> pd.DataFrame:
        """Return the findings; ClusterError where a worker fails. `progress` may raise, which cancels what has not begun."""
        batches = Batches(observations, self.size)
        with _folder_for_batches(self.folder) as folder:
            written = batches.written(folder)
            done = hold_files(self.client, written, agreement, progress, count=len(batches))
            return in_order([read_findings(path) for path in done])


def hold_files(
    client: "Client", paths: Iterable[Path], agreement: Agreement, progress: Progress = untold, *, count: int
) -> list[Path]:
    """Hold `count` batch files by the workers of a client, each from when it comes; return where the findings of each are.

    Errors as of `ClusterHolding`; whatever happens, no task of it is left to the scheduler.
    """
    import dask  # noqa: PLC0415 # optional; whoever has a client has it

    futures: list[Future] = []
    with _lost_connections_told():
        # As the result of a task it goes to each worker once, and comes again where the worker that has it goes away.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TB"}):
            shared = client.submit(_as_it_is, agreement, pure=False)
        try:
            for path in paths:
                futures.append(client.submit(hold_batch, path, shared, ENGINE_VERSION, pure=False))
                progress(_WRITING * len(futures) / count, f"writing batches: {len(futures)} of {count}")
            _finish(futures, part(progress, _WRITING, 1.0))
            return [future.result() for future in futures]
        finally:
            client.cancel([*futures, shared], force=True)


def _as_it_is(agreement: Agreement) -> Agreement:
    return agreement


def _finish(futures: "list[Future]", progress: Progress) -> None:
    """Wait until every batch is held; ClusterError names the worker and the reason of the first that cannot be."""
    from distributed import as_completed  # noqa: PLC0415 # likewise

    for done, future in enumerate(as_completed(futures, loop=futures[0].client.loop), start=1):
        if future.status != "finished":
            raise ClusterError(what_failed(future))
        progress(done / len(futures), f"holding reports: batch {done} of {len(futures)}")


def what_failed(future: "Future") -> str:
    """Return in one line why a batch is not held, of a future that is done and not finished."""
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 # likewise

    if future.status != "error":
        return "the scheduler gave a batch up; start the command again"
    match future.exception():
        case KilledWorker() as error:
            return (
                f"worker {error.last_worker.address} died while it held a batch, most often for want of memory; use fewer workers"
            )
        case FileNotFoundError() as error:
            return f"a worker does not see {error.filename}; give --shared a folder that every machine has under the same path"
        case OSError() as error:
            return f"a worker cannot use {error.filename or 'a batch'}: {error.strerror or error}"
        case error:
            return f"a worker failed: {error or type(error).__name__}"


@contextmanager
def _folder_for_batches(parent: Path | None) -> Iterator[Path]:
    # A worker may still be writing to it when the work is given up.
    with tempfile.TemporaryDirectory(prefix="assess-", dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def _lost_connections_told() -> Iterator[None]:
    from distributed.comm import CommClosedError  # noqa: PLC0415 # likewise

    try:
        yield
    except (CommClosedError, CancelledError) as error:
        raise ClusterError("the connection to the scheduler was lost; start the command again") from error
