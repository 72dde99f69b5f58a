"""What the values of a filter are called, and the chips that say which filters narrow the view."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.domain.acts import BY_CODE
from dashboard.engine.situation import Situation
from dashboard.present.filters import MANY, SINGLE, Filters

TITLES: dict[str, str] = {
    "first_day": "from",
    "last_day": "to",
    "verdicts": "Verdict",
    "zones": "Zone",
    "acts": "Act",
    "means": "Means",
    "parties": "Party",
    "regions": "Region",
    "box": "spot on the map",
}


class Labels:
    """Names of filter values, each distinct within its filter: names that several values share carry the value too."""

    def __init__(self, situation: Situation) -> None:
        rows = _one_of_each_region(situation)
        self._names: dict[str, dict[str, str]] = {
            "zones": _distinct({zone.id: zone.name for zone in situation.agreement.zones}),
            "regions": _distinct(dict(zip(rows["region_code"], rows["region_name"], strict=True))),
            "acts": {code: act.label for code, act in BY_CODE.items()},
        }

    def of(self, name: str, value: str) -> str:
        """Return what a value of a filter is called; itself where it has no other name."""
        return self._names.get(name, {}).get(value) or value


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the view: a filter, and for those of many values which of them. `text` is distinct."""

    name: str
    value: str
    text: str

    def lifted_from(self, filters: Filters) -> Filters:
        """Return the filters without what this chip stands for."""
        return filters.without(self.name) if self.name in SINGLE else filters.without_value(self.name, self.value)


def chips(filters: Filters, labels: Labels) -> tuple[Chip, ...]:
    """Return a chip for each thing that narrows the view, dates first."""
    days = [Chip(name, "", f"{TITLES[name]} {day_words(day)}") for name in SINGLE[:2] if (day := getattr(filters, name))]
    chosen = [Chip(name, value, f"{TITLES[name]}: {labels.of(name, value)}") for name in MANY for value in getattr(filters, name)]
    box = [Chip("box", "", TITLES["box"])] if filters.box else []
    return (*days, *chosen, *box)


def day_words(day: date) -> str:
    """Print a day: 3 May 2026."""
    return f"{day.day} {day.strftime('%b %Y')}"


def _one_of_each_region(situation: Situation) -> pd.DataFrame:
    # By numbers of codes, since there are few codes and may be ten million rows.
    numbers, codes = pd.factorize(situation.observations["region_code"])
    first = np.empty(len(codes), dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]  # what is written last stays
    rows: pd.DataFrame = situation.observations[["region_code", "region_name"]].iloc[first]
    return rows


def _distinct(names: dict[str, str]) -> dict[str, str]:
    used = Counter(names.values())
    return {value: name if used[name] == 1 and name else f"{name} ({value})".strip() for value, name in names.items()}
