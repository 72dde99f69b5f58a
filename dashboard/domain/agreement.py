"""A declared agreement: zones, provisions, and when each is in force."""

from dataclasses import dataclass, field

from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.domain.intervals import Interval, intersect, subtract, union

ALWAYS = (Interval(),)


@dataclass(frozen=True, slots=True)
class Zone:
    """A declared place. A line (`is_line`) is drawn and measured from; only an area can hold an observation.

    geometry: lon, lat in EPSG:4326, edges straight in lon/lat (RFC 7946).
    in_force, suspended: aware UTC, `[start, end)`.
    """

    id: str
    name: str
    kind: str
    geometry: BaseGeometry
    in_force: tuple[Interval, ...] = ALWAYS
    suspended: tuple[Interval, ...] = ()
    derivation: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.geometry, Polygon | MultiPolygon | LineString | MultiLineString):
            raise TypeError(f"zone {self.id} is a {self.geometry.geom_type}, expected lines or polygons")

    @property
    def is_line(self) -> bool:
        """Whether the zone is a reference line rather than an area."""
        return isinstance(self.geometry, LineString | MultiLineString)


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What a provision forbids. Empty `weapons` and absent calibres ask nothing; calibres in millimetres, inclusive."""

    acts: tuple[str, ...]
    weapons: tuple[str, ...] = ()
    calibre_min_mm: float | None = None
    calibre_max_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """One way out of a prohibition: holds when every stated condition holds.

    acts, parties: empty where nothing is asked. notified: the act was announced beforehand, which no observation says by itself.
    """

    acts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    notified: bool = False

    def __post_init__(self) -> None:
        if not (self.acts or self.parties or self.notified):
            raise ValueError("an exemption without a condition would exempt everything")


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `count_max` objects at a time, in each zone."""

    count_max: int


@dataclass(frozen=True, slots=True)
class Provision:
    """One clause: what is prohibited, where, to whom, when, with which exemptions. Empty `binds` binds everyone."""

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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of certainty, `p_inside * p_in_force`, at which a finding changes.

    violation: at or above it a match is a potential violation. outside: below it the observation is outside scope.
    """

    violation: float = 0.95
    outside: float = 0.05


@dataclass(frozen=True, slots=True)
class Agreement:
    """The declared agreement as one immutable version. `version` is a hash over its text and geometry."""

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

    def zone(self, zone_id: str) -> Zone:
        """Return the zone with this id; KeyError where there is none (an agreement that was read has no such reference)."""
        return {zone.id: zone for zone in self.zones}[zone_id]

    def times_in_force(self, zone: Zone, provision: Provision) -> tuple[Interval, ...]:
        """Return when agreement, zone and provision are all in force, every suspension cut out."""
        declared = intersect(intersect(union(self.in_force), union(zone.in_force)), union(provision.in_force))
        return subtract(declared, (*self.suspended, *zone.suspended, *provision.suspended))
