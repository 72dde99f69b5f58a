"""An agreement is read whole or refused with every fault at once; nothing in it is guessed."""

from datetime import datetime
from pathlib import Path

import pytest

from dashboard.domain.agreement import ALWAYS, Exemption, Prohibition, Quota, Thresholds
from dashboard.domain.intervals import Interval
from dashboard.ingest.agreements.file import AgreementBundle, AgreementError, bundle_from_path, read_agreement
from tests.ingest.agreements import HEAD, LINE, PROVISIONS, TOWN, ZONES, drawn, faults, geojson, only_fault, read, utc, with_head
from tests.ukraine import ukraine_names


def test_an_agreement_is_read_with_everything_it_says() -> None:
    agreement = read(
        HEAD
        + "  suspended: [{from: 2026-04-01T00:00, to: 2026-04-02T00:00}]\n  thresholds: {violation: 0.9, outside: 0.1}\n"
        + ZONES
        + """\
  - {id: far, name: Far, geometry: {buffer_of: line, distance_m: 25000, side: both},
     in_force: [{from: 2026-03-05, to: 2026-03-10}, {from: 2026-03-20}], suspended: {from: 2026-05-01, to: 2026-05-02}}
provisions:
  - id: P2a
    clause: para 2(a)
    text: |
      Artillery of 100 mm and above
      is withdrawn.
    zones: [far, town]
    binds: [a]
    prohibits: {acts: [presence.heavy-weapon, fire.artillery], weapons: [artillery, mlrs], calibre_mm: {min: 100, max: 203.2}}
    exempt: [{acts: [movement.exercise], parties: [B]}, {parties: [monitors]}, {notified: true}]
    quota: {count_max: 36, per: zone}
    in_force: {to: 2027-01-01T00:00}
    suspended: {from: 2026-06-01}
"""
    )
    far, provision = agreement.zone("far"), agreement.provisions[0]
    assert (agreement.id, agreement.title, agreement.kind) == ("invented", "Invented agreement", "ceasefire")
    assert (agreement.time_zone, agreement.parties, agreement.source) == ("Europe/Kyiv", ("A", "B"), "nobody wrote it")
    assert agreement.in_force == (Interval(start=utc(2026, 2, 28, 22)),)
    assert agreement.suspended == (Interval(utc(2026, 3, 31, 21), utc(2026, 4, 1, 21)),)
    assert agreement.thresholds == Thresholds(0.9, 0.1)
    assert [zone.id for zone in agreement.zones] == ["line", "town", "strip", "far"]
    assert far.in_force == (Interval(utc(2026, 3, 4, 22), utc(2026, 3, 9, 22)), Interval(start=utc(2026, 3, 19, 22)))
    assert far.suspended == (Interval(utc(2026, 4, 30, 21), utc(2026, 5, 1, 21)),)
    assert far.derivation == "within 25,000 m on both sides of line"
    assert (provision.id, provision.clause, provision.zone_ids) == ("P2a", "para 2(a)", ("far", "town"))
    assert provision.text == "Artillery of 100 mm and above\nis withdrawn."
    assert provision.binds == ("A",)
    assert provision.prohibits == Prohibition(("presence.heavy-weapon", "fire.artillery"), ("artillery", "mlrs"), 100, 203.2)
    assert provision.exempt == (
        Exemption(("movement.exercise",), ("B",)),
        Exemption(parties=("monitors",)),
        Exemption(notified=True),
    )
    assert provision.quota == Quota(36)
    assert provision.in_force == (Interval(end=utc(2026, 12, 31, 22)),)
    assert provision.suspended == (Interval(start=utc(2026, 5, 31, 21)),)
    assert agreement.notes == ()


def test_what_is_left_out_asks_nothing() -> None:
    agreement = read(HEAD + ZONES + PROVISIONS)
    provision, town = agreement.provisions[0], agreement.zone("town")
    assert (provision.text, provision.binds, provision.exempt, provision.quota) == ("", (), (), None)
    assert (provision.in_force, provision.suspended) == (ALWAYS, ())
    assert (town.in_force, town.suspended, town.derivation, agreement.thresholds) == (ALWAYS, (), "", Thresholds())


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-01", utc(2026, 2, 28, 22)),
        ("2026-03-01T00:01", utc(2026, 2, 28, 22, 1)),
        ("2026-03-01 00:00:30", utc(2026, 2, 28, 22, 0, 30)),
        ("2026-07-01T00:00", utc(2026, 6, 30, 21)),
        ("2026-03-01T00:00Z", utc(2026, 3, 1)),
        ("2026-03-01T00:00+05:30", utc(2026, 2, 28, 18, 30)),
        ("2026-10-25T03:30+03:00", utc(2026, 10, 25, 0, 30)),
    ],
)
def test_a_time_is_local_to_the_agreement_unless_it_has_an_offset(text: str, instant: datetime) -> None:
    assert read(with_head("2026-03-01T00:00", text)).in_force[0].start == instant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-29T03:30", "does not exist in Europe/Kyiv"),
        ("2026-10-25T03:30", "happens twice in Europe/Kyiv"),
        ("2026-02-31", "there is no day 31 of month 2 in 2026"),
        ("2026-02-03T24:30", "no time of day"),
        ("15.02.2026", "'15.02.2026' is no time as written here, expected a date"),
        ("20260215", "is no time as written here"),
        ("now", "is no time as written here"),
        ("''", "from is empty, expected a time"),
        ("[2026]", "from is a list, expected a time"),
    ],
)
def test_a_time_that_is_not_one_instant_is_refused_and_never_guessed(text: str, said: str) -> None:
    fault = only_fault(with_head("2026-03-01T00:00", text))
    assert fault.startswith("agreement.yaml:6: agreement: in_force: ")
    assert said in fault


