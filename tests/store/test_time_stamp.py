"""Time stamps from an authority on this machine: asked for over HTTP, checked, and refused where anything is amiss."""

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.store.checkpoint import Checkpoint
from dashboard.store.time_stamp import TimeStampError, check_time_stamp, request_time_stamp
from tests.store.time_stamp_authority import NEEDS_OPENSSL, Answer, make_authority, serving

CHECKPOINT = Checkpoint("mission", 7, bytes(32))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return make_authority(tmp_path_factory.mktemp("tsa") / "authority")


@pytest.fixture(scope="module")
def token(authority):
    with serving(Answer(authority.answer)) as address:
        return request_time_stamp(CHECKPOINT, address)


@NEEDS_OPENSSL
def test_an_authority_attests_when_it_saw_a_checkpoint(authority, token):
    seen = check_time_stamp(CHECKPOINT, token, authority.root)
    assert abs(datetime.now(UTC) - seen) < timedelta(hours=1)


@NEEDS_OPENSSL
def test_only_the_hash_of_a_checkpoint_leaves_the_machine(authority):
    answer = Answer(authority.answer)
    with serving(answer) as address:
        request_time_stamp(CHECKPOINT, address)
    ((kind, query),) = answer.seen
    assert kind == "application/timestamp-query"
    assert b"mission" not in query


@NEEDS_OPENSSL
def test_a_time_stamp_of_another_text_attests_nothing(authority, token):
    with pytest.raises(TimeStampError, match="is over another text"):
        check_time_stamp(replace(CHECKPOINT, size=8), token, authority.root)


@NEEDS_OPENSSL
def test_a_time_stamp_by_another_authority_attests_nothing(token, tmp_path):
    stranger = make_authority(tmp_path / "stranger")
    with pytest.raises(TimeStampError, match="not by the trusted authority, or was changed"):
        check_time_stamp(CHECKPOINT, token, stranger.root)


@NEEDS_OPENSSL
def test_no_changed_byte_of_a_time_stamp_makes_it_attest_another_moment(authority, token):
    moment = check_time_stamp(CHECKPOINT, token, authority.root)
    for place in range(0, len(token), 7):
        changed = bytearray(token)
        changed[place] ^= 1
        try:
            assert check_time_stamp(CHECKPOINT, bytes(changed), authority.root) == moment
        except TimeStampError:
            continue


@NEEDS_OPENSSL
def test_certificates_that_cannot_be_read_are_said(token):
    with pytest.raises(TimeStampError, match="the trusted certificates cannot be read, expected PEM"):
        check_time_stamp(CHECKPOINT, token, b"none")


@NEEDS_OPENSSL
def test_an_answer_to_another_question_is_refused(authority):
    with serving(Answer(authority.answer)) as address:
        other = request_time_stamp(replace(CHECKPOINT, size=8), address)
    with serving(Answer(lambda _: other)) as address, pytest.raises(TimeStampError, match="answered about something else"):
        request_time_stamp(CHECKPOINT, address)


@NEEDS_OPENSSL
def test_a_refusal_of_the_authority_is_told_in_its_words(authority):
    with serving(Answer(lambda query: authority.answer(query[:-20]))) as address, pytest.raises(TimeStampError) as refused:
        request_time_stamp(CHECKPOINT, address)
    assert str(refused.value).startswith(f"the time-stamp server {address} gave no time stamp: rejected")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(lambda _: b"<html>", kind="text/html"), "answered with text/html, 6 bytes, expected application/timestamp-reply"),
        (Answer(lambda _: b"nonsense"), "8 bytes that are no time stamp"),
        (Answer(lambda _: b""), "0 bytes that are no time stamp"),
        (Answer(lambda _: b"", status=503), "refused: 503"),
        (Answer(lambda _: bytes(2_000_000)), "expected application/timestamp-reply"),
    ],
)
def test_an_answer_that_is_no_time_stamp_is_refused_and_names_the_server(answer, said):
    with serving(answer) as address, pytest.raises(TimeStampError) as refused:
        request_time_stamp(CHECKPOINT, address)
    assert said in str(refused.value)
    assert address in str(refused.value)


def test_a_server_that_is_down_is_named():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
        with pytest.raises(TimeStampError, match=r"could not be asked: .*refused"):
            request_time_stamp(CHECKPOINT, address)


def test_a_server_that_never_answers_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(TimeStampError, match="could not be asked: timed out"):
            request_time_stamp(CHECKPOINT, address, timeout_s=0.2)


@pytest.mark.parametrize("server", ["", "file:///etc/passwd", "ftp://example.org"])
def test_only_web_addresses_are_asked(server):
    with pytest.raises(TimeStampError, match="expected an address that begins with https"):
        request_time_stamp(CHECKPOINT, server)


def test_an_address_that_is_none_is_said():
    with pytest.raises(TimeStampError, match="could not be asked"):
        request_time_stamp(CHECKPOINT, "http://[half")
