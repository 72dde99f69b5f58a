"""Where reports are held against clauses: in this process, or by dask's workers."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.cli.speech import bad_usage
from dashboard.cluster.holding import ClusterHolding
from dashboard.cluster.workers import workers_here, workers_of
from dashboard.engine.assess import Holding, hold_clauses


def add_engines(assess: argparse.ArgumentParser) -> None:
    """Add the options that choose between them."""
    assess.add_argument(
        "--engine", choices=("here", "dask"), default="here", help="hold reports in this process, or by dask's workers"
    )
    assess.add_argument(
        "--scheduler", metavar="ADDRESS", help="with dask: whose workers, tcp://HOST:PORT; default: of this machine"
    )
    assess.add_argument(
        "--workers", type=_workers, metavar="N", help="with dask on this machine: processes (default: one a core)"
    )
    assess.add_argument(
        "--shared", type=Path, metavar="FOLDER", help="with dask: a folder that every machine has under the same path"
    )


@contextmanager
def holding_by(options: argparse.Namespace) -> Iterator[Holding]:
    """Give what holds reports against clauses: this process, or workers that are there as long as they are needed."""
    if options.engine == "here":
        yield hold_clauses
        return
    here = workers_here(options.workers or os.cpu_count() or 1)
    with workers_of(options.scheduler) if options.scheduler else here as client:
        yield ClusterHolding(client, options.shared)


def refuse_contradictions(options: argparse.Namespace) -> None:
    """Refuse options of workers where there are none, or of others."""
    for name in ("scheduler", "workers", "shared"):
        if options.engine == "here" and getattr(options, name) is not None:
            bad_usage(f"--{name} needs --engine dask")
    if options.scheduler is not None and options.workers is not None:
        bad_usage("--workers is for this machine; with --scheduler its own workers are used")
    if options.shared is not None and not options.shared.is_dir():
        bad_usage(f"--shared {options.shared} is no folder")


def _workers(number: str) -> int:
    if not number.isdecimal() or not int(number):
        raise argparse.ArgumentTypeError(f"expected a number of processes from 1, found {number}")
    return int(number)
