"""Processes that compile together with this one.

They read the files of events. One of those looks across all events at last, while the process that started it enters
their rows into the index; and works out a share of what follows from all rows.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from tuiapp.compiler.messages import Asked, FileRead, Finish, Finished, Look, Order, Prepare, Task
from tuiapp.compiler.progress import Step

if TYPE_CHECKING:
    from tuiapp.catalog.stored import Prepared
    from tuiapp.compiler.across import Fault

_WORTH = 2 * 2**20
"""Bytes of TOML from which on more processes are faster than one: each takes about as long to start as this to read."""
_WORTH_PREPARING = 4 * _WORTH
"""Bytes of TOML from which on another process has started and worked out its share before it is asked for."""
_HELD = 24 * 2**20
"""Bytes of TOML that a process reads before it looks through what it has read: that is shown meanwhile, and held in
memory, which takes some ten times as much."""
_PROGRAM = "import gc; gc.disable(); from tuiapp.compiler.workers import main; main()"
"""What a process runs. Looks for cycles among what it imports find none, and take a tenth of the time."""
_MOST = 8
"""Processes at most: they write into one database by turns."""
_Waiting = SimpleQueue[Asked]
"""What is still to be done, by whoever comes first."""

Told = Callable[[Step], None]
"""Is told of what more has been read."""


def worth_preparing(size: int) -> bool:
    """Whether a process beside this one is worth starting to work out what follows from so many bytes of TOML."""
    return size >= _WORTH_PREPARING and _cores() > 1


def wanted(sizes: Sequence[int]) -> int:
    """How many processes should read files of these sizes in bytes; 1 for none beside this one."""
    return 1 if sum(sizes) < _WORTH else min(len(sizes), _cores(), _MOST)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


class Pool:
    """Processes that read files and write what is in them into one database of waiting rows.

    They end when this one does, however it does: their input is a pipe from it, and a pipe ends with its writer.
    """

    def __init__(self, number: int) -> None:
        """Start so many processes; what they need takes them a while to import."""
        command = [sys.executable, "-c", _PROGRAM]
        self._processes = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
            for _ in range(number)
        ]

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_error: object) -> None:
        self._keep(0)

    def _keep(self, number: int) -> None:
        """End all processes but so many."""
        ended = self._processes[number:]
        del self._processes[number:]
        for process in ended:
            process.kill()
        for process in ended:
            # What one that has ended was still to be told goes nowhere.
            with suppress(BrokenPipeError), process:
                pass

    def read(self, order: Order, tasks: Sequence[Task], told: Told, done: Callable[[FileRead], None]) -> None:
        """Read all files; `told` and `done` are called in this thread.

        Raises:
            OSError: a file cannot be read.
            RuntimeError: a process ended before its time.
        """
        waiting: _Waiting = SimpleQueue()
        for task in tasks:
            waiting.put(task)
        heard: SimpleQueue[object] = SimpleQueue()
        for process in self._processes:
            _start(process, waiting, heard, order)
        left = len(tasks)
        while left:
            message = _heard(heard)
            if isinstance(message, Step):
                told(message)
            elif isinstance(message, FileRead):
                done(message)
            elif isinstance(message, Finished):
                left -= message.files

    def look_across(self) -> Callable[[], list[Fault]]:
        """Have one of the processes look across the events of all rows that wait, when all files have been read.

        The rows must not change any more. What is given waits for what is found.
        """
        self._keep(1)  # the others still hold what they have read: of a million signings a gigabyte each
        return self._ask(Look())

    def prepare(self, index: Path) -> Callable[[], Prepared]:
        """Have one of the processes work out what `stored.prepare` does of an index; what is given waits for it."""
        return self._ask(Prepare(index))

    def _ask(self, asked: Asked) -> Callable[[], Any]:
        waiting: _Waiting = SimpleQueue()
        waiting.put(asked)
        heard: SimpleQueue[object] = SimpleQueue()
        _start(self._processes[0], waiting, heard)
        return lambda: _heard(heard)


def _heard(heard: SimpleQueue[object]) -> object:
    message = heard.get()
    if isinstance(message, BaseException):
        raise message
    return message


def _start(
    process: subprocess.Popen[bytes], waiting: _Waiting, heard: SimpleQueue[object], order: Order | None = None
) -> None:
    threading.Thread(target=_converse, args=(process, waiting, heard, order), daemon=True).start()


def _converse(
    process: subprocess.Popen[bytes], waiting: _Waiting, heard: SimpleQueue[object], order: Order | None
) -> None:
    """Tell one process what there is to do until there is nothing left, and pass on what it says."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        if order is not None:
            send(process.stdin, order)
        held = 0
        while (asked := _next(waiting, held)) is not None:
            send(process.stdin, asked)
            while isinstance(message := pickle.load(process.stdout), Step):  # noqa: S301 - from a process of our own
                heard.put(message)
            heard.put(message)
            held = held + message.source.size if isinstance(message, FileRead) else 0
    except Exception as error:
        ended = RuntimeError(f"a process that read the dataset ended: {process.poll()}")
        heard.put(ended if isinstance(error, (EOFError, BrokenPipeError)) else error)


def _next(waiting: _Waiting, held: int) -> Asked | None:
    """What a process that holds so many bytes of files is to do: to read another while it may, else to finish these."""
    if held < _HELD:
        with suppress(Empty):
            return waiting.get_nowait()
    return Finish() if held else None


def send(stream: IO[bytes], message: object) -> None:
    """Tell the process at the other end of a stream."""
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()
