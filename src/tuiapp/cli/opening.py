"""From a dataset's folder to an open index: the one there is when it is fresh, else a new one.

The command line is the one place that may compile. Compiling imports pydantic (0.1–0.3 s), which a fresh index
spares.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import IndexDamaged
from tuiapp.catalog.location import current_index, index_directory, shipped_dataset
from tuiapp.i18n import _

if TYPE_CHECKING:
    from tuiapp.compiler.build import Progress

    Report = Callable[[Progress], None]


def open_catalog(data: Path | None = None) -> Catalog:
    """Open the index of a dataset, compiling it first when it is missing, stale or broken.

    Args:
        data: the dataset's folder; the one that ships when None.

    Raises:
        DatasetError: the dataset is invalid.
        OSError: it cannot be read, or its index cannot be written.
    """
    folder = dataset_folder(data)
    return _open_fresh(folder) or Catalog.open(_build(folder, None))


def ensure_index(data: Path | None = None, report: Report | None = None) -> Path:
    """The path of a fresh index that opens, compiled first where there is none.

    Args:
        data: the dataset's folder; the one that ships when None.
        report: is told how far the compiler is; None has it said to a person who waits.

    Raises:
        DatasetError: the dataset is invalid.
        OSError: it cannot be read, or its index cannot be written.
    """
    folder = dataset_folder(data)
    index = current_index(folder)
    catalog = _open_fresh(folder)
    if index is None or catalog is None:
        return _build(folder, report)
    catalog.close()
    return index


def dataset_folder(data: Path | None) -> Path:
    """The folder asked for, or the one that ships.

    Raises:
        FileNotFoundError: there is no such folder.
        NotADirectoryError: it is a file.
    """
    folder = data if data is not None else shipped_dataset()
    if not folder.exists():
        raise FileNotFoundError(_("{path}: no such folder").format(path=folder))
    if not folder.is_dir():
        raise NotADirectoryError(_("{path}: a file; a dataset is a folder").format(path=folder))
    return folder


def _open_fresh(folder: Path) -> Catalog | None:
    index = current_index(folder)
    if index is None:
        return None
    try:
        return Catalog.open(index)
    except (IndexDamaged, OSError):
        return None  # a broken cache is no reason to stop: it holds nothing that the dataset does not


def _build(folder: Path, report: Report | None) -> Path:
    """Compile; a person who waits is told how far it is where nobody else is."""
    if report is not None:
        return _compile(folder, report)
    with _telling() as tell:
        return _compile(folder, tell)


def _compile(folder: Path, report: Report | None) -> Path:
    from tuiapp.compiler.build import compile_dataset

    directory = index_directory(folder)
    try:
        return compile_dataset(folder, directory, progress=report)
    except OSError as error:
        path = Path(str(error.filename))
        if error.strerror is None or not (directory.is_relative_to(path) or path.is_relative_to(directory.parent)):
            raise
        # A path in the cache says nothing to a person who asked for an export.
        reason = error.strerror[:1].lower() + error.strerror[1:]
        message = _("{path}: {reason}; the index of the dataset is kept there")
        raise OSError(message.format(path=error.filename, reason=reason)) from error


@contextmanager
def _telling() -> Iterator[Report | None]:
    """Tells a person who waits, on one line that is written over and cleared; a script's stderr stays empty."""
    if not sys.stderr.isatty():
        yield None
        return
    import shutil

    from tuiapp.render.progress import files_read, signings_read, time_left

    def tell(progress: Progress) -> None:
        parts = (
            files_read(progress.files_done, progress.files),
            signings_read(progress.rows),
            time_left(progress.left),
        )
        said = _("Reading the dataset: {how_far}").format(how_far=", ".join(filter(None, parts)))
        room = shutil.get_terminal_size().columns - 1  # a line that wraps cannot be written over
        print(f"\r\x1b[K{said[:room]}", end="", file=sys.stderr, flush=True)  # noqa: T201

    try:
        yield tell
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201
