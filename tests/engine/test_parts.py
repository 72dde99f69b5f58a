"""Long work in parts: every part once, in order, on every core, and given up between parts."""

import threading

import pytest

from dashboard.engine.parts import in_parts, on_cores


class GivenUpError(Exception):
    pass


@pytest.mark.parametrize("cores", [1, 2, 3])
@pytest.mark.parametrize(("count", "size", "least"), [(0, 4, None), (3, 4, None), (4, 4, 1), (17, 4, None), (17, 100, 3)])
def test_every_part_is_done_once_and_comes_back_in_order(cores: int, count: int, size: int, least: int | None) -> None:
    heard: list[float] = []
    with on_cores(cores):
        parts = in_parts(count, size, lambda start, end: list(range(start, end)), heard.append, least=least)
    assert [one for part in parts for one in part] == list(range(count))
    assert all(0 < len(part) <= size for part in parts)
    assert heard == sorted(heard)
    assert heard[-1:] == [1.0] * bool(count)


def test_as_many_parts_as_there_are_cores_run_at_once() -> None:
    together = threading.Barrier(3, timeout=60)
    with on_cores(3):
        assert in_parts(6, 1, lambda start, _end: together.wait() >= 0 and start) == list(range(6))


def test_one_core_works_in_the_thread_that_asks() -> None:
    with on_cores(1):
        assert set(in_parts(9, 2, lambda _start, _end: threading.get_ident())) == {threading.get_ident()}


@pytest.mark.parametrize("cores", [1, 2])
def test_who_hears_of_it_can_give_it_up_and_what_has_not_begun_is_left_out(cores: int) -> None:
    begun: list[int] = []

    def give_up(share: float) -> None:
        raise GivenUpError(share)

    with on_cores(cores), pytest.raises(GivenUpError):
        in_parts(1_000, 1, lambda start, _end: begun.append(start), give_up)
    assert 1 <= len(begun) < 1_000


@pytest.mark.parametrize("at", [0, 5, 9])
def test_an_error_in_any_part_is_raised(at: int) -> None:
    def work(start: int, _end: int) -> None:
        if start == at:
            raise GivenUpError

    with on_cores(2), pytest.raises(GivenUpError):
        in_parts(10, 1, work)
