from dataclasses import replace

from dashboard.domain.agreement import Prohibition
from dashboard.engine.assess import assess
from dashboard.engine.reassess import Side, reassessed
from dashboard.present.reassess_words import COLUMNS, changes_shown, counts_shown, summary_words
from tests.engine.builders import table
from tests.factories import invented_agreement, one_observation

BEFORE = invented_agreement()
AFTER = replace(BEFORE, provisions=(replace(BEFORE.provisions[0], prohibits=Prohibition(("flight",))), BEFORE.provisions[1]))
REPORTS = table(
    [
        one_observation(39.9, observation_id="far"),
        one_observation(37.1, 48.1, observation_id="fire"),
        one_observation(37.1, 48.1, observation_id="flight", act="flight.uav"),
    ]
)


def told(before, after):
    sides = [Side(REPORTS, assess(REPORTS, one, engine_version="1"), one) for one in (before, after)]
    return reassessed(*sides)


def test_only_verdicts_that_occur_are_counted_the_strongest_first():
    counts = counts_shown(told(BEFORE, AFTER))

    assert counts.verdicts == ("potential violation", "consistent with terms", "outside scope")
    assert counts.rows == ((0, 1, 0), (1, 0, 0), (0, 0, 1))


def test_what_changed_is_listed_with_what_named_it():
    shown = changes_shown(told(BEFORE, AFTER), 1, BEFORE, AFTER)

    assert tuple(shown) == COLUMNS
    assert shown["Observation"].tolist() == ["fire"]
    assert shown["Named by, in use"].tolist() == [f"{BEFORE.provisions[0].clause} (P1), Outer zone"]


def test_the_sentence_says_how_many_and_says_where_nothing_changes():
    assert summary_words(told(BEFORE, AFTER)) == "2 of 3 observations would get another verdict."
    assert summary_words(told(BEFORE, BEFORE)) == "Nothing would change: all 3 observations keep verdict, clause and reason."
