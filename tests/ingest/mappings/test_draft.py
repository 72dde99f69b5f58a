"""Answers to a mapping and back."""

from dashboard.ingest.mappings.draft import Draft, faults, fits, mapping_from, roles_from, without_unchanged
from dashboard.ingest.mappings.guess_words import CLOCK_FROM, CLOCK_TO
from dashboard.ingest.mappings.mapping import Mapping

ROLES = {"Дата": "observed_from", "Час": CLOCK_FROM, "lon": "lon", "lat": "lat", "Погода": ""}


def kinds(roles: dict[str, str], **rest: object) -> list[str]:
    return [kind for kind, _ in faults(Draft(roles, **rest))]


def test_a_draft_becomes_a_mapping_with_date_and_clock_together() -> None:
    draft = Draft(ROLES, {"act": {"бах": "fire"}}, {"means": " patrol ", "source": " "}, "UTC", "dmy")
    assert mapping_from(draft, Mapping(ignore_precision=True)) == Mapping(
        format="canonical",
        columns={"observed_from": ("Дата", "Час"), "lon": "lon", "lat": "lat"},
        unused=("Погода",),
        constants={"means": "patrol"},
        time_zone="UTC",
        date_order="dmy",
        ignore_precision=True,
    )


def test_a_mapping_says_again_what_each_column_was() -> None:
    assert roles_from(mapping_from(Draft(ROLES), Mapping()), tuple(ROLES)) == ROLES


def test_a_mapping_fits_a_table_that_has_its_columns_in_any_spelling_of_case() -> None:
    assert fits(mapping_from(Draft(ROLES), Mapping()), ("дата", "ЧАС", "LON", "LAT"))
    assert not fits(mapping_from(Draft(ROLES), Mapping()), ("дата", "LON", "LAT"))


def test_a_mapping_of_a_column_that_is_no_answer_here_does_not_fit() -> None:
    assert not fits(Mapping(columns={"party_confidence": "lon"}), ("lon",))


def test_what_keeps_a_draft_from_being_a_mapping_is_told() -> None:
    assert kinds(ROLES) == []
    assert kinds({"a": "lon", "b": "lon", "c": "lat", "d": "observed_from"}) == ["twice"]
    assert kinds({"a": "lon", "d": "observed_from"}) == ["half a position"]
    assert kinds({"d": "observed_from"}) == ["no place"]
    assert kinds({"d": CLOCK_FROM, "p": "place"}) == ["no time", "clock alone"]
    assert kinds({"p": "place"}, constants={"observed_from": "2026-05-03"}) == []


def test_words_that_are_read_so_anyway_need_no_mapping() -> None:
    assert without_unchanged({"обстріл": "fire", "бах": "fire", "x": ""}, {"обстріл": "fire"}) == {"бах": "fire"}


def test_an_end_that_is_only_a_clock_is_on_the_day_of_the_start() -> None:
    roles = {"Кінець": CLOCK_TO, "День": "observed_from", "Початок": CLOCK_FROM, "Місце": "place"}
    made = mapping_from(Draft(roles), Mapping())
    assert made.columns == {"observed_from": ("День", "Початок"), "observed_to": ("День", "Кінець"), "place": "Місце"}
    assert roles_from(made, tuple(roles)) == roles
