"""Text that stays text in Markdown, whatever it holds.

Escaped is what CommonMark or GitHub's dialect would act on: emphasis, code, links, HTML, entities, table bars,
strike-through, formulas, and addresses that would become links by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from tuiapp.render.cells import safe

_BLANKS: Final = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>&|~$#@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_BLOCK: Final = re.compile(r"(\d+)([.)])|[-+=]")
_LINKABLE: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)


def one_line(text: str) -> str:
    """The text on one line with single blanks, its control characters visible: what a reader of a cell sees."""
    return safe(_BLANKS.sub(" ", text)).strip()


def escape(text: str) -> str:
    """The text as Markdown that shows `one_line(text)`, within a line or a table cell."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def paragraph(text: str) -> str:
    """The same at the start of a block, where `1.`, `-`, `+` and `=` mean something too."""
    escaped = escape(text)
    start = _BLOCK.match(escaped)
    if start is None:
        return escaped
    if start[1]:
        return f"{start[1]}\\{escaped[start.end() - 1 :]}"
    return f"\\{escaped}"


def row(cells: Iterable[str]) -> str:
    """One line of a table; the cells are plain text."""
    return "| " + " | ".join(escape(cell) for cell in cells) + " |\n"


def head(titles: Sequence[str], right: Iterable[int] = ()) -> str:
    """The first two lines of a table.

    Args:
        titles: the columns' titles, plain text.
        right: the positions of those aligned right: numbers.
    """
    to_right = set(right)
    rule = ["--:" if position in to_right else "---" for position in range(len(titles))]
    return row(titles) + "| " + " | ".join(rule) + " |\n"


def link(text: str, url: str | None) -> str:
    """A link, or the text alone where the address is none of the web: `javascript:` and `file:` stay out."""
    shown = paragraph(text)
    if url is None or not _LINKABLE.match(url):
        return shown
    # All that could end the link or be read as an entity is percent-encoded; what is encoded already stays as it is.
    target = quote(url, safe="%/:?#@!$'*+,;=~-._&").replace("&", "&amp;")
    return f"[{escape(text)}]({target})"


def code_span(text: str) -> str:
    """Code within a line, between more backticks than any run in the text has."""
    shown = one_line(text)
    ticks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def code(text: str) -> str:
    """A block of code, in a fence longer than any in the text."""
    shown = safe(text)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}sh\n{shown}\n{fence}\n"
