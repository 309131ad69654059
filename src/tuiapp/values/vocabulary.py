"""The words that a printed number is made of, as one table for each language a report may be written in.

Every table holds the English and the Chinese words and the symbols, because reports quote each other across
languages; a German report's table holds the German ones on top. A word of several parts is one entry
(`more than`, `不低于`), and the longest entry that fits is the one meant.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tuiapp.values.words.chinese import CHINESE
from tuiapp.values.words.common import CURRENCIES, NOUNS, SYMBOLS
from tuiapp.values.words.english import ENGLISH
from tuiapp.values.words.entries import COMMA, POINT, Word
from tuiapp.values.words.european import FRENCH, GERMAN, ITALIAN, PORTUGUESE, UNMISTAKABLE

MARKS = {"en": POINT, "zh": POINT, "ja": POINT, "ko": POINT} | dict.fromkeys(
    ("de", "fr", "it", "pt", "es", "nl", "ru"), COMMA
)
"""The decimal mark by language; a number with a mark in any other language is not read."""
SPACED = frozenset({"de", "fr", "it", "pt", "es", "ru"})
"""The languages that may part thousands with a space."""

CURRENCY_CODES = tuple(dict.fromkeys(word.name for word in CURRENCIES.values()))
"""The ISO codes of the currencies whose words are known, the yuan first."""

_OWN = {"de": GERMAN, "fr": FRENCH, "it": ITALIAN, "pt": PORTUGUESE}


class Vocabulary(NamedTuple):
    """The words of reports in one language."""

    words: dict[str, Word]
    """By the printed word in small letters, without full stops; a word of several parts by the parts and spaces."""
    phrases: dict[str, tuple[tuple[tuple[str, ...], Word], ...]]
    """By first part: the rest of each word of several parts, longest first."""
    mark: str
    """The language's decimal mark, empty where it is not known."""
    spaced: bool
    """Whether the language may part thousands with a space."""


def currency_called(word: str) -> str | None:
    """The code of the currency that a word names, in capitals or small letters: `RMB` is `CNY`; None where none is."""
    found = CURRENCIES.get(word.lower())
    return found.name if found else None


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of reports in a language, given as `en`, `zh` or `zh-Hant`."""
    tongue = language.partition("-")[0].lower()
    words = SYMBOLS | CURRENCIES | NOUNS | UNMISTAKABLE | ENGLISH | CHINESE | _OWN.get(tongue, {})
    found: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for entry, word in words.items():
        first, *rest = entry.split()
        if rest:
            found.setdefault(first, []).append((tuple(rest), word))
    phrases = {first: tuple(sorted(rests, key=lambda rest: -len(rest[0]))) for first, rests in found.items()}
    return Vocabulary(words, phrases, MARKS.get(tongue, ""), tongue in SPACED)
