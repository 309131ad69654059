"""Runs a program in a pseudo-terminal and says when texts first appear on it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LIMIT = 60.0


class TimeUp(Exception):  # noqa: N818
    """A text did not appear in time."""


@dataclass(frozen=True)
class Times:
    """Seconds from the start of the process until each text was on the terminal, and until the process ended."""

    seen: dict[str, float]
    ended: float


def run(
    command: Sequence[str],
    texts: Mapping[str, str],
    *,
    keys: bytes = b"q",
    size: tuple[int, int] = (120, 40),
    env: Mapping[str, str] | None = None,
) -> Times:
    """Start a program, note when each text appears, then press keys that end it.

    Args:
        command: the program and its arguments.
        texts: a name for each text that is waited for.
        keys: what ends the program.
        size: columns and lines of the terminal.
        env: variables to set in addition.

    Raises:
        TimeUp: a text did not appear within a minute, or the program did not end.
    """
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})})
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.execvp(command[0], list(command))
    raw = b""
    seen: dict[str, float] = {}
    asked = False
    try:
        while time.perf_counter() - start < LIMIT:
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    raw += os.read(terminal, 1 << 16)
                except OSError:
                    break
                now = time.perf_counter() - start
                for name, text in texts.items():
                    if name not in seen and text.encode() in raw:
                        seen[name] = now
            if not asked and len(seen) == len(texts):
                os.write(terminal, keys)
                asked = True
        else:
            os.kill(child, 9)
            raise TimeUp(f"{sorted(set(texts) - set(seen))} not seen")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    if not asked:
        raise TimeUp(f"ended before {sorted(set(texts) - set(seen))} was seen: {raw[-400:]!r}")
    return Times(seen, time.perf_counter() - start)
