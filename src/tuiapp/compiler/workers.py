"""Reads the files of events: few of them here, many in processes of their own.

One of those looks across all events at last, while the process that started it enters their rows into the index; and
works out a share of what follows from all rows.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, NamedTuple

from tuiapp.catalog.stored import Prepared, prepare
from tuiapp.compiler import staging
from tuiapp.compiler.across import Across, Fault
from tuiapp.compiler.progress import Step
from tuiapp.compiler.reading import FileRead, Reader, Task
from tuiapp.dataset.base import Base

_WORTH = 2 * 2**20
"""Bytes of TOML from which on more processes are faster than one: each takes about as long to start as this to read."""
_WORTH_PREPARING = 4 * _WORTH
"""Bytes of TOML from which on another process has started and worked out its share before it is asked for."""
_MOST = 8
"""Processes at most: they write into one database by turns."""
_PATIENCE = 3600
"""Seconds that a process waits for its turn to write."""


class Order(NamedTuple):
    """What a process is told first."""

    root: Path
    base: Base
    stage: Path


class Look(NamedTuple):
    """Asks a process for what is found across the events whose rows wait."""


class Prepare(NamedTuple):
    """Asks a process for what follows from the rows of an index."""

    file: Path


_Asked = Order | Task | Look | Prepare
_Waiting = SimpleQueue[_Asked]
"""What is still to be done, by whoever comes first."""

Told = Callable[[Step], None]
"""Is told of what more has been read."""


def worth_preparing(size: int) -> bool:
    """Whether a process beside this one is worth starting to work out what follows from so many bytes of TOML."""
    return size >= _WORTH_PREPARING and _cores() > 1


def processes(sizes: Sequence[int]) -> int:
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
        command = [sys.executable, "-m", "tuiapp.compiler.workers"]
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
                left -= 1
                done(message)

    def look_across(self) -> Callable[[], list[Fault]]:
        """Have one of the processes look across the events of all rows that wait, when all files have been read.

        The rows must not change any more. What is given waits for what is found.
        """
        self._keep(1)  # the others still hold what they have read: of a million signings a gigabyte each
        return self._ask(Look())

    def prepare(self, index: Path) -> Callable[[], Prepared]:
        """Have one of the processes work out what `stored.prepare` does of an index; what is given waits for it."""
        return self._ask(Prepare(index))

    def _ask(self, asked: _Asked) -> Callable[[], Any]:
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
            _send(process.stdin, order)
        while True:
            _send(process.stdin, waiting.get_nowait())
            while isinstance(message := pickle.load(process.stdout), Step):  # noqa: S301 - from a process of our own
                heard.put(message)
            heard.put(message)
    except Empty:
        return
    except Exception as error:
        ended = RuntimeError(f"a process that read the dataset ended: {process.poll()}")
        heard.put(ended if isinstance(error, (EOFError, BrokenPipeError)) else error)


def _send(stream: IO[bytes], message: object) -> None:
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def read_here(
    connection: sqlite3.Connection,
    reader: Reader,
    tasks: Sequence[Task],
    told: Told,
    done: Callable[[FileRead], None],
) -> None:
    """Read files in this process, and write what is in them into the rows waiting beside an index.

    Raises:
        OSError: a file cannot be read.
    """

    def deliver(rows: dict[str, list[Any]], step: Step) -> None:
        staging.insert(connection, rows)
        told(step)

    for task in tasks:
        done(reader.read(task, deliver))


class _Server:
    """Does in a process of its own what another tells it."""

    def __init__(self, outgoing: IO[bytes]) -> None:
        self._outgoing = outgoing
        self._stage = sqlite3.connect(":memory:", timeout=_PATIENCE, isolation_level=None)

    def do(self, asked: _Asked) -> object:
        """Do it; what is to be answered, if anything.

        Raises:
            OSError: a file cannot be read.
            sqlite3.Error: a database cannot be read or written.
        """
        match asked:
            case Order():
                self._base = asked.base
                self._reader = Reader(asked.root, asked.base)
                staging.attach(self._stage, asked.stage)
                return None
            case Task():
                return self._reader.read(asked, self._deliver)
            case Look():
                return Across(self._stage, self._base, staging.STAGE).find()
            case Prepare():
                address = f"{asked.file.resolve().as_uri()}?mode=ro"
                with closing(sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True)) as index:
                    return prepare(index)

    def _deliver(self, rows: dict[str, list[Any]], step: Step) -> None:
        staging.insert(self._stage, rows)
        _send(self._outgoing, step)


def _serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    server = _Server(outgoing)
    while True:
        asked = pickle.load(incoming)  # noqa: S301 - from the process that started this one
        try:
            answer = server.do(asked)
        except (OSError, sqlite3.Error) as error:
            answer = error
        if answer is not None:
            _send(outgoing, answer)


def main() -> None:
    """Read files as told on stdin, until it ends."""
    import gc
    import signal

    # Ctrl-C reaches every process of a terminal; the one that started this one decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is made of a file is freed by counting references; looking for cycles in it would cost a quarter more.
    gc.disable()
    with suppress(EOFError, BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    # Under the name that the classes of what arrives are from.
    from tuiapp.compiler.workers import main as serve

    serve()
