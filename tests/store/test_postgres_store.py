"""What only the store on a server can promise: it outlives the server's crash, and says what is wrong with the server."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from dashboard.store.kept import StoreError
from dashboard.store.migrations import MIGRATIONS
from dashboard.store.opening import store_on_server
from dashboard.store.postgres_database import PostgresDatabase
from dashboard.store.postgres_originals import PostgresOriginals
from dashboard.store.sql_store import SqlStore
from tests.postgres_server import NoServerError, PostgresServer, running_server
from tests.store.test_store_contract import ROWS, add


@pytest.fixture(scope="module")
def durable_server(postgres_server: PostgresServer) -> Iterator[PostgresServer]:
    """A server of its own that waits for the disk, and may be stopped; skipped where the one of all tests is."""
    try:
        with running_server(durable=True) as server:
            yield server
    except NoServerError as error:  # pragma: no cover # the fixture above has told already
        pytest.skip(str(error))


@pytest.fixture
def url(durable_server):
    with durable_server.empty_database() as made:
        yield made


@pytest.fixture
def store(url):
    database = PostgresDatabase(url, wait_s=2)
    yield SqlStore(database, PostgresOriginals(database), "Ann")
    database.close()


def run(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_the_server_crashed(store, durable_server):
    uploads = [add(store, b"rows %d" % number) for number in range(20)]
    durable_server.stop("immediate")
    durable_server.start()
    assert store.uploads() == tuple(uploads)
    assert store.original(uploads[7].sha256) == b"rows 7"


@pytest.mark.slow
def test_a_server_that_is_gone_is_said_and_one_that_is_back_is_used_again(store, durable_server):
    upload = add(store)
    durable_server.stop()
    try:
        with pytest.raises(StoreError, match=r"cannot use the database 'empty_\d+' on .*: (no connection|the server)"):
            store.uploads()
    finally:
        durable_server.start()
    assert store.uploads() == (upload,)


def test_a_full_disk_is_one_clear_message_and_nothing_is_half_kept(store, url):
    run(
        url,
        """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$""",
    )
    run(url, "CREATE TRIGGER full_disk BEFORE INSERT ON upload FOR EACH ROW EXECUTE FUNCTION full_disk()")
    with pytest.raises(StoreError, match="the server's disk is full; make room there and try again"):
        add(store)
    run(url, "DROP TRIGGER full_disk ON upload")
    assert store.uploads() == ()
    assert store.revision() == 0
    assert store.original(add(store).sha256) == ROWS


def test_a_server_that_only_reads_is_said_to_be_one(store, url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET default_transaction_read_only = on")
    other = store_on_server(url)
    try:
        with pytest.raises(StoreError, match="the server takes no writes"):
            add(other)
    finally:
        other.database.close()


def test_an_account_that_owns_nothing_is_refused_in_words(store, url):
    run(url, "CREATE ROLE stranger LOGIN")
    try:
        with pytest.raises(StoreError, match="the account may not do this; let it own its database"):
            store_on_server(url.replace("tester", "stranger"))
    finally:
        run(url, "DROP ROLE stranger")


@pytest.mark.parametrize(
    "address", ["postgresql://ann:s3cret@127.0.0.1:1/none", "no address at all", "postgresql://ann:s3cret@[::1"]
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(address):
    with pytest.raises(StoreError, match="cannot use") as refused:
        store_on_server(address)
    assert "s3cret" not in str(refused.value)


def test_a_record_of_a_newer_version_is_refused_and_left_alone(store, url):
    run(url, "INSERT INTO migration VALUES (99, 'to come', '2030-01-01')")
    with pytest.raises(StoreError, match=f"newer version .*schema 99, this version knows schemas up to {len(MIGRATIONS)}"):
        store_on_server(url)


def test_dashboards_that_open_an_empty_database_at_once_begin_one_record(durable_server):
    with durable_server.empty_database() as url, ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(store_on_server, [url] * 4))
        with opened[0].database.reading() as connection:
            assert connection.rows("SELECT count(*) FROM record_identity") == [(1,)]
            assert connection.rows("SELECT count(*) FROM migration") == [(len(MIGRATIONS),)]
        for one in opened:
            one.database.close()
