"""Digits and number words to a decimal number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tuiapp.i18n import _
from tuiapp.values.decimals import FRACTION_DIGITS, WHOLE_DIGITS
from tuiapp.values.quantity import QuantityError
from tuiapp.values.words.entries import COMMA, POINT

_PLAIN = re.compile(r"[0-9]+")
_FORMS = {
    POINT: re.compile(r"([1-9][0-9]{0,2}(?:[,'’][0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)(?:\.([0-9]+))?"),
    COMMA: re.compile(r"([1-9][0-9]{0,2}(?:[.'’][0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)(?:,([0-9]+))?"),
}
_NOT_A_DIGIT = re.compile(r"[^0-9]")


class Atom(NamedTuple):
    """A piece of a number: digits as printed, or a number word."""

    text: str
    number: int
    """The value of a word."""
    scales: bool
    """Whether the word multiplies what stands before it."""

    @property
    def is_digits(self) -> bool:
        """Whether it is Arabic digits, not a word."""
        return "0" <= self.text[0] <= "9"

    @property
    def is_chinese(self) -> bool:
        """Whether it is a Chinese numeral."""
        return self.text[0] >= "\u3007"

    @property
    def is_large(self) -> bool:
        """Whether it is a scale that whole groups of digits stand before: 万, `thousand`, `billion`."""
        return self.scales and self.number >= (10**4 if self.is_chinese else 10**3)


def read_digits(text: str, mark: str) -> Decimal:
    """Read Arabic digits with their separators.

    Args:
        text: as printed: `2,391`, `371.95`, `41.000`.
        mark: the decimal mark, a point or a comma; empty where it is not known.

    Raises:
        QuantityError: the separators do not fit the mark, or there are too many digits.
    """
    if _PLAIN.fullmatch(text):
        whole, fraction = text, ""
    elif not mark:
        raise QuantityError(_("the decimal mark of the language is not known for {number}").format(number=text))
    else:
        match = _FORMS[mark].fullmatch(text)
        if not match:
            message = _("{number} is no number where `{mark}` is the decimal mark")
            raise QuantityError(message.format(number=text, mark=mark))
        whole, fraction = _NOT_A_DIGIT.sub("", match[1]), match[2] or ""
    if len(whole) > WHOLE_DIGITS or len(fraction) > FRACTION_DIGITS:
        raise QuantityError(_("the number has too many digits"))
    return Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)


def evaluate(atoms: Sequence[Atom], mark: str) -> Decimal:
    """The number that digits and number words make: 3亿5000万, two hundred twenty-four, 千亿.

    A scale multiplies all that stands before it and is smaller than it; a scale with nothing before it counts once.

    Raises:
        QuantityError: the words make no number, or one too large.
    """
    if len(atoms) == 1 and atoms[0].is_digits:
        return read_digits(atoms[0].text, mark)
    parts: list[tuple[Decimal, int]] = []  # each with the place it counts: ones, tens, hundreds, …
    for index, atom in enumerate(atoms):
        if parts and not atom.scales and not atom.is_digits and not atom.number and index + 1 < len(atoms):
            continue  # the 零 of 一百零五 holds a place
        if atom.scales:
            value, place = _scaled(parts, atom), atom.number
        else:
            value = read_digits(atom.text, mark) if atom.is_digits else Decimal(atom.number)
            place = 10 if not atom.is_digits and atom.number >= 20 and atom.number % 10 == 0 else 1
        if parts and value >= parts[-1][1]:
            raise QuantityError(_("these number words make no number"))
        parts.append((value, place))
    _refuse_short_form(atoms)
    total = sum((value for value, _place in parts), Decimal(0))
    if total >= 10**WHOLE_DIGITS:
        raise QuantityError(_("the number is too large"))
    return total


def _scaled(parts: list[tuple[Decimal, int]], scale: Atom) -> Decimal:
    """Take the parts smaller than a scale off the list, and multiply them by it."""
    value = Decimal(0)
    taken = False
    while parts and parts[-1][1] < scale.number:
        value += parts.pop()[0]
        taken = True
    if parts and not taken:
        raise QuantityError(_("these number words make no number"))
    return value * scale.number if taken else Decimal(scale.number)


def _refuse_short_form(atoms: Sequence[Atom]) -> None:
    """一百五 is spoken for 150 and would read as 105: neither is taken."""
    if len(atoms) < 2:
        return
    scale, last = atoms[-2:]
    short = scale.scales and scale.is_chinese and scale.number >= 100 and not last.scales
    if short and (len(last.text) == 1 if last.is_digits else 0 < last.number < 10):
        raise QuantityError(_("{words} leaves its last unit out").format(words="".join(atom.text for atom in atoms)))


def shared_scale(low: Sequence[Atom], high: Sequence[Atom]) -> list[Atom]:
    """The scales that the low end of a range leaves to the high one: the 亿 of 10-50亿.

    Raises:
        QuantityError: it cannot be told which of them are shared, as in 三至五十亿.
    """
    if any(atom.is_large for atom in low):
        return []
    mine, theirs = _trailing_scales(low), _trailing_scales(high)
    if mine and theirs[: len(mine)] != mine:
        return [atom for atom in theirs if atom.is_large]
    rest = theirs[len(mine) :]
    if rest and not mine and low[-1].is_chinese and not rest[0].is_large:
        raise QuantityError(_("the range prints its unit once, and how much of it both ends share is not certain"))
    return rest


def _trailing_scales(atoms: Sequence[Atom]) -> list[Atom]:
    start = len(atoms)
    while start and atoms[start - 1].scales:
        start -= 1
    return list(atoms[start:])
