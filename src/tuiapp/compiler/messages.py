"""What processes that compile together tell each other.

Nothing is imported to say it: who starts the others does so before it imports what it needs itself.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tuiapp.catalog.freshness import SourceFile
    from tuiapp.dataset.base import Base
    from tuiapp.dataset.problems import Problem


class Order(NamedTuple):
    """What a process is told first."""

    root: Path
    base: Base
    stage: Path


class Task(NamedTuple):
    """A file to be read."""

    number: int
    """Its own among the files, from 1."""
    file: str
    known: Collection[bytes] = ()
    """The digests of events whose rows there are already."""


class FileRead(NamedTuple):
    """What has come of a file of events."""

    source: SourceFile
    broken: frozenset[str]
    """The ids of events whose tables are malformed."""
    problems: tuple[Problem, ...]
    same: tuple[bytes, ...]
    """The digests of the events whose rows were not asked for."""


class Finish(NamedTuple):
    """Asks a process to look through all that it has read."""


class Finished(NamedTuple):
    """It has, of so many files."""

    files: int


class Look(NamedTuple):
    """Asks a process for what is found across the events whose rows wait."""


class Prepare(NamedTuple):
    """Asks a process for what follows from the rows of an index."""

    file: Path


Asked = Order | Task | Finish | Look | Prepare
