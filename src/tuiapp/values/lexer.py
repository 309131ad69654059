"""A printed number cut into words of the vocabulary."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tuiapp.i18n import _
from tuiapp.values.quantity import QuantityError
from tuiapp.values.vocabulary import Vocabulary
from tuiapp.values.words.entries import Kind, Word

MAX_LENGTH = 200
"""A longer text is a sentence, not a number."""

_PIECE = re.compile(
    r"""
    (?<=[0-9a-zß-ÿœ.])-(?=[a-zß-ÿœ]) | ['’]           # `400-billion-yuan`, `jusqu'à`: parts of one phrase
    | (?P<number>[0-9]+(?:[.,'’][0-9]+|\ [0-9]{3}(?![0-9]))*)
    | (?P<prefixed>[a-z]{1,3}[$¥])                    # `US$`, `CN¥`
    | (?P<word>[a-zß-öø-ÿœ]+(?:\.[a-zß-öø-ÿœ]+)*\.?)  # `U.S.`, `approx.`
    | (?P<chinese>[\u3007\u3400-\u9fff]+)
    | (?P<sign>[<>]=|\S)
    """,
    re.VERBOSE,
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-") | {ord("〜"): "~", ord("、"): ",", ord("["): "(", ord("]"): ")"}
_LONGEST_CHINESE = 5
_FULL_STOPS = ".。 "


class Token(NamedTuple):
    """A word of the vocabulary at its place in the text."""

    kind: Kind
    word: Word
    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """The text with full-width signs, dashes and odd spaces made plain; the case of its letters stays.

    Raises:
        QuantityError: it is empty or longer than a printed number can be.
    """
    if len(text) > MAX_LENGTH:
        raise QuantityError(_("a sentence, not a number"))
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = plain.strip().rstrip(_FULL_STOPS)
    if not plain:
        raise QuantityError(_("nothing is printed"))
    return plain


def lex(plain: str, vocabulary: Vocabulary) -> list[Token]:
    """Cut a normalised text into tokens; what the vocabulary lacks becomes a token of kind unknown.

    Positions are those in the text in small letters, which are those in the text unless a letter has no single
    small form.
    """
    lower = plain.lower()
    pieces = list(_PIECE.finditer(lower))
    tokens: list[Token] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        group = piece.lastgroup
        index += 1
        if group == "number":
            tokens.append(Token(Kind.DIGITS, _DIGITS, piece[0], piece.start(), piece.end()))
        elif group == "chinese":
            _lex_chinese(piece[0], piece.start(), vocabulary, tokens)
        elif group == "word":
            index = _lex_word(pieces, index, vocabulary, tokens)
        elif group:
            tokens.append(_token(piece[0], piece.start(), vocabulary))
    return tokens


_DIGITS = Word(Kind.DIGITS)
_UNKNOWN = Word(Kind.UNKNOWN)


def _token(text: str, start: int, vocabulary: Vocabulary) -> Token:
    word = vocabulary.words.get(text, _UNKNOWN)
    return Token(word.kind, word, text, start, start + len(text))


def _lex_word(pieces: list[re.Match[str]], index: int, vocabulary: Vocabulary, tokens: list[Token]) -> int:
    """Read the word before `index` with as many following ones as make a phrase; return where it ends."""
    first = pieces[index - 1]
    text = first[0].replace(".", "")
    for rest, word in vocabulary.phrases.get(text, ()):
        end = index
        for part in rest:
            while end < len(pieces) and pieces[end].lastgroup is None:
                end += 1
            if end == len(pieces) or pieces[end][0].replace(".", "") != part:
                break
            end += 1
        else:
            tokens.append(Token(word.kind, word, f"{text} {' '.join(rest)}", first.start(), pieces[end - 1].end()))
            return end
    word = vocabulary.words.get(text, _UNKNOWN)
    tokens.append(Token(word.kind, word, text, first.start(), first.end()))
    return index


def _lex_chinese(run: str, start: int, vocabulary: Vocabulary, tokens: list[Token]) -> None:
    """Cut a run of Chinese characters, taking the longest word at each place; unknown ones stay together."""
    words = vocabulary.words
    at = 0
    while at < len(run):
        for end in range(min(at + _LONGEST_CHINESE, len(run)), at, -1):
            word = words.get(run[at:end])
            if word:
                tokens.append(Token(word.kind, word, run[at:end], start + at, start + end))
                at = end
                break
        else:
            last = tokens[-1] if tokens else None
            if last and last.kind is Kind.UNKNOWN and last.end == start + at:
                tokens[-1] = last._replace(text=last.text + run[at], end=last.end + 1)
            else:
                tokens.append(Token(Kind.UNKNOWN, _UNKNOWN, run[at], start + at, start + at + 1))
            at += 1
