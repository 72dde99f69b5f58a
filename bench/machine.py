"""What a measured command used: seconds and peak memory, as the operating system counted them."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds on the clock, seconds of processor time, and peak resident megabytes of one run."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(arguments: Sequence[str]) -> Used:
    """Run Python with these arguments and return what it used; CalledProcessError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return Used(time.perf_counter() - start, used.ru_utime + used.ru_stime, _peak_megabytes(used))


def _peak_megabytes(used: resource.struct_rusage) -> float:
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return used.ru_maxrss / unit
