"""Every choice that was ever made stays in the record, also what was changed or taken back."""

from datetime import timedelta

from dashboard.store.opening import store_in_folder
from tests.store.folders import NOW, ask


def test_every_mapping_that_was_ever_saved_stays_in_the_record(tmp_path):
    store = store_in_folder(tmp_path)
    for text in ("{}", '{"date_order": "dmy"}', '{"date_order": "dmy"}', "{}"):
        store.save_mapping("patrol", ("a", "b"), text, NOW)
    assert [row[0] for row in ask(tmp_path, "SELECT mapping_json FROM saved_mapping ORDER BY entry")] == [
        "{}",
        '{"date_order": "dmy"}',
        "{}",
    ]


def test_a_forgotten_mapping_stays_in_the_record_with_the_moment_it_was_forgotten(tmp_path):
    store = store_in_folder(tmp_path)
    store.save_mapping("patrol", ("a", "b"), "{}", NOW)
    store.forget_mapping("patrol", NOW + timedelta(hours=1))
    assert ask(tmp_path, "SELECT name, mapping_json, saved_at FROM saved_mapping ORDER BY entry") == [
        ("patrol", "{}", NOW.isoformat()),
        ("patrol", "", (NOW + timedelta(hours=1)).isoformat()),
    ]


def test_every_correction_and_revocation_stays_in_the_record(tmp_path):
    store = store_in_folder(tmp_path)
    for chosen in ("A1", "B1", ""):
        store.correct_place(("", "", "Twin"), chosen, who="Ann", why="the sender said so", now=NOW)
    assert ask(tmp_path, "SELECT place_text, code, who FROM place_correction ORDER BY entry") == [
        ("Twin", "A1", "Ann"),
        ("Twin", "B1", "Ann"),
        ("Twin", "", "Ann"),
    ]
