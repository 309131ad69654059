"""Which columns of the table of signings fit a width, and where each stands.

Columns stand at fixed cells, so that totals and the event below the table can stand in the same ones. When room
ends, columns go in this order: the event, the region, the stage, then what the label can spare.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tuiapp.catalog.fields import SORTED, field
from tuiapp.i18n import _
from tuiapp.render.cells import Align
from tuiapp.render.numbers import COUNT, amount_width

WITH_STAGE = 80
"""Cells from which on the stage is shown and years have four digits."""
WITH_REGION = 88
WITH_EVENT = 104
"""Cells from which on the event is shown, heads are written out and the margin is wider."""
WITH_SECTOR = 135
"""A terminal of 160 cells less the tree."""
_USUAL = 115
"""A terminal of 140 cells less the tree: where every usual column has its natural width."""
_MONTHS_ONLY = 52
"""Below this the day goes, lest nothing of the label is left."""
ADDED = "added"
"""The id of the column under Σ, which is no field and is always shown."""
LABEL = "signing"

_WIDTHS = {
    "date": 10,
    "region": 10,
    "event": 21,
    "projects": COUNT,
    "investment": amount_width(),
    ADDED: 1,
    "stage": 9,
    "sector": 17,
    "checks": 1,
    "basis": 6,
}
_OTHER_WIDTH = 14
_LABEL_LEAST = 8
_LABEL_WANTED = 30
_EVENT_LEAST, _EVENT_MOST = 15, 40
_SHARED = 48
"""Cells beyond the natural widths that the event and the label have between them."""
_WIDER = {"event": (5, 34), "sector": (2, 23), "region": (1, 10)}
"""Of ten cells beyond those how many a column gets, and the most it grows by: nine of ten names are whole then."""
_RIGHT_MARGIN = 1


class Column(NamedTuple):
    """A column at its place."""

    id: str
    """The field's id; `added` for the column under Σ."""
    title: str
    x: int
    """Its first cell, counted from the left edge of the table."""
    width: int
    align: Align = "left"
    sort: str | None = None
    """The field to sort by; None when it cannot be sorted by."""

    @property
    def end(self) -> int:
        """The cell after its last one."""
        return self.x + self.width


def layout(cells: int, wanted: Sequence[str] = (), *, extra: Mapping[str, int] | None = None) -> tuple[Column, ...]:
    """The columns for a table of so many cells, from left to right.

    Without `wanted` the usual ones that fit, and the whole is as wide as the table. The label takes what the others
    leave; asked for more columns than fit, the last ones lie beyond the right edge, to be scrolled to.

    Args:
        cells: the width of the table.
        wanted: ids of the columns asked for, in their order; the one under Σ comes along after the amount.
        extra: cells by which columns are wider (or narrower) than usual, by id.
    """
    more = extra or {}
    ids = _with_added(wanted) if wanted else _usual(cells)
    widths = {name: max(_width(name, cells, usual=not wanted) + more.get(name, 0), 1) for name in ids}
    gaps = {name: _gap(name, ids[index - 1] if index else None, cells) for index, name in enumerate(ids)}
    left = 3 if cells >= WITH_EVENT else 2
    if LABEL in widths:
        others = sum(widths[name] for name in ids if name != LABEL) + sum(gaps.values())
        least = _LABEL_WANTED if wanted and len(ids) > len(_usual(cells)) else _LABEL_LEAST
        widths[LABEL] = max(cells - left - others - _RIGHT_MARGIN, least) + more.get(LABEL, 0)
    columns = []
    x = left
    for name in ids:
        x += gaps[name]
        columns.append(_column(name, x, widths[name], cells))
        x += widths[name]
    return tuple(columns)


def column_at(columns: Sequence[Column], x: int) -> int | None:
    """The index of the column that a cell belongs to; a gap belongs to the column before it."""
    found = None
    for index, column in enumerate(columns):
        if column.x <= x:
            found = index
    return found


def by_id(columns: Sequence[Column], column_id: str) -> Column | None:
    """The column of this id, if it is shown."""
    return next((column for column in columns if column.id == column_id), None)


def pinned(columns: Sequence[Column]) -> int:
    """How many cells at the left stay where they are when the table is scrolled sideways: the first column's."""
    return columns[1].x if len(columns) > 1 else 0


def _usual(cells: int) -> list[str]:
    shown = ["date"]
    if cells >= WITH_REGION:
        shown.append("region")
    if cells >= WITH_EVENT:
        shown.append("event")
    shown += [LABEL, "projects", "investment", ADDED]
    if cells >= WITH_STAGE:
        shown.append("stage")
    if cells >= WITH_SECTOR:
        shown.append("sector")
    return [*shown, "checks"]


def _with_added(wanted: Sequence[str]) -> list[str]:
    """The columns asked for, by their ids, each once; the one under Σ after the numbers it is about."""
    ids: list[str] = []
    for name in wanted:
        known = field(name) if name != ADDED else None
        if known is not None and known.column and known.id not in ids:
            ids.append(known.id)
    numbers = [index for index, name in enumerate(ids) if name in ("projects", "investment")]
    ids.insert(numbers[-1] + 1 if numbers else len(ids) - (ids[-1:] == ["checks"]), ADDED)
    return ids


def _width(name: str, cells: int, *, usual: bool) -> int:
    if name == "date" and cells < WITH_STAGE:
        return 8 if cells >= _MONTHS_ONLY else 5
    width = _event_width(cells) if name == "event" and usual else _WIDTHS.get(name, _OTHER_WIDTH)
    beyond = cells - WITH_SECTOR - _SHARED
    if usual and beyond > 0 and name in _WIDER:
        share, most = _WIDER[name]
        width += min(beyond * share // 10, most)
    return width


def _event_width(cells: int) -> int:
    """Between its least and most; beyond the natural width it gets two cells of five, the label the rest."""
    natural = _WIDTHS["event"]
    if cells < _USUAL:
        return _EVENT_LEAST + (cells - WITH_EVENT) * (natural - _EVENT_LEAST) // (_USUAL - WITH_EVENT)
    spare = cells - (WITH_SECTOR if cells >= WITH_SECTOR else _USUAL)
    return min(natural + spare * 2 // 5, _EVENT_MOST)


def _gap(name: str, before: str | None, cells: int) -> int:
    """The blank cells before a column."""
    if before is None:
        return 0
    if name == "projects" and before == LABEL:
        return 1 if cells > WITH_STAGE else 0  # where room is short, the label makes way for a count's qualifier
    if name == "investment":
        return 2 if cells >= WITH_EVENT else 1
    if name in (ADDED, "stage"):
        return 1
    if name == "checks":
        return 0 if before == "stage" else 1
    return 2 if cells >= _MONTHS_ONLY else 1


def _column(name: str, x: int, cells: int, table: int) -> Column:
    if name == ADDED:
        return Column(name, "", x, cells)
    known = field(name)
    assert known is not None
    title = known.title
    if name == "projects" and table < WITH_EVENT:
        title = _("Proj.")
    elif name == "investment":
        title = _("bn CNY")
    elif name == "checks":
        title = ""
    align: Align = "right" if name in ("projects", "investment") else "left"
    return Column(name, title, x, cells, align, known.id if known in SORTED else None)
