"""A mapping in the making: what a person says each column is, turned into a mapping, and a mapping turned back into that."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field, replace

from dashboard.domain.acts import UNDETERMINED
from dashboard.domain.weapon_systems import identify
from dashboard.ingest.coordinates import Order
from dashboard.ingest.header import heading
from dashboard.ingest.mappings.guess import ROLES
from dashboard.ingest.mappings.guess_words import CLOCK_FROM, CLOCK_TO
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.mappings.vocabulary import read_act, read_means
from dashboard.ingest.times import DateOrder, TimeFormat

CLOCKS: dict[str, str] = {"observed_from": CLOCK_FROM, "observed_to": CLOCK_TO}
"""The clock that goes with the date of a start or an end."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers so far. roles: by heading, what the column is, empty where it is kept with the row and not used.

    words: by canonical column, what the file's words are to be read as. constants: for rows that have no value.
    """

    roles: dict[str, str] = field(hash=False)
    words: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    constants: dict[str, str] = field(default_factory=dict, hash=False)
    time_zone: str = ""
    date_order: DateOrder = ""
    time_format: TimeFormat = ""
    coordinate_order: Order = ""

    def headings_of(self, role: str) -> tuple[str, ...]:
        """The columns that are said to be this, in the table's order."""
        return tuple(name for name, said in self.roles.items() if said == role)


def faults(draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what keeps the draft from being a mapping: a kind of fault, and the role and headings it is about."""
    for role in sorted({role for role in draft.roles.values() if role}):
        if len(named := draft.headings_of(role)) > 1:
            yield "twice", (role, *named)
    taken = {role for role in draft.roles.values() if role} | draft.constants.keys()
    if "observed_from" not in taken:
        yield "no time", ()
    if not {"lon", "lat"} <= taken and not {"region", "place", "coordinates"} & taken:
        yield ("half a position", ()) if {"lon", "lat"} & taken else ("no place", ())
    for clock in CLOCKS.values():
        if clock in taken and "observed_from" not in taken:
            yield "clock alone", draft.headings_of(clock)


def mapping_from(draft: Draft, base: Mapping) -> Mapping:
    """Return the mapping that a draft without faults says. An end that is only a clock is on the day of the start.

    base: what was declared before, of which everything that the draft does not speak of is kept.
    """
    columns: dict[str, str | tuple[str, ...]] = {
        role: name for name, role in draft.roles.items() if role and role not in CLOCKS.values()
    }
    for date, clock in CLOCKS.items():
        if clocks := draft.headings_of(clock):
            day = draft.headings_of(date) or draft.headings_of("observed_from")
            columns[date] = (*day, *clocks)
    return replace(
        base,
        format="canonical",
        columns=columns,
        unused=tuple(name for name, role in draft.roles.items() if not role),
        constants={column: text.strip() for column, text in draft.constants.items() if text.strip()},
        values={column: dict(words) for column, words in draft.words.items() if words and column in columns},
        time_zone=draft.time_zone,
        date_order=draft.date_order,
        time_format=draft.time_format,
        coordinate_order=draft.coordinate_order,
    )


def roles_from(mapping: Mapping, header: Sequence[str]) -> dict[str, str]:
    """Return what a mapping says each column of a table is; empty for those it does not use."""
    own = {heading(name): name for name in header}
    roles = dict.fromkeys(header, "")
    for column, names in sorted(mapping.headings.items()):
        for position, name in enumerate(names):
            role = column if position == 0 else CLOCKS.get(column, "")
            # The day of a start may stand for the day of its end as well.
            if not roles.get(own.get(heading(name), ""), "no such column"):
                roles[own[heading(name)]] = role
    return roles


def fits(mapping: Mapping, header: Sequence[str]) -> bool:
    """Whether a table has every column the mapping names, and each of them is something a column can be said to be."""
    own = set(map(heading, header))
    named = all(heading(name) in own for names in mapping.headings.values() for name in names)
    return named and mapping.columns.keys() <= set(ROLES)


def without_unchanged(words: Pairs[str, str], as_read: Pairs[str, str]) -> dict[str, str]:
    """Return the words that are to be read as something else than they are read as anyway."""
    return {word: meant for word, meant in words.items() if meant and meant != as_read.get(word, "")}


def understood(column: str, word: str, parties: Sequence[str]) -> str:
    """Return what a file's word is read as without any mapping; empty where it is not understood and stays as reported."""
    match column:
        case "act":
            act = read_act(word)
            return "" if act.flag and act.value == UNDETERMINED else act.value
        case "means":
            means = read_means(word)
            return "" if means.flag else means.value
        case "weapon":
            classes = identify(word).classes
            return classes[0] if len(classes) == 1 else ""
        case _:
            return next((party for party in parties if party.casefold() == word.casefold()), "")
