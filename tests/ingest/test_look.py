"""A first look at a table says what is in it and types nothing."""

import pytest

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.look import WORDS_MAX, look_at, sample_csv


def test_a_look_tells_headings_rows_and_words_that_come_back() -> None:
    look = look_at("a.csv", "Подія;Місце\nобстріл;x\n обстріл ;y\nвибух;\n".encode())
    assert (look.header, look.rows) == (("Подія", "Місце"), 3)
    assert look.words == {"Подія": (("обстріл", 2), ("вибух", 1)), "Місце": (("x", 1), ("y", 1))}
    assert look.column("Місце") == ("x", "y")


def test_a_column_of_many_different_values_is_no_vocabulary() -> None:
    rows = "".join(f"{number},x\n" for number in range(WORDS_MAX + 1))
    assert set(look_at("a.csv", f"n,w\n{rows}".encode()).words) == {"w"}


def test_a_known_format_is_named_and_an_unknown_one_says_what_is_missing() -> None:
    assert look_at("a.csv", b"observed_from,place\n").format_name == "canonical"
    assert "looked for observed_from, or date" in look_at("a.csv", b"when,place\n").why_none


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="only one column"):
        look_at("a.csv", b"one\n1\n")


def test_the_sample_is_a_file_with_the_same_cells() -> None:
    look = look_at("a.csv", b'a;b\n"x;\n""y""";2\n')
    again = look_at("a.csv", sample_csv(look))
    assert (again.header, again.sample) == (look.header, (('x;\n"y"', "2"),))
