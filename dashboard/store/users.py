"""People who sign in, the roles they hold, and the check that every write of theirs passes, inside its own transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from dashboard.domain.access import Action, Role, roles_for
from dashboard.domain.people import Access, AccessEnd, Grant, Identity, Person, SignedIn, access_at
from dashboard.store.kept import NotAllowedError, NotInStoreError, StoreError
from dashboard.store.record import Record, spelled
from dashboard.store.sql import Connection, Database
from dashboard.store.tables import ACCESS_END, PERSON, ROLE_GRANT

_OF = "WHERE issuer = ? AND subject = ?"
_PEOPLE = (
    "SELECT issuer, subject, name, email FROM person WHERE entry IN (SELECT max(entry) FROM person GROUP BY issuer, subject)"
)
_BY_ENVIRONMENT = "named by DASHBOARD_ADMINISTRATOR while there was no administrator"


def access_of(connection: Connection, identity: Identity, at: datetime) -> Access:
    """Return what a person holds at a moment, aware."""
    key = (identity.issuer, identity.subject)
    grants = connection.rows(f"SELECT entry, role, held, decided_at FROM role_grant {_OF}", key)
    ends = connection.rows(f"SELECT entry, ends_from FROM access_end {_OF}", key)
    return access_at(
        [Grant(entry, Role(role), bool(held), datetime.fromisoformat(moment)) for entry, role, held, moment in grants],
        [AccessEnd(entry, datetime.fromisoformat(moment)) for entry, moment in ends],
        at,
    )


def refuse_unless_allowed(connection: Connection, session: SignedIn, action: Action, at: datetime) -> None:
    """NotAllowedError, with what is missing and whom to ask, unless a person may do something now in this session."""
    access = access_of(connection, session.identity, at)
    if not access.admits(session, at):
        raise NotAllowedError("your session has ended; sign in again")
    if action not in access.actions:
        takes = " or ".join(roles_for(action)) or "a role that does not exist"
        raise NotAllowedError(f"{session.called} may not {action}: that takes the role {takes}; {whom_to_ask(connection, at)}")


def whom_to_ask(connection: Connection, at: datetime) -> str:
    """Return in words who hands out roles."""
    named = [f"{one.called} ({one.email})" if one.email else one.called for one in administrators(connection, at)]
    return f"ask an administrator: {', '.join(named)}" if named else "there is no administrator yet; ask whoever runs the server"


def people_of(connection: Connection, at: datetime) -> tuple[Person, ...]:
    """Return everybody the record knows, first known first."""
    return tuple(
        Person(Identity(issuer, subject), name, email, access_of(connection, Identity(issuer, subject), at))
        for issuer, subject, name, email in connection.rows(f"{_PEOPLE} ORDER BY entry")
    )


def administrators(connection: Connection, at: datetime) -> tuple[Person, ...]:
    """Return those who hand out roles."""
    return tuple(one for one in people_of(connection, at) if Role.ADMINISTRATOR in one.access.roles)


def meet(record: Record, identity: Identity, name: str, email: str) -> None:
    """Write down what a person is called, where that is new."""
    known = record.rows(f"{_PEOPLE} AND issuer = ? AND subject = ?", (identity.issuer, identity.subject))
    if not known or known[0][2:] != (name, email):
        record.add(PERSON, issuer=identity.issuer, subject=identity.subject, name=name, email=email, told_at=record.at)


def grant(record: Record, identity: Identity, role: Role, why: str, *, held: bool = True) -> None:
    """Give a role or take it back, where that changes anything; NotInStoreError where nobody knows the person."""
    _refuse_stranger(record, identity)
    access = access_of(record.connection, identity, datetime.fromisoformat(record.at))
    if (role in access.roles) == held:
        return
    if not held and role is Role.ADMINISTRATOR:
        _refuse_last_administrator(record, identity)
    _decide(record, identity, why, role=role, held=held)


def end_access(record: Record, identity: Identity, ends_from: datetime, why: str) -> None:
    """End a person's sessions begun before a moment, and take back what was granted before it; NotInStoreError."""
    _refuse_stranger(record, identity)
    _refuse_last_administrator(record, identity)
    said = _reason(why)
    record.add(
        ACCESS_END,
        issuer=identity.issuer,
        subject=identity.subject,
        ends_from=spelled(ends_from),
        who=record.who,
        why=said,
        decided_at=record.at,
    )


