"""How long the explorer takes to answer a key: from the key to the bytes that complete the expected screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from datasets import Sample, Screenful, shown
from live import Condition, Live
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import Sort, SortKey
from tuiapp.render.totals import amounts_note, lane_name

_HEAD, _FIRST = 2, 3
"""The line of the columns' titles, and that of the first row under them."""
_COLUMNS = {"date": 0, "region": 1, "signing": 2, "projects": 3, "investment": 4, "stage": 6}
"""Which column the column cursor has to be on to sort by a field, in a terminal of 120 columns."""
_TREE = 25
"""Columns of the region tree."""
FILTERS = ("year:2020..2023", "stage:agreed", "sector:energy")
_THREE: tuple[Sort, ...] = (
    (SortKey("investment", True), SortKey("projects", True), SortKey("date")),
    (SortKey("region"), SortKey("stage"), SortKey("investment", True)),
    (SortKey("stage", True), SortKey("region", True), SortKey("signing")),
    (SortKey("date"), SortKey("projects"), SortKey("region")),
)
ADDED = (
    "province:jiangsu",
    "year:2023",
    "sector:energy",
    "basis:period",
    "check:any",
    "year:2020..2023",
    "stage:agreed",
    "year:2016..2025",
    "-stage:offered",
)
"""What totals and counts are asked for, of all sizes."""
_PASTE, _CLEAR, _ENTER, _DOWN = "\x1b[200~{}\x1b[201~", "\x15", "\r", "\x1b[B"


class Opened(NamedTuple):
    """A start of the explorer."""

    first: float
    """Seconds until the first row was seen."""
    panes: float
    """Seconds until all panes were."""
    memory: float
    """MB resident when they were."""


def opened(sample: Sample) -> Opened:
    """Open the explorer on an index that is there."""
    with Live(sample.command, env=sample.env) as live:
        first = live.wait(_first_row(sample), "the first row")
        panes = max(first, live.wait(_all_panes(sample), "all panes"))
        live.rest()
        return Opened(first, panes, live.memory()["VmRSS"])


def _first_row(sample: Sample) -> Condition:
    return lambda live: shown(sample.first) in live.line(_FIRST)


def _all_panes(sample: Sample) -> Condition:
    texts = (f"─ 3 {sample.first.event.name}"[:40], "as printed", "? help")
    return lambda live: _first_row(sample)(live) and answered(sample, "")(live) and live.shows(*texts)


def answered(sample: Sample, query: str) -> Condition:
    """Whether the first total and the count of the tree's first region are those of a query."""
    asked = Query.parse(query)
    lanes = sample.catalog.totals(asked).lanes
    # The suggestions under the search line do not hide this province.
    province = sample.catalog.region("guangdong")
    count = sample.catalog.region_counts(asked).get(province.id)
    total = (lane_name(lanes[0].lane), amounts_note(lanes[0])) if lanes else ()

    def is_so(live: Live) -> bool:
        lines = live.lines
        in_tree = any(province.name in line and f" {count:,} " in line for line in (line[:_TREE] for line in lines))
        return (in_tree or not count) and any(all(text in line for text in ("│ Σ", *total)) for line in lines)

    return is_so


