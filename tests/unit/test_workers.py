"""Processes that read, look across and prepare: the index is the same as without them, and a failure has a reason."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import index_content
import synthetic
from tuiapp.compiler import processes
from tuiapp.compiler.build import compile_dataset
from tuiapp.compiler.progress import Step, Teller


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A synthetic dataset whose findings come of looking across its events, too."""
    synthetic.write(600, 4, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("held", [1, 2**20])
def test_an_index_that_processes_made_says_the_same(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """Whether they look through their files one by one, or when all are read."""
    alone = index_content.content(compile_dataset(data, tmp_path / "alone"))
    monkeypatch.setattr(processes, "wanted", lambda _sizes: 2)
    monkeypatch.setattr(processes, "_HELD", held)
    together = index_content.content(compile_dataset(data, tmp_path / "together"))
    assert alone["across_fault"]
    assert together == alone
    assert len(list((tmp_path / "together").iterdir())) == len(list((tmp_path / "alone").iterdir()))


def test_what_follows_from_an_edit_is_the_same_when_a_process_prepares_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_dataset(data, tmp_path / "changed")
    file = min((data / "events").rglob("*.toml"))
    file.write_text(file.read_text(encoding="utf-8").replace('label = "', 'label = "Edited ', 1), encoding="utf-8")
    asked: list[int] = []

    def worth_preparing(size: int) -> bool:
        asked.append(size)
        return True

    monkeypatch.setattr(processes, "worth_preparing", worth_preparing)
    changed = index_content.content(compile_dataset(data, tmp_path / "changed"))
    assert asked == [sum(path.stat().st_size for path in data.rglob("*.toml"))]
    assert changed == index_content.content(compile_dataset(data, tmp_path / "anew"))


def test_what_a_process_cannot_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "damaged.db").write_text("no index", encoding="utf-8")
    with processes.Pool(1) as pool:
        with pytest.raises(sqlite3.Error):
            pool.prepare(tmp_path / "missing.db")()
        with pytest.raises(sqlite3.Error, match="not a database"):
            pool.prepare(tmp_path / "damaged.db")()


def test_a_process_that_has_ended_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", shutil.which("true"))
    with processes.Pool(1) as pool, pytest.raises(RuntimeError, match="ended"):
        pool.look_across()()


@pytest.mark.parametrize(("held", "expected"), [(1, "rfrfrfrf"), (2**20, "rrrrf")])
def test_files_are_read_before_they_are_looked_through_while_they_can_be_held(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, expected: str
) -> None:
    steps: list[Step] = []
    pool = processes.Pool
    monkeypatch.setattr(processes, "wanted", lambda _sizes: 2)
    monkeypatch.setattr(processes, "Pool", lambda _number: pool(1))
    monkeypatch.setattr(processes, "_HELD", held)
    monkeypatch.setattr(Teller, "read", lambda _self, step: steps.append(step))
    compile_dataset(data, tmp_path / "index")
    assert "".join("r" if step.read else "f" for step in steps) == expected
    assert sum(step.read for step in steps) == sum(step.judged for step in steps)
