"""A faster way to the same quantity, for texts with one run of digits.

The words around numbers are few and return all the time: `over … billion yuan`, 超…个. Such a frame is read once
by the grammar and remembered; the digits in it are then all that is left to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tuiapp.values.decimals import WHOLE_DIGITS, canonical
from tuiapp.values.lexer import MAX_LENGTH
from tuiapp.values.numerals import read_digits
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity, QuantityError
from tuiapp.values.words.entries import COMMA, POINT

Reader = Callable[[str, str, str | None], Quantity]
"""Reads a text of a language, with a unit for what prints none."""

_ONE_RUN = re.compile(r"([^0-9]*)([0-9]+(?:[.,][0-9]+)*)([^0-9]*)")
_LIMIT = 10**WHOLE_DIGITS


class Frame(NamedTuple):
    """What the words around a number make of it."""

    factor: int
    """What the number is multiplied by: its scale, and -1 for a fall."""
    qualifier: Qualifier
    unit: str
    mark: str
    """The decimal mark; empty where the frame does not show it."""
    divisible: bool
    """Whether a number with decimals may stand in it."""


@lru_cache(maxsize=8192)
def framed(read: Reader, text: str, language: str, unit: str | None) -> Quantity | None:
    """What a reader makes of a text, by way of its frame; None where it has none and is to be read word by word."""
    match = _ONE_RUN.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if not match:
        return None
    before, digits, after = match.groups()
    frame = _frame(read, before, after, language, unit)
    if not frame:
        return None
    if digits.isdecimal():
        value = Decimal(int(digits) * frame.factor) if len(digits) <= WHOLE_DIGITS else Decimal(0)
    elif frame.mark and (frame.divisible or frame.mark not in digits):
        value = canonical(read_digits(digits, frame.mark) * frame.factor)
    else:
        return None
    # Zero and what is too large are left to the reader: zero has no sign, and an error has its reason.
    return Quantity(text, value, frame.qualifier, frame.unit) if value and abs(value) < _LIMIT else None


@lru_cache(maxsize=4096)
def _frame(read: Reader, before: str, after: str, language: str, unit: str | None) -> Frame | None:
    """The frame of the words before and after a number; None where they do more than multiply it."""

    def trial(digits: str) -> Quantity | None:
        try:
            return read(f"{before}{digits}{after}", language, unit)
        except QuantityError:
            return None

    one, three = trial("1"), trial("3")
    if not one or not three or one.value * 3 != three.value or one.also or one.qualifier is Qualifier.RANGE:
        return None
    marks = [
        mark
        for mark, digits in ((POINT, "1,500"), (COMMA, "1.500"))
        if (grouped := trial(digits)) and grouped.value == one.value * 1500
    ]
    mark = marks[0] if len(marks) == 1 else ""
    half = trial(f"1{mark}5") if mark else None
    return Frame(int(one.value), one.qualifier, one.unit, mark, bool(half and half.value * 2 == one.value * 3))
