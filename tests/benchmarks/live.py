"""A program in a pseudo-terminal, driven by keys; it says when the screen came to show something.

Bytes are stamped by a thread of their own when they arrive, and read into a screen afterwards: how long that takes
is no part of any time told here.
"""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any

import pyte

LIMIT = 120.0
"""Seconds after which a condition is not expected to come true any more."""
# Wakes the stamping thread at once though the other one is reading a screen.
sys.setswitchinterval(0.0005)

Condition = Callable[["Live"], bool]


class TimeUp(Exception):  # noqa: N818
    """The screen did not come to show what it should."""


class Live:
    """Types keys and says how long the screen took to answer."""

    def __init__(
        self, command: Sequence[str], *, env: Mapping[str, str] | None = None, size: tuple[int, int] = (120, 40)
    ) -> None:
        """Start a program.

        Args:
            command: the program and its arguments.
            env: variables to set in addition.
            size: columns and lines of the terminal.
        """
        self._columns, self._lines = size
        self._screen: Any = pyte.Screen(*size)
        self._stream: Any = pyte.ByteStream(self._screen)
        self._arrived: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        self._since = time.perf_counter()
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            # A wheel's modules are compiled when it is installed, a source tree's at the first start, unless forbidden.
            unwanted = ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
            kept = {name: value for name, value in os.environ.items() if name not in unwanted}
            os.execvpe(command[0], list(command), {**kept, **_TERMINAL, **(env or {})})
        threading.Thread(target=self._stamp, daemon=True).start()

    def __enter__(self) -> Live:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)

    def _stamp(self) -> None:
        data = b"?"
        while data:
            try:
                data = os.read(self._terminal, 1 << 16)
            except OSError:  # the program ended
                data = b""
            self._arrived.put((time.perf_counter(), data))
        os.close(self._terminal)

    # What is seen.

    def line(self, y: int) -> str:
        """One line of the screen."""
        # Not `display` of the screen: it stumbles over half of a wide character that was written over.
        cells = self._screen.buffer[y]
        return "".join(cells[x].data for x in range(self._columns))

    @property
    def lines(self) -> list[str]:
        """The screen."""
        return [self.line(y) for y in range(self._lines)]

    def shows(self, *texts: str) -> bool:
        """Whether each of these texts is on the screen."""
        screen = "\n".join(self.lines)
        return all(text in screen for text in texts)

    # What is done.

    def press(self, keys: str) -> None:
        """Type; the time begins now."""
        self._since = time.perf_counter()
        os.write(self._terminal, keys.encode())

    def wait(self, condition: Condition, what: str) -> float:
        """Read until the screen meets a condition.

        Returns:
            Seconds from the last key, or from the start of the program, until the bytes arrived that made it so; 0
            when it was so before.

        Raises:
            TimeUp: the program ended before, or it takes far too long.
        """
        if condition(self):
            return 0.0
        end = time.perf_counter() + LIMIT
        while True:
            at = self._read(end - time.perf_counter())
            if at is None:
                raise TimeUp(f"{what} did not come:\n" + "\n".join(self.lines))
            if condition(self):
                return at - self._since

    def wait_for(self, *texts: str) -> float:
        """Wait until each of these texts is on the screen; seconds as in `wait`."""
        return self.wait(lambda live: live.shows(*texts), " and ".join(map(repr, texts)))

    def rest(self, seconds: float = 0.3) -> None:
        """Read until nothing comes for so long: what the program does on its own is then done."""
        while self._read(seconds) is not None:
            pass

    def _read(self, seconds: float) -> float | None:
        """Read what came next into the screen; when it came, or None when nothing does."""
        try:
            at, data = self._arrived.get(timeout=max(seconds, 0.0))
        except Empty:
            return None
        # pyte knows no `CSI ? … $ p` (a question about the terminal's modes) and would print its last letters.
        self._stream.feed(data.replace(b"$p", b""))
        return at if data else None

    def memory(self) -> dict[str, float]:
        """`VmRSS`, what the program holds, and `VmHWM`, the most it ever held, in MB."""
        status = Path(f"/proc/{self._child}/status").read_text(encoding="utf-8")
        fields = (line.split() for line in status.splitlines())
        return {field[0].rstrip(":"): int(field[1]) / 1024 for field in fields if field[0] in ("VmRSS:", "VmHWM:")}


_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
