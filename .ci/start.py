"""Starts the program given as argument in a pseudo-terminal, waits for its first screen, quits it."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

LIMIT = 60.0
SHOWN = (b"Signings", b"Inner Mongolia", b"amounts:")
"""Each is from a pane of its own: the table, the tree, the totals."""


def main(program: str) -> int:
    """Return 0 when the screen came up, `q` ended it, and it said 0."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.execv(program, [program])  # noqa: S606
    seen, asked, end = b"", False, time.monotonic() + LIMIT
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # the other end is closed
                break
        if not asked and all(text in seen for text in SHOWN):
            os.write(terminal, b"q")
            asked = True
    else:
        os.kill(child, 9)
        sys.stderr.write("the screen did not come up, or did not end, in time\n")
        sys.stderr.write(seen[-2000:].decode("utf-8", "replace"))
        return 1
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    sys.stdout.write(f"started, shown, quit with {code}\n")
    return code if asked else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
