"""Whether an index still says what its dataset says."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

YOUNG = 2 * 10**9
"""Nanoseconds. A file written this shortly before it was indexed may be written again within one tick of a coarse
clock and keep its time, so that its bytes have to be compared."""
_SUFFIX = ".toml"
_EVENTS = "events"
"""The folder of the files of events."""


class SourceFile(NamedTuple):
    """A file of a dataset as it was when it was indexed."""

    path: str
    """Relative to the dataset, with slashes."""
    size: int
    mtime_ns: int
    inode: int
    sha256: str
    young: bool
    """Whether it had been written less than two seconds before."""


class State(NamedTuple):
    """What the system says of a file without opening it."""

    size: int
    mtime_ns: int
    inode: int


def states(data: Path) -> dict[str, State]:
    """The files that make a dataset, sorted by their path in it, each with its state.

    Made for asking again and again: thousands of files take a few microseconds each.

    Raises:
        OSError: a folder cannot be read; a glob would take it for an empty one, and the dataset for a smaller one.
    """
    found: dict[str, State] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(data / folder) as entries:
            for entry in entries:
                name = f"{folder}{entry.name}"
                if (name == _EVENTS and entry.is_dir()) or (folder and entry.is_dir(follow_symlinks=False)):
                    folders.append(f"{name}/")
                elif name.endswith(_SUFFIX) and entry.name != _SUFFIX and (state := _state(entry)):
                    found[name] = state
    return dict(sorted(found.items()))


def is_of_events(name: str) -> bool:
    """Whether a file of a dataset has events; the others have what those refer to."""
    return name.startswith(f"{_EVENTS}/")


def _state(entry: os.DirEntry[str]) -> State | None:
    try:
        state = entry.stat()
    except OSError:
        if Path(entry.path).is_file():  # else it went, or is a link to nothing
            raise
        return None
    return State(state.st_size, state.st_mtime_ns, state.st_ino) if stat.S_ISREG(state.st_mode) else None


def recorded(index: Path) -> dict[str, State]:
    """The files that an index was made of, with their states then.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    return {file.path: State(file.size, file.mtime_ns, file.inode) for file in sources(index)}


def digest(files: Iterable[SourceFile]) -> str:
    """The digest of a dataset: SHA-256 over the sorted paths of its files and the digests of their bytes.

    Each path is preceded by its length, so that nothing can pass from one into the next.
    """
    import hashlib

    total = hashlib.sha256()
    for file in sorted(files):
        path = file.path.encode()
        total.update(len(path).to_bytes(8, "big") + path + bytes.fromhex(file.sha256))
    return total.hexdigest()


def is_fresh(data: Path, index: Path) -> bool:
    """Whether an index was made of these very files.

    Size, time and inode are compared; bytes only where one of these differs, or where the file was young.
    An index that cannot be read is not fresh.
    """
    try:
        known, present = sources(index), states(data)
        return present.keys() == {file.path for file in known} and not changed(data, present, known)
    except (OSError, sqlite3.Error):
        return False


def changed(data: Path, present: Mapping[str, State], known: Iterable[SourceFile]) -> list[str]:
    """The files of an index that are no longer there, and those there that are not what they were or are new.

    Args:
        data: the dataset's folder.
        present: the files that are there.
        known: those that the index was made of.

    Raises:
        OSError: a file cannot be read.
    """
    before = {file.path: file for file in known}
    gone = before.keys() - present.keys()
    other = (name for name, state in present.items() if name not in before or not _same(data, before[name], state))
    return sorted([*gone, *other])


def sources(index: Path) -> list[SourceFile]:
    """The files that an index was made of.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute("SELECT path, size, mtime_ns, inode, sha256, young FROM source_file").fetchall()
    return [SourceFile(*row) for row in rows]


def _same(data: Path, known: SourceFile, state: State) -> bool:
    if state.size != known.size:
        return False
    untouched = (state.mtime_ns, state.inode) == (known.mtime_ns, known.inode)
    return (untouched and not known.young) or _hash(data / known.path) == known.sha256


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        import hashlib

        return hashlib.file_digest(file, "sha256").hexdigest()
