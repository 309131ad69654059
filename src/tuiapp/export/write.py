"""An export becomes a file: wholly or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tuiapp.i18n import _

if TYPE_CHECKING:
    from tuiapp.catalog.view import View

_LONGEST_NAME = 60
"""Letters of a suggested name: every file system takes it, and a directory listing shows it whole."""


def write(path: Path, chunks: Iterable[str], *, replace: bool = False) -> None:
    """Write the chunks to the file, in UTF-8, with line ends as they are.

    They go to a file of another name in the same folder first, so that whoever reads the path sees the old
    content or all of the new one, and nothing is left behind when an error or an interruption ends the writing.

    Raises:
        FileExistsError: the file is there and `replace` is false.
        OSError: it cannot be written, or the path names something other than a plain file.
    """
    refuse(path, replace=replace)
    target = Path(os.path.realpath(path))  # a link keeps pointing at the file whose content changes
    part = target.with_name(f".{target.name[:_LONGEST_NAME]}.{os.getpid()}.part")
    # Created anew (O_EXCL), so that a link planted under this name is never written through.
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        # The name of the part says nothing to whoever asked for the path.
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _publish(part, target, replace=replace)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def refuse(path: Path, *, replace: bool) -> None:
    """Say what is wrong with the path before anything is computed for it.

    Raises:
        FileExistsError: the file is there and `replace` is false.
        OSError: the path names something other than a plain file.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise OSError(_("{path}: not a plain file").format(path=path))
    if not replace:
        raise FileExistsError(_("{path}: this file exists").format(path=path))


def _publish(part: Path, target: Path, *, replace: bool) -> None:
    """Give the finished file its name."""
    if replace:
        with suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
        return
    try:
        # Unlike a rename, a link fails when the name was taken in the meantime.
        os.link(part, target)
    except FileExistsError:
        raise FileExistsError(_("{path}: this file exists").format(path=target.name)) from None
    except OSError:
        # A file system without links (FAT, some network drives): the name is claimed first, then renamed over.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        part.replace(target)


def suggested_name(view: View, extension: str = "md") -> str:
    """A file name that tells what the view holds, such as `changzhou-2023.md`.

    Made of the words of the query without their fields and of the view's kind; letters of any script stay, all
    else becomes a hyphen, so that the name needs no quoting and cannot leave its folder.
    """
    asked = " ".join(dict.fromkeys(" ".join(view.compared).split())) if view.screen == "compare" else view.query
    words = re.sub(r"(?<![\w-])[a-z]+:", " ", asked.lower())
    kind = "" if view.screen == "signings" else view.screen.removeprefix("event:")
    slug = re.sub(r"[\W_]+", "-", f"{words} {kind}").strip("-")
    return f"{slug[:_LONGEST_NAME].strip('-') or 'signed-projects'}.{extension}"
