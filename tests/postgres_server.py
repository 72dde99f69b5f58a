"""A PostgreSQL server of the tests' own: in a folder of its own, reached by a Unix socket alone, gone when they end.

    with running_server() as server, server.empty_database() as url:
        psycopg.connect(url)

PostgreSQL refuses to run as root. Where the tests do, as in CI, its programs run as the user that Debian's package makes.
"""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from tools.postgres import binaries

USER = "tester"
UNPRIVILEGED = "postgres"
LONGEST_SOCKET = 100
"""Bytes of a socket's path; the kernel takes 107."""


class NoServerError(Exception):
    """No PostgreSQL server can be started here, for the reason given."""


@dataclass(slots=True)
class PostgresServer:
    """One server. `start` and `stop` may be called again, in turn: what was committed is there after either."""

    programs: Path
    folder: Path
    durable: bool
    """Whether a commit waits for the disk."""
    _names: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str = "postgres") -> str:
        """Return the connection string of one of its databases."""
        return f"postgresql://{USER}@/{quote(database)}?host={quote(str(self.folder), safe='')}"

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """Make a database that nothing is in; yield its connection string; drop it, whoever is still connected."""
        name = sql.Identifier(f"empty_{next(self._names)}")
        self._run(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield self.url(name.as_string().strip('"'))
        finally:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def start(self) -> None:
        """Start it, and wait until it answers."""
        fast = "" if self.durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c max_connections=100{fast}"
        self._control("start", "-w", "-o", options, "-l", str(self.folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` as a loss of power would, so that the next start recovers."""
        self._control("stop", "-w", "-m", mode)

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def _control(self, *words: str) -> None:
        _call([str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), *words], self.folder)


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Start a server with nothing in it; stop it and remove its folder at the end.

    Texts are sorted as people sort them, not by their bytes, so that code which leans on the order of bytes shows.
    """
    server = PostgresServer(_programs(), _folder(), durable)
    try:
        words = ("-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C", "--locale-provider=icu", "--icu-locale=und")
        _call([str(server.programs / "initdb"), "-D", str(server.folder / "data"), *words], server.folder)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(server.folder)


def _programs() -> Path:
    found = binaries()
    if found is None:
        raise NoServerError("no PostgreSQL server is installed here; install postgresql or set POSTGRES_BIN")
    if _is_root() and shutil.which("runuser") is None:
        raise NoServerError("PostgreSQL does not run as root, and runuser, which would run it as another, is not installed here")
    if _is_root() and not _has_user(UNPRIVILEGED):
        raise NoServerError(f"PostgreSQL does not run as root, and there is no user {UNPRIVILEGED} here to run it as")
    return found


def _has_user(name: str) -> bool:
    import pwd  # only where there are such users

    return name in {one.pw_name for one in pwd.getpwall()}


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dashboard-pg-"))
    if len(os.fsencode(folder / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET:
        folder.rmdir()
        raise NoServerError(f"{folder.parent} is too long for the path of a socket; set TMPDIR to a shorter folder")
    if _is_root():
        shutil.chown(folder, UNPRIVILEGED, UNPRIVILEGED)
    return folder


def _call(command: list[str], folder: Path) -> None:
    if _is_root():
        command = ["runuser", "-u", UNPRIVILEGED, "--", *command]
    # To a file, not a pipe: the server inherits its starter's output, and a pipe would only end with the server.
    with (folder / "said").open("w+") as said:
        ended = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, check=False)
        said.seek(0)
        if ended.returncode != 0:
            raise NoServerError(f"{' '.join(command)}: code {ended.returncode}, {said.read().strip()}")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
