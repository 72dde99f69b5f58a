"""Whether two names are one person's, which decides who may confirm what."""

import pytest

from dashboard.domain.review import ReviewError
from dashboard.domain.review_events import (
    Confirm,
    Propose,
    TakeUp,
    called,
    could_be_one,
    same_person,
)
from tests.domain.test_review import WHY, done, reviewed


def test_names_are_compared_as_people_read_them():
    assert same_person("Anna  Koval", "anna koval")
    assert same_person("Zoë", "Zoe\u0308")


def test_somebody_who_signed_in_stays_one_person_under_a_new_name_and_is_not_another_of_the_same_name():
    assert same_person("Ann <a@x.example> [u-1 at https://id.example]", "Ann Lee <lee@x.example> [u-1 at https://id.example]")
    assert not same_person("Ann [u-1 at https://id.example]", "Ann [u-2 at https://id.example]")
    assert not same_person("Ann [u-1 at https://id.example]", "Ann [U-1 at https://id.example]")
    assert not same_person("Ann", "Ann [u-1 at https://id.example]")
    assert not same_person("Anna", "Hanna")


def test_whoever_typed_a_name_before_people_signed_in_may_be_whoever_signs_in_with_it():
    anna = "Anna Koval <anna@example.org> [u-1 at https://id.example]"
    assert could_be_one("anna  koval", anna)
    assert could_be_one(anna, "ANNA@example.org")
    assert could_be_one(anna, "A. Petrenko [u-1 at https://id.example]")
    assert not could_be_one(anna, "Anna Koval [u-2 at https://id.example]")
    assert not could_be_one(anna, "Boris")
    assert not could_be_one("[u-1 at https://id.example]", "")
    with pytest.raises(ReviewError, match="takes a second person"):
        done(reviewed(("Anna Koval", TakeUp()), ("Anna Koval", Propose(WHY))), anna, Confirm(WHY))


def test_an_identity_is_kept_and_not_shown():
    assert called("Anna <anna@example.org> [u-1 at https://id.example]") == "Anna <anna@example.org>"
    assert called("[u-1 at https://id.example]") == "[u-1 at https://id.example]"
    assert called("Boris") == "Boris"
