"""The export dialog: what, in which format, where to, with a preview and the command that does the same."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import View
from tuiapp.export import FORMATS, fitting, render
from tuiapp.export.write import suggested_name, write
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span, fit, safe
from tuiapp.tui.commands import bindings
from tuiapp.tui.jobs import leniently
from tuiapp.tui.screens.dialog import Dialog, RuleBar
from tuiapp.tui.widgets.bars import Bar, command_line
from tuiapp.tui.widgets.choice import ChoiceRow

PREVIEW = 7
"""Lines of the export shown before it is written."""
LABEL = 12


class ExportScreen(Dialog):
    """Nothing is written before enter, and nothing is overwritten unasked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("export")]
    DEFAULT_CSS = """
    ExportScreen > #dialog { max-width: 88; padding: 0 0 1 0; }
    ExportScreen Bar, ExportScreen ChoiceRow, ExportScreen #place { background: $surface; height: 1; margin: 0 2; }
    ExportScreen RuleBar { margin: 0 0 1 0; }
    ExportScreen ChoiceRow { margin: 0 2 1 2; }
    ExportScreen #place Bar { margin: 0; }
    ExportScreen #place-label { width: 12; }
    ExportScreen #exists { width: 20; }
    ExportScreen #rule-1 { margin: 1 2 0 2; }
    ExportScreen #file, ExportScreen #file:focus {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $role-cursor-blurred; color: $role-strong;
        background-tint: $surface 0%;
    }
    ExportScreen #file:focus { background: $role-cursor; }
    ExportScreen.-short ChoiceRow { margin: 0 2; }
    ExportScreen.-short .preview { display: none; }
    """

    def __init__(
        self,
        catalog: Catalog,
        view: View,
        *,
        event_id: str | None = None,
        chart: str | None = None,
        shown: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._catalog = catalog
        self._view = view
        self._shown = shown
        self._views = {"shown": view}
        if view.marks:
            screen = view.screen if view.has_query else "signings"
            self._views["marked"] = view._replace(query=f"id:{','.join(view.marks)}", screen=screen)
        if chart is not None:
            self._views["chart"] = view._replace(screen=f"chart:{chart}")
        if event_id is not None:
            self._views["event"] = View(screen=f"event:{event_id}")

    def use(self, catalog: Catalog, added: Container[int]) -> None:
        """Export from an index that was read again."""
        self._catalog = catalog
        if self.is_mounted:
            self.query_one("#what", ChoiceRow).offer(self._choices)
            self._refresh()

    @property
    def _choices(self) -> list[tuple[str, str]]:
        return [(key, self._what(key)) for key in self._views]

    def compose(self) -> ComposeResult:
        """What, format, columns, place; preview; command; keys."""
        with Vertical(id="dialog"):
            yield RuleBar(_("Export the current view"))
            yield ChoiceRow(_("What"), self._choices, id="what")
            yield ChoiceRow(_("Format"), [(f.id, f.title) for f in FORMATS.values()], id="format")
            if self._shown:
                shown = plural("{n} shown", "{n} shown", len(self._shown))
                yield ChoiceRow(_("Columns"), [("usual", _("usual")), ("shown", shown)], id="columns")
            yield ChoiceRow(_("To"), [("file", _("file")), ("clipboard", _("clipboard"))], id="to")
            with Horizontal(id="place"):
                yield Bar(id="place-label")
                yield Input(compact=True, select_on_focus=False, id="file")
                yield Bar(id="exists")
            yield ChoiceRow("", [("keep", _("keep the old file")), ("replace", _("replace it"))], id="replace")
            yield Bar(id="rule-1", classes="preview")
            for index in range(PREVIEW):
                yield Bar(id=f"preview-{index}", classes="preview")
            yield Bar(id="rule-2")
            yield Bar(id="command-0")
            yield Bar(id="command-1")
            yield Bar(id="state")
            yield Bar(id="keys")

    def _what(self, key: str) -> str:
        if key == "marked":
            return plural("{n} marked", "{n} marked", len(self._view.marks))
        if key == "event":
            return _("this event")
        if self._view.screen == "signings":
            catalog, query = self._catalog, Query.parse(self._view.query)
            count = leniently(lambda typing: catalog.count(query, typing=typing))
            return plural("{n} signing shown", "{n} signings shown", count)
        if key == "chart":
            return _("this chart")
        names = {
            "left-out": _("what is left out"),
            "events": _("these events"),
            "compare": _("this comparison"),
            "charts": _("all charts"),
        }
        return names.get(self._view.screen, _("this event"))

    def on_mount(self) -> None:
        """Fill in what the view says."""
        self.query_one("#place-label", Bar).show((Span(fit(_("File"), LABEL), "dim"),))
        name = self.query_one("#file", Input)
        name.cursor_blink = False
        name.value = suggested_name(self.view, self.format_id)
        self.query_one("#format", ChoiceRow).focus()
        self._refresh()

    def on_resize(self) -> None:
        """A low screen shows the choices without the preview."""
        self.set_class(self.app.size.height < 32, "-short")
        self.call_after_refresh(self._refresh)

    @property
    def format_id(self) -> str:
        """The chosen format."""
        return self.query_one("#format", ChoiceRow).value

    @property
    def view(self) -> View:
        """The view that is exported, with what the format can have of it."""
        view = self._views[self.query_one("#what", ChoiceRow).value]
        if self._shown and self.query_one("#columns", ChoiceRow).value == "shown":
            view = view._replace(columns=self._shown)
        return fitting(view, self.format_id)

    @property
    def to_file(self) -> bool:
        """Whether it goes to a file."""
        return self.query_one("#to", ChoiceRow).value == "file"

    @property
    def _file_name(self) -> str:
        return self.query_one("#file", Input).value.strip() or suggested_name(self.view, self.format_id)

    @property
    def path(self) -> Path:
        """The file; `~` is the user's home, unless there is no such user."""
        try:
            return Path(self._file_name).expanduser()
        except RuntimeError:
            return Path(self._file_name)

    @property
    def replaces(self) -> bool:
        """Whether a file that is there may be replaced."""
        return self.query_one("#replace", ChoiceRow).value == "replace"

    def _exists(self) -> bool:
        try:
            return self.path.exists()
        except (OSError, ValueError):  # a name that no file can have; writing says so
            return False

    def on_choice_row_changed(self, event: ChoiceRow.Changed) -> None:
        """Another choice: another name, another preview."""
        if event.row.id in ("what", "format"):
            self.query_one("#file", Input).value = suggested_name(self.view, self.format_id)
        self._refresh()

    def on_input_changed(self) -> None:
        """Another name may exist."""
        self._refresh()

    def on_input_submitted(self) -> None:
        """Enter writes from anywhere."""
        self.action_write()

    def _refresh(self) -> None:
        exists = self.to_file and self._exists()
        self.query_one("#place").display = self.to_file
        self.query_one("#replace").display = exists
        warning: Line = (
            (Span(f" {self.signs.warning} ", "warning"), Span(_("this file exists"), "warning")) if exists else ()
        )
        self.query_one("#exists", Bar).show(warning)
        for rule_id in ("#rule-1", "#rule-2"):
            bar = self.query_one(rule_id, Bar)
            bar.show((Span(self.signs.rule * max(bar.size.width, 0), "rule"),))
        self._show_preview()
        self._show_command()
        self.query_one("#state", Bar).show(())
        keys = self.query_one("#keys", Bar)
        keys.show(command_line("write", "next-field", "copy-command", "cancel", cells=keys.size.width))

    def _pieces(self) -> Iterator[str]:
        return render(self._catalog, self.view, self.format_id)

    def _show_preview(self) -> None:
        text: list[str] = []
        try:
            for piece in self._pieces():
                text += piece.split("\n")
                if len(text) > PREVIEW * 2:
                    break
        except (ValueError, OSError) as error:
            text = [str(error)]
        for index, line in enumerate(islice((line for line in text if line.strip()), PREVIEW)):
            bar = self.query_one(f"#preview-{index}", Bar)
            label = fit(_("Preview") if index == 0 else "", LABEL)
            shown = fit(safe(line), max(bar.size.width - LABEL, 10), ellipsis=self.signs.ellipsis)
            bar.show((Span(label, "dim"), Span(shown, "text")))

    @property
    def command(self) -> str:
        """The command line that does the same."""
        return self.view.command(self.format_id, self._file_name if self.to_file else None, replace=self.replaces)

    def _show_command(self) -> None:
        first, second = self.query_one("#command-0", Bar), self.query_one("#command-1", Bar)
        room = max(first.size.width - LABEL, 10)
        words, rest = safe(self.command), ""
        if len(words) > room:
            cut = words.rfind(" ", 0, room)
            cut = cut if cut > 0 else room
            words, rest = words[:cut], words[cut:].strip()
        first.show((Span(fit(_("Command"), LABEL), "dim"), Span(words, "text")))
        second.show(
            (
                Span(" " * LABEL, "dim"),
                Span(fit(f"  {rest}" if rest else "", room, ellipsis=self.signs.ellipsis), "text"),
            )
        )

    def action_write(self) -> None:
        """Write the file or the clipboard."""
        if not self.to_file:
            self.app.copy_to_clipboard("".join(self._pieces()))
            self.app.notify(_("Copied to the clipboard."), markup=False)
            self.dismiss()
            return
        try:
            write(self.path, self._pieces(), replace=self.replaces)
        except FileExistsError:
            self._say(_("this file exists; choose another name, or replace it"))
            self.query_one("#replace", ChoiceRow).focus()
        except OSError as error:
            self._say(self._words(error))
        except ValueError as error:
            self._say(str(error))
        else:
            self.app.notify(_("Written: {path}").format(path=safe(str(self.path))), markup=False)
            self.dismiss()

    def _words(self, error: OSError) -> str:
        folder = self.path.parent
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return _("no such folder: {folder}").format(folder=folder)
        if isinstance(error, PermissionError):
            return _("this folder cannot be written to: {folder}").format(folder=folder)
        return error.strerror or str(error)

    def _say(self, text: str) -> None:
        self.query_one("#state", Bar).show((Span(f"{' ' * LABEL}{self.signs.error} {safe(text)}", "error"),))

    def action_copy_command(self) -> None:
        """Copy the command line."""
        self.app.copy_to_clipboard(self.command)
        self.app.notify(_("Command copied."), markup=False)

    def action_choice_left(self) -> None:
        """The choice before, in the line of choices that has the focus."""
        self._step_choice(-1)

    def action_choice_right(self) -> None:
        """The next choice, in the line of choices that has the focus."""
        self._step_choice(1)

    def _step_choice(self, by: int) -> None:
        if isinstance(self.focused, ChoiceRow):
            self.focused.step(by)

    def action_next_field(self) -> None:
        """The next field."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """The field before."""
        self.focus_previous()
