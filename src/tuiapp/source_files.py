"""Which files a dataset is made of, as the system lists them: who reads them and who watches them ask here alike."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tuiapp.i18n import _

EVENTS = "events"
"""The folder of the files of events."""
SUFFIX = ".toml"


def source_files(data: Path) -> dict[str, os.stat_result]:
    """The files that make a dataset, sorted by their path in it, each with its state.

    These are the TOML files of the folder, and of `events` at any depth. A path has slashes.
    Made for asking again and again: thousands of files take a few microseconds each.

    Raises:
        OSError: a folder cannot be read; a glob would take it for an empty one, and the dataset for a smaller one. Or
            the path of a file is no UTF-8 text, which neither an index nor an export could name.
    """
    found: dict[str, os.stat_result] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(data / folder) as entries:
            for entry in entries:
                name = f"{folder}{entry.name}"
                if (name == EVENTS and entry.is_dir()) or (folder and entry.is_dir(follow_symlinks=False)):
                    folders.append(f"{name}/")
                elif entry.name.endswith(SUFFIX) and entry.name != SUFFIX and (state := _state(entry)):
                    _refuse_other_text(name)
                    found[name] = state
    return dict(sorted(found.items()))


def is_of_events(name: str) -> bool:
    """Whether a file of a dataset has events; the others have what those refer to."""
    return name.startswith(f"{EVENTS}/")


def _refuse_other_text(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(name).decode("utf-8", "backslashreplace")
        raise OSError(_("{path}: the name is no UTF-8 text; the file needs another").format(path=shown)) from None


def _state(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        state = entry.stat()
    except OSError:
        if Path(entry.path).is_file():  # else it went, or is a link to nothing
            raise
        return None
    return state if stat.S_ISREG(state.st_mode) else None
