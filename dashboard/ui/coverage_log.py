"""The coverage log as pages use it: what it states, the ground that each statement speaks of, and the times it reaches."""

from dataclasses import dataclass

from dashboard.domain.coverage import Watch
from dashboard.domain.intervals import Interval
from dashboard.engine.coverage_ground import Outline
from dashboard.ui.session import Scene


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """key: tells one state of the log from another. has_any: whether there is a log.

    span: from the first to the last time it speaks of; None where it says nothing.
    """

    key: str
    watches: tuple[Watch, ...]
    outline: Outline
    span: Interval | None
    has_any: bool


def log_of(scene: Scene) -> Log:  # noqa: ARG001 # of whose project the log will be
    """Return the coverage log in view: none, until one can be loaded."""
    return Log("", (), lambda _: None, None, False)
