"""Dates of numbers: which of them is the day is declared, never guessed; what a column's own values prove is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from dashboard.ingest.quoting import quoted
from dashboard.ingest.times.local import NotATime, read_day

DateOrder = Literal["", "dmy", "mdy", "ymd"]
"""The order of numbers in dates such as 03/04/2026; empty where none is declared."""
ORDER_WANTED = (
    'does not say which number is the day; declare it in a mapping: "date_order": "dmy" (day first) or "mdy" (month first)'
)
"""How the reason ends of a date that is refused for want of an order."""
PIVOT = 69
"""A year of two digits is 19yy from here on, 20yy below it (the rule of POSIX)."""

_YEAR_LAST = re.compile(r"(?<![0-9/.\-])([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
_PLACES = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}
"""Where year, month and day stand."""
IN_WORDS: dict[DateOrder, str] = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}


def read_numeric_date(parts: tuple[str, str, str], date_order: DateOrder, text: str) -> date | NotATime:
    """Return the day of three numbers; one with its year of four digits in front needs no declared order.

    A year of two digits is read by the declared order alone; see `short_year`. `text` is what a message quotes.
    """
    order: DateOrder = "ymd" if len(parts[0]) == 4 else date_order
    if not order:
        return order_wanted(text)
    year, month, number = (parts[place] for place in _PLACES[order])
    if len(year) not in (2, 4) or len(month) > 2 or len(number) > 2:
        return NotATime(f"{quoted(text)} does not fit the order {order} with a year of four digits, or of two")
    return read_day(int(year) if len(year) == 4 else full_year(int(year)), int(month), int(number))


def short_year(parts: tuple[str, str, str], day: date) -> tuple[str, ...]:
    """Return what a person should see of a date whose year has two digits; nothing for any other."""
    if max(map(len, parts)) == 4:
        return ()
    return (f"the year {day.year % 100:02d} is read as {day.year}",)


def order_wanted(text: str) -> NotATime:
    """Return why a date is refused whose numbers could be read in more than one order."""
    return NotATime(f"{quoted(text)} {ORDER_WANTED}", wants_order=True)


def full_year(two_digits: int) -> int:
    """Return the year that two digits stand for."""
    return two_digits + (1900 if two_digits >= PIVOT else 2000)


def suggest_date_order(texts: Iterable[str]) -> DateOrder:
    """Return the order that a column's own dates prove (a number above 12 is no month), empty where none or more than one.

    For a person to confirm: a column is never read by it unasked.
    """
    orders = {order for order, _, _ in _proofs(texts)}
    return orders.pop() if len(orders) == 1 else ""


def order_evidence(texts: Sequence[str], lines: Sequence[int]) -> str:
    """Say which line proves which order, or that lines contradict each other; empty where none proves any."""
    first: dict[DateOrder, str] = {}
    for order, position, found in _proofs(texts):
        first.setdefault(order, f"line {lines[position]} has {found}")
    if len(first) > 1:
        return f"{' and '.join(first.values())}: the column holds dates in both orders"
    return "".join(f"{said}, so the order looks like {IN_WORDS[order]}; declare it" for order, said in first.items())


def _proofs(texts: Iterable[str]) -> Iterator[tuple[DateOrder, int, str]]:
    for position, text in enumerate(texts):
        match = _YEAR_LAST.search(text)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if 12 < first <= 31 and 1 <= second <= 12:
            yield "dmy", position, match[0]
        elif 12 < second <= 31 and 1 <= first <= 12:
            yield "mdy", position, match[0]
