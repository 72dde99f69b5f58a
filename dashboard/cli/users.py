"""`users`: who may do what, from the server's own command line, in the name of who is at the machine."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from dashboard.accounts import end_access, everybody, grant, introduce, person_called, take_back
from dashboard.cli.speech import DONE, Commands, Parser
from dashboard.domain.access import Role
from dashboard.domain.people import Identity, Person
from dashboard.settings import data_folder, database_url
from dashboard.store.interface import Store
from dashboard.store.kept import StoreError
from dashboard.store.opening import open_store


def add_to(commands: Commands) -> None:
    """Add `list`, `grant` and `revoke`."""
    users = commands.add_parser("users", help="list people, grant and revoke roles").add_subparsers(
        dest="what", required=True, parser_class=Parser
    )
    listed = users.add_parser("list", help="everybody who signed in or was named, with their roles")
    listed.set_defaults(run=lambda _: _tell(list_people(_store())))
    granted = users.add_parser("grant", help="give somebody a role")
    _add_whom(granted)
    granted.add_argument("role", choices=[role.value for role in Role])
    granted.set_defaults(run=lambda options: _tell(_grant(options)))
    revoked = users.add_parser("revoke", help="take a role back, or without one end all access now")
    _add_whom(revoked)
    revoked.add_argument("role", nargs="?", choices=[role.value for role in Role])
    revoked.set_defaults(run=lambda options: _tell(_revoke(options)))


def list_people(store: Store) -> tuple[str, ...]:
    """Return a line for each person: roles, what they are called, e-mail, subject and identity provider, by tabs."""
    return tuple(_line(one) for one in everybody(store))


def _tell(lines: Iterable[str]) -> int:
    for line in lines:
        print(line)
    return DONE


def _line(one: Person) -> str:
    roles = ",".join(role for role in Role if role in one.access.roles) or "none"
    return "\t".join((roles, one.name, one.email, one.identity.subject, one.identity.issuer))


def _add_whom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", help="e-mail or subject of somebody who signed in; with --issuer the subject of anybody")
    parser.add_argument("--issuer", default="", help="the identity provider's address, for somebody who has not signed in yet")
    parser.add_argument("--why", required=True, help="the reason, which is kept with the change")


def _grant(options: argparse.Namespace) -> tuple[str, ...]:
    store = _store()
    identity = _whom(store, options)
    grant(store, identity, Role(options.role), options.why)
    return (f"{identity.subject} at {identity.issuer} is {options.role}",)


def _revoke(options: argparse.Namespace) -> tuple[str, ...]:
    store = _store()
    identity = _whom(store, options)
    if options.role is None:
        end_access(store, identity, options.why)
        return (f"all access of {identity.subject} at {identity.issuer} has ended",)
    take_back(store, identity, Role(options.role), options.why)
    return (f"{identity.subject} at {identity.issuer} is no longer {options.role}",)


def _whom(store: Store, options: argparse.Namespace) -> Identity:
    if not options.issuer:
        return person_called(store, options.person).identity
    identity = Identity(options.issuer, options.person)
    introduce(store, identity)
    return identity


def _store() -> Store:
    """Open the record where there is one; a mistyped folder is not to become a record of its own."""
    folder: Path = data_folder()
    if not database_url() and not folder.is_dir():
        raise StoreError(f"there is no data folder {folder}; name the dashboard's with DASHBOARD_DATA, or start it once")
    return open_store(folder, database_url())
