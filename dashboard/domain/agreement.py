"""A declared agreement: zones, provisions, and when each is in force."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.domain.daily import Daily
from dashboard.domain.derivation import Derivation
from dashboard.domain.intervals import Interval, intersect, subtract, union
from dashboard.domain.notifications import Notification

ALWAYS = (Interval(),)


@dataclass(frozen=True, slots=True)
class Zone:
    """A declared place. A line (`is_line`) is drawn and measured from; only an area can hold an observation.

    geometry: lon, lat in EPSG:4326, edges straight in lon/lat (RFC 7946).
    in_force, suspended: aware UTC, `[start, end)`. made: how it was made, None where it was drawn.
    """

    id: str
    name: str
    kind: str
    geometry: BaseGeometry
    in_force: tuple[Interval, ...] = ALWAYS
    suspended: tuple[Interval, ...] = ()
    made: Derivation | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.geometry, Polygon | MultiPolygon | LineString | MultiLineString):
            raise TypeError(f"zone {self.id} is a {self.geometry.geom_type}, expected lines or polygons")

    @property
    def is_line(self) -> bool:
        """Whether the zone is a reference line rather than an area."""
        return isinstance(self.geometry, LineString | MultiLineString)

    @property
    def derivation(self) -> str:
        """How the zone was made, in words; empty where it was drawn."""
        return self.made.words if self.made else ""


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What a provision forbids. Empty `weapons` and `systems` and absent calibres ask nothing; calibres in mm, inclusive.

    weapons: classes. systems: names out of `weapon_systems.csv`; where both are listed, one of either suffices.
    """

    acts: tuple[str, ...]
    weapons: tuple[str, ...] = ()
    calibre_min_mm: float | None = None
    calibre_max_mm: float | None = None
    systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """One way out of a prohibition: holds when every stated condition holds.

    acts, parties, means: empty where nothing is asked. outside: zone ids, in none of which the place may lie.
    notified: the act was announced beforehand; claimed: one of `notifications.CLAIMS`, which the party says it was. Neither is
    seen in an observation: a table of notifications tells, or nobody does.
    """

    acts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    notified: bool = False
    means: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    claimed: str = ""

    def __post_init__(self) -> None:
        if not (self.acts or self.parties or self.notified or self.means or self.outside or self.claimed):
            raise ValueError("an exemption without a condition would exempt everything")

    @property
    def asks_the_table(self) -> bool:
        """Whether only a table of notifications can tell that the exemption holds."""
        return self.notified or bool(self.claimed)


QUOTA_PARTS = ("zone", "party")
"""What a quota can be counted for separately."""


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `count_max` objects at a time, counted separately for each of `per` (of `QUOTA_PARTS`) and each period.

    period: empty for the whole time, else `day`, `week` (from Monday) or `month` by the agreement's local calendar, or `P7D`: so
    many local days, counted from the day the agreement begins.
    """

    count_max: int
    per: tuple[str, ...] = ("zone",)
    period: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """One clause: what is prohibited, where, to whom, when, with which exemptions. Empty `binds` binds everyone.

    party_zones: for a clause whose place differs by party, the zones in which each bound party is bound; empty where it does not.
    daily: windows of the day, by the agreement's local clock, outside which it does not hold. phase_in_until: UTC; before it what
    would be a violation is undetermined, since the clause may still be carried out. judged_because: why only a person can judge
    the clause, empty where its terms can be held against a report.
    """

    id: str
    clause: str
    text: str
    zone_ids: tuple[str, ...]
    prohibits: Prohibition
    binds: tuple[str, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    quota: Quota | None = None
    in_force: tuple[Interval, ...] = ALWAYS
    suspended: tuple[Interval, ...] = ()
    party_zones: tuple[tuple[str, tuple[str, ...]], ...] = ()
    daily: Daily | None = None
    phase_in_until: datetime | None = None
    judged_because: str = ""

    def bound_in(self, zone_id: str) -> tuple[str, ...]:
        """Return whom the provision binds in one of its zones; empty for everyone."""
        if not self.party_zones:
            return self.binds
        return tuple(party for party, zone_ids in self.party_zones if zone_id in zone_ids)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of certainty, `p_inside * p_in_force`, at which a finding changes.

    violation: at or above it a match is a potential violation. outside: below it the observation is outside scope.
    """

    violation: float = 0.95
    outside: float = 0.05


@dataclass(frozen=True, slots=True)
class Agreement:
    """The declared agreement as one immutable version. `version` is a hash over its text, geometry and notifications.

    notifications: None where there is no such table, so that nobody can say what was announced.
    """

    id: str
    title: str
    kind: str
    time_zone: str
    in_force: tuple[Interval, ...]
    parties: tuple[str, ...]
    source: str
    zones: tuple[Zone, ...]
    provisions: tuple[Provision, ...]
    version: str
    suspended: tuple[Interval, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    notes: tuple[str, ...] = ()
    notifications: tuple[Notification, ...] | None = None

    def zone(self, zone_id: str) -> Zone:
        """Return the zone with this id; KeyError where there is none (an agreement that was read has no such reference)."""
        return {zone.id: zone for zone in self.zones}[zone_id]

    def times_in_force(self, zone: Zone, provision: Provision, within: Iterable[Interval] = ALWAYS) -> tuple[Interval, ...]:
        """Return when, within some times, agreement, zone and provision are all in force, every suspension cut out.

        within: all of time where it is left out; a provision with daily windows needs times that begin and end.
        """
        declared = intersect(intersect(union(self.in_force), union(zone.in_force)), union(provision.in_force))
        times = intersect(subtract(declared, (*self.suspended, *zone.suspended, *provision.suspended)), union(within))
        if provision.daily is None:
            return times
        local = ZoneInfo(self.time_zone)
        return union(window for one in times for window in provision.daily.windows(local, one))
