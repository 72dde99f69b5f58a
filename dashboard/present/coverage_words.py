"""What is said of coverage: who looked, in shares of the zones' time, and what no report means beside it.

All sentences are messages of the catalogue, so that they are told in the language chosen.
"""

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.coverage import SHARES
from dashboard.domain.message import Listed, Message, Value, message, percent

Reported = Literal["begun", "going on", "none"]
"""Of the incidents shown, in a stretch of time: some began, none began and one from before reaches into it, neither."""
Reach = Literal["past", "now", "ahead"]
"""Of a stretch of time: it is over, it goes on, it is still to come. Nothing is stated of what is to come, nor left unstated."""
Speaks = Literal["nowhere", "elsewhere", "here"]
"""Of what a coverage log speaks: there is none, it is of places that are not known here, or of some that are."""
_SAID = {
    "observed": "coverage.observed",
    "denied": "coverage.denied",
    "jammed": "coverage.jammed",
    "weather": "coverage.weather",
    "no asset": "coverage.no-asset",
    "not stated": "coverage.not-stated",
}
_PERCENTAGE = re.compile(r"(?:[<>] )?[0-9][0-9.,]* %")
_NONE = 1e-6
"""Below it a share is the dust of adding up."""


def is_whole(share: float) -> bool:
    """Whether a share is all there is, but for the dust of adding up."""
    return bool(share > 1 - _NONE)


def is_nothing(share: float) -> bool:
    """Whether a share is none at all, but for the dust of adding up."""
    return bool(share < _NONE)


def share_message(state: str, share: float) -> Message:
    """Return one state with its share of the time. state: one of `SHARES`."""
    return message(_SAID[state], share=percent(1.0 if is_whole(share) else share))


def shares_message(shares: NDArray[np.float64]) -> Listed:
    """Return the states that had any share of the time, each with it. shares: in the order of `SHARES`, sum 1."""
    held = [(state, float(share)) for state, share in zip(SHARES, shares, strict=True) if not is_nothing(share)]
    return Listed(tuple(share_message(state, share) for state, share in held), ",")


def period_message(shares: NDArray[np.float64], log: Speaks, reach: Sequence[Reach] = ()) -> Message:
    """Return what stands beside a count: how much of the zones' time of the period was watched, and what became of the rest.

    shares: in the order of `SHARES`, of the time up to now, NaN where no zone shown is in force then. reach: of its bins.
    """
    if log != "here":
        return no_word_message(log)
    if "ahead" not in reach:
        return _period(shares)
    if set(reach) == {"ahead"}:
        return message("coverage.ahead")
    return message("coverage.period-to-now", told=_period(shares))


def _period(shares: NDArray[np.float64]) -> Message:
    if np.isnan(shares[0]):
        return message("coverage.not-in-force")
    rest = np.append(0.0, shares[1:])
    if is_whole(float(shares[-1])):
        return message("coverage.period-not-stated")
    if is_nothing(float(rest.sum())):
        return message("coverage.period-whole")
    return message("coverage.period", watched=percent(float(shares[0])), rest=shares_message(rest))


def looked_message(shares: NDArray[np.float64], means: Sequence[str] = ()) -> Value:
    """Return what became of some time, and by what it was watched. shares: of `SHARES`, NaN for time not in force."""
    if np.isnan(shares[0]):
        return message("coverage.not-in-force")
    told = shares_message(shares)
    return message("coverage.by", shares=told, means=_means(means)) if means else told


def unbroken(text: str) -> str:
    """Return a text whose percentages no line breaks apart."""
    return _PERCENTAGE.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def no_word_message(log: Speaks) -> Message:
    """Return what stands beside a count where a log says nothing of what is shown."""
    if log == "nowhere":
        return message("coverage.no-log")
    return message("coverage.log-elsewhere") if log == "elsewhere" else message("coverage.period-not-stated")


def bin_message(
    shares: NDArray[np.float64], reported: Reported, *, is_narrowed: bool, means: Sequence[str] = (), reach: Reach = "past"
) -> Value:
    """Return what a stretch of time amounts to: what was reported, and who looked, as far as the time has come.

    shares: in the order of `SHARES`, NaN where no zone shown is in force. is_narrowed: whether incidents are left out by more
    than time and place, so that none shown is not none reported. means: those that watched.
    """
    if reach == "ahead":
        return message("coverage.ahead")
    told = _past_message(shares, reported, is_narrowed=is_narrowed, means=means)
    return message("coverage.so-far", told=told) if reach == "now" else told


def _past_message(shares: NDArray[np.float64], reported: Reported, *, is_narrowed: bool, means: Sequence[str]) -> Value:
    if np.isnan(shares[0]):
        return message("coverage.not-in-force")
    looked = looked_message(shares, means)
    if reported == "begun":
        return looked
    none = _none_message(reported, is_narrowed=is_narrowed)
    watched, not_stated = float(shares[0]), float(shares[-1])
    if is_whole(watched):
        return message("coverage.quiet-by", none=none, means=_means(means)) if means else message("coverage.quiet", none=none)
    if is_whole(not_stated):
        return message("coverage.silent", none=none)
    if is_nothing(watched):
        return message("coverage.unwatched", none=none, shares=looked)
    return message("coverage.partly", none=none, shares=looked)


def _none_message(reported: Reported, *, is_narrowed: bool) -> Message:
    if reported == "going on":
        return message("coverage.goes-on")
    return message("coverage.none-shown") if is_narrowed else message("coverage.none-reported")


def _means(means: Sequence[str]) -> Listed:
    return Listed(tuple(message(f"means.{one}") for one in means), ",")