def appoint_first(record: Record, session: SignedIn, administrator: str) -> None:
    """Make a person administrator whom the environment names, by subject or verified address, while there is none."""
    names = {session.identity.subject, *([session.email.casefold()] if session.email_is_verified and session.email else [])}
    is_named = bool(administrator) and (administrator in names or administrator.casefold() in names)
    if is_named and not administrators(record.connection, datetime.fromisoformat(record.at)):
        _decide(record, session.identity, _BY_ENVIRONMENT, role=Role.ADMINISTRATOR, held=True)


def _decide(record: Record, identity: Identity, why: str, *, role: Role, held: bool) -> None:
    record.add(
        ROLE_GRANT,
        issuer=identity.issuer,
        subject=identity.subject,
        role=role.value,
        held=int(held),
        who=record.who,
        why=_reason(why),
        decided_at=record.at,
    )


def _reason(why: str) -> str:
    said = " ".join(why.split())
    if not said:
        raise StoreError("say why: the reason is kept with the change of a person's roles")
    return said


def _refuse_stranger(record: Record, identity: Identity) -> None:
    if not record.rows(f"SELECT 1 FROM person {_OF}", (identity.issuer, identity.subject)):
        raise NotInStoreError(
            f"nobody is known as {identity.subject!r} at {identity.issuer!r}; they sign in once, then have no role"
        )


def _refuse_last_administrator(record: Record, identity: Identity) -> None:
    if [one.identity for one in administrators(record.connection, datetime.fromisoformat(record.at))] == [identity]:
        raise StoreError("the only administrator cannot be taken away: make another one first")


class Users:
    """One person's way to the people in the record: `dashboard.store.interface.Store.users`."""

    def __init__(
        self,
        database: Database,
        writing: Callable[[datetime, Action | None], AbstractContextManager[Record]],
        session: SignedIn | None,
    ) -> None:
        """Stand on a store's database and its way of writing. session: whose way it is; None for the one person here."""
        self._database, self._writing, self._session = database, writing, session

    def everybody(self, now: datetime) -> tuple[Person, ...]:
        """Return everybody who ever signed in or was named, with the roles they hold now."""
        with self._database.reading() as connection:
            return people_of(connection, now)

    def access(self, identity: Identity, now: datetime) -> Access:
        """Return what a person holds now; without a role for somebody unknown."""
        with self._database.reading() as connection:
            return access_of(connection, identity, now)

    def whom_to_ask(self, now: datetime) -> str:
        """Return in words who hands out roles."""
        with self._database.reading() as connection:
            return whom_to_ask(connection, now)

    def welcome(self, session: SignedIn, administrator: str, now: datetime) -> Access:
        """Write down what a person who signed in is called, appoint the first administrator, and return what they hold.

        administrator: whom the environment names, "" for nobody.
        """
        with self._writing(now, None) as record:
            meet(record, session.identity, session.name, session.email)
            appoint_first(record, session, administrator)
            return access_of(record.connection, session.identity, now)

    def introduce(self, identity: Identity, name: str, email: str, now: datetime) -> None:
        """Make somebody known who has not signed in yet, so that a role can be granted; NotAllowedError."""
        with self._writing(now, Action.MANAGE_USERS) as record:
            meet(record, identity, name, email)

    def grant(self, identity: Identity, role: Role, *, why: str, now: datetime) -> None:
        """Give a role. NotInStoreError; NotAllowedError, also where somebody gives one to themselves."""
        self._refuse_self(identity)
        with self._writing(now, Action.MANAGE_USERS) as record:
            grant(record, identity, role, why)

    def take_back(self, identity: Identity, role: Role, *, why: str, now: datetime) -> None:
        """Take a role back; StoreError where it is the only administrator's."""
        with self._writing(now, Action.MANAGE_USERS) as record:
            grant(record, identity, role, why, held=False)

    def end_access(self, identity: Identity, *, ends_from: datetime, why: str, now: datetime) -> None:
        """End every session begun before a moment and take back every role granted before it."""
        with self._writing(now, Action.MANAGE_USERS) as record:
            end_access(record, identity, ends_from, why)

    def _refuse_self(self, identity: Identity) -> None:
        if self._session is not None and self._session.identity == identity:
            raise NotAllowedError("nobody grants a role to themselves: another administrator does, or the command on the server")
