"""Original bytes in PostgreSQL, where every server that shares the record finds them: in parts, under the hash of the whole."""

from collections.abc import Iterator

from dashboard.store.identity import sha256_of
from dashboard.store.kept import DamagedOriginalError, NotInStoreError
from dashboard.store.originals import checked_hash
from dashboard.store.postgres_database import PostgresDatabase

_PART_BYTES = 8 * 1024 * 1024
"""Small enough that a part is sent and kept without a second thought; PostgreSQL's own limit for one cell is 1 GB."""


class PostgresOriginals:
    """`dashboard.store.originals.Originals` in the database of the record."""

    def __init__(self, database: PostgresDatabase) -> None:
        """Stand on a database whose schema is up to date."""
        self._database = database

    def keep(self, data: bytes) -> str:
        """See Originals."""
        sha256 = sha256_of(data)
        with self._database.writing() as connection:
            there = connection.rows("SELECT 1 FROM original_part WHERE sha256 = ? LIMIT 1", (sha256,))
            for number, start in enumerate(range(0, max(len(data), 1), _PART_BYTES) if not there else ()):
                connection.raw.execute(
                    "INSERT INTO original_part (sha256, number, bytes) VALUES (%s, %s, %s)",
                    (sha256, number, data[start : start + _PART_BYTES]),
                )
        return sha256

    def read(self, sha256: str) -> bytes:
        """See Originals."""
        checked_hash(sha256)
        with self._database.reading() as connection:
            parts = connection.rows("SELECT bytes FROM original_part WHERE sha256 = ? ORDER BY number", (sha256,))
        if not parts:
            raise NotInStoreError(f"there is no original {sha256} in {self._database.name}: it was never loaded here")
        data = b"".join(part for (part,) in parts)
        if (found := sha256_of(data)) != sha256:
            raise DamagedOriginalError(
                f"the original {sha256} in {self._database.name} has changed since it was loaded: its SHA-256 is now {found}; "
                "restore it from a backup"
            )
        return data

    def held(self) -> Iterator[str]:
        """See Originals."""
        with self._database.reading() as connection:
            yield from (sha256 for (sha256,) in connection.rows("SELECT DISTINCT sha256 FROM original_part ORDER BY sha256"))
