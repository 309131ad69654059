"""Folding: how two spellings of a name become one, and how text becomes the tokens that search matches."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
"""Left out rather than split at: Xi'an is typed xian."""

_POSSESSIVE = re.compile(r"['’]s\b")
"""Left out too: Suzhou's projects are found under suzhou."""

_IDEOGRAPHS = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF), (0x3040, 0x30FF))
"""Characters that are written without blanks between words: Han, and kana."""


def fold(text: str) -> str:
    """The text without case, accents, width and punctuation: words of letters and digits, one blank between.

    `Xi'an` and `XIAN` give `xian`, `São Paulo` gives `sao paulo`, `２０２３` gives `2023`, `new-energy` gives
    `new energy`; what holds neither letter nor digit gives the empty text.
    """
    text = _POSSESSIVE.sub("", text)
    if text.isascii():
        plain = text.translate(_APOSTROPHES).lower()
    else:
        parted = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
        plain = unicodedata.normalize("NFC", "".join(c for c in parted if unicodedata.category(c) != "Mn"))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _is_ideograph(character: str) -> bool:
    # A pattern of these ranges costs 10 ms of a start to compile.
    return any(low <= ord(character) <= high for low, high in _IDEOGRAPHS)


def _runs(text: str) -> list[tuple[bool, str]]:
    """The pieces of a text that are all ideographs (True) or have none, in their order."""
    return [
        (kind, "".join(characters))
        for word in fold(text).split()
        for kind, characters in ([(False, word)] if word.isascii() else groupby(word, _is_ideograph))
    ]


def index_tokens(text: str) -> list[str]:
    """The tokens under which a text is found.

    A run of ideographs has no blanks to split at, so it gives each pair of neighbours and its last one alone:
    two characters are then a whole token (`常州`), and one is the beginning of a token wherever it stands.
    """
    return [token for kind, run in _runs(text) for token in _tokens(kind, run)]


def _tokens(ideographic: bool, run: str) -> list[str]:
    return [*_pairs(run), run[-1]] if ideographic else [run]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def query_tokens(text: str) -> tuple[list[str], bool]:
    """The neighbouring tokens that a searched text asks for, and whether the last one may be only a beginning.

    It may where the text ends in a lone ideograph: that is the first half of some pair.
    """
    runs = _runs(text)
    if not runs:
        return [], False
    tokens = [token for kind, run in runs[:-1] for token in _tokens(kind, run)]
    ideographic, last = runs[-1]
    if not ideographic:
        return [*tokens, last], False
    if len(last) == 1:
        return [*tokens, last], True
    return tokens + _pairs(last), False
