from tests.order import spread


def file(name: str, tests: int) -> list[str]:
    return [name] * tests


def order(waiting: dict[str, int], counting: dict[str, int]) -> str:
    tests = spread([file(*one) for one in waiting.items()], [file(*one) for one in counting.items()])
    assert sorted(tests) == sorted("".join(name * number for name, number in (waiting | counting).items()))
    return "".join(dict.fromkeys(tests))


def test_files_that_wait_stand_evenly_among_the_others_and_none_at_the_end():
    assert order({"X": 2, "Y": 1, "Z": 1}, {"a": 1, "b": 3, "c": 3, "d": 1, "e": 1}) == "XbYcZade"


def test_without_one_or_the_other_all_are_there():
    assert order({}, {"a": 1, "b": 2}) == "ba"
    assert order({"X": 1, "Y": 2}, {}) == "YX"
