"""How each database makes a table of the record, and how it is kept from changing what was written."""

from collections.abc import Iterator

from dashboard.store.sql import Connection, Dialect
from dashboard.store.table import Table

_KINDS = {
    "sqlite": {"text": "TEXT", "integer": "INTEGER", "real": "REAL"},
    # Text is told apart and put in order by its bytes, as SQLite does, whatever language the server speaks.
    "postgresql": {"text": 'TEXT COLLATE "C"', "integer": "BIGINT", "real": "DOUBLE PRECISION"},
}
_REFUSAL = "the record is append-only"
_REFUSALS = {
    "sqlite": """SELECT tbl_name, upper(substr(name, length(tbl_name) + 5)) FROM sqlite_schema
                 WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'""",
    # Bits 3 and 4 of a trigger's type say that it acts on DELETE and on UPDATE; "D" that it is switched off.
    "postgresql": """SELECT c.relname, e.change FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                     JOIN pg_proc p ON p.oid = t.tgfoid
                     JOIN (VALUES ('DELETE', 8), ('UPDATE', 16)) AS e (change, bit) ON (t.tgtype & e.bit) > 0
                     WHERE p.proname = 'refuse_change' AND t.tgenabled <> 'D'""",
}
_POSTGRESQL_REFUSES = f"""CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"""


def log_statements(dialect: Dialect) -> Iterator[str]:
    """Yield what makes the audit log: one entry for each row that was ever written."""
    kind = _KINDS[dialect]
    if dialect == "postgresql":
        yield _POSTGRESQL_REFUSES
    yield f"""CREATE TABLE entry (
        seq {kind["integer"]} PRIMARY KEY CHECK (seq >= 1),
        at {kind["text"]} NOT NULL,
        who {kind["text"]} NOT NULL,
        what {kind["text"]} NOT NULL,
        content_sha256 {kind["text"]} NOT NULL CHECK (length(content_sha256) = 64),
        previous_sha256 {kind["text"]} NOT NULL UNIQUE CHECK (length(previous_sha256) = 64),
        sha256 {kind["text"]} NOT NULL UNIQUE CHECK (length(sha256) = 64)
    ){_suffix(dialect)}"""
    yield "CREATE INDEX entry_what ON entry (what)"
    yield from _refusals("entry", dialect)
    if dialect == "postgresql":
        yield "CREATE TABLE original_part (sha256 TEXT, number BIGINT, bytes BYTEA NOT NULL, PRIMARY KEY (sha256, number))"
        yield "ALTER TABLE original_part ALTER bytes SET STORAGE EXTERNAL"
        yield from _refusals("original_part", dialect)


def table_statements(table: Table, dialect: Dialect) -> Iterator[str]:
    """Yield what makes one table of the record, its indexes, and its refusal of any change."""
    kind = _KINDS[dialect]
    columns = [f"{column.name} {kind[column.kind]} {column.rule}" for column in table.columns]
    parts = [f"entry {kind['integer']} PRIMARY KEY REFERENCES entry (seq)", *columns, *table.rules]
    yield f"CREATE TABLE {table.name} ({', '.join(parts)}){_suffix(dialect)}"
    for names in table.indexes:
        yield f"CREATE INDEX {table.name}_{'_'.join(names)} ON {table.name} ({', '.join(names)})"
    yield from _refusals(table.name, dialect)


def refusals_in_force(connection: Connection) -> dict[str, set[str]]:
    """Return by table which of UPDATE and DELETE the database refuses, as the database itself has it."""
    refused: dict[str, set[str]] = {}
    for name, change in connection.rows(_REFUSALS[connection.dialect]):
        refused.setdefault(name, set()).add(change)
    return refused


def _suffix(dialect: Dialect) -> str:
    return " STRICT" if dialect == "sqlite" else ""


def _refusals(name: str, dialect: Dialect) -> Iterator[str]:
    if dialect == "sqlite":
        for change in ("UPDATE", "DELETE"):
            yield f"""CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name}
                BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"""
        return
    yield f"CREATE TRIGGER {name}_only_grows BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    yield f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
