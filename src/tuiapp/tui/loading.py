"""Building the index from the explorer: a process of its own, so that the screen never waits for it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tuiapp import compiling
from tuiapp.i18n import _

UNREADABLE = 4
_SECOND = 1.0
"""Seconds after which, where the compiler says nothing, it is so much less that is left."""


class Problem(NamedTuple):
    """One thing that keeps a dataset from being read, as the compiler tells it."""

    file: str
    """Relative to the dataset's folder."""
    line: int | None
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Built:
    """An index, or why there is none."""

    index: Path | None
    code: int = 0
    """The exit code of the compiler."""
    error: str = ""
    """What it said, for a terminal without a screen."""
    problems: tuple[Problem, ...] = ()
    """The first of what is wrong with an invalid dataset."""
    count: int = 0
    """How many problems it has."""


async def build_index(
    dataset: Path,
    progress: Callable[[dict[str, Any]], None] | None = None,
    compiler: subprocess.Popen[bytes] | None = None,
) -> Built:
    """Run `tuiapp index` and follow it.

    Args:
        dataset: the dataset's folder.
        progress: called with `files_done`, `files`, `rows` and so on while it goes on; the time left is counted down
            between two things that the compiler says.
        compiler: the process, where it has been started already.

    Returns:
        The index, or the exit code of the command with what it said. When this is cancelled the process is ended
        and the old index stays.
    """
    if compiler is None:
        try:
            compiler = compiling.start(dataset)
        except OSError as refused:  # no memory, or no more processes allowed
            return Built(None, UNREADABLE, _("The compiler cannot be started: {error}").format(error=refused))
    index, said = None, []
    last: dict[str, Any] = {}

    def count_down() -> None:
        nonlocal last
        if progress is not None and (last.get("left") or 0) > 1:
            last = last | {"left": last["left"] - 1}
            progress(last)

    problems: tuple[Problem, ...] = ()
    count = 0
    try:
        async for line in _lines(compiler, count_down):
            try:
                record = json.loads(line)
            except ValueError:
                record = None
            if not isinstance(record, dict):
                said.append(line)
            elif "index" in record:
                index = Path(str(record["index"]))
            elif "error" in record:
                said.append(str(record["error"]))
                problems = tuple(Problem(*fields) for fields in record.get("problems", ()))
                count = record.get("count", 0)
            elif progress is not None:
                last = record
                progress(record)
        code = await asyncio.to_thread(compiler.wait)
    finally:
        if compiler.poll() is None:
            compiler.terminate()
            await asyncio.to_thread(compiler.wait)
    if index is not None and code == 0:
        return Built(index)
    error = "\n".join(said) or _("The index could not be built.")
    return Built(None, code or UNREADABLE, error, problems, count)


async def _lines(process: subprocess.Popen[bytes], idle: Callable[[], None]) -> AsyncIterator[str]:
    """What a process says, line by line; a thread waits for it, as everywhere can be done with a process that runs.

    Each second in which it says nothing `idle` is called.
    """
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[bytes]()

    def listen() -> None:
        assert process.stderr is not None
        with process.stderr as stream, suppress(RuntimeError):  # the loop may have ended
            for line in stream:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, b"")

    threading.Thread(target=listen, daemon=True).start()
    while True:
        try:
            line = await asyncio.wait_for(lines.get(), _SECOND)
        except TimeoutError:
            idle()
            continue
        if not line:
            return
        yield line.decode("utf-8", "replace").rstrip("\n")
