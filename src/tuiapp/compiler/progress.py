"""How far compiling is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """What has been done so far."""

    files_done: int
    """Files read."""
    files: int
    rows: int
    """Signings written."""


Report = Callable[[Progress], None]
