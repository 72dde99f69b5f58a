"""Dask's workers: those of a scheduler somebody started, or processes of this machine for the time of one command.

dask is optional; ClusterError says what to install where it is not there.
"""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any

from dashboard.cluster.errors import ClusterError

if TYPE_CHECKING:
    from distributed import Client

PATIENCE_S = 10
"""Seconds within which a scheduler must answer and have a worker."""
LOOPBACK = "127.0.0.1"


@contextmanager
def workers_of(scheduler: str) -> Iterator["Client"]:
    """Give a client of a scheduler (`tcp://HOST:PORT`) that has workers; they are left running in the end."""
    distributed = _distributed()
    try:
        client = distributed.Client(scheduler, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"no scheduler answers at {scheduler} ({_first_line(error)}); start one with 'python -m dask scheduler' and give the "
            "address it prints, tcp://HOST:PORT"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except TimeoutError as error:
            raise ClusterError(
                f"the scheduler at {scheduler} has no workers; start them with 'python -m dask worker {scheduler} --nthreads 1'"
            ) from error
        yield client


@contextmanager
def workers_here(count: int) -> Iterator["Client"]:
    """Give a client of so many processes of this machine, which end with it."""
    distributed = _distributed()
    with _interrupts_for_us_alone():
        cluster = distributed.LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            host=LOOPBACK,
            # Its pages cannot be left out; so they stand at a free port of this machine alone.
            dashboard_address=f"{LOOPBACK}:0",
            scheduler_kwargs={"dashboard": False},
            worker_dashboard_address=f"{LOOPBACK}:0",
        )
    with cluster, distributed.Client(cluster, set_as_default=False) as client:
        yield client


@contextmanager
def _interrupts_for_us_alone() -> Iterator[None]:
    """Let Ctrl-C, which a terminal sends to every process, reach none that is started within; ours gets it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started later, it would let interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _distributed() -> Any:  # noqa: ANN401 # it has no types
    try:
        import distributed  # noqa: PLC0415 # optional
    except ImportError as error:
        raise ClusterError(
            f"dask cannot be used ({error}); install it with 'python -m pip install --require-hashes -r requirements-cluster.txt'"
        ) from error
    # What it has to say to whoever looks after a cluster; errors come to the person as one line of ours.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
