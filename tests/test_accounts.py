"""Sessions from what an identity provider tells."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.accounts import session_of

TOLD = {
    "iss": "https://id.example",
    "sub": "u-1",
    "iat": 1_780_000_000,
    "name": "Ann",
    "email": "a@example.org",
    "email_verified": True,
}
HOURS = timedelta(hours=12)


def test_a_session_begins_when_the_provider_issued_the_token_and_ends_by_itself():
    session = session_of(TOLD, HOURS)
    assert session.began_at == datetime.fromtimestamp(1_780_000_000, UTC)
    assert session.ends_at - session.began_at == HOURS
    assert (session.called, session.email, session.email_is_verified) == ("Ann", "a@example.org", True)


@pytest.mark.parametrize("missing", ["iss", "sub", "iat"])
def test_without_issuer_subject_or_moment_there_is_no_session(missing):
    assert session_of({name: value for name, value in TOLD.items() if name != missing}, HOURS) is None


@pytest.mark.parametrize("wrong", [{"iss": 7}, {"sub": ""}, {"iat": "today"}, {"iat": True}])
def test_claims_of_another_kind_make_no_session(wrong):
    assert session_of(TOLD | wrong, HOURS) is None


@pytest.mark.parametrize("said", ["true", 1, None])
def test_only_a_plain_yes_makes_an_address_verified(said):
    assert not session_of(TOLD | {"email_verified": said}, HOURS).email_is_verified


def test_a_hostile_name_becomes_one_line_that_can_be_kept():
    session = session_of(TOLD | {"name": "Ann\n\0[admin at x]\ud800" + "a" * 500, "email": {"a": 1}}, HOURS)
    assert session.name.startswith("Ann [admin at x] aaa")
    assert len(session.name) == 200
    assert session.email == ""
