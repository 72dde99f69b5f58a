"""Ways to tamper with a record behind its back, as somebody could who owns the database: at random, and as a forger with care."""

import contextlib
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import apsw

from dashboard.store.canonical import BEFORE_THE_FIRST, Entry, content_sha256
from dashboard.store.sql import Connection
from dashboard.store.tables import TABLES

ENTRY = ("seq", "at", "who", "what", "content_sha256", "previous_sha256", "sha256")
COLUMNS = {"entry": ENTRY} | {table.name: ("entry", *(column.name for column in table.columns)) for table in TABLES}
FILLED = "SELECT count(*) FROM {}"


@dataclass
class OneMoment:
    """A database of which only what one transaction sees is looked at, what was tampered with in it included."""

    connection: Connection
    name: str = "tampered"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self.connection


@contextmanager
def unguarded(database) -> Iterator[Connection]:
    """A transaction without the refusals and references of the schema, undone at the end."""
    with contextlib.suppress(_UndoneError), database.writing() as inside:
        if inside.dialect == "sqlite":
            # Neither can be switched within a transaction.
            inside.run("ROLLBACK")
            for switch in (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, apsw.SQLITE_DBCONFIG_ENABLE_FKEY):
                inside.raw.config(switch, 0)
            inside.run("BEGIN IMMEDIATE")
        else:
            inside.run("SET LOCAL session_replication_role = replica")
        yield inside
        raise _UndoneError


class _UndoneError(Exception):
    """Leaves a transaction without keeping what was done in it."""


def tables_with_rows(connection: Connection) -> list[str]:
    return [name for name in COLUMNS if connection.rows(FILLED.format(name))[0][0]]


def pick(rng: random.Random, connection: Connection, name: str) -> dict[str, Any]:
    rows = connection.rows(f"SELECT {', '.join(COLUMNS[name])} FROM {name} ORDER BY 1")
    return dict(zip(COLUMNS[name], rng.choice(rows), strict=True))


def other(rng: random.Random, value: Any) -> Any:
    """A value of the same kind that is not this one, often very close to it."""
    match value:
        case None:
            return None
        case int():
            return value + rng.choice((-1, 1, 7))
        case float():
            return value + rng.choice((1e-9, -0.5))
        case "":
            return "x"
        case str():
            place = rng.randrange(len(value))
            return value[:place] + chr((ord(value[place]) - 31) % 90 + 33) + value[place + 1 :]
    raise TypeError(value)


def change_a_cell(rng: random.Random, connection: Connection) -> str:
    name = rng.choice(tables_with_rows(connection))
    row = pick(rng, connection, name)
    key = COLUMNS[name][0]
    column = rng.choice([one for one in COLUMNS[name] if row[one] is not None])
    value = other(rng, row[column])
    connection.run(f"UPDATE {name} SET {column} = ? WHERE {key} = ?", (value, row[key]))
    return f"{name}.{column} of {row[key]}: {row[column]!r} became {value!r}"


def empty_a_cell(rng: random.Random, connection: Connection) -> str:
    name = rng.choice(tables_with_rows(connection))
    row = pick(rng, connection, name)
    column = rng.choice([one for one in COLUMNS[name][1:] if row[one] not in ("", 0)])
    value = "" if isinstance(row[column], str) else 0 if row[column] is not None else 1
    connection.run(f"UPDATE {name} SET {column} = ? WHERE {COLUMNS[name][0]} = ?", (value, row[COLUMNS[name][0]]))
    return f"{name}.{column} emptied"


def delete_a_row(rng: random.Random, connection: Connection) -> str:
    name = rng.choice(tables_with_rows(connection))
    row = pick(rng, connection, name)
    key = COLUMNS[name][0]
    connection.run(f"DELETE FROM {name} WHERE {key} = ?", (row[key],))
    return f"{name} lost {row[key]}"


def delete_a_row_and_its_entry(rng: random.Random, connection: Connection) -> str:
    entry = pick(rng, connection, "entry")
    connection.run("DELETE FROM entry WHERE seq = ?", (entry["seq"],))
    connection.run(f"DELETE FROM {entry['what']} WHERE entry = ?", (entry["seq"],))
    return f"{entry['what']} {entry['seq']} and its entry are gone"


def cut_off_the_end(rng: random.Random, connection: Connection) -> str:
    last = connection.rows("SELECT max(seq) FROM entry")[0][0]
    stays = rng.randrange(0, last)
    for name in COLUMNS:
        connection.run(f"DELETE FROM {name} WHERE {COLUMNS[name][0]} > ?", (stays,))
    return f"everything after {stays} is gone"


def swap(connection: Connection, name: str, first: int, second: int) -> None:
    key = COLUMNS[name][0]
    for before, after in ((first, 10_000_000), (second, first), (10_000_000, second)):
        connection.run(f"UPDATE {name} SET {key} = ? WHERE {key} = ?", (after, before))


