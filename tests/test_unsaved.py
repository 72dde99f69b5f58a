import stat

import pytest

from dashboard import unsaved
from dashboard.domain.access import Action, Role
from dashboard.ingest.agreements.draft import Draft
from dashboard.store.kept import NotAllowedError
from dashboard.store.opening import store_in_folder
from dashboard.unsaved import NoSuchDraftError, UnsavedDrafts, new_key
from tests.store.people import NOON, with_roles

DRAFT = Draft({"agreement": {"title": "Bridge {{7*7}} Міст"}, "zones": [], "provisions": []}, {"n.csv": b"\x00\xff"}, "agr-1")
ANOTHER = DRAFT.put(("agreement", "title"), "Another")


@pytest.fixture
def drafts(tmp_path):
    return UnsavedDrafts(tmp_path / "drafts")


def test_a_draft_that_was_kept_is_taken_up_again_as_it_was(drafts):
    key = drafts.keep(new_key(), DRAFT, "me")

    assert drafts.take(key, "me") == DRAFT
    assert [(one.key, one.title) for one in drafts.listed()] == [(key, "Bridge {{7*7}} Міст")]


def test_a_session_that_is_no_longer_the_writer_goes_on_with_a_copy(drafts):
    key = drafts.keep(new_key(), DRAFT, "first tab")
    drafts.take(key, "second tab")
    drafts.keep(key, ANOTHER, "second tab")

    own = drafts.keep(key, DRAFT, "first tab")

    assert own != key
    assert drafts.take(key, "second tab") == ANOTHER
    assert drafts.take(own, "first tab") == DRAFT


def test_whoever_may_not_write_agreements_neither_sees_nor_changes_what_others_drafted(drafts, tmp_path):
    key = drafts.keep(new_key(), DRAFT, "me")
    store = store_in_folder(tmp_path / "record")
    viewer, approver = with_roles(store, "viewer", Role.VIEWER), with_roles(store, "approver", Role.APPROVER)
    theirs = drafts.held_against(lambda: viewer.refuse_unless_allowed(Action.WRITE_AGREEMENTS, NOON))

    for attempt in (
        theirs.listed,
        lambda: theirs.take(key, "viewer"),
        lambda: theirs.keep(key, ANOTHER, "viewer"),
        lambda: theirs.forget(key),
    ):
        with pytest.raises(NotAllowedError, match="that takes the role approver"):
            attempt()

    assert drafts.take(key, "me") == DRAFT
    allowed = drafts.held_against(lambda: approver.refuse_unless_allowed(Action.WRITE_AGREEMENTS, NOON))
    assert allowed.take(key, "approver") == DRAFT


def test_the_draft_changed_last_is_listed_first(drafts):
    older, newer = drafts.keep(new_key(), DRAFT, "me"), drafts.keep(new_key(), DRAFT, "me")
    drafts.keep(older, ANOTHER, "me")

    assert [one.key for one in drafts.listed()] == [older, newer]


def test_a_draft_that_was_discarded_meanwhile_is_said_to_be_gone(drafts):
    key = drafts.keep(new_key(), DRAFT, "me")
    drafts.forget(key)

    with pytest.raises(NoSuchDraftError, match="not there any more"):
        drafts.take(key, "me")
    assert drafts.listed() == ()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"{}\n{}", b"\xff\n\xff", b'{"title": 1}'])
def test_a_damaged_file_hides_no_other_draft(drafts, tmp_path, content):
    key = drafts.keep(new_key(), DRAFT, "me")
    (tmp_path / "drafts" / f"{'0' * 16}.json").write_bytes(content)

    assert [one.key for one in drafts.listed()] == [key]
    with pytest.raises(NoSuchDraftError):
        drafts.take("0" * 16, "me")


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 16, "0" * 17])
def test_what_is_no_key_leads_nowhere(drafts, key):
    with pytest.raises(NoSuchDraftError):
        drafts.take(key, "me")


def test_others_on_the_machine_cannot_read_a_draft(drafts, tmp_path):
    key = drafts.keep(new_key(), DRAFT, "me")

    path = tmp_path / "drafts" / f"{key}.json"
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]


def test_of_very_many_drafts_the_ones_changed_longest_ago_go(drafts, monkeypatch):
    monkeypatch.setattr(unsaved, "_KEPT_MAX", 3)

    keys = [drafts.keep(new_key(), DRAFT, "me") for _ in range(5)]

    assert {one.key for one in drafts.listed()} == set(keys[2:])