class Explorer:
    """An open explorer, and what the keys pressed so far should have made of it."""

    def __init__(self, sample: Sample, query: str = "") -> None:
        self._sample = sample
        self._query = query
        self._live = Live([*sample.command, "explore", query] if query else sample.command, env=sample.env)
        self._column = 0
        self._live.wait_for("? help", "├", "as printed")
        self._live.rest()
        self._height = next(y for y in range(_FIRST, 100) if "├" in self._live.line(y)) - _FIRST
        with sample.catalog.select(Query.parse(query), ()) as rows:
            self._first = rows.ids(0, 1)[0]

    def close(self) -> None:
        """End it."""
        self._live.__exit__(None, None, None)

    def peak(self) -> float:
        """The most it ever held resident, in MB."""
        return self._live.memory()["VmHWM"]

    # Moving.

    def ends(self) -> tuple[float, float]:
        """Seconds from `G` to the last rows, and from `g` to the first ones."""
        last = self._sample.screenful(self._query, (), None, 0, self._height)
        self._live.press("G")
        down = self._sees(last, "the last rows")
        self._live.rest()
        self._live.press("g")
        up = self._sees(self._top(()), "the first rows")
        self._live.rest()
        return down, up

    def steps(self, number: int) -> list[float]:
        """Seconds from each of so many cursor keys to the cursor on the next row."""
        times = []
        for step in range(1, number + 1):
            self._live.press(_DOWN)
            times.append(self._live.wait(_cursor_on(step), "the cursor on the next row"))
        self._live.press("g")
        self._live.wait(_cursor_on(0), "the cursor on the first row")
        self._live.rest()
        return times

    def _top(self, sort: Sort) -> Screenful:
        with self._sample.catalog.select(Query.parse(self._query), sort) as rows:
            return Screenful([shown(row) for row in rows.window(0, self._height)], 0)

    def _sees(self, rows: Screenful, what: str, arrows: str = "") -> float:
        return self._live.wait(lambda live: _shows(live, rows) and _marked(live, arrows), what)

    # Sorting.

    def sorts(self) -> list[float]:
        """Seconds from a sort key to the rows in order, for each column and both directions, from the usual order."""
        times = []
        for field in _COLUMNS:
            for key in (SortKey(field), SortKey(field, True)):
                times.append(self._sort((key,), top=0)[0])
                self._unsort()
        return times

    def sorts_by_three(self) -> list[tuple[float, float]]:
        """Seconds from the third sort key to the rows in order, and from it over `G` to the last rows."""
        times = []
        for sort in _THREE:
            top = 0
            for length in (1, 2, 3):
                took, top = self._sort(sort[:length], top=top)
            last = self._sample.screenful(self._query, sort, None, top, self._height)
            self._live.press("G")
            times.append((took, took + self._sees(last, "the last rows")))
            self._unsort()
        return times

    def _sort(self, sort: Sort, *, top: int) -> tuple[float, int]:
        """Press the key that adds the last of these; the seconds, and the first row that is then visible."""
        expected = self._sample.screenful(self._query, sort, self._first, top, self._height)
        self._put_column(_COLUMNS[sort[-1].field])
        self._live.press(("[]" if len(sort) == 1 else "{}")[sort[-1].descending])
        arrows = "".join("↑↓"[key.descending] for key in sort)
        took = self._sees(expected, f"the order {', '.join(map(str, sort))}", arrows)
        self._live.rest()
        with self._sample.catalog.select(Query.parse(self._query), sort) as rows:
            at = rows.nearest(self._first)
        return took, at - expected.cursor

    def _unsort(self) -> None:
        self._live.press("=")
        self._live.wait(lambda live: "Date ↓ " in live.line(_HEAD), "the usual order")
        self._live.rest()  # newest first has the same title: the rows may not be there yet
        self._live.press("g")
        self._sees(self._top(()), "the first rows")
        self._live.rest()

    def _put_column(self, column: int) -> None:
        away = column - self._column
        self._live.press("l" * away if away > 0 else "h" * -away)
        self._column = column
        self._live.rest(0.2)

    # Searching.

    def types(self, query: str) -> list[float]:
        """Type a query key by key: the seconds of each key that changes how many rows are found.

        In the end the rows themselves are looked at.
        """
        self._search()
        times = []
        before = self._sample.size
        for length in range(1, len(query) + 1):
            typed = query[:length]
            found = self._sample.found(typed)
            self._live.press(typed[-1])
            if found != before:
                times.append(self._live.wait(self._found(found, typed), f"{found} rows of {typed!r}"))
            else:
                self._live.wait(lambda live, typed=typed: typed in live.line(0), repr(typed))  # type: ignore[misc]
            before = found
        self._query = str(Query.parse(query))
        self._live.press(_ENTER)
        self._live.wait(lambda live: not live.shows("-exclude"), "the end of the search")
        if before:
            self._live.press("g")
            self._sees(self._top(()), f"the rows of {query!r}")
        return times

    def adds(self, query: str) -> float:
        """Paste a query: the seconds until its totals and the counts of regions are there."""
        self._search()
        expected = answered(self._sample, query)
        self._live.press(_PASTE.format(query))
        took = self._live.wait(lambda live: query in live.line(0) and expected(live), f"the totals of {query!r}")
        self._live.press(_ENTER)
        self._live.wait(lambda live: not live.shows("-exclude"), "the end of the search")
        return took

    def _search(self) -> None:
        """Open an empty search line over all rows."""
        self._live.rest()
        self._live.press("/")
        self._live.wait_for("-exclude")
        self._live.rest()
        self._live.press(_CLEAR)
        self._live.wait(self._found(self._sample.size, ""), "all rows")
        self._live.rest()

    def _found(self, number: int, typed: str) -> Condition:
        """Whether so many rows are found; suggestions may hide the number over the table, once there are any."""
        line, text = (0, f" {number:,} signing") if typed else (1, f" {number:,} of {self._sample.size:,} ")
        return lambda live: text in live.line(line) and typed in live.line(0)


def _cursor_on(index: int) -> Condition:
    return lambda live: "│▌" in live.line(_FIRST + index)


def _shows(live: Live, rows: Screenful) -> bool:
    lines = (live.line(_FIRST + at) for at in range(len(rows.labels)))
    return _cursor_on(rows.cursor)(live) and all(label in line for label, line in zip(rows.labels, lines, strict=True))


def _marked(live: Live, arrows: str) -> bool:
    """Whether the columns' titles have as many arrows as the order has keys, up and down."""
    head = live.line(_HEAD).partition("│")[2]
    return not arrows or all(head.count(arrow) == arrows.count(arrow) for arrow in "↑↓")


def texts(lines: Iterable[str]) -> Sequence[str]:
    """The queries of a list: one a line, without those that begin with `#`."""
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
