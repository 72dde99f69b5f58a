"""Writing agreements: where a draft can start from, how it reads, and keeping it as a new version."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dashboard.domain.agreement import Agreement
from dashboard.ingest.agreements.bundle import AgreementBundle
from dashboard.ingest.agreements.draft import Draft
from dashboard.ingest.agreements.draft_files import CheckedDraft, check_draft, written
from dashboard.ingest.agreements.draft_start import comment_lines, draft_of, draft_of_template, empty_draft
from dashboard.ingest.agreements.file import read_agreement
from dashboard.ingest.agreements.templates import template
from dashboard.ingest.agreements.write import MAIN
from dashboard.ingest.errors import IngestError
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.settings import templates_folder
from dashboard.store.interface import Store, agreement_bytes
from dashboard.store.kept import StoredAgreement

_NO_COMMENTS = (".json", ".geojson")


class NoReasonError(IngestError):
    """A version that is to be kept without a word on why."""


def start_empty(time_zone: str) -> Draft:
    """Return a draft with nothing in it but a time zone."""
    return empty_draft(time_zone)


def start_from_kept(store: Store, stored: StoredAgreement, agreement: Agreement) -> Draft:
    """Return a draft of an agreement that is kept, `agreement` as it was read."""
    draft = draft_of(AgreementBundle(stored.main, agreement_bytes(store, stored)), agreement)
    return replace(draft, basis=stored.id)


def start_from_template(name: str) -> Draft:
    """Return a draft of a published agreement; NoSuchTemplateError where none has the name."""
    return draft_of_template(template(templates_folder(), name).data)


def read_draft(draft: Draft, gazetteer: Gazetteer) -> CheckedDraft:
    """Read a draft as its files would be read; nothing is kept."""
    return check_draft(draft, gazetteer)


def read_kept(store: Store, stored: StoredAgreement, gazetteer: Gazetteer, time_zone: str) -> Agreement:
    """Return a kept agreement. time_zone: of times without an offset in zones that stand alone. Raises AgreementError."""
    bundle = AgreementBundle(stored.main, agreement_bytes(store, stored))
    return read_agreement(bundle, default_time_zone=time_zone, gazetteer=gazetteer)


@dataclass(frozen=True, slots=True)
class Saved:
    """A version now in use. was_kept: byte for byte the same was kept before, and its moment and reason then stay."""

    stored: StoredAgreement
    was_kept: bool


def comments_left_behind(store: Store, draft: Draft) -> int:
    """Return how many lines of comments the file of the agreement has that a draft was begun from: a draft carries none."""
    of = next((one for one in store.agreements() if one.id == draft.basis), None)
    return comment_lines(agreement_bytes(store, of)[of.main]) if of is not None and not of.main.endswith(_NO_COMMENTS) else 0


def is_of_sample(store: Store, draft: Draft) -> bool:
    """Whether a draft was begun from an illustrative agreement."""
    return any(one.id == draft.basis and one.kind == "sample" for one in store.agreements())


def save_draft(store: Store, draft: Draft, gazetteer: Gazetteer, note: str, *, is_illustrative: bool = False) -> Saved:
    """Keep a draft as a new version and put it to use. Verdicts by versions before it can be told anew from their files.

    note: why it was made. is_illustrative: it is an illustration, as the sample's agreement is, and is to be called so. Raises
    AgreementError where anything is at fault, NoReasonError where the note is blank.
    """
    if not note.strip():
        raise NoReasonError("say why the agreement is changed: the reason is kept with the version")
    files = written(draft)
    read_agreement(AgreementBundle(MAIN, files), gazetteer=gazetteer)
    now = datetime.now(UTC)
    known = {one.id for one in store.agreements()}
    stored = store.add_agreement(MAIN, files, kind="sample" if is_illustrative else "user", now=now, note=note.strip())
    store.use_agreement(stored.id, now)
    return Saved(stored, stored.id in known)
