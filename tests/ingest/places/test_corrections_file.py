"""What people decided leaves the dashboard as a file and comes back as it was."""

from datetime import UTC, datetime

import pytest

from dashboard.domain.observation import Point
from dashboard.ingest.places.corrections import Correction, Names
from dashboard.ingest.places.corrections_file import CorrectionsError, read_corrections
from dashboard.report.corrections import corrections_csv, corrections_json
from dashboard.store.kept import PlaceCorrection

WHEN = datetime(2026, 5, 3, 12, tzinfo=UTC)
KEPT = (
    PlaceCorrection(("", "", "Ivanivka"), "UA65", "Ann", "the sender said so", WHEN),
    PlaceCorrection(("Brel", "Kess", '=1+1, "quoted"'), Point(10.5, -50.25, 300.0), "Бен", "-", WHEN),
    PlaceCorrection(("", "", "'=x"), "M-02", "Ann", "'@", WHEN),
)
MEANT = {Names(*one.names): Correction(one.chosen, one.who, one.why) for one in KEPT}


@pytest.mark.parametrize(("write", "name"), [(corrections_json, "c.json"), (corrections_csv, "c.csv")])
def test_every_correction_comes_back_from_either_file(write, name):
    assert read_corrections(write(KEPT), name) == MEANT
    assert read_corrections(b"\xef\xbb\xbf" + write(KEPT), name) == MEANT


def test_no_correction_is_a_file_too():
    for write in (corrections_json, corrections_csv):
        assert read_corrections(write(()), "c") == {}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[", "c: cannot be read as JSON"),
        (b"{}", "c: found no list"),
        (b"[1]", "c, correction 1: expected an object"),
        (b'[{"who": "A", "why": "b", "code": "X"}]', "c, correction 1: region, detail and place are all empty"),
        (b"place,code,who\nA,X,Ann\n", "c, line 1: missing the columns why"),
        (b"place,code,who,why\nA,X,Ann, \n", "c, line 2: why is empty"),
        (b"place,code,who,why\nA,,Ann,so\n", "c, line 2: expected either a code, or lon"),
        (b"place,code,lon,lat,radius_m,who,why\nA,X,1,2,3,Ann,so\n", "c, line 2: expected either a code, or lon"),
        (b"place,lon,lat,radius_m,who,why\nA,1,,3,Ann,so\n", "c, line 2: the position is .*, expected three numbers"),
        (b"place,lon,lat,radius_m,who,why\nA,1,91,3,Ann,so\n", "c, line 2: the position is .*, expected degrees"),
        (b"place,lon,lat,radius_m,who,why\nA,1,nan,3,Ann,so\n", "c, line 2: the position is .*, expected degrees"),
        (b"place,code,who,why\nA,X,Ann,so\nA,Y,Ann,so\n", "c, line 3: the same names are given another meaning"),
    ],
)
def test_a_fault_is_named_with_file_and_row(data, message):
    with pytest.raises(CorrectionsError, match=message):
        read_corrections(data, "c")
