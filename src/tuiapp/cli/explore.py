"""Opens the explorer. The only module of the command line that imports Textual, and only when it runs."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.location import current_index
from tuiapp.catalog.view import View
from tuiapp.cli.opening import dataset_folder
from tuiapp.settings import settings_file

FRAMES = "120"
"""How often a second Textual draws at the most; it reads this when it is imported, and whoever sets it knows better."""
TURN = 0.0005
"""Seconds a thread may compute while another waits for the interpreter. By default it is ten times as long: a thread
that reads rows of the index waits after each of them for the one that adds, so that forty rows took 0.2 s."""


def explore(data: Path | None, query: str, ascii_only: bool) -> int:
    """Open the explorer on a dataset, at what a query finds.

    A fresh index is opened at once; else the explorer builds one in a process of its own and shows how far it is.

    Returns:
        The exit code: 0 when the user quits.

    Raises:
        QueryError: the query names what does not exist.
        OSError: the dataset cannot be read.
    """
    folder = dataset_folder(data)
    index = current_index(folder)
    if query:
        query = _checked(query, index)
    compiler = None
    if index is None:
        from tuiapp import compiling

        # Not when there is a screen: until then both import what they need.
        with suppress(OSError):  # it is said when there is one
            compiler = compiling.start(folder)
    # Collecting garbage while thousands of classes are made finds none and costs a twelfth of the start; the
    # screen turns it on again when its first rows are seen.
    gc.disable()
    # Textual draws what has changed at its next frame; by default a key waits up to 17 ms for it, a start three times.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    sys.setswitchinterval(TURN)
    from tuiapp.tui.app import TuiApp

    app = TuiApp(
        folder, index, View(query=query), ascii_only=ascii_only, settings_file=settings_file(), compiler=compiler
    )
    app.run()
    if app.failure is not None:
        code, message = app.failure
        print(message, file=sys.stderr)  # noqa: T201
        return code
    return app.return_code or 0


def _checked(query: str, index: Path | None) -> str:
    """The query as it is printed, after a look whether what it names exists, where that can be known already."""
    from tuiapp.catalog.query import Query

    parsed = Query.parse(query)
    if index is not None:
        with Catalog.open(index) as catalog:
            catalog.check(parsed)
    return str(parsed)
