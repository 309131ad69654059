"""Building the index in a process of its own: what it tells, and how it ends."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

import support
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.freshness import is_fresh
from tuiapp.tui.loading import Problem, build_index


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return support.write_dataset(tmp_path / "data")


async def test_it_tells_its_progress_and_the_index(data: Path) -> None:
    told: list[dict[str, Any]] = []
    built = await build_index(data, told.append)
    assert built.index is not None
    assert is_fresh(data, built.index)
    assert (built.code, built.error, built.problems) == (0, "", ())
    assert told[-1]["files_done"] == told[-1]["files"] == len(list(data.rglob("*.toml")))
    with Catalog.open(built.index) as catalog:
        assert told[-1]["rows"] == catalog.about.signings


async def test_it_tells_file_line_and_key_of_what_is_wrong(data: Path) -> None:
    path = data / "events" / "half.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"300"', '"many"'), encoding="utf-8")
    line = path.read_text(encoding="utf-8").splitlines().index('  count = "many"') + 1
    built = await build_index(data)
    assert (built.index, built.code, built.count) == (None, 3, 1)
    (problem,) = built.problems
    assert problem[:3] == Problem("events/half.toml", line, "event[0].signing[0].count", "")[:3]
    assert "many" in problem.message
    assert f"events/half.toml:{line}" in built.error


async def test_thousands_of_problems_are_told_and_counted(data: Path) -> None:
    name = "e" * 100
    events = "".join(f'[[event]]\nid = "x{n}"\nname = "{name}"\nkind = "{name}"\n' for n in range(2000))
    (data / "events" / "wrong.toml").write_text(events, encoding="utf-8")
    built = await build_index(data)
    assert built.code == 3
    assert built.count >= 2000 > len(built.problems) > 0
    assert built.error.count("\n") >= 2000


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    built = await build_index(tmp_path / "nowhere")
    assert (built.index, built.code, built.problems) == (None, 4, ())
    assert "nowhere" in built.error


async def test_the_time_left_is_counted_down_while_nothing_is_said(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = tmp_path / "go-on"
    program = tmp_path / "program"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys, time\n"
        'print(\'{"rows": 7, "left": 4}\', file=sys.stderr, flush=True)\n'
        f"while not os.path.exists({str(go_on)!r}):\n    time.sleep(0.01)\n"
        'print(\'{"rows": 9, "left": null}\', file=sys.stderr, flush=True)\n',
        encoding="utf-8",
    )
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr("tuiapp.tui.loading._SECOND", 0.01)
    told: list[tuple[int, int | None]] = []
    task = asyncio.create_task(build_index(data, lambda progress: told.append((progress["rows"], progress["left"]))))
    while len(told) < 4:
        await asyncio.sleep(0)
    go_on.touch()
    await task
    assert told == [(7, 4), (7, 3), (7, 2), (7, 1), (9, None)]


async def test_it_is_never_counted_down_to_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def said(process: subprocess.Popen[bytes], idle: Callable[[], None]) -> AsyncIterator[str]:
        await asyncio.to_thread(process.communicate)
        for left in ("2", "null"):
            yield f'{{"rows": 7, "left": {left}}}'
            for _second in range(5):
                idle()

    monkeypatch.setattr("tuiapp.tui.loading._lines", said)
    told: list[int | None] = []
    await build_index(data, lambda progress: told.append(progress["left"]))
    assert told == [2, 1, None]


async def test_it_ends_when_nobody_waits_for_it(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive = tmp_path / "alive"
    program = tmp_path / "program"
    program.write_text(
        f"#!{sys.executable}\nimport os, time\nopen({str(alive)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n",
        encoding="utf-8",
    )
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    task = asyncio.create_task(build_index(data))
    while not (alive.exists() and alive.read_text()):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(alive.read_text()), 0)
