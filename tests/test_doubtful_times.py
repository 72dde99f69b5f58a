"""Times nobody can have observed come through reading and placing with a flag, not as rejections."""

from dashboard.ingest.intake import ReadOptions, SourceFile
from dashboard.ingest.times.checks import FUTURE, TOO_EARLY
from dashboard.pictures import read_and_place
from tests.ukraine import ukraine_names


def test_future_and_early_times_are_flagged_on_their_rows() -> None:
    data = b"observed_from,lon,lat\n2099-01-01,37.5000,48.1000\n2013-12-31,37.5000,48.1000\n2014-01-01,37.5000,48.1000\n"
    placed = read_and_place([(SourceFile("a.csv", data), ReadOptions("Europe/Kyiv"))], ukraine_names())
    assert placed.observations["flags"].tolist() == [FUTURE, TOO_EARLY, ""]
