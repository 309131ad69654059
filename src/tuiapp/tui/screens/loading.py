"""What is shown while a dataset is read for the first time, or after it changed while nobody looked.

Where that takes a while, the dataset can be looked at as it was; one that is new, as far as its signings are read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tuiapp.catalog.errors import IndexDamaged
from tuiapp.catalog.location import index_directory, published_index
from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span
from tuiapp.render.progress import files_read, signings_read, time_left
from tuiapp.render.signs import Signs
from tuiapp.tui.commands import Command, bindings, in_context
from tuiapp.tui.loading import Built, build_index
from tuiapp.tui.widgets.bars import Bar, Footer

if TYPE_CHECKING:
    from subprocess import Popen

    from tuiapp.catalog.records import SigningRow
    from tuiapp.tui.app import TuiApp
    from tuiapp.tui.screens.so_far import SoFar
    from tuiapp.tui.watching import Watch

MOST = 60
"""Cells of the measure."""
WORTH_LOOKING = 3
"""Seconds left from which on the rows are shown: shown for less they would flash."""
LARGE = 200 * 2**20
"""Bytes of an index that takes longer than that to change, whatever has changed: nobody waits to be told so."""


def _not_yet() -> list[Binding]:
    """The explorer's keys that do nothing here but say when they will."""
    here = set(in_context("reading"))
    return [
        Binding(",".join(command.keys), "not_yet", show=False)
        for command in in_context("explore")
        if command not in here and command.id not in ("back", "next-pane", "previous-pane")
    ]


class LoadingScreen(Screen[None]):
    """How much of the dataset is read, and the signings so far. Leaving it leaves the index as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "app.quit"), *bindings("reading"), *_not_yet()]
    DEFAULT_CSS = """
    LoadingScreen { background: $background; align: left top; }
    LoadingScreen #measure { margin: 1 0 0 0; }
    """

    def __init__(self, dataset: Path, compiler: Popen[bytes] | None = None) -> None:
        """Prepare; `compiler` is the process that builds the index, where it has been started already."""
        super().__init__()
        self._dataset = dataset
        self._compiler = compiler
        self._so_far: SoFar | None = None
        self._looked = self._ended = False
        self._old: Path | None = None
        """The index of the dataset as it was, where there is one."""
        self._watch: Watch | None = None
        """Follows the compiler where the explorer is open already."""
        self._built: asyncio.Future[Built] = asyncio.get_running_loop().create_future()
        self._progress: Mapping[str, Any] = {}

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
        self._old = published_index(index_directory(self._dataset))
        if self._old is not None and self._old.stat().st_size >= LARGE:
            self._looked = True
            self.call_after_refresh(self._show, None)

    async def _build(self) -> None:
        built = await build_index(self._dataset, self._say, self._compiler)
        self._ended = True
        if self._watch is not None:
            self._built.set_result(built)
            return
        at = self._so_far.left_at if self._so_far is not None else None
        if self._so_far is not None:
            self._so_far.close()
        if built.index is not None:
            self._come_forward()
            self._app.loaded(built.index, at)
        else:
            self._app.give_up(built.code, built.error)

    def _come_forward(self) -> None:
        while self.app.screen is not self:  # the help may lie on it
            self.app.pop_screen()

    def _say(self, progress: Mapping[str, Any]) -> None:
        if self._watch is not None:
            self._watch.told(progress)
            return
        self._progress = progress
        self.query_one("#measure", Bar).show(measure(progress, min(self.app.size.width - 2, MOST), self._app.signs))
        self.query_one("#progress", Bar).show((Span(f" {in_words(progress, self._app.signs)}", "dim"),))
        if self._so_far is not None:
            self._follow(self._so_far)
        if not self._looked and progress.get("rows") and (progress.get("left") or 0) >= WORTH_LOOKING:
            self._looked = True
            self.call_later(self._show, progress.get("waiting"))

    async def _show(self, waiting: str | None) -> None:
        if self._ended:
            return
        if self._old is not None:
            self._come_forward()
            self._watch = self._app.open_outdated(self._old, self._built)
            self._say(self._progress)
        # Whoever asked for a query would take what is read so far for what it finds.
        if self._watch is None and waiting and not self._app.view.query:
            await self._show_rows(Path(waiting))

    async def _show_rows(self, waiting: Path) -> None:
        from tuiapp.tui.screens.so_far import SoFar

        try:
            so_far = SoFar(waiting)
        except IndexDamaged:
            return  # it is just being finished
        await self.mount(so_far, Footer(id="footer"))
        if self._ended:
            so_far.close()
            return
        self._so_far = so_far
        self._follow(so_far)  # more may have been read since it was opened
        so_far.focus_table()
        self.query_one("#footer", Footer).show_commands(self.commands())

    def _follow(self, so_far: SoFar) -> None:
        done, files = self._progress.get("files_done"), self._progress.get("files")
        so_far.follow(self._progress.get("rows", 0), whole=done == files)

    @property
    def _app(self) -> TuiApp:
        return cast("TuiApp", self.app)

    # What the keys do.

    @property
    def row(self) -> SigningRow | None:
        """The signing under the cursor, where one is shown."""
        return self._so_far.row if self._so_far is not None else None

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where the keys pressed now go."""
        return ("so-far", "reading", "app")

    def commands(self) -> list[Command]:
        """What can be done with the rows."""
        return in_context(*self.contexts) if self._so_far is not None else []

    def action_help(self) -> None:
        """Show the keys that work here."""
        self._app.show_help(self.contexts)

    def action_copy(self) -> None:
        """Copy the row."""
        if self.row is not None:
            self._app.copy_row(self.row)

    def action_open_source(self) -> None:
        """Open the source of the row."""
        if self.row is not None:
            self._app.open_source(self.row.report)

    def action_not_yet(self) -> None:
        """Say when the key will do something."""
        left = time_left(self._progress.get("left"))
        if left:
            self._app.notify(_("Not yet: the dataset is still being read, {left}.").format(left=left))
        else:
            self._app.notify(_("Not yet: the dataset is still being read."))

    def on_so_far_asked(self) -> None:
        """The table cannot be sorted yet, nor can a row be marked."""
        self.action_not_yet()


def measure(progress: Mapping[str, Any], cells: int, signs: Signs) -> Line:
    """What is done as a part of a line, which is whole when all is."""
    done = int(cells * progress.get("share", 0))
    return (Span(" ", "text"), Span(signs.bar * done, "accent"), Span(signs.rule * (cells - done), "rule"))


def in_words(progress: Mapping[str, Any], signs: Signs) -> str:
    """The files and signings read, and how long it will take yet."""
    if not progress.get("files"):
        return ""
    read = files_read(progress["files_done"], progress["files"])
    return signs.join(read, signings_read(progress.get("rows", 0)), time_left(progress.get("left")))
