"""What somebody sees who may see neither who reported nor exactly where: nothing planted in a report comes out anywhere."""

import json
from dataclasses import asdict, replace
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.domain.intervals import Interval
from dashboard.domain.lineage import UNREVIEWED
from dashboard.domain.observation import Area, Sector, Unplaced
from dashboard.domain.review_states import Review
from dashboard.engine.coarse import LEFT_OUT, MADE_COARSE, OPEN, coarse, snapped
from dashboard.engine.explanation import explanations, worded
from dashboard.engine.tables import findings_table, verdict_table
from dashboard.language.catalogue import LANGUAGES
from dashboard.present.detail import incident_detail
from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.incident_list import incident_page
from dashboard.present.map_view import Viewport, map_payload
from dashboard.present.selection import select
from dashboard.report.decisions import PeopleSaid
from dashboard.report.explanations import SUFFIXES, explanations_file
from dashboard.report.findings import findings_csv
from dashboard.report.incidents import incidents_csv
from dashboard.report.observations import observations_csv, observations_geojson, observations_jsonl
from dashboard.report.verdicts import verdicts_csv
from tests.factories import REGION, many, one_observation, situation_of

KYIV = ZoneInfo("Europe/Kyiv")
SECRET = "Vasyl-4711"  # noqa: S105 # no password, a name
LON, LAT = 37.5123457, 48.4876543
TEXTS = (*LEFT_OUT - {"line"}, "source", "origin")
PLANTED = {name: f"{SECRET} {name}" for name in TEXTS} | {"other": json.dumps({"Note": SECRET}), "source": SECRET}


def planted(**told):
    """One report with a secret in every column that could hold one, at a position with digits that are nowhere else."""
    one = one_observation(LON, LAT, **({"observation_id": f"{SECRET}-1"} | told))
    texts = {name: [value] for name, value in PLANTED.items()}
    return situation_of([one], **(texts | {"reported_place": [f"{LON}, {LAT}; house of {SECRET}"], "line": [4711]}))


def everything_shown(situation) -> dict[str, str]:
    """All that pages and files make of a situation, by where it is shown."""
    facets = facets_of(situation)
    selection = select(facets, situation, Filters(), KYIV)
    rows = range(len(situation.observations))
    undecided = [PeopleSaid(Review(one), UNREVIEWED, in_full=False) for one in situation.incidents["incident_id"]]
    shown = {
        "observations.csv": observations_csv(situation.observations),
        "observations.jsonl": observations_jsonl(situation.observations),
        "observations.geojson": observations_geojson(situation.observations),
        "incidents.csv": incidents_csv(situation.incidents, situation.observations, undecided),
        "list": repr(incident_page(facets, situation, selection, order="strongest first", number=1, size=50, zone=KYIV)),
        "facets": repr({name: facets.options(name) for name in facets.pairs}),
        "table": situation.observations.to_csv() + situation.assessment.findings.to_csv() + situation.incidents.to_csv(),
    }
    for language in LANGUAGES:
        held = (situation.observations, situation.assessment, situation.agreement)
        told = tuple(worded(one, language) for one in explanations(*held, list(rows)))
        shown[f"verdicts {language}"] = verdicts_csv(verdict_table(*held, language))
        shown[f"findings {language}"] = findings_csv(findings_table(*held, language))
        shown[f"words {language}"] = repr(told)
        for suffix in SUFFIXES:
            shown[f"explanations{suffix} {language}"] = explanations_file(suffix, told, situation.observations)
        for position in range(len(situation.incidents)):
            shown[f"panel {position} {language}"] = repr(incident_detail(situation, position, KYIV, language))
    for zoom in (6.0, 12.0, 18.0):
        viewport = Viewport((36.0, 47.0, 39.0, 50.0), zoom)
        payload = map_payload(facets, situation, selection, viewport, period=Interval(), selected=None, zone=KYIV)
        shown[f"map at {zoom}"] = json.dumps(asdict(payload), default=str)
    return {name: said.decode() if isinstance(said, bytes) else said for name, said in shown.items()}


def digits_of(number: float) -> str:
    """A number as far as it says more than the grid does: to a thousandth of a degree, some hundred metres."""
    return f"{number:.4f}"[:-1]


NARROW = Sector(LON, LAT, 90.0, 2.0, 900.0, 950.0, reference=f"house of {SECRET}")
KINDS = {
    "a point": {},
    "a disc": {"radius_m": 400.0},
    "an undetermined act": {"act": "undetermined"},
    "a narrow ring": {"place": NARROW},
}


@pytest.mark.parametrize("told", KINDS.values(), ids=KINDS)
def test_nothing_that_was_planted_is_in_anything_that_is_shown(told):
    exact = planted(**told)
    secrets = {SECRET, "4711", *(digits_of(float(exact.observations[name].iloc[0])) for name in ("lon", "lat"))}
    assert found(secrets, exact) == secrets, "the search finds nothing even where everything is shown"
    assert found(secrets, coarse(exact)) == set()


