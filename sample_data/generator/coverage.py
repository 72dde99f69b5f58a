"""The invented coverage log: who looked where and when, with the gaps that such logs have.

Imagery once a day over everything, clouds or not; patrols by day where they are let in; drones that are jammed; a camera that
runs for weeks; and times of which nobody says anything.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sample_data.generator.dice import Dice

COLUMNS = ("zone", "region", "area", "from", "to", "means", "state", "source", "note")
_INVENTED = "invented sample entry"
_FIRST, _LAST = date(2026, 6, 15), date(2026, 9, 12)
_DAY = timedelta(days=1)
_BAD_WEEK = (date(2026, 8, 10), date(2026, 8, 16))
_NOT_HANDED_IN = date(2026, 9, 7)
"""From this day on no patrol has handed in its log."""
_PATROLLED = ("settlement-avdiivka", "settlement-mariinka", "settlement-horlivka", "disengagement-zolote")
_CLOUDED = "POLYGON ((37.2 47.9, 38.1 47.9, 38.1 48.5, 37.2 48.5, 37.2 47.9))"

Entry = dict[str, str]


def entries(dice: Dice) -> Iterator[Entry]:
    """Yield the rows of the log, sender by sender, times local to Kyiv."""
    for sender in (_imagery, _patrols, _drones, _cameras):
        yield from sender(dice.apart(sender.__name__))


def _days(first: date = _FIRST, last: date = _LAST) -> Iterator[date]:
    return (first + at * _DAY for at in range((last - first).days + 1))


def _entry(where: Entry, times: tuple[str, str], means: str, state: str, source: str, *, note: str = "") -> Entry:
    begins, ends = times
    said = f"{note}; {_INVENTED}" if note else _INVENTED
    return {**where, "from": begins, "to": ends, "means": means, "state": state, "source": source, "note": said}


def _imagery(dice: Dice) -> Iterator[Entry]:
    """A pass over the widest zone in the morning; under broken cloud nothing is said of what lay beside the cloud."""
    for day in _days():
        times = f"{day}T10:20", f"{day}T10:40"
        state = dice.weighted((("observed", 0.6), ("weather", 0.25), ("broken cloud", 0.1), ("", 0.05)))
        if state == "broken cloud":
            yield _entry({"area": _CLOUDED}, times, "satellite", "weather", "sample imagery desk 1", note="cloud in the south")
        elif state:
            yield _entry({"zone": "mlrs"}, times, "satellite", state, "sample imagery desk 1")


def _patrols(dice: Dice) -> Iterator[Entry]:
    """By day, where they are let in: not into Horlivka in the bad week, nor to Zolote on many days."""
    for number, zone in enumerate(_PATROLLED, 1):
        source = f"sample patrol {number}"
        for day in _days(last=_NOT_HANDED_IN - _DAY):
            times = f"{day}T08:00", f"{day}T17:00"
            if zone == "settlement-horlivka" and _BAD_WEEK[0] <= day <= _BAD_WEEK[1]:
                yield _entry({"zone": zone}, (str(day), ""), "patrol", "denied", source, note="turned back at the checkpoint")
            elif zone == "disengagement-zolote" and dice.chance(0.4):
                yield _entry({"zone": zone}, times, "patrol", "denied", source, note="no safety guarantees")
            elif dice.chance(0.85):
                yield _entry({"zone": zone}, times, "patrol", "observed", source)


def _drones(dice: Dice) -> Iterator[Entry]:
    """Every third night along the strip of A; jammed around the bad week, also by what was said of all of Donetsk oblast."""
    for day in list(_days())[::3]:
        jammed = dice.chance(0.25) or _BAD_WEEK[0] <= day <= _BAD_WEEK[1]
        state = "jammed" if jammed else dice.weighted((("observed", 0.8), ("weather", 0.2)))
        yield _entry({"zone": "strip-west"}, (f"{day}T21:00", f"{day + _DAY}T02:30"), "drone", state, "sample drone team 2")
    first, last = _BAD_WEEK
    yield _entry(
        {"region": "Donetsk oblast"}, (str(first), str(last)), "drone", "jammed", "sample drone team 2", note="no control link"
    )
    yield _entry(
        {"zone": "strip-east"}, ("2026-07-01", "2026-07-31"), "drone", "no asset", "sample drone team 2", note="team on leave"
    )


def _cameras(dice: Dice) -> Iterator[Entry]:
    """One camera that runs for weeks and fails on some days."""
    where, source = {"zone": "disengagement-petrivske"}, "sample camera 1"
    begun, last = date(2026, 7, 2), date(2026, 8, 30)
    for day in _days(begun, last):
        if dice.chance(0.07):
            if begun < day:
                yield _entry(where, (str(begun), str(day - _DAY)), "camera", "observed", source)
            yield _entry(where, (str(day), ""), "camera", "no asset", source, note="no power")
            begun = day + _DAY
    yield _entry(where, (str(begun), str(last)), "camera", "observed", source)
