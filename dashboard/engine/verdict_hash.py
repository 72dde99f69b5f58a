"""One number for all that an assessment decided, by which two can be told to be the same without comparing them row by row."""

import hashlib
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.situation import Situation

_WORDS = [verdict.words for verdict in sorted(Verdict)]
_MATCHES = ["act", "weapon", "party", "exemption"]
_TEXT = pa.large_binary()
_AT_ONCE = 1 << 20
"""Lines put in order and hashed together: all of ten million would take some gigabytes twice over."""
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
    ids = _texts(_named(one) for one in observations["observation_id"].tolist())
    findings = _findings(ids, assessment.findings, agreement)
    decisive = findings.take(pa.array(assessment.decisive, mask=assessment.decisive < 0)).fill_null(b"")
    verdicts = _joined(_texts(["verdict"] * len(ids)), ids, _words(assessment.verdicts), decisive)
    return _hashed(pa.concat_arrays([verdicts, findings]))


def _findings(ids: pa.Array, findings: pd.DataFrame, agreement: Agreement) -> pa.Array:
    if not len(findings):
        return _texts([])
    provisions = _texts(_named(one.id) for one in agreement.provisions)
    zones = _texts(_named(one.id) for one in agreement.zones)
    return _joined(
        ids.take(pa.array(findings["row"].to_numpy())),
        provisions.take(pa.array(findings["provision"].to_numpy())),
        zones.take(pa.array(findings["zone"].to_numpy())),
        _words(findings["finding"].to_numpy()),
        *(_whole(findings[name], _SHARE) for name in ("p_inside", "p_in_force")),
        _whole(findings["edge_distance_m"], _DISTANCE),
        *(_few(findings[name]) for name in _MATCHES),
    )


def _named(identifier: str) -> str:
    """Return an id behind its length, so that no blank in it can be taken for the end of it."""
    return f"{len(identifier)}:{identifier}"


def _texts(texts: Iterable[str]) -> pa.Array:
    # An id may hold half a character (a lone surrogate), which has no UTF-8.
    return pa.array([one.encode("utf-8", "surrogatepass") for one in texts], _TEXT)


def _few(column: pd.Series) -> pa.Array:
    """Return the texts of a column that holds only a few different ones."""
    codes, different = pd.factorize(column)
    return _texts(map(str, different)).take(pa.array(codes))


def _words(codes: NDArray[np.integer]) -> pa.Array:
    return _texts(_WORDS).take(pa.array(codes))


def _whole(numbers: pd.Series, steps: float) -> pa.Array:
    rounded = np.rint(numbers.to_numpy(dtype=np.float64) * steps).astype(np.int64)
    return pa.array(rounded).cast(pa.large_string()).cast(_TEXT)


def _joined(*columns: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(*columns, pa.scalar(b" ", _TEXT))


def _hashed(lines: pa.Array) -> str:
    """Return the hash over the lines in order of their bytes, which is that of their letters."""
    order, whole = pc.sort_indices(lines), hashlib.sha256()
    for first in range(0, len(lines), _AT_ONCE):
        some = lines.take(order[first : first + _AT_ONCE])
        listed = pa.LargeListArray.from_arrays(pa.array([0, len(some)], pa.int64()), some)
        whole.update(b"\n" if first else b"")
        whole.update(pc.binary_join(listed, pa.scalar(b"\n", _TEXT))[0].as_buffer())
    return whole.hexdigest()
