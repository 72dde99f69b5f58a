import json
import re
from zoneinfo import ZoneInfo

import pytest

from dashboard.domain.observation import Area, Unplaced
from dashboard.present.detail import incident_detail
from dashboard.present.facets import ORDERS, facets_of
from dashboard.present.filters import Filters
from dashboard.present.incident_list import COLUMNS, incident_page, where_words
from dashboard.present.places import position_words
from dashboard.present.preview import preview_table
from dashboard.present.selection import select
from tests.factories import REGION, many, many_observations, one_observation, situation_of

UTC_ZONE = ZoneInfo("UTC")


def page_of(situation, order="strongest first", number=1, size=25, **filters):
    facets = facets_of(situation)
    selection = select(facets, situation, Filters(**filters), UTC_ZONE)
    return incident_page(facets, situation, selection, order=order, number=number, size=size, zone=UTC_ZONE)


@pytest.mark.parametrize("order", ORDERS)
def test_the_pages_together_are_the_selection_each_incident_once(order):
    situation = many(90)
    first = page_of(situation, order)

    ids = [one for number in range(1, first.of + 1) for one in page_of(situation, order, number).ids]

    assert sorted(ids) == sorted(situation.incidents["incident_id"])
    assert tuple(first.table.columns) == COLUMNS
    assert first.table["Incident"].tolist() == list(first.ids)


def test_a_page_past_the_end_is_the_last_and_a_page_of_nothing_is_the_first():
    situation = many(60)

    assert page_of(situation, number=99).number == page_of(situation).of
    nothing = page_of(situation, parties=("no such",))
    assert (nothing.number, nothing.of, nothing.ids, list(nothing.table.columns)) == (1, 1, (), list(COLUMNS))


def test_the_orders_do_what_they_say():
    situation = many(90)
    incidents = situation.incidents.set_index("incident_id")

    def column(order, name):
        return incidents.loc[list(page_of(situation, order, size=100).ids), name].tolist()

    assert column("strongest first", "verdict") == sorted(incidents["verdict"], reverse=True)
    assert column("earliest first", "first") == sorted(incidents["first"])
    assert column("latest first", "first") == sorted(incidents["first"], reverse=True)
    assert column("most origins first", "origins") == sorted(incidents["origins"], reverse=True)


@pytest.mark.parametrize(
    ("reported", "words"),
    [
        ("37.5, 48.5", "48.5000° N, 37.5000° E · Donetsk Oblast"),
        ("37.5, 48.5 (radius_m 900); Donetsk oblast; near Avdiivka", "Donetsk oblast; near Avdiivka"),
        ("Донецька область; біля Авдіївки", "Донецька область; біля Авдіївки · Donetsk Oblast"),
        ("Donetsk Oblast, 3-5km ESE of Avdiivka", "Donetsk Oblast, 3-5km ESE of Avdiivka"),
        ("", "48.5000° N, 37.5000° E · Donetsk Oblast"),
    ],
)
def test_a_place_is_told_as_reported_and_by_its_region(reported, words):
    situation = situation_of([one_observation()], reported_place=[reported], region_name=["Donetsk Oblast"])

    assert where_words(situation.observations.iloc[0]) == words


def test_an_area_is_told_by_its_name_and_what_has_no_place_by_the_reason():
    situation = situation_of([one_observation(place=Area("R-1", REGION)), one_observation(place=Unplaced("two such"))])

    assert [where_words(row) for _, row in situation.observations.iterrows()] == ["R-1", "unplaced: two such"]


def test_why_an_incident_is_not_on_the_map_is_told_in_the_language_chosen_in_list_and_preview():
    situation = situation_of([one_observation(place=Unplaced("the event location is not known"))], flags=["outside the theatre"])
    facets = facets_of(situation)
    shown = {"order": "strongest first", "number": 1, "size": 25, "zone": UTC_ZONE}

    page = incident_page(facets, situation, select(facets, situation, Filters(), UTC_ZONE), **shown, language="uk")
    preview = preview_table(situation.observations, [""], UTC_ZONE, rows_max=1, language="uk")

    assert page.table["Where"].tolist() == preview["Where"].tolist() == ["місце не встановлено: місце події невідоме"]
    assert preview["To note"].tolist() == ["поза районом спостереження"]