def swap_two(rng: random.Random, connection: Connection) -> str:
    names = [name for name in tables_with_rows(connection) if connection.rows(FILLED.format(name))[0][0] > 1]
    name = rng.choice(names)
    first, second = rng.sample([row[0] for row in connection.rows(f"SELECT {COLUMNS[name][0]} FROM {name}")], 2)
    swap(connection, name, first, second)
    return f"{first} and {second} of {name} changed places"


def swap_entries_with_their_rows(rng: random.Random, connection: Connection) -> str:
    first, second = rng.sample([row[0] for row in connection.rows("SELECT seq FROM entry")], 2)
    for name in COLUMNS:
        swap(connection, name, first, second)
    return f"{first} and {second} changed places, rows and all"


def add_a_row(rng: random.Random, connection: Connection) -> str:
    name = rng.choice([one for one in tables_with_rows(connection) if one != "entry"])
    row = pick(rng, connection, name) | {"entry": connection.rows("SELECT max(seq) FROM entry")[0][0] + 1}
    if name == "original":
        row["sha256"] = other(rng, row["sha256"])
    if "id" in row:
        row["id"] = other(rng, row["id"])
    if name == "agreement_file":
        row["name"] += "x"
    connection.run(f"INSERT INTO {name} VALUES ({', '.join('?' for _ in row)})", tuple(row.values()))
    return f"{name} got a row"


def add_an_entry(rng: random.Random, connection: Connection) -> str:
    entry = pick(rng, connection, "entry")
    last = connection.rows("SELECT seq, sha256 FROM entry ORDER BY seq DESC LIMIT 1")[0]
    forged = Entry(last[0] + 1, entry["at"], entry["who"], entry["what"], entry["content_sha256"], last[1])
    connection.run("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", (*[getattr(forged, one) for one in ENTRY],))
    return f"the log got an entry {forged.seq} of no row"


def rewrite_with_care(rng: random.Random, connection: Connection) -> str:
    """Change a row, and give it and every entry after it hashes that fit: the chain alone shows nothing any more."""
    name = rng.choice([one for one in tables_with_rows(connection) if one != "entry"])
    row = pick(rng, connection, name)
    column = rng.choice([one for one in COLUMNS[name][1:] if isinstance(row[one], str) and one not in ("sha256", "kind", "what")])
    value = row[column] + "x"
    connection.run(f"UPDATE {name} SET {column} = ? WHERE entry = ?", (value, row["entry"]))
    rechain(connection)
    return f"{name}.{column} of {row['entry']} was rewritten with care"


def take_out_with_care(rng: random.Random, connection: Connection) -> str:
    """Take an entry and its row out, number the rest anew, and give every entry hashes that fit."""
    last = connection.rows("SELECT max(seq) FROM entry")[0][0]
    gone = rng.randrange(2, last + 1)
    for name in COLUMNS:
        key = COLUMNS[name][0]
        connection.run(f"DELETE FROM {name} WHERE {key} = ?", (gone,))
        for seq in range(gone + 1, last + 1):
            connection.run(f"UPDATE {name} SET {key} = ? WHERE {key} = ?", (seq - 1, seq))
    rechain(connection)
    return f"{gone} was taken out with care"


def change_who_with_care(rng: random.Random, connection: Connection) -> str:
    entry = pick(rng, connection, "entry")
    connection.run("UPDATE entry SET who = ? WHERE seq = ?", ("somebody else", entry["seq"]))
    rechain(connection)
    return f"who wrote {entry['seq']} was rewritten with care"


def rechain(connection: Connection) -> None:
    rows = {}
    for table in TABLES:
        names = [column.name for column in table.columns]
        for seq, *cells in connection.rows(f"SELECT entry, {', '.join(names)} FROM {table.name}"):
            rows[seq] = content_sha256(table.name, dict(zip(names, cells, strict=True)))
    before = BEFORE_THE_FIRST
    for seq, at, who, what, *_ in connection.rows("SELECT * FROM entry ORDER BY seq"):
        entry = Entry(seq, at, who, what, rows[seq], before)
        before = entry.sha256
        # Unique hashes would clash for a moment where entries move, so each is parked beside its place first.
        connection.run(
            "UPDATE entry SET content_sha256 = ?, previous_sha256 = ?, sha256 = ? WHERE seq = ?",
            (entry.content_sha256, entry.previous_sha256, before, seq),
        )


WAYS: tuple[Callable[[random.Random, Connection], str], ...] = (
    change_a_cell,
    change_a_cell,
    empty_a_cell,
    delete_a_row,
    delete_a_row_and_its_entry,
    cut_off_the_end,
    swap_two,
    swap_entries_with_their_rows,
    add_a_row,
    add_an_entry,
    rewrite_with_care,
    take_out_with_care,
    change_who_with_care,
)
