"""A few things made lately: those asked for last stay, the others are made again."""

from dashboard.engine.latest import Latest


def test_what_was_asked_for_last_stays_and_what_was_not_is_made_again():
    latest, made = Latest(2), []

    def ask(key):
        return latest.of(key, lambda: made.append(key) or key.upper())

    assert [ask(key) for key in "abacab"] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]
