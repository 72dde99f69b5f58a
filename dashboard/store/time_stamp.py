"""Time stamps of checkpoints (RFC 3161): an authority outside this program attests that the text existed at a moment.

Asking is the one place where the record speaks to a server, and only where one is configured. A checkpoint stands without it.
"""

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from dashboard.store.checkpoint import Checkpoint
from dashboard.store.kept import StoreError

_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"
_LARGEST_BYTES = 1 << 20
_STATUS = ("granted", "granted with changes", "rejected", "still waiting", "revocation warned of", "revoked")
_GRANTED = 0


class TimeStampError(StoreError):
    """No time stamp was given, or it does not attest what it should; the message says which server or why."""


def request_time_stamp(checkpoint: Checkpoint, server: str, *, timeout_s: float = 10.0) -> bytes:
    """Ask a server for a time stamp over a checkpoint's lines and return its answer (DER, a TimeStampResp) once it fits.

    TimeStampError where the server is not reached, refuses, or answers about something else. Its signature is not checked yet.
    """
    if not server.startswith(("http://", "https://")):
        raise TimeStampError(f"the time-stamp server {server!r} cannot be asked, expected an address that begins with https://")
    asked = TimestampRequestBuilder().data(checkpoint.text).hash_algorithm(HashAlgorithm.SHA256).build()
    token = _ask(server, asked.as_bytes(), timeout_s)
    with _reading(token, f"the time-stamp server {server} answered with"):
        _check_answer(decode_timestamp_response(token), asked, server)
    return token


def check_time_stamp(checkpoint: Checkpoint, token: bytes, trusted: bytes) -> datetime:
    """Return the moment, UTC, at which an authority saw a checkpoint's lines; TimeStampError where it did not attest that.

    token: as `request_time_stamp` returns it. trusted: certificates (PEM) of the authority, as its owner publishes them.
    """
    builder = VerifierBuilder()
    for certificate in _certificates(trusted):
        builder = builder.add_root_certificate(certificate)
    with _reading(token, "the file holds"):
        answer = decode_timestamp_response(token)
        _check_granted(answer, "the authority")
        _check_imprint(answer, checkpoint.text)
        builder.build().verify_message(answer, checkpoint.text)
        return answer.tst_info.gen_time


def _ask(server: str, asked: bytes, timeout_s: float) -> bytes:
    try:
        request = urllib.request.Request(server, asked, {"Content-Type": _QUERY, "Accept": _REPLY})  # noqa: S310 # checked above
        with urllib.request.urlopen(request, timeout=timeout_s) as response:  # noqa: S310 # likewise
            kind, token = response.headers.get_content_type(), response.read(_LARGEST_BYTES + 1)
    except urllib.error.HTTPError as error:
        with error:
            raise TimeStampError(f"the time-stamp server {server} refused: {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise TimeStampError(f"the time-stamp server {server} could not be asked: {reason}") from error
    if kind != _REPLY or len(token) > _LARGEST_BYTES:
        raise TimeStampError(f"the time-stamp server {server} answered with {kind}, {len(token)} bytes, expected {_REPLY}")
    return bytes(token)


@contextmanager
def _reading(token: bytes, said: str) -> Iterator[None]:
    """Say in words what the library finds amiss: it reads parts of a token only when they are asked for."""
    try:
        yield
    except VerificationError as error:
        raise TimeStampError(f"the time stamp is not by the trusted authority, or was changed: {error}") from error
    except ValueError as error:
        raise TimeStampError(f"{said} {len(token)} bytes that are no time stamp (RFC 3161): {error}") from error


def _check_answer(answer: TimeStampResponse, asked: TimeStampRequest, server: str) -> None:
    _check_granted(answer, f"the time-stamp server {server}")
    said = answer.tst_info
    if said.message_imprint.message != asked.message_imprint.message or said.nonce != asked.nonce:
        raise TimeStampError(f"the time-stamp server {server} answered about something else than was asked")


def _check_granted(answer: TimeStampResponse, who: str) -> None:
    if answer.status != _GRANTED:
        status = _STATUS[answer.status] if 0 <= answer.status < len(_STATUS) else f"status {answer.status}"
        raise TimeStampError(f"{who} gave no time stamp: {'; '.join([status, *answer.status_string])}")


def _check_imprint(answer: TimeStampResponse, text: bytes) -> None:
    imprint = answer.tst_info.message_imprint
    if len(imprint.message) == sha256().digest_size and imprint.message != sha256(text).digest():
        found, expected = imprint.message.hex(), sha256(text).hexdigest()
        raise TimeStampError(f"the time stamp is over another text: its SHA-256 is {found}, expected {expected}")


def _certificates(trusted: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(trusted)
    except ValueError as error:
        raise TimeStampError(f"the trusted certificates cannot be read, expected PEM: {error}") from error