def found(secrets, situation):
    return {secret for said in everything_shown(situation).values() for secret in secrets if secret in said}


def test_every_column_is_declared_once_as_open_made_coarse_or_left_out():
    declared = [*OPEN, *MADE_COARSE, *LEFT_OUT]
    assert len(declared) == len(set(declared))
    assert set(declared) == {*OBSERVATION_TABLE, "geometry"}


def test_a_column_that_nobody_declared_stops_it_rather_than_being_shown():
    exact = planted()
    more = replace(exact, observations=exact.observations.assign(telephone=SECRET))
    with pytest.raises(KeyError, match="telephone"):
        coarse(more)


def test_verdicts_incidents_and_counts_are_those_of_the_exact_reports():
    exact = many(40)
    made = coarse(exact)
    assert (made.assessment.verdicts == exact.assessment.verdicts).all()
    assert made.incidents.equals(exact.incidents)
    assert made.observations.dtypes.equals(exact.observations.dtypes)
    assert made.observations.crs == exact.observations.crs
    assert len(everything_shown(made)) == len(everything_shown(exact))


def test_the_exact_situation_is_left_as_it_is():
    exact = many(50)
    before = exact.observations.copy(), exact.assessment.findings.copy()
    coarse(exact)
    pd.testing.assert_frame_equal(exact.observations, before[0])
    pd.testing.assert_frame_equal(exact.assessment.findings, before[1])


def test_reports_of_one_cell_of_the_grid_cannot_be_told_apart_by_place():
    exact = situation_of([one_observation(37.5001, 48.5001), one_observation(37.5199, 48.5099, observation_id="p", hours=40)])
    places = coarse(exact).observations[["lon", "lat", "radius_m", "place_kind"]]
    assert places.iloc[0].equals(places.iloc[1])
    assert tuple(places.iloc[0]) == (37.51, 48.505, 1000.0, "point")


def test_an_area_keeps_its_outline_and_a_wide_piece_of_a_ring_its_words():
    wide = Sector(37.5, 48.5, 90.0, 22.5, 3_000.0, 5_000.0, reference="Twin")
    exact = situation_of(
        [one_observation(place=Area("R-1", REGION)), one_observation(place=wide, observation_id="w", hours=90)],
        region_code=["R-1", ""], region_name=["Some Oblast", ""],
    )  # fmt: skip
    made = coarse(exact).observations
    assert list(made["place_kind"]) == ["area", "sector"]
    assert made["geometry"].iloc[0].equals(REGION)
    assert made["reference_place"].iloc[1] == "Twin"


def test_what_has_no_place_does_not_say_why():
    made = coarse(situation_of([one_observation(place=Unplaced(f"no such place: {SECRET}"))], unplaced_reason=[SECRET]))
    assert list(made.observations["unplaced_reason"]) == ["why is not shown"]


def test_the_words_say_less_and_nothing_else():
    told = next(explanations(*_held(coarse(planted())), [0]))
    said = worded(told, "en")
    assert said.source == "Source not shown"
    assert (
        "the place lies wholly inside “Inner zone”" in said.sentence
        or "the place lies wholly inside “Outer zone”" in said.sentence
    )
    assert " km " not in said.sentence.replace("within 1.0 km", "")
    assert worded(told, "uk").source == "Джерело не показано"


def test_nothing_is_worked_out_anew_from_coarse_places():
    exact = planted(act="undetermined")
    assert next(explanations(*_held(exact), [0])).changes
    assert not next(explanations(*_held(coarse(exact)), [0])).changes


def test_ids_say_nothing_and_join_what_a_revision_joins():
    exact = situation_of([one_observation(), one_observation(hours=90), one_observation(observation_id="other", hours=300)])
    made = coarse(exact).observations
    first, second, third = made["observation_id"]
    assert first == second != third
    assert made["row_key"].is_unique
    assert not set(made["row_key"]) & set(exact.observations["row_key"])


@given(st.floats(-179.9, 179.9), st.floats(-84.9, 84.9), st.floats(0, 20_000), st.floats(0, 360))
def test_the_place_lies_wholly_within_what_is_shown_of_it(lon, lat, radius, azimuth):
    geod = Geod(ellps="WGS84")
    shown_lon, shown_lat, around = (float(one[0]) for one in snapped(*(np.array([one]) for one in (lon, lat, radius))))
    edge_lon, edge_lat, _ = geod.fwd(lon, lat, azimuth, radius)
    _, _, away = geod.inv(shown_lon, shown_lat, edge_lon, edge_lat)
    assert away <= around
    assert around >= 1_000 or abs(lat) > 60


def _held(situation):
    return situation.observations, situation.assessment, situation.agreement
