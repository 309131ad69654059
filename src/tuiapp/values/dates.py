"""Calendar dates as precise as a source prints them, and spans of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class DateError(ValueError):
    """A text is not a date or a period in the accepted forms; the message says which forms are."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day: `2023`, `2023-06`, `2023-06-19`."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
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
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)


@dataclass(frozen=True, slots=True)
class Period:
    """All days from one partial date to another, both included; without a start it reaches back without end.

    `2023`, `2023-06-19`, `2023-01/2023-06`, `../2020-08-31` (so far, up to that day).
    """

    start: PartialDate | None
    end: PartialDate

    @classmethod
    def parse(cls, text: str) -> Period:
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

    def contains(self, other: Period) -> bool:
        """Whether every day of the other lies in this one."""
        if self.last < other.last:
            return False
        return self.first is None or (other.first is not None and self.first <= other.first)

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        before = self.first is not None and other.last < self.first
        after = other.first is not None and self.last < other.first
        return not before and not after

    def __str__(self) -> str:
        if self.start is None:
            return f"../{self.end}"
        if self.start == self.end:
            return str(self.end)
        return f"{self.start}/{self.end}"

    def __lt__(self, other: Period) -> bool:
        mine = self.first or date.min
        theirs = other.first or date.min
        return (self.last, mine) < (other.last, theirs)
