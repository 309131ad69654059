"""A rendered line with what it stands for, so that a cursor can walk from one such thing to the next."""

from __future__ import annotations

from typing import NamedTuple

from tuiapp.render.cells import Line, Span

BLANK: Line = (Span("", "text"),)


class DetailLine(NamedTuple):
    """A line, and its target: `signing:ID`, `finding:CHECK:SUBJECT`, `report:ID`, `figure:ID`, or None."""

    line: Line
    target: str | None = None


def emphasise(line: Line, cursor_sign: str) -> Line:
    """The line as the cursor row: its first cell carries the cursor's sign, what is dim is text."""
    spans = [Span(span.text, "text" if span.style == "dim" else span.style) for span in line]
    for index, span in enumerate(spans):
        if span.text.startswith(" "):
            spans[index : index + 1] = [Span(cursor_sign, "accent"), Span(span.text[1:], span.style)]
            break
        if span.text:
            break
    return tuple(spans)
