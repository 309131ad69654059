"""Starts the compiler as a process of its own, whoever waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def start(dataset: Path) -> subprocess.Popen[bytes]:
    """Run `tuiapp index`; it tells on its stderr how far it is, as `tuiapp.cli.index` says.

    Raises:
        OSError: there is no memory for it, or no more processes are allowed.
    """
    command = [sys.executable, "-m", "tuiapp", "index", "--data", str(dataset), "--progress"]
    devnull = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=devnull, stdout=devnull, stderr=subprocess.PIPE)  # noqa: S603
