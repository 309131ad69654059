"""Building the index from the explorer: a process of its own, so that the screen never waits for it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuiapp.i18n import _

UNREADABLE = 4


@dataclass(frozen=True, slots=True)
class Built:
    """An index, or why there is none."""

    index: Path | None
    code: int = 0
    error: str = ""


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
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    index, said = None, []
    try:
        async for raw in process.stderr:
            line = raw.decode("utf-8", "replace").rstrip("\n")
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
    return Built(None, code or UNREADABLE, "\n".join(said) or _("The index could not be built."))
