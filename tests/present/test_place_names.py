import pandas as pd

from dashboard.domain.observation import Point
from dashboard.present.place_names import UntoldNames, candidate_words, names_table, untold_names

COLUMNS = ["region_text", "region_detail", "place_text", "unplaced_reason"]
READ = pd.DataFrame(
    [
        ("Brel", "", "Twin", ""),
        ("", "", "Holm", ""),
        ("", "", "", ""),
        ("", "", "Twin", ""),
        ("", "", "drawn", "a line has no place"),
        ("", "", "Twin", ""),
        ("", "", "Kess", ""),
    ],
    columns=COLUMNS,
    index=range(10, 17),
)
PLACED = pd.DataFrame(
    {
        "place_kind": ["area", *["unplaced"] * 6],
        "region_name": ["Brel Oblast", *[""] * 6],
        "unplaced_reason": ["", "is not known", "no name", "two of them", "a line has no place", "two of them", "is not known"],
    }
)


def certain(region: str, detail: str, place: str) -> str:
    """Why names tell nothing finer than where their rows stand: none does."""
    return ""


def test_names_of_rows_that_stand_in_a_unit_though_they_say_more_follow_with_that_unit():
    found = untold_names(READ, PLACED, lambda *names: f"{names[2]} is a name of two")
    assert found[-1] == UntoldNames("Brel", "", "Twin", 1, "Twin is a name of two", "Brel Oblast")
    assert len(found) == 4
    assert names_table(found)["Stands in"].tolist() == ["unplaced", "unplaced", "unplaced", "Brel Oblast"]


def test_why_names_tell_nothing_is_told_in_the_language_chosen():
    reason = 'place "Twin" is not a known settlement'
    table = names_table([UntoldNames("", "", "Twin", 2, reason)], "uk")
    assert table["Why"].tolist() == ["«Twin» – невідомий населений пункт"]
    assert names_table([UntoldNames("", "", "Twin", 2, reason)])["Why"].tolist() == [reason]


def test_distinct_names_of_unplaced_rows_are_counted_those_of_most_rows_first():
    assert untold_names(READ, PLACED, certain) == (
        UntoldNames("", "", "Twin", 2, "two of them"),
        UntoldNames("", "", "Holm", 1, "is not known"),
        UntoldNames("", "", "Kess", 1, "is not known"),
    )


def test_where_every_row_is_placed_no_name_is_left_to_tell():
    assert untold_names(READ, PLACED.assign(place_kind="area"), certain) == ()
    assert untold_names(READ.iloc[:0], PLACED.iloc[:0], certain) == ()


def test_the_table_of_names_has_a_line_for_each():
    table = names_table(untold_names(READ, PLACED, certain))
    assert table[["Place", "Rows"]].to_numpy().tolist() == [["Twin", 2], ["Holm", 1], ["Kess", 1]]


def test_a_candidate_is_told_by_what_it_lies_in_and_by_its_code_or_else_its_position():
    assert candidate_words("Twin", "settlement", "Holmska hromada", "S3", None) == "Twin, settlement in Holmska hromada [S3]"
    assert candidate_words("Brel Oblast", "oblast", "", "M-02", None) == "Brel Oblast, oblast [M-02]"
    assert candidate_words("Twin", "settlement", "Holm", "S3", None, offered='also written "Twn"') == (
        'Twin, settlement in Holm [S3]: also written "Twn"'
    )
    assert candidate_words("Post 4", "settlement", "Brel", "", Point(10.5, 50.25)) == (
        "Post 4, settlement in Brel at 50.2500° N, 10.5000° E"
    )
