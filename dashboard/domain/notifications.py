"""What a party announced beforehand, or claimed: a table beside the agreement, held against observations."""

from dataclasses import dataclass

from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.acts import match_act
from dashboard.domain.intervals import Interval
from dashboard.domain.matching import Match, all_of
from dashboard.domain.parties import match_named

CLAIMS: tuple[str, ...] = ("return-fire", "self-defence", "training", "humanitarian", "safety")
"""What a party can claim an act was, where an agreement lets such a claim exempt it."""


@dataclass(frozen=True, slots=True)
class Notification:
    """One row: who announced (or claims) which act, where and when.

    reference: how the mission files it. area: lon, lat in EPSG:4326, edges included. times: UTC, `[from, to)`.
    claim: one of `CLAIMS`, empty for a prior notification.
    """

    reference: str
    party: str
    act: str
    place: str
    area: Polygon | MultiPolygon
    times: Interval
    claim: str = ""


def match_notification(one: Notification, *, act: str, party: str, inside: float, within: float) -> Match:
    """Whether a row covers an observation: yes where party, act, place and the whole time surely match, unknown where they might.

    inside: share of the place in the row's area. within: share of the time in the row's times.
    """
    return all_of((match_act(act, (one.act,)), match_named(party, (one.party,)), match_share(inside), match_share(within)))


def match_share(share: float) -> Match:
    """Yes for the whole, no for nothing, unknown between."""
    if share >= 1:
        return Match.YES
    return Match.NO if share <= 0 else Match.UNKNOWN
