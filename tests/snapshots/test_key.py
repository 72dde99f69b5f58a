"""A key changes with everything it stands for."""

import zoneinfo
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dashboard.snapshots import key
from dashboard.snapshots.key import key_of, program

TOLD = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=6)


@given(st.lists(TOLD), st.lists(TOLD))
def test_different_things_have_different_keys_and_the_same_the_same(one, other):
    assert (key_of(*one) == key_of(*other)) == (repr(one) == repr(other))


def test_half_a_character_is_not_another():
    assert key_of("\ud800") != key_of("\udfff")
    assert len(key_of("\ud800")) == 64


def copied(tmp_path):
    for name in ("domain/acts.py", "engine/assess.py", "ui/theme.py", "workflows.py", "domain/weapon_systems.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    return tmp_path


def fresh(monkeypatch, folder):
    monkeypatch.setattr(key, "_PROGRAM", folder)
    return program.__wrapped__()


def test_a_changed_line_in_what_derives_makes_another_program_and_one_in_a_page_does_not(tmp_path, monkeypatch):
    before = fresh(monkeypatch, copied(tmp_path))
    (tmp_path / "ui" / "theme.py").write_text("x = 2\n")
    assert fresh(monkeypatch, tmp_path) == before
    for name in ("domain/acts.py", "engine/assess.py", "workflows.py", "domain/weapon_systems.csv"):
        (tmp_path / name).write_text("x = 2\n")
        after = fresh(monkeypatch, tmp_path)
        assert after != before
        before = after


def test_another_library_or_other_time_zones_make_another_program(tmp_path, monkeypatch):
    program_folder, rules = copied(tmp_path / "program"), tmp_path / "zones"
    rules.mkdir()
    before = fresh(monkeypatch, program_folder)
    (rules / "tzdata.zi").write_text("# version 2026z\n")
    with monkeypatch.context() as patch:
        patch.setattr(zoneinfo, "TZPATH", (str(rules),))
        assert fresh(patch, program_folder) != before
    monkeypatch.setattr(key, "_version", lambda _name: "9.9")
    assert fresh(monkeypatch, program_folder) != before


def test_every_source_that_a_verdict_rests_on_is_in_the_program():
    told = {path.relative_to(key._PROGRAM).as_posix() for path in key._sources()}
    for name in ("domain/weapon_systems.csv", "language/uk.po", "engine/kernels/inside.py", "ingest/parse.py", "__init__.py"):
        assert name in told, name
    assert not any(name.startswith(("store/", "ui/", "static/")) for name in told)
    assert Path(key.__file__).name in {Path(name).name for name in told}