def test_north_and_south_east_and_west_cannot_be_mistaken():
    assert position_words(-58.45, -34.6) == "34.6000° S, 58.4500° W"


def test_an_incident_tells_its_observations_in_order_of_time_each_with_its_sentence_and_findings():
    situation = situation_of(
        [one_observation(hours=0.5, observation_id="later"), one_observation(observation_id="sooner")],
        source=["drone 2", "patrol 4"],
        means=["drone", "patrol"],
        reliability=["B", ""],
        credibility=["2", ""],
    )

    detail = incident_detail(situation, 0, UTC_ZONE)

    assert [entry.observation_id for entry in detail.observations] == ["sooner", "later"]
    assert detail.corroboration == "2 observations, 2 independent origins, best grade B2"
    assert (detail.title, detail.verdict) == ("artillery fire", "potential violation")
    sooner = detail.observations[0]
    assert "is a potential violation of para 1 (P1): " in sooner.why.sentence
    assert sooner.why.source == "Source: patrol 4"
    assert "“Outer zone”" in sooner.why.sentence
    assert len(sooner.why.findings) == 3, "outer and inner zone under P1, inner zone under P2"


def test_empty_facts_are_left_out_and_the_cells_of_other_columns_are_told_under_their_own_headers():
    situation = situation_of([one_observation(party="")], other=[json.dumps({"note {{7*7}}": "<b>x</b>"})], file=["f.csv"])

    facts = dict(incident_detail(situation, 0, UTC_ZONE).observations[0].facts)

    assert facts["“note {{7*7}}”"] == "<b>x</b>"
    assert facts["Party"] == "nobody named"
    assert facts["File"] == "f.csv, line 2"
    assert "Weapon" not in facts
    assert all(facts.values())


def test_in_ukrainian_everything_of_an_incident_is_but_names_and_what_came_from_outside():
    situation = situation_of(
        [one_observation(party="", weapon="mortar", calibre_mm=82.0)],
        means=["drone"],
        source=["шостий пост"],
        description=["чутно"],
        place_note=["placed by name"],
        flags=["outside the theatre"],
        file=["звіт"],
    )

    detail = incident_detail(situation, 0, ZoneInfo("Europe/Kyiv"), "uk")

    facts = dict(detail.observations[0].facts)
    assert facts["Озброєння"] == "міномет 82 мм"
    assert facts["Сторона"] == "нікого не названо"
    assert facts["Визначення місця"] == "місце визначено за назвою"
    assert facts["Зауваги"] == "поза районом спостереження"
    assert facts["Засіб"] == "безпілотник"
    assert facts["Файл"] == "звіт, рядок 2"
    assert detail.corroboration == "1 спостереження, 1 незалежне першоджерело"
    assert (detail.title, detail.verdict_said) == ("артилерійський вогонь", "можливе порушення")
    shown = [detail.title, detail.when, detail.where, detail.corroboration, detail.verdict_said, *facts, *facts.values()]
    assert not [one for one in shown if re.search(r"[A-Za-z]{3}", one)]


def test_an_earlier_version_is_shown_and_said_to_be_one():
    situation = situation_of([one_observation(), one_observation()], superseded=[True, False], source=["p", "p"])

    detail = incident_detail(situation, 0, UTC_ZONE)

    assert sorted(entry.superseded for entry in detail.observations) == ["", "earlier version, does not count"]
    assert "1 earlier version kept" in detail.corroboration


def test_a_preview_tells_the_first_rows_as_they_were_read():
    rows = many_observations(30)

    table = preview_table(rows.head(5), ["undetermined"] * 5, UTC_ZONE, rows_max=3)

    assert len(table) == 3
    assert set(table["Verdict"]) == {"undetermined"}
    assert table["Line"].tolist() == [2, 3, 4]
