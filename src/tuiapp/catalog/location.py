"""Where datasets and their indexes are, and which index is the current one.

Each dataset has a folder in the user's cache. An index in it is written once under a name of its own and never
changed; the small file `current` names the one to open and is replaced in one step, so that readers and compilers
never wait for each other. What is older goes when somebody compiles again and nobody has it open.
"""

from __future__ import annotations

import json
import os
import time
import uuid
import zlib
from contextlib import suppress
from pathlib import Path

from tuiapp import __version__
from tuiapp.catalog.freshness import is_fresh
from tuiapp.catalog.schema import APPLICATION_ID, SCHEMA_VERSION

POINTER = "current"
STAGE = "stage"
"""What the names of databases begin with that a compiler has while it works."""
_CHECKED_WHOLE = 16 * 2**20
"""Bytes up to which an index is checked whole when it is opened (1 ms each 1 MB); of a larger one its ends are."""
_END = 2**16
_SETTLED = 60
"""Seconds. What is newer may be on its way: an index made and not yet locked, or finished and not yet opened by who
made it; a pointer written and not yet renamed. Taken from under another compiler, either would end its start."""


def shipped_dataset() -> Path:
    """The folder of the dataset that ships: in the package, else beside the source tree.

    Raises:
        FileNotFoundError: it is in neither.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parents[1] / "data"):
        if (folder / "dataset.toml").is_file():
            return folder
    raise FileNotFoundError(package / "data")


def index_directory(data: Path) -> Path:
    """The folder of a dataset's indexes; it need not exist yet."""
    # It costs 5 ms of a start to ask for the user's folders, so only who needs them does.
    from platformdirs import user_cache_path

    # Two checksums are enough to tell one user's folders apart, and hashlib costs a start 5 ms.
    path = os.fsencode(data.resolve())
    name = f"{zlib.crc32(path):08x}{zlib.adler32(path):08x}"
    return user_cache_path("tuiapp", appauthor=False) / name


def prepare(directory: Path) -> None:
    """Make a folder for indexes that only this user can look into.

    Raises:
        OSError: it cannot be made.
    """
    directory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.mkdir(mode=0o700, exist_ok=True)
    if directory.stat().st_mode & 0o077:
        directory.chmod(0o700)


def new_index(directory: Path) -> Path:
    """A path for a new index, which no other compiler takes."""
    return directory / f"index-{uuid.uuid4().hex[:16]}.db"


def publish(index: Path) -> None:
    """Make a finished index the current one of its folder.

    Raises:
        OSError: it cannot be written.
    """
    pointer = index.with_name(POINTER)
    fresh = index.with_name(f"{POINTER}-{uuid.uuid4().hex[:16]}")
    record = {"index": index.name, "size": index.stat().st_size, "check": _checksum(index), "program": __version__}
    try:
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(record, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(pointer)
    finally:
        fresh.unlink(missing_ok=True)


def published_index(directory: Path) -> Path | None:
    """The index that a folder's pointer names, whether or not its dataset has changed since.

    None when there is none, or it is damaged, not ours, or of another version of the program: that may read a number
    or find a contradiction where this one does not, though the dataset is the same.
    """
    try:
        record = json.loads((directory / POINTER).read_text(encoding="utf-8"))
        index = directory / Path(record["index"]).name
        ours = record["program"] == __version__ and index.stat().st_size == record["size"] and _is_ours(index)
        if ours and _checksum(index) == record["check"]:
            return index
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def current_index(data: Path) -> Path | None:
    """The index of a dataset as it is now, or None when one has to be compiled."""
    index = published_index(index_directory(data))
    return index if index is not None and is_fresh(data, index) else None


def clear(directory: Path) -> None:
    """Remove what nobody needs any more: all indexes but the current one and what is new or being read."""
    current = published_index(directory)
    patterns = ("index-*.db", f"{POINTER}-*", f"{STAGE}-*")
    for path in [path for pattern in patterns for path in directory.glob(pattern)]:
        with suppress(OSError):
            if path != current and not _is_new(path) and not _in_use(path):
                path.unlink()


def _is_new(path: Path) -> bool:
    return time.time() - path.stat().st_mtime < _SETTLED


def _in_use(path: Path) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows refuses to delete an open file by itself
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def _is_ours(index: Path) -> bool:
    with index.open("rb") as file:
        header = file.read(100)
    version, application = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    return header.startswith(b"SQLite format 3\0") and (version, application) == (SCHEMA_VERSION, APPLICATION_ID)


def _checksum(index: Path) -> int:
    size = index.stat().st_size
    with index.open("rb") as file:
        if size <= _CHECKED_WHOLE:
            return zlib.crc32(file.read())
        start = zlib.crc32(file.read(_END))
        file.seek(size - _END)
        return zlib.crc32(file.read(), start)
