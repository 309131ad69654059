"""What an entry of the vocabulary is, and short ways to write tables of them."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from tuiapp.values.qualifier import Qualifier

POINT, COMMA = ".", ","
"""The decimal marks."""


class Kind(Enum):
    """What a word does in a printed number."""

    # Members are singletons; hashing them by identity is ten times as fast as Enum's hash by name.
    __hash__ = object.__hash__

    DIGITS = auto()
    """Arabic digits with their separators."""
    ONES = auto()
    """A number word below a hundred: `six`, `twenty`, 三."""
    SCALE = auto()
    """A number word that multiplies what stands before it: `hundred`, `billion`, 十, 亿."""
    ARTICLE = auto()
    """`a`, which is one before a scale and nothing elsewhere."""
    CURRENCY = auto()
    BEFORE = auto()
    """A qualifier that precedes its number."""
    AFTER = auto()
    """A qualifier that follows its number."""
    MORE = auto()
    """多 and 余: over, also between a number and its scale."""
    LEVEL = auto()
    """级, `level`: a class of size."""
    SKIP = auto()
    """A word that leaves the number as it is: `worth`, 达, `each`."""
    RANGE = auto()
    HYPHEN = auto()
    TILDE = auto()
    BETWEEN = auto()
    AND = auto()
    OR = auto()
    COMMA = auto()
    OPEN = auto()
    CLOSE = auto()
    INCLUDED = auto()
    """含: the limit itself belongs to it."""
    EXCLUDED = auto()
    PERCENT = auto()
    POINTS = auto()
    SIGN = auto()
    """A rise or a fall: `+`, `up`, 下降."""
    MULTIPLE = auto()
    """A growth in one word: `doubled`."""
    TIMES = auto()
    FOLD = auto()
    NOUN = auto()
    """What is counted."""
    COUNTER = auto()
    """A measure word: 个, 项, `units`."""
    ORDINAL = auto()
    VAGUE = auto()
    """A word for a number that names none: `several`, 数."""
    FRACTION = auto()
    AMBIGUOUS = auto()
    """A scale that is a thousand times larger in another language."""
    UNKNOWN = auto()


class Word(NamedTuple):
    """An entry of the vocabulary."""

    kind: Kind
    name: str = ""
    """The currency's code, the qualifier, the noun's unit, or the printed word."""
    number: int = 0
    """The value of a number word, a scale, a sign or a multiple."""
    mark: str = ""
    """The decimal mark that the word's language uses, where the word belongs to one."""


Table = dict[str, Word]
"""Entries by the printed word in small letters and without full stops."""


def either(words: str, word: Word) -> Table:
    """Several printed words, with commas between them, for one entry."""
    return dict.fromkeys((entry.strip() for entry in words.split(",")), word)


def qualifiers(kind: Kind, words: dict[Qualifier, str]) -> Table:
    """The words of each qualifier."""
    table: Table = {}
    for qualifier, entries in words.items():
        table |= either(entries, Word(kind, qualifier.value))
    return table


def counting(words: str, start: int = 1, step: int = 1) -> Table:
    """Number words that count on from a start."""
    return {word: Word(Kind.ONES, word, start + step * n) for n, word in enumerate(words.split())}


def scales(words: dict[str, int], mark: str) -> Table:
    """The words of each scale, with the decimal mark of their language."""
    return {
        word.strip(): Word(Kind.SCALE, word, number, mark) for key, number in words.items() for word in key.split(",")
    }


def currencies(words: dict[str, str]) -> Table:
    """The words of each currency, its code among them."""
    table: Table = {}
    for code, entries in words.items():
        table |= either(f"{code.lower()}, {entries}", Word(Kind.CURRENCY, code))
    return table
