"""A rendered line with what it stands for, so that a cursor can walk from one such thing to the next."""

from typing import NamedTuple

from tuiapp.render.cells import Line, Span

BLANK: Line = (Span("", "text"),)


class DetailLine(NamedTuple):
    """A line, and its target: `signing:ID`, `finding:CHECK:SUBJECT`, `report:ID`, `figure:ID`, or None."""

    line: Line
    target: str | None = None


def emphasise(line: Line, cursor_sign: str) -> Line:
    """The line as the cursor row: its first cell carries the cursor's sign, text is bold, what is dim is text."""
    roles = {"text": "strong", "dim": "text"}
    spans = [Span(span.text, roles.get(span.style, span.style)) for span in line]
    if spans and spans[0].text.startswith(" "):
        spans[0:1] = [Span(cursor_sign, "accent"), Span(spans[0].text[1:], spans[0].style)]
    return tuple(spans)
