"""Three-valued matching: yes, no, and "the observation does not say"."""

from collections.abc import Iterable
from enum import IntEnum


class Match(IntEnum):
    """Outcome of holding one attribute of an observation against one condition. Ordered: no < unknown < yes."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def word(self) -> str:
        """The word printed in tables: `yes`, `no` or `unknown`."""
        return self.name.lower()


def all_of(matches: Iterable[Match]) -> Match:
    """Every condition must hold: one no decides, else one unknown leaves it open. Nothing asked is yes."""
    return min(matches, default=Match.YES)


def any_of(matches: Iterable[Match]) -> Match:
    """One condition suffices: one yes decides, else one unknown leaves it open. Nothing offered is no."""
    return max(matches, default=Match.NO)
