"""The nearest known name to a mistyped one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_LIKENESS = 0.6
_LIKENESS_SHORT = 0.5
"""Of two characters one may differ: 常洲 is nearest to 常州."""


def fold(text: str) -> str:
    """The text without case, accents and repeated blanks: `Düsseldorf` and `dusseldorf` fold to the same."""
    if text.isascii():
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most like the word, ignoring case and accents; None when none is like it.

    Args:
        word: what was found.
        names: what is accepted; of two equally like ones the first is taken.
    """
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(fold(name), name)
    wanted = fold(word)
    likeness = _LIKENESS if len(wanted) > 2 else _LIKENESS_SHORT
    close = get_close_matches(wanted, folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else None
