"""Whether an index still says what its dataset says."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

_YOUNG = 2 * 10**9
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


def files_of(data: Path) -> list[Path]:
    """The files that make a dataset, sorted by their path in it.

    Raises:
        OSError: a folder cannot be read; a glob would take it for an empty one, and the dataset for a smaller one.
    """
    found = list(data.iterdir())
    events = data / "events"
    if events.is_dir():
        for folder, _folders, names in os.walk(events, onerror=_refuse):
            found += [Path(folder, name) for name in names]
    kept = (path for path in found if path.suffix == ".toml" and path.is_file())
    return sorted(kept, key=lambda path: path.relative_to(data).as_posix())


def _refuse(error: OSError) -> None:
    raise error


def take(data: Path) -> list[SourceFile]:
    """The files of a dataset as they are now; their state is taken before their bytes are read.

    Raises:
        OSError: a file cannot be read.
    """
    taken = []
    for path in files_of(data):
        now, state = time.time_ns(), path.stat()
        taken.append(
            SourceFile(
                path.relative_to(data).as_posix(),
                state.st_size,
                state.st_mtime_ns,
                state.st_ino,
                _hash(path),
                now - state.st_mtime_ns < _YOUNG,
            )
        )
    return taken


def digest(files: Iterable[SourceFile], data: Path) -> str:
    """SHA-256 over the sorted relative paths and the bytes of a dataset's files, in hexadecimal.

    Each path and each file is preceded by its length, so that nothing can pass from one into the next.

    Raises:
        OSError: a file cannot be read.
    """
    import hashlib

    total = hashlib.sha256()
    for file in files:
        for part in (file.path.encode(), (data / file.path).read_bytes()):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()


def is_fresh(data: Path, index: Path) -> bool:
    """Whether an index was made of these very files.

    Size, time and inode are compared; bytes only where one of these differs, or where the file was young.
    An index that cannot be read is not fresh.
    """
    try:
        with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            rows = connection.execute("SELECT path, size, mtime_ns, inode, sha256, young FROM source_file").fetchall()
        known = {row[0]: SourceFile(*row) for row in rows}
        present = {path.relative_to(data).as_posix(): path for path in files_of(data)}
        return present.keys() == known.keys() and all(_same(path, known[name]) for name, path in present.items())
    except (OSError, sqlite3.Error):
        return False


def _same(path: Path, known: SourceFile) -> bool:
    state = path.stat()
    if state.st_size != known.size:
        return False
    untouched = (state.st_mtime_ns, state.st_ino) == (known.mtime_ns, known.inode)
    return (untouched and not known.young) or _hash(path) == known.sha256


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        import hashlib

        return hashlib.file_digest(file, "sha256").hexdigest()
