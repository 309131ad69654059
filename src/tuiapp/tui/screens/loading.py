"""What is shown while a dataset is read for the first time, or after it changed while nobody looked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span
from tuiapp.render.signs import Signs
from tuiapp.tui.loading import build_index
from tuiapp.tui.widgets.bars import Bar

MOST = 60
"""Cells of the measure."""


class LoadingScreen(Screen[None]):
    """How many of the files are read, and how many signings written. Leaving it leaves the index as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "app.quit")]
    DEFAULT_CSS = """
    LoadingScreen { background: $background; align: left top; }
    LoadingScreen #measure { margin: 1 0 0 0; }
    """

    def __init__(self, dataset: Path) -> None:
        super().__init__()
        self._dataset = dataset

    def compose(self) -> ComposeResult:
        """What is done, and how far it is."""
        yield Bar(id="what")
        yield Bar(id="measure")
        yield Bar(id="progress")

    def on_mount(self) -> None:
        """Begin."""
        keys = (Span("esc ", "accent+"), Span(_("cancel") + " ", "dim"))
        self.query_one("#what", Bar).show((Span(f" {_('Reading the dataset')}", "strong"),), keys)
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

    def _say(self, progress: Mapping[str, Any]) -> None:
        signs: Signs = self.app.signs  # type: ignore[attr-defined]
        self.query_one("#measure", Bar).show(measure(progress, min(self.app.size.width - 2, MOST), signs))
        self.query_one("#progress", Bar).show((Span(f" {in_words(progress, signs)}", "dim"),))


def measure(progress: Mapping[str, Any], cells: int, signs: Signs) -> Line:
    """The files read as a part of a line, which is whole when all are."""
    files = progress.get("files", 0)
    done = cells * progress.get("files_done", 0) // files if files else 0
    return (Span(" ", "text"), Span(signs.bar * done, "accent"), Span(signs.rule * (cells - done), "rule"))


def in_words(progress: Mapping[str, Any], signs: Signs) -> str:
    """Files read, then signings written."""
    files, rows = progress.get("files", 0), progress.get("rows", 0)
    if not files:
        return ""
    read = _("{done} of {files} files").format(done=f"{progress['files_done']:,}", files=f"{files:,}")
    return signs.join(read, plural("{n} signing", "{n} signings", rows) if rows else "")
