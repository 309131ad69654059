"""What went wrong, in words, and which exit code it has."""

from __future__ import annotations

import errno
import sys
from typing import NamedTuple

from tuiapp.cli.codes import INVALID, UNREADABLE, USAGE, UsageError
from tuiapp.i18n import _, plural


class Failure(NamedTuple):
    """An error that the user can do something about."""

    lines: list[str]
    """What to say, safe for a terminal."""
    code: int


def failure(error: Exception) -> Failure | None:
    """What an error means for the user; None when it is a fault of the program, whose traceback is needed."""
    from tuiapp.catalog.errors import IndexDamaged, QueryError
    from tuiapp.dataset.problems import DatasetError  # the problems alone, without pydantic and the models

    match error:
        case UsageError() | QueryError():
            return _failure([f"tuiapp: {error}"], USAGE)
        case DatasetError():
            end = plural(
                "{n} problem; the dataset is invalid", "{n} problems; the dataset is invalid", len(error.problems)
            )
            return _failure([*map(str, error.problems), f"tuiapp: {end}"], INVALID)
        case IndexDamaged():
            return _failure(["tuiapp: " + _("the index cannot be read: {error}").format(error=error)], UNREADABLE)
        case OSError():
            return _failure([f"tuiapp: {_what_the_system_says(error)}"], UNREADABLE)
        case _:
            return None


def explain(error: Exception) -> int | None:
    """Say an error on stderr.

    Returns:
        The exit code; None when it is a fault of the program, and nothing was said.
    """
    found = failure(error)
    if found is None:
        return None
    for line in found.lines:
        print(line, file=sys.stderr)  # noqa: T201
    return found.code


def _failure(lines: list[str], code: int) -> Failure:
    from tuiapp.render.cells import safe  # what went wrong may quote data, or a file's name

    return Failure([safe(line) for line in lines], code)


def _what_the_system_says(error: OSError) -> str:
    if error.strerror is None:
        return str(error)
    if error.errno == errno.EBADF and error.filename is None:
        return _("stdout is closed; nothing can be printed")  # of what has a name, that would have been said
    reason = error.strerror[:1].lower() + error.strerror[1:]
    return reason if error.filename is None else f"{error.filename}: {reason}"
