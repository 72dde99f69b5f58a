"""What everything in view came to, written down in the record while the page that asked for it goes on."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

from dashboard import __version__
from dashboard.engine.situation import Situation
from dashboard.engine.verdict_hash import situation_hash
from dashboard.ingest.intake import Intake
from dashboard.store.interface import Store
from dashboard.store.kept import Made, StoreError
from dashboard.store.opening import BY_ITSELF

_LOG = logging.getLogger(__name__)
_WORK = ThreadPoolExecutor(1, "assessments")
_PENDING: set[Future[None]] = set()
_COUNTING = threading.Lock()


def note_later(store: Store, revision: int, made: Callable[[], Made]) -> Future[None]:
    """Write down what a revision came to, once it is worked out: hashing a million verdicts takes some seconds.

    Returns what is done when that is, or could not be.
    """
    future = _WORK.submit(_note, store.acting(BY_ITSELF), revision, made)
    with _COUNTING:
        _PENDING.add(future)
    future.add_done_callback(_PENDING.discard)
    return future


def settle() -> None:
    """Wait until everything that was to be written down is."""
    with _COUNTING:
        pending = tuple(_PENDING)
    for future in pending:
        future.result()


def made_of(intake: Intake, situation: Situation, *, agreement_id: str, theatre_sha256: str) -> Made:
    """Return what an assessment follows from and came to. agreement_id: of the agreement as the record keeps it."""
    rows = [(one.rows_read, one.accepted, one.rejected, one.duplicates) for one in intake.accounts]
    read, accepted, rejected, duplicates = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0, 0)
    return Made(
        agreement_id=agreement_id,
        agreement_version=situation.agreement.version,
        theatre_sha256=theatre_sha256,
        engine=situation.assessment.engine_version,
        program=__version__,
        rows_read=read,
        accepted=accepted,
        rejected=rejected,
        duplicates=duplicates,
        verdict_hash=situation_hash(situation),
    )


def _note(store: Store, revision: int, made: Callable[[], Made]) -> None:
    try:
        store.note_assessment(made(), revision, datetime.now(UTC))
    except StoreError as error:
        # Whatever is asked of the record next will tell the person at the page; a missing note is made at the next assessment.
        _LOG.warning("an assessment could not be written down: %s", error)
    except Exception:
        _LOG.exception("an assessment could not be written down")
        raise
