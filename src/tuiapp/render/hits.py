"""Searched words shown where they were found."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from tuiapp.render.cells import Piece, width


def highlight(x: int, text: str, style: str, hits: Sequence[str]) -> list[Piece]:
    """The text at a cell, in pieces: searched words in bold, the rest in its role.

    Case and accents do not matter, as they do not in the search. A word counts where a word begins; one in Chinese
    counts anywhere.
    """
    spots = _spots(text, hits)
    if not spots:
        return [(x, text, style)]
    pieces: list[Piece] = []
    at = 0
    for first, last in spots:
        for part, role in ((text[at:first], style), (text[first:last], "strong")):
            if part:
                pieces.append((x, part, role))
                x += width(part)
        at = last
    if text[at:]:
        pieces.append((x, text[at:], style))
    return pieces


def _spots(text: str, hits: Sequence[str]) -> list[tuple[int, int]]:
    """Where hits begin and end, from left to right, without overlaps."""
    folded = "".join(map(_folded, text))
    found: list[tuple[int, int]] = []
    for hit in hits:
        word = "".join(map(_folded, hit.strip()))
        start = folded.find(word) if word else -1
        while start >= 0:
            if not word.isascii() or start == 0 or not folded[start - 1].isalnum():
                found.append((start, start + len(word)))
            start = folded.find(word, start + 1)
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


@lru_cache(maxsize=2048)
def _folded(character: str) -> str:
    """One character for one character, so that positions stay."""
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
