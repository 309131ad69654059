"""What to compare: marked things, years, sectors, earlier queries, or a query that is typed."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tuiapp.analysis.sides import FEWEST, MOST, column_of, read_columns, titles, without_like
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.query import Query
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span, fit, safe, width
from tuiapp.render.lines import DetailLine
from tuiapp.tui.commands import BY_ID, bindings
from tuiapp.tui.jobs import Job
from tuiapp.tui.screens.dialog import Dialog, RuleBar
from tuiapp.tui.widgets.bars import Bar, command_line, key_line
from tuiapp.tui.widgets.lines import LinesPane

_LINES = 16
"""Lines of the list; it scrolls where there are more."""

_EARLIER = 8
"""Earlier queries that are offered, so that years and sectors are not far below them."""


class Offer(NamedTuple):
    """Something that can become a column."""

    query: str
    name: str
    note: str = ""


Offers = list[tuple[str, list[Offer]]]
"""Under headings."""


class ColumnsScreen(Dialog):
    """Columns are marked and unmarked in a list; enter compares those that are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("columns")]
    DEFAULT_CSS = """
    ColumnsScreen > #dialog { max-width: 88; padding: 0 0 1 0; }
    ColumnsScreen Bar { background: $surface; height: 1; margin: 0 2; }
    ColumnsScreen RuleBar { margin: 0 0 1 0; }
    ColumnsScreen #typed, ColumnsScreen #typed:focus {
        width: 1fr; height: 1; border: none; padding: 0 1; margin: 0 2; background: $role-cursor-blurred;
        color: $role-strong;
    }
    ColumnsScreen #typed:focus { background: $role-cursor; }
    ColumnsScreen #offers { height: 16; margin: 0 1; }
    """

    def __init__(
        self,
        catalog: Catalog,
        base: str,
        chosen: Callable[[tuple[str, ...]], None],
        marked: Callable[[Sequence[str]], None],
        columns: Sequence[str] = (),
        *,
        earlier: Sequence[str] = (),
    ) -> None:
        """Prepare the dialog.

        Args:
            catalog: the index that is asked.
            base: the query whose region, sector or year is replaced by what is marked.
            chosen: is told the queries of the columns.
            marked: is told what is marked so far, and may be told the same again.
            columns: what is marked already.
            earlier: queries asked before, the latest first.
        """
        super().__init__()
        self._catalog = catalog
        self._base = base
        self._chosen = chosen
        self._marked = marked
        self.columns = list(columns)
        self._listed = list(columns)
        """All that was marked while this is open: what is unmarked stays to be marked again."""
        self._earlier = [query for query in dict.fromkeys(earlier) if query and query not in columns]
        self._offers: Offers = []

    def compose(self) -> ComposeResult:
        """A line to type into, what can be marked, keys."""
        with Vertical(id="dialog"):
            yield RuleBar(_("What to compare"), _("two to four"))
            yield Input(placeholder=_("a query, such as city:suzhou"), compact=True, select_on_focus=False, id="typed")
            yield LinesPane(id="offers")
            yield Bar(id="state")
            yield Bar(id="keys")

    def on_mount(self) -> None:
        """Offer years and sectors at once."""
        super().on_mount()
        self._job: Job[Offers] = Job(self, self._catalog, self._offered, self._failed)
        self.pane.heading = _("Columns")
        self.pane.focus()
        self._say("")
        self._ask("")

    def on_unmount(self) -> None:
        """Stop what is being asked."""
        self._job.close()

    def use(self, catalog: Catalog, _added: Container[int]) -> None:
        """Offer what an index has that was read again."""
        self._catalog = catalog
        if self.is_mounted:
            self._job.use(catalog.index)
            self._ask(self.query_one("#typed", Input).value)

    @property
    def pane(self) -> LinesPane:
        """What can be marked."""
        return self.query_one("#offers", LinesPane)

    # What is offered.

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what the word being typed can become."""
        self._ask(event.value)
        self._show_keys()

    def _ask(self, typed: str) -> None:
        base = self._base
        self._job.ask(lambda catalog: _offers(catalog, base, typed))

    def _offered(self, offers: Offers) -> None:
        earlier = [Offer(query, query) for query in self._earlier]
        typing = bool(self.query_one("#typed", Input).value.strip())
        before = [(_("Earlier queries"), earlier[:_EARLIER])] if earlier and not typing else []
        self._offers = [*before, *offers]
        self._draw()

    def _failed(self, error: Exception) -> None:
        self.app.say_failure(error)  # type: ignore[attr-defined]

    def on_resize(self, event: events.Resize) -> None:
        """The list is as high as there is room for."""
        self.pane.styles.height = max(min(_LINES, event.size.height - 7), 3)
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self._marked(self.columns)
        cells = max(self.pane.size.width, 20)
        target = self.pane.target
        lines: list[DetailLine] = []
        self._listed += [query for query in self.columns if query not in self._listed]
        marked = [Offer(query, self._title(query)) for query in self._listed]
        for heading, offers in ((_("Marked"), marked), *self._offers):
            if offers:
                lines.append(DetailLine((Span(f" {heading}", "dim"),)))
                lines += [DetailLine(self._line(offer, cells), f"offer:{heading}:{offer.query}") for offer in offers]
        self.pane.show(lines or [DetailLine((Span(f" {_('nothing to offer')}", "dim"),))], target=target)
        self._show_keys()

    def on_descendant_focus(self) -> None:
        """In the line the keys do something else than in the list."""
        self._show_keys()

    def _show_keys(self) -> None:
        keys, typed = self.query_one("#keys", Bar), self.query_one("#typed", Input)
        if typed.has_focus and typed.value.strip():
            others = [(BY_ID[name].keys[0], BY_ID[name].title) for name in ("other-field", "cancel")]
            keys.show(key_line(("enter", _("mark the query")), *others))
        elif typed.has_focus:
            keys.show(command_line("compare-marked", "other-field", "cancel", cells=keys.size.width))
        else:
            keys.show(command_line("mark-offer", "compare-marked", "other-field", "cancel", cells=keys.size.width))

    def _title(self, query: str) -> str:
        parsed = Query.parse(query)
        [title] = titles(self._catalog, [parsed]) if not parsed else titles(self._catalog, [parsed, Query()])[:1]
        return f"{title.name}  {query}" if query else title.name

    def _line(self, offer: Offer, cells: int) -> Line:
        signs = self.signs
        mark = signs.marked if offer.query in self.columns else " "
        room = cells - 5 - width(offer.note)
        return (
            Span(f"  {mark} ", "accent"),
            Span(fit(signs.text(offer.name), max(room, 4), ellipsis=signs.ellipsis), "text"),
            Span(f"{offer.note} ", "dim"),
        )

    # Commands.

    @property
    def offer_at_cursor(self) -> str | None:
        """The query of the line under the cursor."""
        kind, _colon, rest = (self.pane.target or "").partition(":")
        return rest.partition(":")[2] if kind == "offer" else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marking needs a line to mark."""
        return self.offer_at_cursor is not None if action == "mark_offer" and self.is_mounted else True

    def action_mark_offer(self) -> None:
        """Mark what the line stands for, or unmark it."""
        query = self.offer_at_cursor
        if query is None:
            return
        if query in self.columns:
            self.columns.remove(query)
            self._say("")
        elif len(self.columns) == MOST:
            self._say(_("four columns are the most; unmark one first"))
        else:
            self.columns.append(query)
            self._say("")
        self._draw()

    def on_pane_chosen(self) -> None:
        """A click on the cursor's line marks it."""
        self.action_mark_offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The query that is typed becomes a column; without one, compare."""
        event.stop()
        text = event.value.strip()
        if not text:
            self.action_compare_marked()
            return
        try:
            query = Query.parse(text)
            self._catalog.check(query)
        except QueryError as error:
            self._say(str(error))
            return
        if str(query) not in self.columns and len(self.columns) < MOST:
            self.columns.append(str(query))
        event.input.value = ""
        self._say("")
        self._draw()

    def action_compare_marked(self) -> None:
        """Compare what is marked."""
        if len(self.columns) < FEWEST:
            self._say(_("mark two at least: space marks"))
            return
        try:
            read_columns(self.columns)
        except QueryError as error:
            self._say(str(error))
            return
        self.dismiss()
        self._chosen(tuple(self.columns))

    def action_other_field(self) -> None:
        """From the list to the line, and back."""
        typed = self.query_one("#typed", Input)
        # At once: what is typed right after the key is for the field that it leads to.
        self.set_focus(self.pane if typed.has_focus else typed)

    def _say(self, text: str) -> None:
        marked = plural("{n} marked", "{n} marked", len(self.columns))
        said: Line = (Span(f"{self.signs.error} {safe(text)}", "error"),) if text else (Span(marked, "dim"),)
        self.query_one("#state", Bar).show(said)


def _offers(catalog: Catalog, base: str, typed: str) -> Offers:
    """What can be marked: what the typed word can become, or years and sectors of the base."""
    query = Query.parse(base, typing=True)

    def of(text: str) -> list[Offer]:
        found = catalog.suggest(text, len(text))
        offers = []
        for one in found:
            if not one.replacement.endswith(":"):
                column = column_of(query, Query.parse(one.replacement, typing=True))
                offers.append(Offer(str(column), one.label.partition(":")[2] or one.label, f"{one.count:,}"))
        return offers

    if typed.strip():
        return [(_("Found"), of(typed.rsplit(maxsplit=1)[-1]))]
    return [
        (_("Years"), of(f"{without_like(query, ['year'])} year:".lstrip())),
        (_("Sectors"), of(f"{without_like(query, ['sector'])} sector:".lstrip())),
    ]
