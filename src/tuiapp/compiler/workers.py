"""One of the processes that compile together: it does what another tells it, and tells how far it is."""

from __future__ import annotations

import pickle
import sqlite3
import sys
from contextlib import closing, suppress
from typing import IO

from tuiapp.compiler import staging
from tuiapp.compiler.messages import Asked, Finish, Finished, Look, Order, Prepare, Task
from tuiapp.compiler.printed import Row
from tuiapp.compiler.processes import send
from tuiapp.compiler.progress import Step
from tuiapp.compiler.reading import Reader

_PATIENCE = 3600
"""Seconds that a process waits for its turn to write."""


class _Server:
    """Does in a process of its own what another tells it."""

    def __init__(self, outgoing: IO[bytes]) -> None:
        self._outgoing = outgoing
        self._files = 0
        self._stage = sqlite3.connect(":memory:", timeout=_PATIENCE, isolation_level=None)

    def do(self, asked: Asked) -> object:
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
                self._files += 1
                return self._reader.read(asked, self._deliver)
            case Finish():
                self._reader.finish(self._deliver)
                finished, self._files = Finished(self._files), 0
                return finished
            case Look():
                from tuiapp.compiler.across import Across

                return Across(self._stage, self._base, staging.STAGE).find()
            case Prepare():
                from tuiapp.catalog.stored import prepare

                address = f"{asked.file.resolve().as_uri()}?mode=ro"
                with closing(sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True)) as index:
                    return prepare(index)

    def _deliver(self, rows: dict[str, list[Row]], step: Step) -> None:
        staging.insert(self._stage, rows)
        send(self._outgoing, step)


def _serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    server = _Server(outgoing)
    while True:
        asked = pickle.load(incoming)  # noqa: S301 - from the process that started this one
        try:
            answer = server.do(asked)
        except (OSError, sqlite3.Error) as error:
            answer = error
        if answer is not None:
            send(outgoing, answer)


def main() -> None:
    """Do what is told on stdin, until it ends.

    No cycles should be looked for in what is made of a file: it is freed by counting references, and looking would cost
    a quarter more.
    """
    import signal

    # Ctrl-C reaches every process of a terminal; the one that started this one decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)
