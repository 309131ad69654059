"""`tuiapp index`: bake a dataset into its index, and say where it is.

The explorer runs this as a process of its own and reads `--progress`, one JSON object a line on stderr:
`{"files_done": 3, "files": 31, "rows": 240, "share": 0.1, "left": 9, "waiting": null}` while it goes on, and at the end
`{"index": "…"}` or `{"error": "…"}`. `share` is how much of everything is done, `left` the seconds that are likely
left, and `waiting` the database in which the signings read so far can be looked at; both are null where there is none.
The problems of an invalid dataset are lines of the error; beside it are their `count`, and under `problems` the first
of them as file, line, key and message.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from tuiapp.cli.codes import FINE
from tuiapp.cli.failures import failure
from tuiapp.cli.opening import ensure_index
from tuiapp.i18n import _

if TYPE_CHECKING:
    from tuiapp.compiler.build import Progress

_TOLD = 500
"""Problems told one by one: more are not read, and one wrong line of regions makes as many as there are records."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `index`."""
    parser.add_argument(
        "--progress", action="store_true", help=_("tell on stderr how far it is, one JSON object a line, for programs")
    )


def run(args: argparse.Namespace) -> int:
    """Make sure of a fresh index, and print its path.

    Raises:
        DatasetError: the dataset is invalid.
        OSError: it cannot be read, or the index cannot be written.
    """
    if not args.progress:
        print(ensure_index(args.data))  # noqa: T201
        return FINE
    try:
        index = ensure_index(args.data, _progress)
    except Exception as error:
        found = failure(error)
        if found is None:
            raise
        _line({"error": "\n".join(found.lines), **_problems(error)})
        return found.code
    _line({"index": str(index)})
    return FINE


def _progress(progress: Progress) -> None:
    waiting = None if progress.waiting is None else str(progress.waiting)
    share = round(progress.share, 3)
    _line(
        {
            "files_done": progress.files_done,
            "files": progress.files,
            "rows": progress.rows,
            "share": share,
            "left": progress.left,
            "waiting": waiting,
        }
    )


def _problems(error: Exception) -> dict[str, Any]:
    from tuiapp.dataset.problems import DatasetError

    if not isinstance(error, DatasetError):
        return {}
    first = [(one.file, one.line, one.key, one.message) for one in error.problems[:_TOLD]]
    return {"count": len(error.problems), "problems": first}


def _line(record: dict[str, Any]) -> None:
    # Flushed, for whoever reads is waiting; escaped to ASCII, so that no control character passes.
    print(json.dumps(record), file=sys.stderr, flush=True)  # noqa: T201
