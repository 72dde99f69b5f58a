"""Decisions of people in files: who, when, why and on what grounds, and whether they still stand."""

from datetime import UTC, datetime

from dashboard.domain.judged import Fingerprint
from dashboard.domain.lineage import UNREVIEWED, Standpoint
from dashboard.domain.review import replay
from dashboard.domain.review_events import Comment, Conclude, Confirm, Event, Outcome, Propose, TakeUp
from dashboard.domain.review_states import Review
from dashboard.domain.verdicts import Verdict
from dashboard.report.decisions import COLUMNS, PeopleSaid, decision_columns

JUDGED = Fingerprint((("a", "1"),), Verdict.POTENTIAL_VIOLATION, "P1", "line", "v1")


def reviewed(*steps):
    at = datetime(2026, 5, 3, 12, tzinfo=UTC)
    return replay("INC-1", [Event(number, at, who, action, JUDGED) for number, (who, action) in enumerate(steps, start=1)])


def cells(review, standpoint):
    columns = decision_columns([PeopleSaid(review, standpoint)])
    assert tuple(columns) == COLUMNS
    return tuple(column[0] for column in columns.values())


def test_a_confirmation_names_both_people_and_its_grounds():
    steps = (("Anna", TakeUp()), ("Anna", Propose("seen", ("log 1",))), ("Boris", Confirm("the same", ("log 2", "log 3"))))
    said = cells(reviewed(*steps, ("Vera", Comment("good"))), Standpoint("confirmed"))
    assert said == ("confirmed", "", "Anna; Boris", "2026-05-03T12:00:00Z", "the same", "log 2; log 3")


def test_a_decision_that_no_longer_stands_says_why_and_keeps_what_was_said():
    steps = (("Anna", TakeUp()), ("Anna", Conclude(Outcome.NOT_A_VIOLATION, "an exercise")))
    point = Standpoint("reopened", True, ("it was not a violation", "1 observation added"), ("INC-2",))
    said = cells(reviewed(*steps), point)
    assert said[:3] == ("reopened", "it was not a violation; 1 observation added; see INC-2", "Anna")
    assert said[4] == "an exercise"


def test_what_nobody_reviewed_says_so_and_no_more():
    assert cells(Review("INC-1"), UNREVIEWED) == ("unreviewed", "", "", "", "", "")
    assert decision_columns([]) == {name: [] for name in COLUMNS}


def test_whoever_may_not_see_everything_is_told_where_an_incident_stands_and_nobodys_words():
    point = Standpoint("reopened", True, ("row SECRET was added",))
    review = reviewed(("Anna", TakeUp()), ("Anna", Conclude(Outcome.NOT_A_VIOLATION, "SECRET said so", ("SECRET log",))))
    columns = decision_columns([PeopleSaid(review, point, in_full=False), PeopleSaid(Review("INC-2"), point, in_full=False)])
    assert columns["review"] == ["reopened", "reopened"]
    assert columns["review_at"] == ["2026-05-03T12:00:00Z", ""]
    assert "SECRET" not in repr(columns)
    assert "Anna" not in repr(columns)
