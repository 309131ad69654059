"""Whether an index still says what its dataset says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tuiapp.source_files import source_files

YOUNG = 2 * 10**9
"""Nanoseconds. A file written this shortly before it was indexed may be written again within one tick of a coarse
clock and keep its time, so that its bytes have to be compared."""


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

    Raises:
        OSError: as `source_files`.
    """
    return {name: State(one.st_size, one.st_mtime_ns, one.st_ino) for name, one in source_files(data).items()}


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