def test_a_gap_in_another_zone_is_a_plain_time_there() -> None:
    text = with_head("2026-03-01T00:00", "2026-03-29T03:30").replace("Europe/Kyiv", "Asia/Beirut")
    assert read(text).in_force[0].start == utc(2026, 3, 29, 0, 30)


@pytest.mark.parametrize("end", ["2026-03-01T00:00", "2026-02-01", "2026-02-28T22:00Z"])
def test_from_after_or_at_to_is_refused(end: str) -> None:
    fault = only_fault(with_head("{from: 2026-03-01T00:00}", f"{{from: 2026-03-01T00:00, to: {end}}}"))
    assert f"agreement.yaml:6: agreement: in_force: from 2026-03-01T00:00 is not before to {end}" in fault


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  id: invented\n", "", "agreement.yaml:2: agreement: no 'id', expected a short text"),
        ("title: Invented agreement", "title:", "agreement.yaml:3: agreement: title is empty"),
        ("title: Invented agreement", "title: [a]", "agreement.yaml:3: agreement: title is a list"),
        ("  time_zone: Europe/Kyiv\n", "", "no 'time_zone', expected a time zone such as Europe/Kyiv"),
        ("Europe/Kyiv", "Europe/Kyiw", "agreement.yaml:5: agreement: unknown time zone 'Europe/Kyiw'"),
        ("  in_force: {from: 2026-03-01T00:00}\n", "", "no 'in_force', expected when the agreement holds"),
        ("{from: 2026-03-01T00:00}", "{}", "agreement.yaml:6: agreement: in_force: none of 'from', 'to'"),
        ("{from: 2026-03-01T00:00}", "[]", "in_force is an empty list"),
        ("{from: 2026-03-01T00:00}", "2026-03-01", "in_force: found '2026-03-01', expected keys with values: from, to"),
        ("{from: 2026-03-01T00:00}", "{from: 2026-03-01, until: 2027-03-01}", "unknown key 'until'; known are 'from', 'to'"),
        ("parties: [A, B]", "partys: [A, B]", "agreement.yaml:7: agreement: unknown key 'partys'; did you mean 'parties'?"),
        ("[A, B]", "[A, a]", "parties name 'a' twice"),
        ("[A, B]", "[A, unknown]", "a party is called 'unknown', which in an observation means that nobody is named"),
        ("[A, B]", "A", "parties is 'A', expected a list such as [A, B]"),
        ("source: nobody wrote it", "thresholds: {violation: 95}", "expected 0 ≤ outside < violation ≤ 1"),
        ("source: nobody wrote it", "thresholds: {violation: 0.5, outside: 0.6}", "outside 0.6 and violation 0.5"),
        ("source: nobody wrote it", "thresholds: {violation: 95 %}", "violation is '95 %', expected a share such as 0.95"),
    ],
)
def test_a_fault_in_the_head_is_named_with_its_line(old: str, new: str, said: str) -> None:
    assert said in only_fault(with_head(old, new))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "agreement.yaml: the file is empty"),
        ("words", "agreement.yaml:1: found 'words', expected keys with values: agreement, zones, provisions"),
        (HEAD + PROVISIONS.replace("[strip, town]", "[]"), "agreement.yaml:1: no 'zones', expected a list"),
        (ZONES + PROVISIONS, "agreement.yaml:1: no 'agreement', expected keys with values: id, title"),
        (HEAD + ZONES, "agreement.yaml:1: no 'provisions', expected a list"),
        (HEAD + ZONES + "provisions: []\n", "agreement.yaml:13: provisions is an empty list"),
        (HEAD + "zone: []\n" + ZONES + PROVISIONS, "agreement.yaml:9: unknown key 'zone'; did you mean 'zones'?"),
        (HEAD + ZONES + PROVISIONS + "\t- x\n", "agreement.yaml:15: found a tab at column 1, expected spaces"),
    ],
)
def test_a_file_that_is_no_agreement_is_refused(text: str, said: str) -> None:
    assert faults(text)[0].startswith(said)


