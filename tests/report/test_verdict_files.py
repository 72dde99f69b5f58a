"""verdicts.csv and findings.csv as design, section 7, words them."""

import csv
import io
import math

import pandas as pd
import pytest

from dashboard.report.findings import findings_csv
from dashboard.report.verdicts import verdicts_csv

VERDICTS = pd.DataFrame(
    {
        "observation_id": ["PT-2", "PT-1", "=evil()"],
        "verdict": ["potential violation", "undetermined", "unplaced"],
        "provision_id": ["P2a", "P2a", ""],
        "zone_id": ["artillery", "artillery", ""],
        "p_inside": [1.0, 0.4123456789, math.nan],
        "p_in_force": [1.0, 0.5, math.nan],
        "reason": [
            "prohibited act, inside the zone",
            "straddles the edge of the zone (p 0.41); straddles the time in force (p 0.50)",
            'no unit is called "Nowhere"',
        ],
    }
)
FINDINGS = pd.DataFrame(
    {
        "observation_id": ["PT-2", "PT-2"],
        "provision_id": ["P2a", "P3"],
        "zone_id": ["artillery", "line-15km"],
        "finding": ["potential violation", "outside scope"],
        "p_inside": [1.0, 0.01],
        "p_in_force": [1.0, 1.0],
        "edge_distance_m": [-2431.26, 812.0],
        "act_match": ["yes", "no"],
        "weapon_match": ["yes", "unknown"],
        "party_match": ["yes", "yes"],
        "reasons": ["prohibited act, inside the zone", "only 1 % certain"],
    }
)


def test_verdicts_csv_snapshot():
    assert verdicts_csv(VERDICTS).decode() == (
        "observation_id,verdict,provision_id,zone_id,p_inside,p_in_force,reason\n"
        'PT-2,potential violation,P2a,artillery,1,1,"prohibited act, inside the zone"\n'
        "PT-1,undetermined,P2a,artillery,0.412346,0.5,"
        "straddles the edge of the zone (p 0.41); straddles the time in force (p 0.50)\n"
        '\'=evil(),unplaced,,,,,"no unit is called ""Nowhere"""\n'
    )


def test_findings_csv_snapshot():
    assert findings_csv(FINDINGS).decode() == (
        "observation_id,provision_id,zone_id,finding,p_inside,p_in_force,edge_distance_m,act_match,weapon_match,party_match,reasons\n"
        'PT-2,P2a,artillery,potential violation,1,1,-2431.3,yes,yes,yes,"prohibited act, inside the zone"\n'
        "PT-2,P3,line-15km,outside scope,0.01,1,812.0,no,unknown,yes,only 1 % certain\n"
    )


def test_columns_and_rows_stand_in_the_order_of_the_design_whatever_the_tables():
    shuffled = VERDICTS[list(reversed(VERDICTS.columns))].assign(other=1).set_index(pd.Index([7, 7, 7]))
    assert verdicts_csv(shuffled) == verdicts_csv(VERDICTS)


def test_tables_without_rows_are_their_headers():
    assert verdicts_csv(VERDICTS.iloc[:0]).count(b"\n") == 1
    assert findings_csv(FINDINGS.iloc[:0]).count(b"\n") == 1


def test_a_table_without_one_of_the_columns_is_refused():
    with pytest.raises(KeyError, match="zone_id"):
        findings_csv(FINDINGS.drop(columns="zone_id"))


def test_many_findings_are_written_in_order():
    many = pd.concat([FINDINGS] * 50_000, ignore_index=True)
    many["p_inside"] = many.index / len(many)
    many["observation_id"] = "PT-" + many.index.astype(str)
    data = findings_csv(many)
    rows = csv.DictReader(io.StringIO(data.decode()))
    assert [row["observation_id"] for row in rows] == many["observation_id"].tolist()
