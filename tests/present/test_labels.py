from datetime import date

from dashboard.present.filters import Filters
from dashboard.present.labels import Labels, chips
from tests.engine.builders import zone
from tests.factories import INNER, OUTER, invented_agreement, one_observation, situation_of


def labels_of(**told):
    return Labels(situation_of([one_observation()], **told))


def test_codes_have_words_and_what_has_none_is_its_own_name():
    labels = labels_of(region_code=["UA-14"], region_name=["Donetsk Oblast"])

    assert labels.of("acts", "fire.mortar") == "mortar fire"
    assert labels.of("regions", "UA-14") == "Donetsk Oblast"
    assert labels.of("zones", "inner") == "Inner zone"
    assert labels.of("parties", "{{7*7}}") == "{{7*7}}"
    assert labels.of("zones", "of another agreement") == "of another agreement"


def test_zones_that_share_a_name_are_told_apart():
    alike = (zone(OUTER, id="outer", name="Zone"), zone(INNER, id="inner", name="Zone"))
    agreement = invented_agreement()
    labels = labels_of(under=type(agreement)(**{**_fields(agreement), "zones": alike}))

    assert {labels.of("zones", "outer"), labels.of("zones", "inner")} == {"Zone (outer)", "Zone (inner)"}


def _fields(agreement):
    return {name: getattr(agreement, name) for name in type(agreement).__slots__}


def test_there_is_a_chip_for_each_thing_that_narrows_and_lifting_each_lifts_all():
    filters = Filters(
        date(2026, 6, 3), date(2026, 6, 9), verdicts=("undetermined",), acts=("fire", "heat"), box=(1.0, 2.0, 3.0, 4.0)
    )
    shown = chips(filters, labels_of())

    assert [chip.text for chip in shown] == [
        "from 3 Jun 2026",
        "to 9 Jun 2026",
        "Verdict: undetermined",
        "Act: fire, kind of weapon not stated",
        "Act: heat seen from space; by itself no act",
        "spot on the map",
    ]
    for chip in shown:
        filters = chip.lifted_from(filters)
    assert filters == Filters()


def test_without_filters_there_are_no_chips():
    assert chips(Filters(), labels_of()) == ()