def test_every_fault_is_said_at_once_in_the_order_of_lines() -> None:
    text = (HEAD + ZONES + PROVISIONS).replace("[A, B]", "[A, A]").replace("left", "lfet").replace("[fire]", "[fier]")
    found = faults(text)
    assert [one.split(":")[1] for one in found] == ["7", "12", "14"]
    assert "did you mean 'fire'?" in found[2]


def test_the_version_follows_the_text_and_the_geometry_in_use_and_nothing_else() -> None:
    text = HEAD + ZONES + PROVISIONS
    version = read(text).version
    unused = drawn("Point", [1, 2], "Unused")
    moved = drawn("LineString", [[37, 48], [38, 48.000001]], "Line of contact", id="line")
    assert len(version) == 64
    assert read(text).version == version
    assert read(text.replace("\n", "\r\n")).version == version
    assert read(text, TOWN, unused, LINE).version == version
    assert read(text + "# a word more\n").version != version
    assert read(text, moved, TOWN).version != version


def test_a_bundle_from_a_folder_holds_the_files_the_agreement_names(tmp_path: Path) -> None:
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "zones.geojson").write_bytes(geojson())
    (tmp_path / "unnamed.geojson").write_bytes(geojson())
    text = (HEAD + ZONES + PROVISIONS).replace("zones.geojson", "geo/zones.geojson")
    (tmp_path / "agreement.yaml").write_text(text, encoding="utf-8")
    bundle = bundle_from_path(tmp_path / "agreement.yaml")
    assert (bundle.main, set(bundle.files)) == ("agreement.yaml", {"agreement.yaml", "geo/zones.geojson"})
    assert read_agreement(bundle).version == read(text, file="geo/zones.geojson").version
    assert read_agreement(bundle).version == read(text, file="zones.geojson").version


def test_a_bundle_never_reaches_outside_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "agreement"
    folder.mkdir()
    (tmp_path / "secret.geojson").write_bytes(geojson())
    (folder / "link.geojson").symlink_to(tmp_path / "secret.geojson")
    for name in ("../secret.geojson", "link.geojson", str(tmp_path / "secret.geojson")):
        (folder / "a.yaml").write_text((HEAD + ZONES + PROVISIONS).replace("zones.geojson", name), encoding="utf-8")
        bundle = bundle_from_path(folder / "a.yaml")
        assert list(bundle.files) == ["a.yaml"]
        with pytest.raises(AgreementError, match=r"leads out of the agreement's folder|is not there"):
            read_agreement(bundle)


def test_a_file_that_is_missing_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AgreementError, match="no such file or directory"):
        bundle_from_path(tmp_path / "gone.yaml")
    with pytest.raises(AgreementError, match="is a directory"):
        bundle_from_path(tmp_path)
    with pytest.raises(AgreementError, match=r"ending in one of \.yaml"):
        read_agreement(AgreementBundle("agreement.pdf", {"agreement.pdf": b"%PDF"}))
    with pytest.raises(AgreementError, match=r"not among the files given: b\.yaml"):
        read_agreement(AgreementBundle("a.yaml", {"b.yaml": b""}))


def test_the_worked_example_of_the_documentation_reads_without_a_note() -> None:
    page = (Path(__file__).parents[3] / "docs" / "agreement-file.md").read_text(encoding="utf-8")
    text, zones = (page.split(f"```{kind}\n")[1].split("```")[0].encode() for kind in ("yaml", "json"))
    agreement = read_agreement(AgreementBundle("agreement.yaml", {"agreement.yaml": text, "zones.geojson": zones}))
    assert ([zone.id for zone in agreement.zones], len(agreement.provisions)) == (["line", "town", "heavy", "strip-a"], 3)
    assert agreement.notes == ()


def test_the_second_example_of_the_documentation_reads_with_its_table() -> None:
    page = (Path(__file__).parents[3] / "docs" / "agreement-file.md").read_text(encoding="utf-8")
    text, table, zones = (
        page.split(f"```{kind}\n")[place].split("```")[0].encode() for kind, place in (("yaml", 2), ("csv", 1), ("json", 1))
    )
    files = {"agreement.yaml": text, "notifications.csv": table, "zones.geojson": zones}
    ukraine = ukraine_names()
    agreement = read_agreement(AgreementBundle("agreement.yaml", files), gazetteer=ukraine)
    assert [one.reference for one in agreement.notifications or ()] == ["N-1", "N-2"]
    assert agreement.zone("avdiivka").derivation == "within 5,000 m of Avdiivka, Donetsk oblast"
    assert agreement.notes == ()
