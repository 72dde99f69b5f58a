"""Spoils files of observations, the same way for the same seed.

Two kinds: `reshape` keeps the text well-formed, so that its rows can be counted independently; `damage` hits the bytes, so that
all one can ask is that nothing breaks and the account balances.
"""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass

NASTY = (
    "", " ", "NA", "null", "-", "0", "-0.0", "1e999", "nan", "inf", "0x1F", "99999999999999999999", "1,5", "1.234,56",
    "٣٧٫٥", "−48.1",
    "2026-02-31", "31.02.2026", "03/04/2026", "24:00", "2026-03-29T03:30", "0001-01-01", "9999-12-31T23:59:59Z",
    "1751500000", "{{7*7}}", "${alert(1)}", "<img src=x onerror=alert(1)>", "=1+1", "'; DROP TABLE x; --", "a\nb", "a\r\nb",
    "a\rb", 'say "no"', "a;b,c\td", "\ufeff", "\u202e\u200b", "\x00", "\x1b[31m", "Іванівка",
    "Донецька та Луганська області", "3-5km ESE of Avdiivka", "x" * 5_000,
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le")
ENDINGS = ("\n", "\r\n", "\r")
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A spoilt file: its bytes, and, where it is well-formed still, its text and delimiter."""

    data: bytes
    text: str = ""
    delimiter: str = ""


def reshape(rows: list[list[str]], seed: int) -> Mutant:
    """Return a well-formed file made of the rows, the first being the header, with cells, rows and form changed."""
    dice = random.Random(seed)
    changed = [list(row) for row in rows]
    for _ in range(dice.randint(1, 8)):
        dice.choice(_CHANGES)(dice, changed)
    delimiter, ending = dice.choice(DELIMITERS), dice.choice(ENDINGS)
    quoting = dice.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(changed)
    text = file.getvalue()
    return Mutant(text.encode(dice.choice(ENCODINGS)), text, delimiter)


def damage(data: bytes, seed: int) -> Mutant:
    """Return the bytes with a few of them changed, left out, doubled or cut off."""
    dice = random.Random(seed)
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(max(1, len(spoilt)))
        match dice.choice(("flip", "insert", "delete", "double", "cut", "splice")):
            case "flip" if spoilt:
                spoilt[at] ^= 1 << dice.randrange(8)
            case "insert":
                spoilt[at:at] = dice.choice((b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b'""', b'","', b"\xd0"))
            case "delete":
                del spoilt[at : at + dice.randint(1, 40)]
            case "double":
                spoilt[at:at] = spoilt[at : at + dice.randint(1, 400)]
            case "cut" if dice.random() < 0.2:
                del spoilt[at:]
            case "splice":
                other = dice.randrange(max(1, len(spoilt)))
                spoilt[at:at] = spoilt[other : other + 60]
    return Mutant(bytes(spoilt))


def _cell(dice: random.Random, rows: list[list[str]]) -> None:
    row = dice.choice(rows[1:])
    if row:
        row[dice.randrange(len(row))] = dice.choice(NASTY)


def _repeat(dice: random.Random, rows: list[list[str]]) -> None:
    rows.insert(dice.randint(1, len(rows)), list(dice.choice(rows[1:])))


def _drop(dice: random.Random, rows: list[list[str]]) -> None:
    if len(rows) > 3:
        del rows[dice.randrange(1, len(rows))]


def _longer(dice: random.Random, rows: list[list[str]]) -> None:
    dice.choice(rows[1:]).append(dice.choice(NASTY))


def _shorter(dice: random.Random, rows: list[list[str]]) -> None:
    row = dice.choice(rows[1:])
    if len(row) > 2:
        row.pop(dice.randrange(len(row)))


def _blank(dice: random.Random, rows: list[list[str]]) -> None:
    rows.insert(dice.randint(1, len(rows)), [])


def _header_again(dice: random.Random, rows: list[list[str]]) -> None:
    rows.insert(dice.randint(1, len(rows)), list(rows[0]))


def _tags(dice: random.Random, rows: list[list[str]]) -> None:
    rows.insert(1, ["#tag" if dice.random() < 0.7 else "" for _ in rows[0]])


def _shuffle(dice: random.Random, rows: list[list[str]]) -> None:
    rows[1:] = dice.sample(rows[1:], len(rows) - 1)


def _columns(dice: random.Random, rows: list[list[str]]) -> None:
    """Move a column, where every row still has it."""
    width = len(rows[0])
    if all(len(row) == width for row in rows):
        source, target = dice.randrange(width), dice.randrange(width)
        for row in rows:
            row.insert(target, row.pop(source))


_CHANGES: tuple[Callable[[random.Random, list[list[str]]], None], ...] = (
    *((_cell,) * 6), _repeat, _drop, _longer, _shorter, _blank, _header_again, _tags, _shuffle, _columns,
)  # fmt: skip
