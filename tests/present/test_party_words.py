from dashboard.domain.agreement import Exemption
from dashboard.present.party_words import names_a_party, not_named_words, parties_not_named
from tests.engine.builders import agreement, provision, zone


def of(*reported, rule=None, **told):
    return parties_not_named(agreement([zone()], [rule or provision("fire")], **told), reported)


def test_a_reported_party_of_another_name_is_told_however_the_known_ones_are_written():
    assert of("AF", "a", " B ", "UA", "AF") == ("AF", "UA")


def test_naming_nobody_names_no_other_party():
    assert of("", "unknown", "невідомо") == ()


def test_an_exempt_party_is_one_the_agreement_names():
    assert of("OSCE", "Monitors", rule=provision("fire", exempt=(Exemption(parties=("osce",)),))) == ()


def test_where_every_clause_binds_everyone_no_name_makes_a_difference():
    assert of("AF", rule=provision("fire", binds=())) == ()


def test_reports_that_name_only_others_are_told_from_those_that_name_one_of_its_own_too():
    declared = agreement([zone()], [provision("fire")])

    assert names_a_party(declared, ("AF", "b"))
    assert not names_a_party(declared, ("AF", "monitors"))


def test_many_names_are_told_by_the_first_and_how_many_more():
    heading, _ = not_named_words(tuple("CDEFGHIJKL"))

    assert heading == "Reports name parties that this agreement does not: C, D, E, F, G, H, I, J and 2 more"
