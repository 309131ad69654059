"""What is wrong with a dataset: every problem of every file, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tuiapp.i18n import plural


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a dataset from being read."""

    file: str
    """Relative to the dataset's folder."""
    line: int | None
    """From 1; None when the whole file is meant."""
    key: str
    """`event[0].signing[1].investment`; empty when the whole file is meant."""
    message: str
    """What was found and what is accepted."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class DatasetError(Exception):
    """A dataset is invalid; all its problems are known, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: (one.file, one.line or 0, one.key, one.message)))
        super().__init__(plural("{n} problem in the dataset", "{n} problems in the dataset", len(self.problems)))
