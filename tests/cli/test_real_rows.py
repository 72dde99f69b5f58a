"""Every row of real files is accounted for, from file to verdict."""

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.one_zone import AGREEMENT, assess, rows

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_real_data = pytest.mark.skipif(not SHARED.is_dir(), reason="real data is not at ../shared/data")


@needs_real_data
@pytest.mark.parametrize(("mapping", "inside"), [({"precision": "ignore"}, 579), (None, None)])
def test_ucdp_events_are_all_accounted_for_and_579_lie_inside_donbass_as_points(folder, capsys, mapping, inside):
    disputed = (SHARED / "zones" / "natural_earth_disputed.geojson").read_bytes()
    (folder / "zones.geojson").write_bytes(disputed)
    text = AGREEMENT.replace("feature: z", "feature: Donbass").replace("{from: 2026-06-01}", "{from: 2014-01-01, to: 2021-01-01}")
    (folder / "agreement.yaml").write_text(text, encoding="utf-8")
    (folder / "mapping.json").write_text(json.dumps(mapping or {}), encoding="utf-8")
    (folder / "ged.csv").write_bytes((SHARED / "ucdp" / "ged_ukraine_2014_2019_hdx.csv").read_bytes())
    assert assess(folder, "ged.csv", "--mapping", str(folder / "mapping.json")) == 0
    assert capsys.readouterr().out == "read 1167 = accepted 1167 + rejected 0 + duplicates 0\n"
    found = Counter(row["verdict"] for row in rows(folder / "verdicts.csv"))
    assert found.total() == 1167
    if inside:
        assert len(rows(folder / "findings.csv")) == found["potential violation"] == inside
    else:
        assert found["undetermined"] > found["potential violation"] > 0


@needs_real_data
@pytest.mark.slow
@pytest.mark.parametrize("name", ["official_data_en.csv.gz", "volunteer_data_uk.csv.gz"])
def test_every_row_of_the_siren_files_is_accounted_for(folder, capsys, name):
    content = gzip.decompress((SHARED / "sirens" / name).read_bytes())
    (folder / "sirens.csv").write_bytes(content)
    count = sum(1 for _ in csv.reader(content.decode("utf-8").splitlines())) - 1
    (folder / "agreement.yaml").write_text(AGREEMENT.replace("{from: 2026-06-01}", "{from: 2020-01-01}"), encoding="utf-8")
    assert assess(folder, "sirens.csv") == 0
    numbers = [int(word) for word in capsys.readouterr().out.split() if word.isdigit()]
    assert numbers[0] == count == sum(numbers[1:])
    assert "unplaced" not in {row["verdict"] for row in rows(folder / "verdicts.csv")}
