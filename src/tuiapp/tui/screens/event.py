"""One event with everything reported of it, as high as the screen."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.view import View
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span, safe
from tuiapp.render.event import event_full, event_subtitle
from tuiapp.tui.commands import bindings
from tuiapp.tui.screens.lines import LinesScreen

if TYPE_CHECKING:
    from tuiapp.catalog.records import Report


class EventScreen(LinesScreen):
    """Signings as a tree with bars, figures, findings, sources."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("event")]
    CONTEXT = "event"

    def __init__(self, catalog: Catalog, view: View, event_id: str, signing: str | None, added: Container[int]) -> None:
        super().__init__(catalog, view._replace(screen=f"event:{event_id}", sort=(), columns=()), added)
        self._event_id = event_id
        self.fetch()
        self._start_at = f"signing:{signing}" if signing else None

    def fetch(self) -> None:
        """The event, with all that is reported of it."""
        self.event = self.catalog.event(self._event_id)

    def title_line(self) -> Line:
        """The event's name in both languages."""
        ref = self.event.ref
        spans = [Span(f" {safe(ref.name)}", "strong")]
        if ref.name_zh and self.signs.wide:
            spans.append(Span(f"  {safe(ref.name_zh)}", "dim"))
        return tuple(spans)

    def heading(self) -> tuple[str, str]:
        """What, where and when; how much is reported."""
        parts = [
            plural("{n} report", "{n} reports", len(self.event.reports)),
            plural("{n} signing", "{n} signings", len(self.event.signings)),
        ]
        if self.event.figures:
            parts.append(plural("{n} figure", "{n} figures", len(self.event.figures)))
        if self.event.findings:
            parts.append(plural("{n} finding", "{n} findings", len(self.event.findings)))
        return event_subtitle(self.event, self.signs), self.signs.join(*parts)

    def draw(self) -> None:
        """Render the event for the width."""
        here = self.lines.target or self._start_at
        self.lines.show(event_full(self.event, self.lines.size.width, added=self._added, signs=self.signs), target=here)

    @property
    def signing_at_cursor(self) -> str | None:
        """The id of the signing under the cursor."""
        kind, _colon, rest = (self.lines.target or "").partition(":")
        return rest if kind == "signing" else None

    @property
    def report_at_cursor(self) -> Report | None:
        """The report under the cursor, or that of the signing or figure under it."""
        kind, _colon, rest = (self.lines.target or "").partition(":")
        if kind == "report":
            return next((r for r in self.event.reports if r.id == rest), None)
        if kind == "signing":
            return next((s.report for s in self.event.signings if s.id == rest), None)
        if kind == "figure":
            return next((f.report for f in self.event.figures if f.id == rest), None)
        return self.event.reports[0] if self.event.reports else None

    def action_explain(self) -> None:
        """Explain the finding or the gap under the cursor, or the findings of the signing under it."""
        from tuiapp.catalog.records import ShownFinding
        from tuiapp.render.missing import missing
        from tuiapp.tui.screens.finding import FindingScreen

        kind, _colon, rest = (self.lines.target or "").partition(":")
        if kind == "finding":
            check, _colon, subject = rest.partition(":")
            found = [f for f in self.event.findings if f.check == check and f.subject == subject]
        elif kind == "gap":
            names = next(one.names for one in missing(self.event) if one.gap == rest)
            found = [ShownFinding(rest, "gap", self.event.ref.id, f"{'; '.join(names)}.", acknowledged=False)]
        else:
            found = [f for f in self.event.findings if f.subject == rest]
        if found:
            self.app.push_screen(FindingScreen(found))
        else:
            self.notify(_("No finding here."), markup=False)

    def action_copy(self) -> None:
        """Copy the signing under the cursor, or the source."""
        signing = next((s for s in self.event.signings if s.id == self.signing_at_cursor), None)
        if signing is not None:
            self.app.copy_row(signing)  # type: ignore[attr-defined]
        elif self.report_at_cursor is not None:
            self.app.copy_source(self.report_at_cursor)  # type: ignore[attr-defined]

    def action_open_source(self) -> None:
        """Open the source under the cursor."""
        if self.report_at_cursor is not None:
            self.app.open_source(self.report_at_cursor)  # type: ignore[attr-defined]

    def on_pane_chosen(self) -> None:
        """A click on the cursor's line explains it."""
        self.action_explain()
