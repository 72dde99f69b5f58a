"""The agreement model through the command line: notifications beside the agreement, places by name, templates."""

from pathlib import Path

from dashboard.cli import main
from tests.cli.one_zone import assess, rows

AGREEMENT = """\
agreement: {id: t, title: T, kind: ceasefire, time_zone: Europe/Kyiv, in_force: {from: 2026-06-01}, parties: [A, B]}
zones:
  - {id: z, name: Zone, geometry: {file: zones.geojson, feature: z}}
  - {id: town, name: Avdiivka, geometry: {settlement: "Avdiivka, Donetsk oblast", radius_m: 4000}}
  - {id: oblast, name: Oblast, geometry: {region: UA-14}}
provisions:
  - {id: P1, clause: para 1, zones: [z], prohibits: {acts: [movement]}, exempt: [{notified: true}]}
  - {id: P2, clause: para 2, zones: [town], prohibits: {acts: [presence], weapons: [mlrs], calibre_mm: {min: 100}}}
  - {id: P3, clause: para 3, zones: [oblast], prohibits: {acts: [works]}}
"""
OBSERVATIONS = """\
observation_id,observed_from,lon,lat,act,weapon,party
O1,2026-07-01T10:00Z,37.5,48.5,movement.troops,,A
O2,2026-07-02T10:00Z,37.5,48.5,movement.troops,,A
O3,2026-07-01T10:00Z,37.75,48.14,presence.heavy-weapon,БМ-21 «Град»,A
O4,2026-07-01T10:00Z,37.75,48.14,works,,A
"""
NOTIFIED = "reference,party,act,zone,from,to\nN-1,A,movement,z,2026-07-01,2026-07-01\n"


def written(folder: Path) -> None:
    (folder / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (folder / "good.csv").write_text(OBSERVATIONS, encoding="utf-8")
    (folder / "notified.csv").write_text(NOTIFIED, encoding="utf-8")


def test_a_table_of_notifications_beside_the_agreement_decides_what_was_announced(folder, capsys):
    written(folder)
    assert assess(folder) == 0
    assert [row["verdict"] for row in rows(folder / "verdicts.csv")][:2] == ["undetermined", "undetermined"]
    assert assess(folder, "good.csv", "--notifications", str(folder / "notified.csv")) == 0
    verdicts = rows(folder / "verdicts.csv")
    assert [row["verdict"] for row in verdicts] == ["exempt (claimed)", *["potential violation"] * 3]
    assert "covered by notification N-1 (A, movement, kind not stated, z, " in verdicts[0]["reason"]
    assert "BM-21 Grad is class multiple-launch rocket system, 122 mm by the weapons table" in verdicts[2]["reason"]
    assert [row["provision_id"] for row in verdicts] == ["P1", "P1", "P2", "P3"]


def test_a_faulty_table_is_named_with_its_line(folder, capsys):
    written(folder)
    (folder / "notified.csv").write_text(NOTIFIED.replace("movement,z", "movement,zz"), encoding="utf-8")
    assert assess(folder, "good.csv", "--notifications", str(folder / "notified.csv")) == 2
    assert "notified.csv:2: zone 'zz' is no area of the agreement" in capsys.readouterr().err


def test_templates_are_listed_and_written_once(tmp_path, capsys):
    assert main(["template"]) == 0
    assert (
        "minsk-package-2015\tMinsk Package of Measures, 12 February 2015, with its addendum (example)" in capsys.readouterr().out
    )
    assert main(["template", "undof-1974", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "An example, not law" in said
    assert "supply: Draw or upload line A from south to north" in said
    assert (tmp_path / "undof-1974.yaml").read_bytes().startswith(b"# EXAMPLE, NOT LAW")


def test_a_template_that_still_asks_cannot_be_assessed_and_says_what_to_supply(folder, capsys):
    assert main(["template", "proposal-2025", "--out", str(folder)]) == 0
    assert assess(folder, agreement="proposal-2025.yaml") == 2
    said = capsys.readouterr().err
    assert "proposal-2025.yaml:13: agreement: in_force: from is still to be supplied: The local day and hour" in said
    assert "geometry: still to be supplied: Draw or upload the line of contact as one line" in said


def test_a_template_is_never_written_over_and_an_unknown_one_is_refused(tmp_path, capsys):
    assert main(["template", "undof", "--out", str(tmp_path)]) == 2
    assert "did you mean 'undof-1974'" in capsys.readouterr().err
    (tmp_path / "undof-1974.yaml").write_text("mine", encoding="utf-8")
    for arguments in (["template", "undof-1974", "--out", str(tmp_path)], ["template", "undof-1974"]):
        try:
            code = main(arguments)
        except SystemExit as stopped:
            code = int(str(stopped.code))
        assert code == 2
    assert (tmp_path / "undof-1974.yaml").read_text(encoding="utf-8") == "mine"


def test_what_reports_add_up_to_under_quotas_is_written(folder):
    (folder / "agreement.yaml").write_text(
        AGREEMENT
        + "  - {id: P4, clause: para 4, zones: [z], prohibits: {acts: [movement]}, quota: {count_max: 5, period: week}}\n",
        encoding="utf-8",
    )
    (folder / "good.csv").write_text(OBSERVATIONS, encoding="utf-8")
    assert assess(folder, "good.csv", "--quotas", str(folder / "quotas.csv")) == 0
    (row,) = rows(folder / "quotas.csv")
    assert row == {
        "provision_id": "P4", "zone_id": "z", "party": "", "period_from": "2026-06-29", "period_to": "2026-07-05",
        "count_max": "5", "at_least": "2", "finding": "undetermined", "observation_ids": "O1 O2",
        "possible_ids": "",
    }  # fmt: skip
