"""Verdicts and findings as readable tables, row by row, for exports."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement
from dashboard.domain.matching import Match
from dashboard.domain.message import Notes
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.findings import reason_texts, verdict_reasons
from dashboard.language.catalogue import Language, template
from dashboard.language.say import words

_VERDICT_WORDS = np.array([verdict.words for verdict in sorted(Verdict)], dtype=object)
_MATCH_WORDS = np.array([match.word for match in sorted(Match)], dtype=object)


def verdict_table(
    observations: pd.DataFrame, assessment: Assessment, agreement: Agreement, language: Language = "en"
) -> pd.DataFrame:
    """Return one row per observation, in its order: verdict, provision_id, zone_id, p_inside, p_in_force, reason.

    Where no finding decides, the ids are empty and the shares NaN. The reason is in `language` and ends with
    what reading the row noted (`flags`); every other word is the same in all languages.
    """
    count = len(observations)
    decided = np.flatnonzero(assessment.decisive >= 0)
    findings = assessment.findings.iloc[assessment.decisive[decided]]
    ids = np.full((2, count), "", dtype=object)
    ids[:, decided] = _ids(findings, agreement)
    shares = np.full((2, count), np.nan)
    shares[:, decided] = findings[["p_inside", "p_in_force"]].to_numpy(dtype=np.float64).T
    reasons = verdict_reasons(assessment, agreement, observations["unplaced_reason"], np.arange(count), language)
    return pd.DataFrame(
        {
            "observation_id": observations["observation_id"].to_numpy(),
            "verdict": _VERDICT_WORDS[assessment.verdicts],
            "provision_id": ids[0],
            "zone_id": ids[1],
            "p_inside": shares[0],
            "p_in_force": shares[1],
            "reason": _with_flags(reasons, observations["flags"], language),
        }
    )


def _with_flags(reasons: Sequence[str], flags: pd.Series, language: Language) -> list[str]:
    noted = template("reason.flagged", language, None)
    return [
        noted.format(reason=reason, flags=words(Notes(flag), language)) if flag else reason
        for reason, flag in zip(reasons, flags, strict=True)
    ]


def findings_table(
    observations: pd.DataFrame, assessment: Assessment, agreement: Agreement, language: Language = "en"
) -> pd.DataFrame:
    """Return one row per finding, observations in their order and findings in the agreement's; reasons in `language`."""
    findings = assessment.findings
    provision_ids, zone_ids = _ids(findings, agreement)
    ids = observations["observation_id"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "observation_id": ids[findings["row"].to_numpy(dtype=np.int64)],
            "provision_id": provision_ids,
            "zone_id": zone_ids,
            "finding": _VERDICT_WORDS[findings["finding"].to_numpy(dtype=np.int64)],
            "p_inside": findings["p_inside"],
            "p_in_force": findings["p_in_force"],
            "edge_distance_m": findings["edge_distance_m"],
            "act_match": _MATCH_WORDS[findings["act"].to_numpy(dtype=np.int64)],
            "weapon_match": _MATCH_WORDS[findings["weapon"].to_numpy(dtype=np.int64)],
            "party_match": _MATCH_WORDS[findings["party"].to_numpy(dtype=np.int64)],
            "reasons": reason_texts(findings, agreement, language),
        }
    )


def _ids(findings: pd.DataFrame, agreement: Agreement) -> np.ndarray[tuple[int, int], np.dtype[np.object_]]:
    provisions = np.array([one.id for one in agreement.provisions], dtype=object)
    zones = np.array([one.id for one in agreement.zones], dtype=object)
    provision, zone = (findings[name].to_numpy(dtype=np.int64) for name in ("provision", "zone"))
    return np.stack([provisions[provision], zones[zone]])
