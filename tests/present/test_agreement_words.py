from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.agreement import Exemption, Prohibition, Quota
from dashboard.domain.daily import Daily
from dashboard.domain.intervals import Interval
from dashboard.present.agreement_words import provision_words, rule_sentence, times_words, zone_words
from tests.engine.builders import agreement, provision, zone
from tests.factories import INNER, OUTER

KYIV = ZoneInfo("Europe/Kyiv")
MAY, JUNE, JULY = (datetime(2026, month, 1, tzinfo=UTC) for month in (5, 6, 7))
A_DAY = Interval(datetime(2026, 6, 10, tzinfo=UTC), datetime(2026, 6, 11, tzinfo=UTC))


def words(*, zones=None, period=A_DAY, rule=None, **told):
    declared = agreement(zones or [zone(OUTER, id="z", name="Zone")], [rule or provision("fire")], **told)
    return provision_words(declared, declared.provisions[0], period)


def test_a_rule_covers_every_kind_of_a_bare_act_and_says_whom_it_binds():
    rule = provision(prohibits=Prohibition(("fire", "presence.heavy-weapon"), ("tank",), 100.0, None))

    assert rule_sentence(rule) == (
        "Prohibited to A and B: fire of any kind, presence of heavy weapons (weapons: tank; calibre 100 mm and more)."
    )
    assert rule_sentence(provision("heat", binds=())).startswith("Prohibited to everyone: ")


def test_calibres_are_told_with_either_or_both_ends():
    def of(low, high):
        return rule_sentence(provision(prohibits=Prohibition(("fire.mortar",), (), low, high)))

    assert of(None, 82.0) == "Prohibited to A and B: mortar fire (calibre up to 82 mm)."
    assert of(82.0, 120.0) == "Prohibited to A and B: mortar fire (calibre 82–120 mm)."


def test_a_quota_is_what_is_allowed_not_what_is_prohibited():
    rule = provision("presence.heavy-weapon", quota=Quota(36))

    assert rule_sentence(rule) == "Allowed to A and B: at most 36 at a time in each zone of: presence of heavy weapons."


def test_a_provision_with_times_of_its_own_says_them_and_another_says_none():
    rule = provision("fire", in_force=(Interval(MAY),), suspended=(Interval(JUNE, JULY),))

    assert words(rule=rule).times == "in force from 1 May 2026; suspended from 1 Jun 2026 to 1 Jul 2026"
    assert words().times == ""


def test_exemptions_say_all_their_conditions():
    rule = provision(
        "movement", exempt=(Exemption(("movement.exercise",), ("A",)), Exemption(notified=True), Exemption(("flight",)))
    )

    assert words(rule=rule).exemptions == "movement for training by A; announced beforehand; flight of any kind"


def test_a_quota_says_what_is_counted_by_itself():
    rule = provision("flight", quota=Quota(2, ("zone", "party"), "week"))

    assert rule_sentence(rule) == (
        "Allowed to A and B: at most 2 at a time in each zone in each week, each party counted by itself, of: flight of any kind."
    )


def test_exemptions_by_means_place_and_claim_are_said():
    rule = provision("fire", exempt=(Exemption(means=("drone",), outside=("z",)), Exemption(claimed="return-fire")))

    assert words(rule=rule).exemptions == "seen by drone outside Zone; claimed to be return fire"


def test_the_terms_say_how_a_provision_holds_where_it_does_not_plainly():
    rule = provision("fire", daily=Daily(time(22), time(6)), phase_in_until=JULY, judged_because="it is contested")

    assert words(rule=rule).terms == (
        "every day from 22:00 to 06:00, UTC time; phased in until 1 Jul 2026: before that nothing is a violation yet; "
        "for a person to judge: it is contested"
    )
    assert words().terms == ""


def test_zones_that_differ_by_party_are_told_by_party():
    zones = [zone(OUTER, id="z", name="Zone"), zone(INNER, id="y", name="Other")]
    rule = provision("fire", zone_ids=("z", "y"), party_zones=(("A", ("z",)), ("B", ("z", "y"))))

    assert words(zones=zones, rule=rule).zones == "for A: Zone; for B: Zone, Other"


def test_a_provision_in_force_needs_no_reason():
    told = words()

    assert (told.state, told.why, told.in_force) == ("in force", "", True)


def test_a_provision_not_in_force_says_that_the_agreement_is_the_reason():
    told = words(period=Interval(MAY, MAY + timedelta(days=1)))

    assert (told.state, told.in_force) == ("not in force", False)
    assert told.why == "the agreement is in force from 1 Jun 2026"


def test_a_suspended_zone_is_the_reason_where_agreement_and_provision_are_in_force():
    suspended = zone(OUTER, id="z", name="Zone", suspended=(A_DAY,))

    assert words(zones=[suspended]).why == "Zone is suspended from 10 Jun 2026 to 11 Jun 2026"


def test_the_provisions_own_time_is_the_reason_where_it_has_one():
    assert words(rule=provision("fire", in_force=(Interval(JULY),))).why == "this provision is in force from 1 Jul 2026"


def test_in_force_in_some_zones_only_is_in_force_in_part_and_names_the_others():
    zones = [zone(OUTER, id="z", name="Zone"), zone(INNER, id="y", name="Other", in_force=(Interval(JULY),))]
    told = words(zones=zones, rule=provision("fire", zone_ids=("z", "y")))

    assert (told.state, told.in_force) == ("in force in part", True)
    assert told.why == "Other is in force from 1 Jul 2026"
    assert told.zones == "Zone, Other"


def test_times_are_local_and_open_ends_are_said_in_words():
    assert times_words((Interval(),), KYIV) == "always"
    assert times_words((), KYIV) == "never"
    assert times_words((Interval(end=JUNE), Interval(JUNE + timedelta(hours=21))), KYIV) == (
        "to 1 Jun 2026 03:00; from 2 Jun 2026"
    )


def test_a_zone_tells_its_time_within_the_agreements_and_its_suspensions():
    declared = agreement([zone(OUTER, suspended=(A_DAY,))], [provision("fire")])

    assert zone_words(declared, declared.zones[0]) == "from 1 Jun 2026; suspended from 10 Jun 2026 to 11 Jun 2026"
