"""A dashboard with people of every kind, on a record in which each of the tries has something to change."""

import itertools
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dashboard.domain.access import Role
from dashboard.domain.people import EventKind, Identity
from dashboard.engine.incident_table import _incident_id
from dashboard.ingest.intake import ReadOptions, SourceFile, read_files
from dashboard.records import RecordPlace, check_record
from dashboard.store.kept import Upload
from tests.browser.sign_in import Served
from tests.wire.hands import Hands, sign_in_as
from tests.wire.raw_client import RawClient

PATROLS = 200 if os.environ.get("LONG_TESTS") else 20
"""Incidents that nobody has decided on, one for each try that needs a fresh one."""
MACHINERY = {"event", "person", "assessment"}
"""Tables that are written to when somebody looks, signs in or is refused, or when what is in view is worked out anew."""


def patrol_rows() -> bytes:
    """Reports that are an incident each: days and tens of kilometres apart; and one of a place that cannot be told."""
    rows = [
        f"PTR-{number},2026-{1 + number // 28:02}-{1 + number % 28:02}T10:00,{24 + number % 20 * 0.8:.1f},"
        f"{46.5 + number // 20 * 0.6:.1f},,fire.mortar,patrol {number}"
        for number in range(PATROLS)
    ]
    rows.append("PTR-X,2026-07-05T10:00,,,Ivanivka,fire.mortar,patrol x")
    return ("observation_id,observed_from,lon,lat,place,act,source\n" + "\n".join(rows) + "\n").encode()


@dataclass
class Stage:
    """The dashboard, and who plays. incidents: such as nobody has decided on yet."""

    served: Served
    incidents: Iterator[str]
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    turns: Iterator[int] = field(default_factory=itertools.count)
    secret_incident: str = ""
    """Of the report that is full of secrets."""

    def turn(self) -> str:
        """A word that was not said before."""
        return f"turn {next(self.turns)}"

    def identity(self, who: str) -> Identity:
        return Identity(self.served.issuer, who)

    def let_hold(self, who: str, roles: Iterable[Role]) -> None:
        """See to it that somebody holds these roles and no others."""
        users, identity, now = self.served.store.users, self.identity(who), datetime.now(UTC)
        if identity not in {one.identity for one in users.everybody(now)}:
            users.introduce(identity, "", "", now)
        held, wanted = users.access(identity, now).roles, frozenset(roles)
        for role in wanted - held:
            users.grant(identity, role, why="for the test", now=now)
        for role in held - wanted:
            users.take_back(identity, role, why="for the test", now=now)

    @contextmanager
    def hands_of(self, who: str) -> Iterator[Hands]:
        """A session of somebody, "" for one who has not signed in."""
        if who and who not in self.cookies:
            self.cookies[who] = sign_in_as(self.served.address, who)
        with RawClient(self.served.address, self.cookies.get(who, {})) as client:
            yield Hands(client)

    def take_sample_out(self) -> None:
        """Take the invented sample out of view: it is ten times the rest, and everything would take as long."""
        for upload in self.served.store.uploads():
            if upload.kind == "sample":
                self.served.store.withdraw_upload(upload.id, datetime.now(UTC))

    def mark(self) -> frozenset[tuple[str, str]]:
        """What people have written so far: each entry's table and number, and each draft's file."""
        with self.served.store.database.reading() as connection:
            rows = connection.rows("SELECT what, seq FROM entry")
        drafts = (self.served.data / "drafts").glob("*.json")
        entries = {(what, str(seq)) for what, seq in rows if what not in MACHINERY}
        return frozenset(entries | {("draft", path.name) for path in drafts})

    def exports(self) -> list[str]:
        """Who took a file along, each time, the first at first."""
        events = self.served.store.events(10_000, datetime.now(UTC))
        return [one.who for one in reversed(events) if one.kind is EventKind.EXPORTED]

    def faults(self) -> tuple[object, ...]:
        return check_record(RecordPlace(self.served.data), None).faults


def set_stage(served: Served) -> Stage:
    """Fill the record, and let everybody have their roles."""
    data, now = patrol_rows(), datetime.now(UTC)
    served.store.add_upload("patrols.csv", data, time_zone="Europe/Kyiv", mapping_json="", kind="user", now=now)
    planted, patrols = (_incidents(served, upload) for upload in served.store.uploads())
    stage = Stage(served, iter(patrols[:PATROLS]), secret_incident=planted[0])
    for role in Role:
        stage.let_hold(role.value, [role])
    for helper in ("able", "somebody"):
        stage.let_hold(helper, Role)
    return stage


def _incidents(served: Served, upload: Upload) -> list[str]:
    """The incidents of a file whose reports are one each, in the order of its rows."""
    source = SourceFile(upload.file_name, served.store.original(upload.sha256))
    read = read_files([(source, ReadOptions(upload.time_zone))])
    return [_incident_id(key) for key in read.observations["row_key"]]
