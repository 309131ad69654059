"""The program under test, as a process of its own: the one that the tests import, wherever it lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import tuiapp

COMMAND = (sys.executable, "-m", "tuiapp")
SOURCE = Path(tuiapp.__file__).resolve().parents[1]


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that runs in another folder.

    Nothing in it steers Python, or a coverage that is measured outside; a tuiapp that is installed beside the one
    under test, or a relative path to this one, would be another program or none.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    return kept | {"PYTHONPATH": str(SOURCE)} | more
