"""Text measured in terminal cells, and lines made of spans that name a role instead of a colour.

Widths are cells, not characters: 日本語 is six cells wide. Text from a dataset passes through `safe` before it meets a
terminal; after that the width of a text is the sum of the widths of its characters, on which all layout rests.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rich.cells import cell_len


class Span(NamedTuple):
    """A piece of a line and the role it is drawn in."""

    text: str
    style: str
    """text, strong, dim, accent, bar, bar2, warning, error or rule; a `+` after it means bold."""


Line = tuple[Span, ...]
"""Spans from left to right."""

Align = Literal["left", "right"]

# What a terminal may join to the sign before it, or draw in a width of its own. Zero-width joiners and variation
# selectors are dropped: terminals and width tables disagree on what they make of the emoji around them, and without
# them each of these keeps the width that all agree on. A skin tone joins the emoji before it the same way.
_DROPPED = "\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff"
# Letters that are drawn as nothing.
_INVISIBLE = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b-\u180d\u180f"
_FLAG = "\U0001f1e6-\U0001f1ff"
_SPECIAL = re.compile(f"[{_DROPPED}{_INVISIBLE}{_FLAG}]")
_REPLACED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_CONTROL_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"
_FIRST_FLAG = 0x1F1E6
_MARKS_KEPT = 3
"""Combining marks kept on one letter: no language needs more, and a tower of them overprints other rows."""
_BASE = "\u25cc"
"""The dotted circle that carries a combining mark that has no letter, lest it joins the cell before the text."""


def safe(text: str) -> str:
    """The text with everything made visible that a terminal would obey instead of showing.

    Control characters become their pictures (ESC is ␛, a newline ␊), other characters without a shape of their own
    (bidi controls, zero-width spaces, lone surrogates, private use, unassigned) their number, as in ⟦202E⟧. Joiners
    and variation selectors go, flags become two letters, spaces of any width become plain ones. What is left is as
    wide as its characters are together. Doing it twice changes nothing more.
    """
    return text if text.isascii() and text.isprintable() else _made_safe(text)


@lru_cache(maxsize=1024)
def _made_safe(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if text.isprintable() and not _SPECIAL.search(text):
        return _limit_marks(text)
    return _limit_marks("".join(map(_shown, text)))


@cache
def _one_of(characters: str) -> re.Pattern[str]:
    # Compiled when a text first needs it: few do, and it costs a start a millisecond.
    return re.compile(f"[{characters}]")


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    """What one character is shown as."""
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return _DELETE_PICTURE
    if _one_of(_DROPPED).match(character):
        return ""
    if 0 <= code - _FIRST_FLAG < 26:
        return chr(ord("A") + code - _FIRST_FLAG)
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category in _REPLACED or _one_of(_INVISIBLE).match(character):
        return f"\u27e6{code:04X}\u27e7"
    return character


def _limit_marks(text: str) -> str:
    """The text without combining marks at its start, or in towers."""
    if all(map(width, text)):
        return text
    out: list[str] = []
    marks = 0
    for character in text:
        is_mark = width(character) == 0
        marks = marks + 1 if is_mark else 0
        if marks > _MARKS_KEPT:
            continue
        if is_mark and not out:
            out.append(_BASE)
        out.append(character)
    return "".join(out)


def width(text: str) -> int:
    """How many cells a text takes; exact for what `safe` has passed."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int) -> str:
    """The longest beginning of the text that is no wider than this; half a wide character is none."""
    if text.isascii():
        return text[: max(cells, 0)]
    used = 0
    for index, character in enumerate(text):
        used += width(character)
        if used > cells:
            return text[:index]
    return text


def fit(text: str, cells: int, align: Align = "left", ellipsis: str = "…") -> str:
    """The text in exactly so many cells: padded with spaces, or cut and ended by the ellipsis.

    Spaces before the ellipsis go, and a wide character is never halved, so what is cut may be padded again. Where
    not even the ellipsis fits, as much of the text as does.
    """
    if cells <= 0:
        return ""
    if width(text) > cells:
        room = cells - width(ellipsis)
        text = cut(text, room).rstrip() + ellipsis if room > 0 else cut(text, cells)
    return pad(text, cells, align)


def pad(text: str, cells: int, align: Align = "left") -> str:
    """The text with spaces up to so many cells; a wider text is returned as it is."""
    space = " " * (cells - width(text))
    return space + text if align == "right" else text + space


def plain(line: Line) -> str:
    """The text of a line."""
    return "".join(span.text for span in line)


def line_width(line: Line) -> int:
    """How many cells a line takes."""
    return sum(width(span.text) for span in line)


def pad_line(line: Line, cells: int, style: str = "text") -> Line:
    """The line with a blank span up to so many cells; a wider line is returned as it is."""
    missing = cells - line_width(line)
    return (*line, Span(" " * missing, style)) if missing > 0 else line


def crop(line: Line, start: int, cells: int) -> Line:
    """The part of a line from a cell on, exactly so many cells wide.

    Where an edge would halve a wide character its half is a space.
    """
    kept: list[Span] = []
    at, end = 0, start + cells
    for span in line:
        before, at = at, at + width(span.text)
        if at <= start:
            continue
        if before >= end:
            break
        text = _slice(span.text, max(start - before, 0), min(end, at) - before)
        kept.append(Span(text, span.style))
    return pad_line(tuple(kept), cells)


def _slice(text: str, first: int, last: int) -> str:
    """The cells `first` to `last` of a text, which has them all."""
    if text.isascii():
        return text[first:last]
    out: list[str] = []
    at = 0
    for character in text:
        size = width(character)
        if at + size > first and at < last:
            out.append(
                character if first <= at and at + size <= last else " " * (min(at + size, last) - max(at, first))
            )
        elif size == 0 and out and at <= last:
            out.append(character)
        at += size
    return "".join(out)


def scroll(line: Line, pinned: int, offset: int, cells: int) -> Line:
    """The line scrolled to the right behind its first `pinned` cells, which stay; exactly `cells` wide."""
    if offset <= 0:
        return crop(line, 0, cells)
    return (*crop(line, 0, pinned), *crop(line, pinned + offset, max(cells - pinned, 0)))


_WORD = re.compile(r"\S+(?: %\S*)?")


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, broken at spaces, inside a word only where it is longer.

    A number and its percent sign stay together.

    There is at least one line, and room for at least one wide character in each.
    """
    room = max(cells, 2)
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for word in _WORD.findall(text):
        size = width(word)
        if line and used + 1 + size > room:
            lines.append(" ".join(line))
            line, used = [], 0
        while size > room:
            head = cut(word, room)
            lines.append(head)
            word = word[len(head) :].lstrip()  # noqa: PLW2901  # what is left of it
            size = width(word)
        used += size + bool(line)
        line.append(word)
    return [*lines, " ".join(line)] if line or not lines else lines


Piece = tuple[int, str, str]
"""A text at a cell: where it begins, the text, the role it is drawn in."""


def compose(pieces: Iterable[Piece], cells: int) -> Line:
    """A line of exactly so many cells with texts at their places; a later one covers what an earlier one left there.

    Args:
        pieces: in rising order of their first cell.
        cells: the width of the line.
    """
    line: list[Span] = []
    at = 0
    for x, text, style in pieces:
        if not text:
            continue
        if x < at:
            line = list(crop(tuple(line), 0, x))
        elif x > at:
            line.append(Span(" " * (x - at), "text"))
        line.append(Span(text, style))
        at = x + width(text)
    return crop(tuple(line), 0, cells) if at > cells else pad_line(tuple(line), cells)
