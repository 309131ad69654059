"""Calendar dates as precise as a source prints them, and spans of them."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_DAY = timedelta(days=1)
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class DateError(ValueError):
    """A text is not a date or a period in the accepted forms; the message says which forms are."""


class PartialDate(NamedTuple):
    """A year, a month of a year, or a day: `2023`, `2023-06`, `2023-06-19`."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            DateError: it is none of these, or no day of the calendar.
        """
        match = _FORM.fullmatch(text.strip())
        if not match:
            raise DateError(f"{text!r} is no date; accepted: 2023, 2023-06, 2023-06-19")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        try:
            date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError as error:
            raise DateError(f"{text!r} is no day of the calendar") from error
        return cls(year, month, day)

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        if self.day is not None:
            return date(self.year, self.month or 12, self.day)
        if self.month is None or self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - _DAY

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def _order(self) -> tuple[date, date]:
        return self.first, self.last

    # By the days that are meant: as tuples, a year and a day of it could not be compared.
    def __lt__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, PartialDate) and self._order < other._order

    def __gt__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, PartialDate) and self._order > other._order

    def __le__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, PartialDate) and self._order <= other._order

    def __ge__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, PartialDate) and self._order >= other._order


class Period(NamedTuple):
    """All days from one partial date to another, both included; without a start it reaches back without end.

    `2023`, `2023-06-19`, `2023-01/2023-06`, `../2020-08-31` (so far, up to that day).
    """

    start: PartialDate | None
    end: PartialDate

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read one date, or two joined by a slash, the first of which may be `..`.

        Raises:
            DateError: it has another form, or its end lies before its start.
        """
        head, slash, tail = text.strip().partition("/")
        if not slash:
            one = PartialDate.parse(head)
            return cls(one, one)
        end = PartialDate.parse(tail)
        if head.strip() == "..":
            return cls(None, end)
        start = PartialDate.parse(head)
        if start.first > end.last:
            raise DateError(f"{text!r} ends before it begins")
        return cls(start, end)

    @property
    def first(self) -> date | None:
        """The first day, or None when it is open at the start."""
        return self.start.first if self.start else None

    @property
    def last(self) -> date:
        """The last day."""
        return self.end.last

    @property
    def is_day(self) -> bool:
        """Whether it is one day of the calendar."""
        return self.first == self.last

    def contains(self, other: "Period") -> bool:
        """Whether every day of the other lies in this one."""
        if self.last < other.last:
            return False
        return self.first is None or (other.first is not None and self.first <= other.first)

    def overlaps(self, other: "Period") -> bool:
        """Whether they share a day."""
        before = self.first is not None and other.last < self.first
        after = other.first is not None and self.last < other.first
        return not before and not after

    def __str__(self) -> str:
        return _text(self)

    @property
    def _order(self) -> tuple[date, date]:
        return self.last, self.first or date.min

    # By the last day, then by the first: as tuples, an open start could not be compared.
    def __lt__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Period) and self._order < other._order

    def __gt__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Period) and self._order > other._order

    def __le__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Period) and self._order <= other._order

    def __ge__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Period) and self._order >= other._order


@lru_cache(maxsize=4096)
def _text(period: Period) -> str:
    if period.start is None:
        return f"../{period.end}"
    if period.start == period.end:
        return str(period.end)
    return f"{period.start}/{period.end}"
