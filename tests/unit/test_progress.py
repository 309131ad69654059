"""How far compiling is, and how long it will take yet."""

from __future__ import annotations

from pathlib import Path

import pytest

import support
from tuiapp.compiler import progress
from tuiapp.compiler.build import compile_dataset
from tuiapp.compiler.progress import Progress, Step, Teller


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "time", made)
    return made


def test_the_share_is_of_all_the_work() -> None:
    told: list[Progress] = []
    teller = Teller(told.append)
    teller.begin(4, 1000)
    teller.read(Step(signings=10, read=500))
    teller.read(Step(signings=10, read=500))
    teller.read(Step(judged=1000))
    teller.entered(20)
    teller.baked(0.5)
    teller.finish()
    assert [round(one.share, 2) for one in told] == [0, 0.15, 0.3, 0.66, 0.88, 0.94, 1]
    assert [one.rows for one in told] == [0, 10, 20, 20, 20, 20, 20]


def test_of_an_index_that_is_changed_most_of_the_work_is_what_follows_from_all_events() -> None:
    told: list[Progress] = []
    teller = Teller(told.append)
    teller.begin(20, 50, changed=0.05)
    teller.read(Step(signings=1, read=50, judged=50))
    teller.entered(1)
    assert round(told[-1].share, 3) == round(0.05 * 0.88 / (0.05 * 0.88 + 0.12), 3)
    teller.baked(1)
    assert told[-1].share == pytest.approx(1)


def test_the_time_left_is_reckoned_from_what_has_been_read(clock: Clock) -> None:
    told: list[Progress] = []
    teller = Teller(told.append)
    teller.begin(4, 1000)
    clock.now += 7  # processes start, which says nothing of the rest
    teller.read(Step(signings=1, read=100))
    clock.now += 0.4
    teller.read(Step(signings=1, read=100))
    assert [one.left for one in told] == [None, None, None]  # too soon to say
    clock.now += 2.6
    teller.read(Step(signings=1, read=100))
    assert told[-1].share == pytest.approx(0.09)
    assert told[-1].left == round(3 / 0.06 * 0.91)


def test_an_index_that_cannot_be_changed_is_reckoned_anew(clock: Clock) -> None:
    told: list[Progress] = []
    teller = Teller(told.append)
    teller.begin(4, 100, changed=0.1)
    teller.read(Step(signings=5, read=50))
    clock.now += 9
    teller.read(Step(signings=5, read=50, judged=100))
    assert told[-1].left is not None
    teller.begin(4, 1000)
    assert told[-1] == Progress(0, 4, 0)
    teller.read(Step(signings=5, read=500))
    assert told[-1].share == pytest.approx(0.15)
    assert told[-1].left is None


@pytest.mark.parametrize("edited", [False, True], ids=["first", "edited"])
def test_the_share_grows_to_all(tmp_path: Path, edited: bool) -> None:
    data = support.write_dataset(tmp_path / "data")
    if edited:
        compile_dataset(data, tmp_path / "index")
        forum = data / "events" / "forum.toml"
        forum.write_text(forum.read_text(encoding="utf-8").replace('count = "18"', 'count = "19"'), encoding="utf-8")
    told: list[Progress] = []
    compile_dataset(data, tmp_path / "index", progress=told.append)
    shares = [one.share for one in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len({*shares}) > 4
    assert all(share < 1 for share in shares[:-1])
