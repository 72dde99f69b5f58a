"""Coverage logs held against an agreement without a data folder: how much of each zone was watched on each local day."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.domain.coverage import NOTHING_SAID, DatesSaid
from dashboard.domain.manifest import Account
from dashboard.engine.coverage import Watched, watched
from dashboard.engine.coverage_zones import LocalDays, asked_zones, days_told
from dashboard.ingest.account import Rejection
from dashboard.ingest.agreements.file import bundle_from_path, read_agreement
from dashboard.ingest.coverage.file import CoverageFile, LoggedWatch, read_coverage
from dashboard.ingest.coverage.known import KnownGround
from dashboard.ingest.intake import SourceFile
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import load_theatre
from dashboard.own_files import laid_over
from dashboard.present.flag_words import on_lines


@dataclass(frozen=True, slots=True)
class CoverageRequest:
    """Coverage logs and what they are held against. time_zone: of times without an offset; None for the agreement's.

    dates: what is said of the dates in all of them.
    """

    logs: tuple[Path, ...]
    agreement: Path
    theatre: Path
    regions: tuple[Path, ...] = ()
    time_zone: str | None = None
    dates: DatesSaid = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class CoverageDays:
    """How much of each zone was watched on each local day of the agreement, and the account of every row read.

    days, zones: None where no row is accepted, or none says when.
    """

    days: LocalDays | None
    zones: Watched | None
    account: Account
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...]


def coverage_of_files(request: CoverageRequest) -> CoverageDays:
    """Read coverage logs and hold them against an agreement; raises one of INPUT_ERRORS, or OSError."""
    regions = [SourceFile(path.name, path.read_bytes()) for path in request.regions]
    theatre = laid_over(load_theatre(request.theatre), regions, [])
    gazetteer = Gazetteer(theatre)
    bundle = bundle_from_path(request.agreement)
    agreement = read_agreement(bundle, default_time_zone=request.time_zone or theatre.time_zone, gazetteer=gazetteer)
    zone_name = request.time_zone or agreement.time_zone
    read = [read_coverage(str(path), path.read_bytes(), zone_name=zone_name, dates=request.dates) for path in request.logs]
    ground = KnownGround(agreement, gazetteer)
    known = [(row, ground.resolve(row.watch)) for file in read for row in file.watches]
    days = days_told((one.watch for _, one in known), ZoneInfo(agreement.time_zone))
    counted = [one.watch for _, one in known if not one.unresolved]
    return CoverageDays(
        days=days,
        zones=watched(counted, asked_zones(agreement), ground.outline, days.edges) if days else None,
        account=_account(read),
        rejections=tuple(one for file in read for one in file.rejections),
        notes=(
            *agreement.notes,
            *(f"{account.file}: {note}" for file in read for account in file.accounts for note in account.notes),
            *(f"{one.file}, {on_lines(one.said, one.lines)}" for file in read for one in file.flagged),
            *(_unresolved(row, one.unresolved) for row, one in known if one.unresolved),
        ),
    )


def _unresolved(row: LoggedWatch, why: str) -> str:
    return f"{row.file}, line {row.line}: it is kept and counts for nothing: {why}"


def _account(read: list[CoverageFile]) -> Account:
    accounts = [account for file in read for account in file.accounts]
    return Account(
        read=sum(account.rows_read for account in accounts),
        accepted=sum(account.accepted for account in accounts),
        rejected=sum(account.rejected for account in accounts),
        duplicates=sum(account.duplicates for account in accounts),
    )
