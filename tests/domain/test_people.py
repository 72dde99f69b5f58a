"""What follows from grants and ends of access at a moment."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.access import Action, Role
from dashboard.domain.people import Access, AccessEnd, Grant, Identity, SignedIn, access_at

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def session(began_at=NOON, hours=12):
    return SignedIn(
        Identity("https://id.example", "u-1"), "Ann", "ann@example.org", True, began_at, began_at + timedelta(hours=hours)
    )


def given_role(entry, role=Role.REVIEWER, held=True, at=NOON):
    return Grant(entry, role, held, at)


def test_the_latest_word_on_a_role_counts():
    grants = [given_role(1), given_role(2, held=False, at=NOON + MINUTE)]
    assert access_at(grants[:1], [], NOON).roles == {Role.REVIEWER}
    assert access_at(grants, [], NOON + MINUTE).roles == frozenset()
    assert access_at([*grants, given_role(3)], [], NOON + MINUTE).roles == {Role.REVIEWER}


def test_an_end_takes_back_what_was_granted_before_it_and_what_is_granted_after_it_holds():
    end = AccessEnd(2, NOON + MINUTE)
    assert access_at([given_role(1)], [end], NOON + MINUTE).roles == frozenset()
    assert access_at([given_role(1), given_role(3, at=NOON + MINUTE)], [end], NOON + MINUTE).roles == {Role.REVIEWER}


def test_an_end_that_lies_ahead_does_not_count_until_it_is_reached():
    end = AccessEnd(2, NOON + 10 * MINUTE)
    assert access_at([given_role(1)], [end], NOON + 10 * MINUTE - timedelta(microseconds=1)).roles == {Role.REVIEWER}
    assert access_at([given_role(1)], [end], NOON + 10 * MINUTE).roles == frozenset()


def test_a_grant_by_a_clock_that_runs_ahead_does_not_outlive_an_end_written_after_it():
    ahead = given_role(1, at=NOON + 5 * MINUTE)
    assert access_at([ahead], [AccessEnd(2, NOON)], NOON + 6 * MINUTE).roles == frozenset()


def test_a_session_begun_before_an_end_has_ended_and_one_begun_at_it_has_not():
    access = Access(frozenset({Role.REVIEWER}), NOON)
    assert not access.allows(Action.REVIEW, session(NOON - timedelta(microseconds=1)), NOON + MINUTE)
    assert access.allows(Action.REVIEW, session(NOON), NOON + MINUTE)


def test_a_session_ends_by_itself_after_its_hours():
    access = Access(frozenset({Role.REVIEWER}))
    assert access.allows(Action.REVIEW, session(hours=1), NOON + timedelta(minutes=59))
    assert not access.allows(Action.REVIEW, session(hours=1), NOON + timedelta(hours=1))


def test_the_audit_log_tells_namesakes_apart():
    assert session().who == "Ann <ann@example.org> [u-1 at https://id.example]"


grants_of = st.lists(
    st.builds(
        Grant, st.integers(1, 30), st.sampled_from(Role), st.booleans(), st.integers(0, 30).map(lambda n: NOON + n * MINUTE)
    ),
    unique_by=lambda one: one.entry,
    max_size=8,
)
ends_of = st.lists(st.builds(AccessEnd, st.integers(31, 60), st.integers(0, 30).map(lambda n: NOON + n * MINUTE)), max_size=4)


@given(grants_of, ends_of, st.randoms())
def test_what_holds_does_not_depend_on_the_order_rows_come_in(grants, ends, shuffled):
    expected = access_at(grants, ends, NOON + 40 * MINUTE)
    shuffled.shuffle(grants)
    shuffled.shuffle(ends)
    assert access_at(grants, ends, NOON + 40 * MINUTE) == expected


@given(grants_of, ends_of)
def test_one_more_end_never_gives_anybody_a_role(grants, ends):
    at = NOON + 40 * MINUTE
    assert access_at(grants, [*ends, AccessEnd(61, NOON)], at).roles == frozenset()
    for count in range(len(ends)):
        assert access_at(grants, ends[: count + 1], at).roles <= access_at(grants, ends[:count], at).roles
