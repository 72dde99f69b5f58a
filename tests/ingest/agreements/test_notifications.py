"""A table of notifications is read whole or refused with every fault and its line."""

from pathlib import Path

import pytest

from dashboard.domain.agreement import Agreement
from dashboard.domain.intervals import Interval
from dashboard.ingest.agreements.file import AgreementBundle, AgreementError, bundle_from_path, read_agreement
from tests.ingest.agreements import HEAD, PROVISIONS, ZONES, geojson, utc
from tests.ingest.mordavia import gazetteer

PLACES = gazetteer()
HEADER = "reference,party,act,zone,place,from,to,claim\n"


def with_rows(*rows: str, header: str = HEADER) -> Agreement:
    text = HEAD + "  notifications: told.csv\n" + ZONES + PROVISIONS
    files = {"agreement.yaml": text.encode(), "zones.geojson": geojson(), "told.csv": (header + "\n".join(rows)).encode()}
    return read_agreement(AgreementBundle("agreement.yaml", files), gazetteer=PLACES)


def test_rows_are_read_with_their_place_and_time() -> None:
    agreement = with_rows(
        "N-1,A,movement.reinforcement,town,,2026-05-01T06:00,2026-05-01T18:00,",
        ",B,movement.exercise,,Avenport,2026-05-02,2026-05-03,training",
    )
    first, second = agreement.notifications or ()
    assert (first.reference, first.party, first.act, first.claim, first.place) == (
        "N-1",
        "A",
        "movement.reinforcement",
        "",
        "town",
    )
    assert first.area == agreement.zone("town").geometry
    assert first.times == Interval(utc(2026, 5, 1, 3), utc(2026, 5, 1, 15))
    assert (second.reference, second.claim, second.place) == ("in line 3", "training", "Avenport")
    # A bare date as an end includes that day.
    assert second.times == Interval(utc(2026, 5, 1, 21), utc(2026, 5, 3, 21))


def test_a_party_the_agreement_does_not_know_is_noted() -> None:
    notes = with_rows("N-1,UNIFIL,flight,town,,2026-05-01,2026-05-01,").notes
    assert notes == ("told.csv: 'UNIFIL' is not among the agreement's parties",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("N,,fire,town,,2026-05-01,2026-05-02,", "party is '', expected who announced it"),
        ("N,A,fier,town,,2026-05-01,2026-05-02,", "act is 'fier', expected a code of the act list; did you mean 'fire'?"),
        ("N,A,heat,town,,2026-05-01,2026-05-02,", "act is 'heat'"),
        ("N,A,fire,twon,,2026-05-01,2026-05-02,", "zone 'twon' is no area of the agreement; did you mean 'town'?"),
        ("N,A,fire,line,,2026-05-01,2026-05-02,", "zone 'line' is no area of the agreement"),
        ("N,A,fire,,,2026-05-01,2026-05-02,", "found neither zone nor place"),
        ("N,A,fire,town,Avenport,2026-05-01,2026-05-02,", "found both zone and place"),
        ("N,A,fire,,Duna,2026-05-01,2026-05-02,", "'Duna' names no one settlement"),
        ("N,A,fire,town,,01.05.2026,2026-05-02,", "from: '01.05.2026' is no time as written here"),
        ("N,A,fire,town,,2026-05-01,2026-03-29T03:30,", "to: 2026-03-29 03:30 does not exist in Europe/Kyiv"),
        ("N,A,fire,town,,2026-05-03,2026-05-02,", "from 2026-05-03 is not before to 2026-05-02"),
        ("N,A,fire,town,,2026-05-01,2026-05-02,revenge", "unknown claim 'revenge'"),
        ("N,A,fire", "3 cells"),
    ],
)
def test_a_fault_in_a_row_is_named_with_its_line_and_nothing_is_read(row: str, said: str) -> None:
    with pytest.raises(AgreementError) as caught:
        with_rows("N-1,A,fire,town,,2026-05-01,2026-05-02,", row)
    assert all(one.startswith("told.csv:3: ") for one in caught.value.problems)
    assert any(said in one for one in caught.value.problems)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("party,act,zone,from\n", "told.csv:1: no column 'to'"),
        ("party,act,from,to\n", "none of the columns 'zone', 'place'"),
        ("party,act,zone,from,to,wehre\n", "unknown column 'wehre'"),
    ],
)
def test_a_table_without_its_columns_is_refused(header: str, said: str) -> None:
    with pytest.raises(AgreementError, match=said):
        with_rows("A,fire,town,2026-05-01,2026-05-02,x", header=header)


def test_a_table_that_is_named_and_not_there_is_a_fault_of_the_agreement() -> None:
    files = {"agreement.yaml": (HEAD + "  notifications: told.csv\n" + ZONES + PROVISIONS).encode(), "zones.geojson": geojson()}
    with pytest.raises(AgreementError, match=r"agreement\.yaml:9: agreement: file 'told\.csv' is not there"):
        read_agreement(AgreementBundle("agreement.yaml", files))


def test_a_table_given_beside_the_agreement_is_used_instead_of_the_named_one(tmp_path: Path) -> None:
    row = "A,fire,town,2026-05-01,2026-05-02"
    (tmp_path / "other.csv").write_text(f"party,act,zone,from,to\n{row}\n{row}\n", encoding="utf-8")
    (tmp_path / "agreement.yaml").write_text(HEAD + "  notifications: gone.csv\n" + ZONES + PROVISIONS, encoding="utf-8")
    (tmp_path / "zones.geojson").write_bytes(geojson())
    agreement = read_agreement(bundle_from_path(tmp_path / "agreement.yaml", tmp_path / "other.csv"))
    assert len(agreement.notifications or ()) == 2


def test_the_version_follows_the_table() -> None:
    one, other = (with_rows(f"N-1,{party},fire,town,,2026-05-01,2026-05-02,").version for party in "AB")
    assert one != other
