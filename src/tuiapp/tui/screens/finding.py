"""What a finding is about: the numbers it used, the rule in words, and what the dataset says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tuiapp.catalog.records import ShownFinding
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Span, wrap
from tuiapp.render.lines import DetailLine
from tuiapp.rules.checks import CHECKS
from tuiapp.tui.commands import bindings
from tuiapp.tui.screens.dialog import Dialog
from tuiapp.tui.widgets.lines import LinesPane


class FindingScreen(Dialog):
    """The findings of one record, explained."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help"), ("enter,q", "cancel")]

    def __init__(self, findings: Sequence[ShownFinding]) -> None:
        super().__init__()
        self._findings = findings

    def compose(self) -> ComposeResult:
        """A rule and the lines."""
        with Vertical(id="dialog"):
            yield FindingLines(self._findings, id="lines")

    def on_mount(self) -> None:
        """Scrolls at once."""
        self.query_one(FindingLines).focus()


class FindingLines(LinesPane):
    """The text, wrapped for the width."""

    def __init__(self, findings: Sequence[ShownFinding], *, id: str | None = None) -> None:
        super().__init__("", plural("{n} finding", "{n} findings", len(findings)), id=id)
        self._findings = findings

    def on_resize(self, event: events.Resize) -> None:
        """Another width wraps otherwise."""
        room = max(event.size.width - 8, 20)
        explanations = {check.id: check for check in CHECKS}
        lines: list[DetailLine] = [DetailLine(())]
        for finding in self._findings:
            check = explanations.get(finding.check)
            sign, style = _sign(self, finding)
            head = f"{check.title if check else finding.check}  {_word(finding)}"
            lines.append(DetailLine((Span(f"  {sign} ", style), Span(head, "strong"))))
            parts = [(finding.message, "text")]
            if check:
                parts.append((check.explanation, "dim"))
            if finding.acknowledged and finding.why:
                parts.append((f"{_('Acknowledged')} {finding.date or ''}: {finding.why}", "text"))
                parts.append(
                    (
                        _("The number may be added.") if finding.use else _("The number is left out of every total."),
                        "dim",
                    )
                )
            for text, role in parts:
                lines += [DetailLine((Span(f"    {part}", role),)) for part in wrap(self.signs.text(text), room)]
            lines.append(DetailLine(()))
        lines.append(DetailLine((Span("    esc", "accent+"), Span(" " + _("close"), "text"))))
        self.styles.height = len(lines) + 1
        self.show(lines)
        super().on_resize(event)


def _sign(pane: LinesPane, finding: ShownFinding) -> tuple[str, str]:
    if finding.acknowledged:
        return pane.signs.acknowledged, "dim"
    if finding.severity == "gap":
        return pane.signs.gap, "dim"
    if finding.severity == "error":
        return pane.signs.error, "error"
    return pane.signs.warning, "warning"


def _word(finding: ShownFinding) -> str:
    if finding.acknowledged:
        return _("acknowledged")
    if finding.severity == "gap":
        return _("missing")
    return _("error") if finding.severity == "error" else _("warning")
