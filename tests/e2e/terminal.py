"""A program in a real pseudo-terminal, with the screen it draws."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect
import pyte

from e2e.program import COMMAND, environment

LIMIT = 60.0
"""Seconds after which a condition is not expected to come true any more; it is no waiting time."""


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Types keys and reads the screen; every wait is for a condition."""

    def __init__(
        self, arguments: Sequence[str], *, env: Mapping[str, str], cwd: Path, size: tuple[int, int] = (120, 40)
    ) -> None:
        columns, lines = size
        # The terminal says how large it is, not these two.
        inherited = {name: value for name, value in environment().items() if name not in ("COLUMNS", "LINES")}
        self.screen: Any = pyte.Screen(columns, lines)
        self._stream: Any = pyte.ByteStream(self.screen)
        self.raw = b""
        self._child: Any = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], *arguments],
            env={**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
            cwd=str(cwd),
            dimensions=(lines, columns),
            timeout=LIMIT,
            # Who runs the tests in the background ignores ctrl+c, and so would what they start.
            preexec_fn=_heed_interrupts,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def _read(self) -> bool:
        try:
            data = self._child.read_nonblocking(1 << 16, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        # pyte knows no `CSI ? … $ p` (a question about the terminal's modes) and would print its last letters.
        self._stream.feed(data.replace(b"$p", b""))
        return True

    def wait(self, condition: Callable[[str], bool], what: str) -> str:
        """Read until the screen meets a condition, and return it."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if condition(self.text):
                return self.text
            if not self._read():
                break
        raise AssertionError(f"{what} did not come:\n{self.text}")

    def wait_for(self, *texts: str) -> str:
        """Read until all these texts are on the screen."""
        return self.wait(lambda screen: all(text in screen for text in texts), f"{texts}")

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._child.kill(number)

    def press(self, keys: str) -> None:
        """Type."""
        self._child.send(keys)

    def end(self) -> int:
        """Wait for the end of the program and return its exit code."""
        while self._read():
            pass
        self._child.wait()
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -1)
