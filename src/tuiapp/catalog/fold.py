"""Folding: how two spellings of a name become one, and how text becomes the tokens that search matches."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
"""Left out rather than split at: Xi'an is typed xian."""

_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | dict.fromkeys(b"'`")
"""What becomes of each ASCII character."""

_POSSESSIVE = re.compile(r"['’][sS]\b")
"""Left out too, in capitals as well: Suzhou's projects are found under suzhou."""

_OTHER = re.compile(r"[\W_]+")

_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3040-\u30ff"
"""Characters that are written without blanks between words: Han, and kana."""


def fold(text: str) -> str:
    """The text without case, accents, width and punctuation: words of letters and digits, one blank between.

    `Xi'an` and `XIAN` give `xian`, `São Paulo` gives `sao paulo`, `２０２３` gives `2023`, `new-energy` gives
    `new energy`; what holds neither letter nor digit gives the empty text.
    """
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    if "Mn" in map(unicodedata.category, plain):
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return " ".join(_OTHER.sub(" ", unicodedata.normalize("NFC", plain)).split())


@cache
def _ideographs() -> re.Pattern[str]:
    # These ranges cost 10 ms to compile, which a start without Chinese is spared.
    return re.compile(f"([{_IDEOGRAPHS}]+)")


def _runs(text: str) -> list[tuple[bool, str]]:
    """The pieces of a text that are all ideographs (True) or have none, in their order."""
    folded = fold(text)
    if folded.isascii():
        return [(False, word) for word in folded.split()]
    # Splitting at a group gives what is between its matches and the matches themselves by turns.
    return [
        (bool(position % 2), piece)
        for word in folded.split()
        for position, piece in enumerate(_ideographs().split(word))
        if piece
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
    return list(map(str.__add__, run, run[1:]))


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


_NODE_DIGITS = 40_000


APART = chr(0x2A000)
"""Stands between two texts among the words of a record, so that the last word of one and the first of the next are no
neighbours; an ideograph that nobody types, and that no node has."""


def node_word(rank: int) -> str:
    """The word that stands for a region or a sector among those of a record: rare ideographs that nobody types.

    A single one for all but the largest trees: shorter words make a smaller index.
    """
    more, digit = divmod(rank, _NODE_DIGITS)
    return (node_word(more - 1) if more else "") + chr(0x20000 + digit)
