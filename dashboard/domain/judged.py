"""What a decision on an incident was about, so that it can be told whether the same is still there."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Everything a decision on an incident rests on.

    observations: key and content hash of each member, by key, superseded ones included; the hash covers how the row was read
    and placed, so that a corrected place is other evidence though the row is the same. verdict, provision_id, zone_id: the
    machine's, of the leading finding, the ids empty where it has none. agreement: version of the agreement held against.
    """

    observations: tuple[tuple[str, str], ...]
    verdict: Verdict
    provision_id: str
    zone_id: str
    agreement: str

    @property
    def sha256(self) -> str:
        """One hash over all of it, lower-case hex."""
        parts = [self.observations, int(self.verdict), self.provision_id, self.zone_id, self.agreement]
        return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the members."""
        return frozenset(key for key, _ in self.observations)


def changes(before: Fingerprint, now: Fingerprint) -> tuple[str, ...]:
    """Return in words what is not as it was; nothing exactly where the fingerprints are equal."""
    return tuple(_changes(before, now))


def _changes(before: Fingerprint, now: Fingerprint) -> Iterator[str]:
    then, there = dict(before.observations), dict(now.observations)
    added, gone = len(there.keys() - then.keys()), len(then.keys() - there.keys())
    altered = sum(content != there[key] for key, content in then.items() if key in there)
    if added:
        yield f"{_observations(added)} added"
    if gone:
        yield f"{_observations(gone)} no longer in it"
    if altered:
        yield f"{_observations(altered)} read or placed otherwise"
    if before.verdict is not now.verdict:
        yield f"the verdict was {before.verdict.words}, is {now.verdict.words}"
    if (before.provision_id, before.zone_id) != (now.provision_id, now.zone_id):
        yield f"it rested on {_clause(before)}, rests on {_clause(now)}"
    if before.agreement != now.agreement:
        yield "another version of the agreement is in use"


def _observations(count: int) -> str:
    return f"{count:,} observation{'' if count == 1 else 's'}"


def _clause(one: Fingerprint) -> str:
    return f"{one.provision_id} in {one.zone_id}" if one.provision_id else "no clause"
