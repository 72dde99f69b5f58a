"""A row that cannot be used is written down as rejected, the rest goes on, and once mended it can be loaded again."""

import pytest

from tests.cli.one_zone import GOOD, assess, rows

BAD_ROWS = {
    "the 31st of February": ("O1,2026-02-31,37.5,48.5,fire", "observed_from"),
    "lat and lon swapped beyond what can be": ("O1,2026-07-01,48.5,137.5,fire", "lat"),
    "text in lon": ("O1,2026-07-01,near the bridge,48.5,fire", "lon"),
    "no time": ("O1,,37.5,48.5,fire", "observed_from"),
    "one coordinate": ("O1,2026-07-01,37.5,,fire", "lat"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_rejected_with_its_column_and_the_rest_goes_on(folder, capsys, case):
    line, column = BAD_ROWS[case]
    (folder / "rows.csv").write_text(GOOD + line.replace("O1", "O2") + "\n", encoding="utf-8")
    assert assess(folder, "rows.csv") == 0
    assert capsys.readouterr().out == "read 2 = accepted 1 + rejected 1 + duplicates 0\n"
    (rejected,) = rows(folder / "rejected.csv")
    assert (rejected["line"], rejected["column"], rejected["observation_id"]) == ("3", column, "O2")


def test_nothing_usable_is_exit_code_1(folder, capsys):
    (folder / "rows.csv").write_text(GOOD.replace("37.5", "here"), encoding="utf-8")
    assert assess(folder, "rows.csv") == 1
    assert capsys.readouterr().out == "read 1 = accepted 0 + rejected 1 + duplicates 0\n"


def test_a_mended_rejected_file_can_be_loaded_again(folder):
    (folder / "rows.csv").write_text(GOOD.replace("37.5", "here").replace("fire", "=fire"), encoding="utf-8")
    assert assess(folder, "rows.csv") == 1
    mended = (
        (folder / "rejected.csv").read_text(encoding="utf-8").replace("O1,2026-07-01T10:00Z,here", "O1,2026-07-01T10:00Z,37.5")
    )
    (folder / "mended.csv").write_text(mended, encoding="utf-8")
    assert assess(folder, "mended.csv") == 0
    assert rows(folder / "verdicts.csv")[0]["observation_id"] == "O1"
