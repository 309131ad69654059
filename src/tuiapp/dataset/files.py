"""Reads the dataset's TOML files, and gathers what is wrong with them until all of them have been read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli

from tuiapp.dataset.locate import dotted, line_at, scan
from tuiapp.dataset.problems import DatasetError, Problem
from tuiapp.dataset.resolved import KeyPath
from tuiapp.i18n import _
from tuiapp.source_files import is_of_events, source_files

DATASET, REGIONS, SECTORS, INDICATORS, RATES = (
    "dataset.toml",
    "regions.toml",
    "sectors.toml",
    "indicators.toml",
    "rates.toml",
)


def event_files(root: Path) -> list[str]:
    """The files of events in a dataset's folder, at any depth, relative to it and sorted.

    Raises:
        OSError: as `source_files`.
    """
    return [name for name in source_files(root) if is_of_events(name)]


class Files:
    """The files of one dataset while it is being loaded, all of them or some."""

    def __init__(self, root: Path, fetch: Callable[[Path], bytes] = Path.read_bytes) -> None:
        self.root = root
        self._fetch = fetch
        self._texts: dict[str, str] = {}
        self._wrong: list[tuple[str, KeyPath, int | None, str]] = []
        self._told: set[tuple[str, KeyPath]] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """The files read so far, sorted."""
        return tuple(sorted(self._texts))

    def wrong(self, file: str, keys: KeyPath, message: str, line: int | None = None) -> None:
        """Remember a problem; its line is looked up when all problems are known.

        A key with a problem, or with one inside of it, gets no other: it would come of leaving out the malformed.
        """
        if (file, keys) in self._told:
            return
        self._told.update((file, keys[:length]) for length in range(1, len(keys) + 1))
        self._wrong.append((file, keys, line, message))

    def has_problems(self, file: str | None = None) -> bool:
        """Whether anything is wrong, in one file or in any."""
        return any(file in (None, one[0]) for one in self._wrong)

    def read(self, file: str) -> dict[str, Any] | None:
        """The tables of a file; None, and a problem remembered, when it is missing, no UTF-8 or no TOML.

        Raises:
            OSError: it is there and cannot be read.
        """
        path = self.root / file
        if not path.is_file():
            self.wrong(file, (), _("missing; every dataset has it"))
            return None
        data = self._fetch(path)
        try:
            # Newlines as TOML counts them: a file written on Windows has the same lines.
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            found = data[error.start]
            self.wrong(file, (), _("no UTF-8 text: found the byte 0x{byte}").format(byte=f"{found:02X}"), line)
            return None
        self._texts[file] = text
        try:
            return tomli.loads(text, parse_float=Decimal)
        except tomli.TOMLDecodeError as error:
            self.wrong(file, (), _("no TOML: {reason}").format(reason=error.msg), error.lineno)
        except (RecursionError, ValueError) as error:
            # Thousands of nested brackets, or of digits in a number: beyond what Python reads, not what TOML allows.
            self.wrong(file, (), _("no TOML that can be read: {reason}").format(reason=error))
        return None

    def problems(self) -> list[Problem]:
        """All problems, with their lines."""
        lines = {file: scan(self._texts[file]) for file in {one[0] for one in self._wrong if one[1]}}
        return [
            Problem(file, line if line or not keys else line_at(lines[file], keys) or 1, dotted(keys), message)
            for file, keys, line, message in self._wrong
        ]

    def error(self) -> DatasetError:
        """All problems as an error."""
        return DatasetError(self.problems())
