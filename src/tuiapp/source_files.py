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

    These are the TOML files of the folder, and of `events` at any depth. A path has slashes. What begins with a dot is
    none: editors keep locks there (links to nothing), and systems what they know of a file.

    Made for asking again and again: thousands of files take a few microseconds each.

    Raises:
        OSError: a folder cannot be read, or what has the name of a file is a link to nothing or no plain file; a glob
            would leave it out, and take the dataset for a smaller one. Or the path of a file is no UTF-8 text, which
            neither an index nor an export could name.
    """
    found: dict[str, os.stat_result] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(data / folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                name = f"{folder}{entry.name}"
                if (name == EVENTS and entry.is_dir()) or (folder and entry.is_dir(follow_symlinks=False)):
                    folders.append(f"{name}/")
                elif name == EVENTS:
                    raise OSError(_("{path}: no folder, or a link to none").format(path=name))
                elif name.endswith(SUFFIX) and (state := _state(entry, name)):
                    if _is_other_text(name):
                        shown = os.fsencode(name).decode("utf-8", "backslashreplace")
                        message = _("{path}: the name is no UTF-8 text; the file needs another")
                        raise OSError(message.format(path=shown))
                    found[name] = state
    return dict(sorted(found.items()))


def is_of_events(name: str) -> bool:
    """Whether a file of a dataset has events; the others have what those refer to."""
    return name.startswith(f"{EVENTS}/")


def takes_events(data: Path, file: Path) -> bool:
    """Whether a file, which need not be there yet, is one that events of this dataset are read from."""
    folder, events = file.parent.resolve(), (data / EVENTS).resolve()
    if not folder.is_relative_to(events):
        return False
    parts = (*folder.relative_to(events).parts, file.name)
    return file.name.endswith(SUFFIX) and not any(part.startswith(".") or _is_other_text(part) for part in parts)


def _is_other_text(name: str) -> bool:
    """Whether a name has bytes that are no UTF-8, which the system hands on as half characters."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return True
    return False


def _state(entry: os.DirEntry[str], name: str) -> os.stat_result | None:
    """The state of a plain file, or of the one that a link leads to; None when it is gone.

    Raises:
        OSError: it is there and cannot be read: a link to nothing, or a pipe that whoever opens it would wait for.
    """
    try:
        state = entry.stat()
    except FileNotFoundError:
        if not Path(entry.path).is_symlink():
            return None  # somebody took it away since it was listed, which is no error
        raise OSError(_("{path}: a link to a file that is not there").format(path=name)) from None
    if not stat.S_ISREG(state.st_mode):
        raise OSError(_("{path}: not a plain file").format(path=name))
    return state
