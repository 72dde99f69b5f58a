"""People and what they may do, as pages and the command line ask for it. With `decisions` and `drafts`, a place with a clock."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from dashboard.domain.access import EVERY_ACTION, Action, Role
from dashboard.domain.people import Access, Event, EventKind, Identity, Person, SignedIn
from dashboard.store.interface import Store
from dashboard.store.kept import NotInStoreError, StoreError

_NAME_MAX = 200


def session_of(claims: Mapping[str, object], longest: timedelta) -> SignedIn | None:
    """Return the session that an identity token's claims tell of; None where they lack issuer, subject or moment of issue.

    longest: after which time it is too old.
    """
    issuer, subject, issued = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if not isinstance(issuer, str) or not isinstance(subject, str) or not issuer or not subject:
        return None
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return None
    began_at = datetime.fromtimestamp(issued, UTC)
    return SignedIn(
        Identity(issuer, subject),
        name=_plain(claims.get("name") or claims.get("preferred_username")),
        email=_plain(claims.get("email")),
        email_is_verified=claims.get("email_verified") is True,
        began_at=began_at,
        ends_at=began_at + longest,
    )


def welcome(store: Store, session: SignedIn, administrator: str) -> Access:
    """Write a sign-in down, once a session, and return what the person holds. administrator: whom the environment names."""
    now = datetime.now(UTC)
    access = store.users.welcome(session, administrator, now)
    store.note(EventKind.SIGNED_IN, _subject(session), f"session begun {session.began_at.isoformat()}", now, once=True)
    return access


def access_now(store: Store, session: SignedIn) -> tuple[bool, frozenset[Action]]:
    """Return whether a session is still one, and what its person may do in it now."""
    now = datetime.now(UTC)
    access = store.users.access(session.identity, now)
    is_on = access.admits(session, now)
    return is_on, access.actions if is_on else frozenset()


def note(store: Store, kind: EventKind, subject: str, detail: str = "", *, once: bool = False) -> None:
    """Write down that something happened; StoreError."""
    store.note(kind, subject, detail, datetime.now(UTC), once=once)


def latest_events(store: Store, count: int) -> tuple[Event, ...]:
    """Return the last so many events, the latest first; NotAllowedError."""
    return store.events(count, datetime.now(UTC))


def everybody(store: Store) -> tuple[Person, ...]:
    """Return everybody who ever signed in or was named, with the roles they hold now."""
    return store.users.everybody(datetime.now(UTC))


def whom_to_ask(store: Store) -> str:
    """Return in words who hands out roles."""
    return store.users.whom_to_ask(datetime.now(UTC))


def person_called(store: Store, name: str) -> Person:
    """Return whom an address or a subject means; StoreError where it is nobody or several."""
    found = [one for one in everybody(store) if name == one.identity.subject or name.casefold() == one.email.casefold()]
    if not found:
        raise NotInStoreError(f"nobody is known as {name!r}; let them sign in once, or name them with --issuer")
    if len(found) > 1:
        meant = ", ".join(f"{one.identity.subject} at {one.identity.issuer}" for one in found)
        raise StoreError(f"{name!r} may be any of {meant}; name the subject, with --issuer")
    return found[0]


def introduce(store: Store, identity: Identity) -> None:
    """Make somebody known who has not signed in yet, unless they are known."""
    if not any(one.identity == identity for one in everybody(store)):
        store.users.introduce(identity, "", "", datetime.now(UTC))


def grant(store: Store, identity: Identity, role: Role, why: str) -> None:
    """Give a role; StoreError."""
    store.users.grant(identity, role, why=why, now=datetime.now(UTC))


def take_back(store: Store, identity: Identity, role: Role, why: str) -> None:
    """Take a role back; StoreError."""
    store.users.take_back(identity, role, why=why, now=datetime.now(UTC))


def end_access(store: Store, identity: Identity, why: str) -> None:
    """End every session of a person and take back all roles, from now on; StoreError."""
    now = datetime.now(UTC)
    store.users.end_access(identity, ends_from=now, why=why, now=now)


EVERYTHING = EVERY_ACTION
"""What the one person may do where nobody signs in."""


def _subject(session: SignedIn) -> str:
    return f"{session.identity.subject} at {session.identity.issuer}"


def _plain(told: object) -> str:
    """Return a name as one line that can be kept; what is no text is none."""
    if not isinstance(told, str):
        return ""
    kept = "".join(letter if letter.isprintable() and not "\ud800" <= letter <= "\udfff" else " " for letter in told)
    return " ".join(kept.split())[:_NAME_MAX]
