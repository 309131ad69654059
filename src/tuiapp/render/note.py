"""The one line under the totals on a small screen: what the table had to cut of the row under the cursor."""

from __future__ import annotations

from tuiapp.catalog.records import SigningRow
from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span, fit, width
from tuiapp.render.signs import UNICODE, Signs


def row_note(row: SigningRow, cells: int, signs: Signs = UNICODE) -> Line:
    """The row's whole label, and the words its amount was printed in where both fit."""
    label = signs.text(row.label)
    if row.investment is not None:
        printed = signs.quote(row.investment.printed.text)
    elif row.count is not None:
        printed = signs.quote(row.count.text)
    else:
        printed = _("no amount")
    room = cells - 2
    if width(label) + 2 + width(printed) <= room:
        return (Span(f" {label}  ", "strong"), Span(printed, "dim"))
    return (Span(f" {fit(label, max(room, 1), ellipsis=signs.ellipsis)}", "strong"),)
