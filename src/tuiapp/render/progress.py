"""How far reading a dataset is, in words."""

from __future__ import annotations

from tuiapp.i18n import _, plural

_MINUTE = 60
_MINUTES = 2 * _MINUTE
"""Seconds from which on the time left is said in minutes."""


def files_read(done: int, files: int) -> str:
    """So many of so many files."""
    return _("{done} of {files} files").format(done=f"{done:,}", files=f"{files:,}")


def signings_read(rows: int) -> str:
    """So many signings; nothing is said of none."""
    return plural("{n} signing", "{n} signings", rows) if rows else ""


def time_left(seconds: int | None) -> str:
    """About how long it will take yet; nothing is said where that is not known, or it is as good as done."""
    if not seconds:
        return ""
    if seconds < _MINUTES:
        return _("about {n} s left").format(n=seconds)
    return _("about {n} min left").format(n=round(seconds / _MINUTE))
