"""What an assessment was made from and what it decided, so that two of them can be told apart years later."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["observations", "agreement", "regions", "places", "corrections", "mapping", "notifications"]


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file that was read: its name without its folder, and SHA-256. An agreement is its YAML and the geometry it names."""

    role: Role
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What else the verdicts follow from. time_zone: of times without an offset; language: of the reasons; thresholds: shares."""

    time_zone: str
    language: str
    violation: float
    outside: float


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """Everything that an assessment follows from.

    engine: `ENGINE_VERSION`; program: the package's version and a hash of its source. agreement_version, theatre: SHA-256, see
    `Agreement` and `ingest.theatre.fingerprint`. inputs: in the order they were given, by role.
    """

    program: str
    engine: str
    agreement_id: str
    agreement_version: str
    theatre: str
    inputs: tuple[InputFile, ...]
    settings: Settings

    def of_role(self, role: Role) -> tuple[InputFile, ...]:
        """Return the files read in one role."""
        return tuple(one for one in self.inputs if one.role == role)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every row read."""

    read: int
    accepted: int
    rejected: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """An assessment by what it was made from, and what it came to. No clock is in it: the same work gives the same manifest.

    verdict_hash: `engine.verdict_hash`, the same in every language. written: what each file that was written holds, and its
    SHA-256.
    """

    made_from: MadeFrom
    account: Account
    verdict_hash: str
    written: tuple[tuple[str, str], ...] = ()
