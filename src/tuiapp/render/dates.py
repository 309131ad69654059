"""Dates and spans of time, in the table's narrow column and in prose."""

from __future__ import annotations

from tuiapp.i18n import _
from tuiapp.render.cells import width
from tuiapp.values.dates import PartialDate, Period

SHORT = 8
"""Cells of the date column where years have two digits."""


def compact(when: str, *, two_digits: bool = False) -> str:
    """A date or period as the table prints it.

    A day is `2023-10-08`, months `2023-01/08`, days of one month `2023-05-18/21`, a year `2023`, a period that is
    open at the start `to 2023-10`. `two_digits` shortens the year of all but a lone year: `23-10-08`.

    Args:
        when: what `values.dates.Period` reads.
        two_digits: whether years have two digits.
    """
    period = Period.parse(when)
    end = _iso(period.end, two_digits=two_digits)
    if period.start is None:
        return _("to {date}").format(date=end)
    if period.start == period.end:
        return end
    start, last = period.start, period.end
    head = _iso(start, two_digits=two_digits)
    if start.year != last.year or start.month is None or last.month is None:
        return f"{head}/{end}"
    if start.day is None or last.day is None:
        return f"{head}/{_without_year(last)}"
    return f"{head}/{last.day:02d}" if start.month == last.month else f"{head}/{_without_year(last)}"


def date_cell(when: str, cells: int, ellipsis: str = "…") -> str:
    """A date or period in a column of so many cells, or at most one more where that keeps it whole.

    The year loses its century before anything is cut; a span that still does not fit shows its first day, cut.
    """
    two_digits = cells <= SHORT
    forms = [compact(when, two_digits=two_digits)]
    if not two_digits:
        forms.append(compact(when, two_digits=True))
    for form in forms:
        if width(form) <= cells + (form is not forms[0] or two_digits):
            return form
    period = Period.parse(when)
    if period.start is None:
        return _("to {date}").format(date=_iso(PartialDate(period.end.year, period.end.month), two_digits=True))
    start = _iso(period.start, two_digits=two_digits) + ellipsis
    if width(start) <= cells + 1:
        return start
    return _iso(PartialDate(period.start.year, period.start.month), two_digits=two_digits) + ellipsis


def prose(when: str) -> str:
    """A date or period in a sentence: `8 Oct 2023`, `18–21 May 2023`, `Jan–Aug 2023`, `to Oct 2023`, `2021–2023`."""
    period = Period.parse(when)
    last = period.end
    if period.start is None:
        return _("to {date}").format(date=_prose_date(last))
    start = period.start
    if start == last:
        return _prose_date(last)
    both = (start.month is None) == (last.month is None) and (start.day is None) == (last.day is None)
    if both and start.year == last.year:
        if start.day is not None and start.month == last.month:
            return f"{start.day}–{_prose_date(last)}"
        return f"{_prose_date(start).removesuffix(f' {start.year}')}–{_prose_date(last)}"
    return f"{_prose_date(start)}–{_prose_date(last)}"


def _iso(date: PartialDate, *, two_digits: bool) -> str:
    text = str(date)
    return text[2:] if two_digits and date.month is not None else text


def _without_year(date: PartialDate) -> str:
    return str(date)[5:]


def _months() -> tuple[str, ...]:
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip


def _prose_date(date: PartialDate) -> str:
    if date.month is None:
        return str(date.year)
    month = f"{_months()[date.month - 1]} {date.year}"
    return month if date.day is None else f"{date.day} {month}"
