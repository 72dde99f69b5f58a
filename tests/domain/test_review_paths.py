"""Whatever several people do in whatever order: no path confirms with one person, and nothing is lost."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from dashboard.domain.review import Decision, ReviewError, StaleReviewError, Subject, after, decide, replay
from dashboard.domain.review_events import (
    Comment,
    Conclude,
    Confirm,
    Propose,
    Reopen,
    Return,
    TakeUp,
    Withdraw,
)
from dashboard.domain.review_states import (
    Concluded,
    Confirmed,
    Proposed,
    Returned,
    Review,
    Stands,
    UnderReview,
    standing,
)
from tests.domain.test_review import FIRST, GROWN, NOON, UNCLEAR, WHY

PEOPLE = ["Anna", "Boris", "Vera", "Olena"]
STEPS = [TakeUp(), Propose(WHY), Confirm(WHY), Conclude(UNCLEAR, WHY), Return("more"), Withdraw("no"), Reopen("no")]
EVIDENCE = [FIRST, GROWN, replace(FIRST, agreement="v2")]


class SeveralReviewers(RuleBasedStateMachine):
    """Several people act on one incident whose evidence changes; some act on what they saw a while ago."""

    seen = Bundle("seen")

    @initialize(who=st.sampled_from(PEOPLE))
    def begin(self, who):
        self.review, self.now, self.acknowledged = Review("INC-1"), FIRST, []
        self.recorders = frozenset({"Vera"})
        self.act(who, TakeUp())

    @rule(who=st.sampled_from(PEOPLE), action=st.sampled_from(STEPS))
    def act(self, who, action):
        self.try_to(who, action, len(self.review.events), self.now)

    @rule(who=st.sampled_from(PEOPLE))
    def two_agree(self, who):
        """Bring about what chance alone rarely does: whoever has it proposes, and another tries to confirm."""
        if isinstance(self.review.state, UnderReview):
            self.act(self.review.state.by, Propose(WHY))
            self.act(who, Confirm(WHY))

    @rule(target=seen, who=st.sampled_from(PEOPLE))
    def look(self, who):
        return who, len(self.review.events), self.now

    @rule(looked=consumes(seen), action=st.sampled_from(STEPS))
    def act_late(self, looked, action):
        who, number, judged = looked
        self.try_to(who, action, number, judged)

    @rule(who=st.sampled_from(PEOPLE))
    def comment(self, who):
        self.acknowledge(decide(self.review, Decision(who, Comment("hm"), -1, ""), Subject(self.now), NOON))

    @rule(now=st.sampled_from(EVIDENCE))
    def change_evidence(self, now):
        self.now = now

    def try_to(self, who, action, number, judged):
        current = (number, judged) == (len(self.review.events), self.now)
        try:
            event = decide(self.review, Decision(who, action, number, judged.sha256), Subject(self.now, self.recorders), NOON)
        except StaleReviewError:
            assert not current
        except ReviewError:
            assert current
        else:
            assert current
            self.acknowledge(event)

    def acknowledge(self, event):
        self.review = after(self.review, event)
        self.acknowledged.append(event)

    @invariant()
    def no_path_confirms_with_one_person(self):
        state = self.review.state
        if isinstance(state, Confirmed):
            assert state.by not in {state.proposed_by, self.review.first_reviewer, *self.recorders}
            confirmation = self.review.events[state.event - 1]
            proposal = next(one for one in reversed(self.review.events[: state.event]) if isinstance(one.action, Propose))
            assert (confirmation.who, proposal.who) == (state.by, state.proposed_by)
            assert confirmation.judged == proposal.judged

    @invariant()
    def nothing_is_lost(self):
        assert list(self.review.events) == self.acknowledged

    @invariant()
    def replaying_the_events_gives_the_same_state(self):
        assert replay("INC-1", self.acknowledged) == self.review

    @invariant()
    def a_judgement_stands_only_on_what_is_there(self):
        if isinstance(self.review.state, Confirmed | Concluded | Proposed | Returned):
            assert isinstance(standing(self.review, self.now), Stands) == (self.review.judged == self.now)


TestSeveralReviewers = SeveralReviewers.TestCase
