"""One number for all that an assessment decided, by which two can be told to be the same without comparing them row by row."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.situation import Situation

_WORDS = [verdict.words for verdict in sorted(Verdict)]
_MATCHES = ["act", "weapon", "party", "exemption"]
_SHARE, _DISTANCE = 1e6, 10.0
"""Shares are hashed as whole millionths and distances as whole decimetres: what is finer is rounding of the machine."""


def situation_hash(situation: Situation) -> str:
    """Return `verdict_hash` of a situation."""
    return verdict_hash(situation.observations, situation.assessment, situation.agreement)


def verdict_hash(observations: pd.DataFrame, assessment: Assessment, agreement: Agreement) -> str:
    """Return a SHA-256 (hex) over every verdict and finding of an assessment.

    In it are id, verdict, provision, zone, shares, distance and matches; not the words of reasons, which differ by language, nor
    the order of the reports, nor what the verdicts were made from: two versions of an agreement that decide alike hash alike.
    """
    ids = [f"{len(one)}:{one}" for one in observations["observation_id"].tolist()]
    findings = _findings(ids, assessment.findings, agreement)
    decisive = ["" if at < 0 else findings[at] for at in assessment.decisive.tolist()]
    verdicts = [
        f"verdict {one} {_WORDS[code]} {finding}"
        for one, code, finding in zip(ids, assessment.verdicts.tolist(), decisive, strict=True)
    ]
    return _hashed([*verdicts, *findings])


def _findings(ids: Sequence[str], findings: pd.DataFrame, agreement: Agreement) -> list[str]:
    provision = np.array([f"{len(one.id)}:{one.id}" for one in agreement.provisions], dtype=object)
    zone = np.array([f"{len(one.id)}:{one.id}" for one in agreement.zones], dtype=object)
    columns = [
        [ids[row] for row in findings["row"].tolist()],
        provision[findings["provision"].to_numpy(dtype=np.int64)].tolist(),
        zone[findings["zone"].to_numpy(dtype=np.int64)].tolist(),
        [_WORDS[code] for code in findings["finding"].tolist()],
        *(_whole(findings[name], _SHARE) for name in ("p_inside", "p_in_force")),
        _whole(findings["edge_distance_m"], _DISTANCE),
        *(findings[name].tolist() for name in _MATCHES),
    ]
    return [" ".join(map(str, one)) for one in zip(*columns, strict=True)]


def _whole(numbers: pd.Series, steps: float) -> list[int]:
    rounded: NDArray[np.float64] = np.rint(numbers.to_numpy(dtype=np.float64) * steps)
    return list(rounded.astype(np.int64).tolist())


def _hashed(lines: Iterable[str]) -> str:
    # An id may hold half a character (a lone surrogate), which has no UTF-8.
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogatepass")).hexdigest()
