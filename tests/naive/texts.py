"""How names, days and numbers are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from operator import ge, gt, le, lt
from typing import TypeVar

from tuiapp.catalog.query import Term
from tuiapp.values.dates import PartialDate, Period

OPERATORS = {">": gt, ">=": ge, "<": lt, "<=": le}
SCALES = {"m": 10**6, "bn": 10**9, "tn": 10**12}
HAN = re.compile("([\u3400-\u9fff]+)")

Span = tuple[int, int]
"""From one day to another, both included, as ordinals."""
Names = Sequence[str | None]
"""The names of one thing, the first of which it is typed by."""
Thing = TypeVar("Thing")


@cache
def folded(text: str) -> str:
    """The text as words of letters and digits, without case, accents and width; an apostrophe parts nothing."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’][sS]\b", "", text)).casefold()
    kept = (c for c in plain if c not in "'’‘`" and not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


@cache
def spread(text: str) -> str:
    """The folded text between blanks, with a blank wherever Chinese characters begin or end."""
    words = HAN.sub(r" \1 ", folded(text)).split()
    return f" {' '.join(words)} "


def holds(text: str | None, words: str) -> bool:
    """Whether neighbouring words stand in a text; Chinese is written without blanks and found anywhere in a row."""
    asked = spread(words)
    if HAN.match(asked[1]):
        asked = asked[1:]
    if HAN.match(asked[-2]):
        asked = asked[:-1]
    return asked in spread(text or "")


def called(value: str, things: Iterable[tuple[Thing, Names]], *, partly: bool = False) -> list[Thing]:
    """What a value names: by id, else by any name, else, where nobody remembers the whole, by some of its words."""
    asked = folded(value)
    known = [(thing, [folded(name) for name in names if name]) for thing, names in things]
    ways: list[Callable[[list[str]], bool]] = [lambda names: names[0] == asked, lambda names: asked in names]
    if partly and asked.isascii():
        ways.append(lambda names: any(f" {asked} " in f" {name} " for name in names))
    elif partly:
        ways.append(lambda names: any(asked in name for name in names))
    return next((found for way in ways if (found := [thing for thing, names in known if way(names)])), [])


def days_of(when: Period) -> Span:
    """The days of a signing; what is told so far has been so since before all days."""
    return when.first.toordinal() if when.first else 0, when.last.toordinal()


def span_of(value: str) -> Span:
    """The days that a value asks for: `2023`, `2023-01..2023-06`, `2020..`, `..2021-05-01`."""
    low, dots, high = value.partition("..")
    high = high if dots else low
    first = PartialDate.parse(low).first.toordinal() if low else 0
    return first, PartialDate.parse(high).last.toordinal() if high else date.max.toordinal()


def meets_days(days: Span, asked: Span) -> bool:
    """Whether they share a day; what is told so far is found from the year on in which it ends."""
    first, last = days
    if first == 0:
        return asked[0] <= last <= date(date.fromordinal(asked[1]).year, 12, 31).toordinal()
    return first <= asked[1] and last >= asked[0]


def all_days_in(days: Span, asked: Sequence[Span]) -> bool:
    """Whether each of the days is in one of the spans."""
    day, last = days
    while day <= last:
        ends = [high for low, high in asked if low <= day <= high]
        if not ends:
            return False
        day = max(ends) + 1
    return True


def number_of(text: str) -> int:
    """A number as a query prints it: `20`, `10bn`, `1.2tn`."""
    digits = text.rstrip("".join(SCALES))
    return int(Decimal(digits) * SCALES.get(text[len(digits) :], 1))


def meets_number(number: int | None, term: Term) -> bool:
    """Whether a printed number is one asked for; what is not printed meets nothing."""
    if number is None:
        return False
    if term.op != ":":
        return bool(OPERATORS[term.op](number, number_of(term.values[0])))
    for value in term.values:
        low, dots, high = value.partition("..")
        high = high if dots else low
        if (not low or number_of(low) <= number) and (not high or number <= number_of(high)):
            return True
    return False
