"""How long the explorer takes to open a view of what is found: charts, a comparison, what the totals leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from datasets import Sample
from live import Condition, Live
from tuiapp.analysis.chart_list import RANKED, Drawn, first_of, is_empty, make
from tuiapp.analysis.charts import Scope
from tuiapp.analysis.comparison import compare
from tuiapp.analysis.leftout import left_out
from tuiapp.catalog.query import Query
from tuiapp.render.chart_pane import draw
from tuiapp.render.compare import compare_lines
from tuiapp.render.leftout import left_out_lines
from tuiapp.render.lines import DetailLine
from tuiapp.tui.screens.figure_panes import PLACES

VIEWED = ("province:hubei year:2022", "city:suzhou", "year:2022", "year:2020..2021")
"""What is looked at, of all sizes: of a million signings 1,800, 15,000, 90,000 and 178,000."""
COMPARED = (("city:suzhou", "city:shenzhen"), ("year:2020", "year:2021"))
"""What is compared: of a million signings 30,000 and 178,000, both columns together."""
_COLUMNS, _LINES = 120, 40
"""The terminal."""
_BODY = range(2, _LINES - 5)
"""The lines between the headings of a view and what it says of the line under the cursor."""
_MOST_BARS = 30
"""Lines that a chart may have room for."""
_ENTER, _ESCAPE, _TAB = "\r", "\x1b", "\t"


class Charted(NamedTuple):
    """How long the charts of a query took."""

    first: float
    """Seconds until the one in focus was seen."""
    every: float
    """Seconds until all were."""
    next_ranking: float
    """Seconds from the key that divides the query in another way."""


class Compared(NamedTuple):
    """How long a comparison took."""

    totals: float
    """Seconds until the totals of all columns were seen."""
    every: float
    """Seconds until the whole screen was."""


@contextmanager
def _opened(sample: Sample, query: str) -> Iterator[Live]:
    """An explorer at rest on what a query finds, all of it added and counted."""
    with Live([*sample.command, "explore", query], env=sample.env, size=(_COLUMNS, _LINES)) as live:
        live.wait_for("? help", "├", "as printed")
        live.rest(1)
        yield live


def figures(sample: Sample, query: str, repeats: int) -> list[Charted]:
    """Open the charts of a query, and go on to the next ranking."""
    scope = Scope(sample.catalog, Query.parse(query))
    ranking, following = _rankings(scope)
    charts = {place: make(scope, place) for place in PLACES[1:]}
    seen = [_bars(scope, ranking, make(scope, ranking))]
    seen += [_bars(scope, place, drawn) for place, drawn in charts.items() if not is_empty(drawn)]
    divided = _bars(scope, following, make(scope, following))
    times = []
    with _opened(sample, query) as live:
        for _ in range(repeats):
            live.press("f")
            first = live.wait(seen[0], "the first chart")
            every = max(first, *(live.wait(condition, "all charts") for condition in seen))
            live.rest()
            live.press("n")
            times.append(Charted(first, every, live.wait(divided, following)))
            live.rest()
            live.press(_ESCAPE)
            live.wait(lambda live: "Figures" not in live.line(0), "the explorer")
            live.rest()
    return times


def _rankings(scope: Scope) -> tuple[str, str]:
    """The ranking that is shown first, and the one after it: those of nothing are passed over."""
    at = RANKED.index(first_of(scope))
    inhabited = [one for one in (*RANKED[at:], *RANKED[:at]) if not is_empty(make(scope, one))]
    return inhabited[0], inhabited[1]


def _bars(scope: Scope, chart: str, drawn: Drawn) -> Condition:
    """Whether the first bar of a chart is seen, drawn for the room there is."""

    @cache  # a drawing takes as long as many a screen, and would be made for each piece of one that arrives
    def heads(left: int) -> set[str]:
        widths = (left, _COLUMNS - left - 1, _COLUMNS)
        rooms = (None, *range(3, _MOST_BARS))
        drawings = (
            draw(chart, drawn, scope.lane, "investment", cells, room=room) for cells in widths for room in rooms
        )
        return {_text(drawing.lines[0])[1:].rstrip() for drawing in drawings if drawing.lines}

    def is_so(live: Live) -> bool:
        left = live.line(1).find("┬")
        if "Figures" not in live.line(0) or left < 0:
            return False
        lines = "\n".join(line[1:] for line in live.lines)
        return any(head in lines for head in heads(left))

    return is_so


def comparison(sample: Sample, queries: tuple[str, str], repeats: int) -> list[Compared]:
    """Compare two queries, the second of which is typed."""
    compared = compare(sample.catalog, tuple(map(Query.parse, queries)))
    lines = [*map(_text, compare_lines(compared, _COLUMNS).lines)]
    at = next(index for index, line in enumerate(lines) if "Size of a project" in line)
    first, all_ = _shows(lines[:at]), _shows(lines)
    times = []
    with _opened(sample, queries[0]) as live:
        for _ in range(repeats):
            live.press("c")
            live.wait_for("1 marked", "Years")
            live.rest()
            live.press(_TAB)
            live.rest()
            live.press(queries[1])
            live.wait_for(queries[1])
            live.rest()
            live.press(_ENTER)
            live.wait_for("2 marked")
            live.rest()
            live.press(_ENTER)
            totals = live.wait(first, "the totals of both columns")
            times.append(Compared(totals, max(totals, live.wait(all_, "the comparison"))))
            live.rest()
            live.press(_ESCAPE)
            live.wait(lambda live: "Compare" not in live.line(0), "the explorer")
            live.rest()
    return times


def explained(sample: Sample, query: str, repeats: int) -> list[float]:
    """Ask what the totals of a query leave out: the seconds until lanes, reasons and signings are seen."""
    lanes = left_out(sample.catalog, Query.parse(query))
    condition = _shows([*map(_text, left_out_lines(lanes, _COLUMNS))])
    times = []
    with _opened(sample, query) as live:
        for _ in range(repeats):
            live.press("t")
            times.append(live.wait(condition, "what is left out"))
            live.rest()
            live.press(_ESCAPE)
            live.wait(lambda live: "leaves out" not in live.line(0), "the explorer")
            live.rest()
    return times


def _shows(lines: Sequence[str]) -> Condition:
    """Whether these lines are seen, as many of them as there is room for; the cursor's sign may stand before them."""
    expected = [line[1:].rstrip() for line in lines[: len(_BODY)]]

    def is_so(live: Live) -> bool:
        seen = [live.line(y)[1:].rstrip() for y in _BODY[: len(expected)]]
        return seen == expected

    return is_so


def _text(line: DetailLine) -> str:
    return "".join(span.text for span in line.line)
