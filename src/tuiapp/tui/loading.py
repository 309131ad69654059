"""Building the index from the explorer: a process of its own, so that the screen never waits for it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tuiapp.i18n import _

UNREADABLE = 4


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


async def build_index(dataset: Path, progress: Callable[[dict[str, Any]], None] | None = None) -> Built:
    """Run `tuiapp index` and follow it.

    Args:
        dataset: the dataset's folder.
        progress: called with `files_done`, `files` and `rows` while it goes on.

    Returns:
        The index, or the exit code of the command with what it said. When this is cancelled the process is ended
        and the old index stays.
    """
    command = [sys.executable, "-m", "tuiapp", "index", "--data", str(dataset), "--progress"]
    devnull, pipe = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=devnull, stdout=devnull, stderr=pipe)
    except OSError as refused:  # no memory, or no more processes allowed
        return Built(None, UNREADABLE, _("The compiler cannot be started: {error}").format(error=refused))
    assert process.stderr is not None
    index, said = None, []
    problems: tuple[Problem, ...] = ()
    count = 0
    try:
        async for line in _lines(process.stderr):
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
                progress(record)
        code = await process.wait()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
    if index is not None and code == 0:
        return Built(index)
    error = "\n".join(said) or _("The index could not be built.")
    return Built(None, code or UNREADABLE, error, problems, count)


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    """The lines of a stream, of any length: a thousand problems are one line, and asyncio reads up to 64 KiB of one."""
    rest = b""
    while chunk := await stream.read(1 << 16):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace")
    if rest:
        yield rest.decode("utf-8", "replace")
