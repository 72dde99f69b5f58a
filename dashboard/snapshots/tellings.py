"""What is no table, as JSON and back: accounts of files and rejected rows."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dashboard.ingest.account import FileAccount, PositionCounts, Problem, Rejection

Told = list[Any]
"""A value as JSON says it."""


def accounts_told(accounts: Sequence[FileAccount]) -> Told:
    """Return accounts as JSON says them."""
    return [asdict(one) for one in accounts]


def accounts_of(told: Told) -> tuple[FileAccount, ...]:
    """Return the accounts."""
    return tuple(FileAccount(**_tuples(one) | {"positions": PositionCounts(**_tuples(one["positions"]))}) for one in told)


def rejections_told(rejections: Sequence[Rejection]) -> Told:
    """Return rejected rows as JSON says them, the cells in their order."""
    return [
        [one.file, one.line, [[problem.column, problem.value, problem.reason] for problem in one.problems], one.cells]
        for one in rejections
    ]


def rejections_of(told: Told) -> tuple[Rejection, ...]:
    """Return the rejected rows."""
    return tuple(
        Rejection(file, line, tuple(Problem(*problem) for problem in problems), cells) for file, line, problems, cells in told
    )


def as_json(told: dict[str, Any]) -> str:
    """Write what is told; half a character in a cell stays one."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _tuples(told: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
