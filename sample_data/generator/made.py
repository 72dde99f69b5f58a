"""One event made for a purpose, with the one row about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sample_data.generator.dice import Dice
from sample_data.generator.events import DAYS, FIRST_DAY, IN_FORCE, KYIV, Event
from sample_data.generator.ground import Position
from sample_data.generator.monitors import PATROLS, REMOTE, SATELLITE
from sample_data.generator.others import OPEN, PARTNERS
from sample_data.generator.rows import Placed, Row, Told, point

Case = tuple[Event, Row]
_SENDERS = {
    PATROLS: {"means": "patrol", "source": "sample patrol 4", "reliability": "B", "credibility": "2"},
    REMOTE: {"means": "drone", "source": "sample drone team 2", "reliability": "A", "credibility": "1"},
    SATELLITE: {"means": "satellite", "source": "sample satellite desk 1", "reliability": "B", "credibility": "2"},
    PARTNERS: {"means": "partner", "source": "вигаданий партнер 2", "reliability": "C", "credibility": "3"},
    OPEN: {"means": "open-source", "source": "вымышленный канал 3", "reliability": "D", "credibility": "4"},
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it truly was, the cells that tell it, and what those cells mean."""

    at: Position
    cells: Mapping[str, str]
    placed: Placed


def disc(at: Position, radius_m: float) -> Spot:
    """Tell a place as a point with radius in metres."""
    cells, placed = point(at, radius_m, 5)
    return Spot(at, cells, placed)


def case(file: str, act: str, told: Told, why: str, spot: Spot, **cells: str) -> Case:
    """Put an event and its row together; `cells` are the row's other cells, `description` among them."""
    known = {"observed_from": told.start_text, "observed_to": told.end_text, "act": act}
    row = Row(file, {**known, **spot.cells, **_SENDERS[file], **cells}, told, spot.placed, why=why)
    minutes = round((told.end - told.start).total_seconds() / 60)
    count = cells.get("count", "").lstrip(">=~")
    what = (cells.get("weapon", ""), cells.get("calibre_mm", ""), int(count or 0), cells.get("party", ""))
    return Event("", act, why, spot.at, told.start.astimezone(KYIV), minutes, *what), row


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a local instant."""
    return datetime.combine(day, time(hour, minute), KYIV)


def some_day(dice: Dice, start: date = IN_FORCE) -> date:
    """Return a day between `start` and the last of the ninety, both included."""
    return start + timedelta(days=dice.whole(0, (FIRST_DAY + timedelta(days=DAYS - 1) - start).days))


def some_minute(dice: Dice, start: date = IN_FORCE) -> datetime:
    """Return a local instant on such a day."""
    return clock(some_day(dice, start), dice.whole(0, 23), dice.whole(0, 59))
