"""`tuiapp explore`: whether the screen can be opened, and at which query."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tuiapp.cli.codes import UsageError
from tuiapp.i18n import _

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `explore`."""
    from tuiapp.cli.arguments import text

    parser.add_argument(
        "query", nargs="*", type=text, metavar="QUERY", help=_("what to look for: `city:changzhou year:2023`")
    )
    parser.add_argument("--ascii", action="store_true", help=_("draw with ASCII signs only"))


def run(args: argparse.Namespace) -> int:
    """Open the explorer.

    Raises:
        UsageError: as `open_explorer`.
    """
    return open_explorer(args.data, " ".join(args.query), ascii_only=args.ascii)


def open_explorer(data: Path | None, query: str, *, ascii_only: bool) -> int:
    """Open the explorer on a dataset, at what a query finds.

    Raises:
        UsageError: stdin, stdout or stderr is no terminal: Textual reads the first and draws on the last; a script
            that gets here wants `tuiapp export`. Or it is one that knows no escape sequences.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(_("the explorer needs a terminal; `tuiapp export` prints data"))
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            _("the explorer needs a terminal with a cursor, and TERM is dumb; `tuiapp export` prints data")
        )
    from tuiapp.cli.explore import explore

    return explore(data, query, ascii_only)
