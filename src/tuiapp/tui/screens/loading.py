"""What is shown while a dataset is read for the first time, or after it changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from textual.app import ComposeResult
from textual.screen import Screen

from tuiapp.i18n import _
from tuiapp.render.cells import Span
from tuiapp.tui.loading import build_index
from tuiapp.tui.widgets.bars import Bar


class LoadingScreen(Screen[None]):
    """One line: how many of the files are read."""

    DEFAULT_CSS = """
    LoadingScreen { background: $background; align: left top; }
    """

    def __init__(self, dataset: Path) -> None:
        super().__init__()
        self._dataset = dataset

    def compose(self) -> ComposeResult:
        """The line."""
        yield Bar(id="progress")

    def on_mount(self) -> None:
        """Begin."""
        self._say({})
        self.run_worker(self._build(), exclusive=True)

    async def _build(self) -> None:
        from tuiapp.tui.app import TuiApp

        app = cast("TuiApp", self.app)
        built = await build_index(self._dataset, self._say)
        if built.index is not None:
            app.loaded(built.index)
        else:
            app.give_up(built.code, built.error)

    def _say(self, progress: dict[str, Any]) -> None:
        done, files = progress.get("files_done", 0), progress.get("files", 0)
        rows = progress.get("rows", 0)
        text = _("Reading the dataset")
        if files:
            text = _("Reading the dataset: {done} of {files} files, {rows} signings").format(
                done=f"{done:,}", files=f"{files:,}", rows=f"{rows:,}"
            )
        self.query_one("#progress", Bar).show(
            (Span(f" {text}", "text"),), (Span("q ", "accent+"), Span(_("quit") + " ", "dim"))
        )
