"""What the screens show, cell by cell; `UPDATE_GOLDEN=1 pytest tests/golden/test_render.py` writes the files anew."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

import render_samples as samples
from tuiapp.analysis.leftout import explain, left_out_rows
from tuiapp.render import table, totals
from tuiapp.render.cells import Line, line_width, plain
from tuiapp.render.event import event_full, event_pane, event_subtitle
from tuiapp.render.leftout import left_out_lines, sentence
from tuiapp.render.lines import DetailLine
from tuiapp.render.signs import ASCII, UNICODE, Signs

_FOLDER = Path(__file__).parent / "render"
_UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"

TERMINAL_140 = 115
"""A terminal of 140 cells less the tree and the divider."""


def _check(name: str, lines: Iterable[Line]) -> None:
    text = "".join(f"{plain(line).rstrip()}\n" for line in lines)
    path = _FOLDER / f"{name}.txt"
    if _UPDATE:
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_text(encoding="utf-8")


def _lines(detail: Iterable[DetailLine]) -> list[Line]:
    return [line.line for line in detail]


def _table(cells: int, signs: Signs) -> list[Line]:
    """The table with the cursor on its fifth row, and both forms of its totals."""
    chosen = samples.table_totals()
    added = {signing for lane in chosen for signing in lane.added}
    lanes = [lane.summary() for lane in chosen]
    columns = table.layout(cells)
    out = [table.header(columns, (), None, signs)]
    previous = None
    for row in samples.table_rows():
        cursor = row.id == "forum/main"
        marked = row.id == "capital/major"
        above = None if cursor else previous
        out.append(table.row(columns, row, above, added=row.id in added, marked=marked, cursor=cursor, signs=signs))
        previous = row
    out += totals.total_lines(lanes, columns, cells, lines=3, signs=signs)
    out += totals.total_lines(lanes, columns, cells, lines=2, signs=signs)
    return [*out, totals.adding_line(36, signs)]


@pytest.mark.parametrize(
    ("name", "cells", "signs"),
    [
        ("table-115", TERMINAL_140, UNICODE),
        ("table-80", 80, UNICODE),
        ("table-60", 60, UNICODE),
        ("table-115-ascii", TERMINAL_140, ASCII),
    ],
)
def test_the_table_and_its_totals(name: str, cells: int, signs: Signs) -> None:
    lines = _table(cells, signs)
    assert all(line_width(line) <= cells for line in lines)
    _check(name, lines)


@pytest.mark.parametrize(
    ("name", "cells", "signs"),
    [
        ("event-pane-115", TERMINAL_140, UNICODE),
        ("event-pane-85", 85, UNICODE),
        ("event-pane-60", 60, UNICODE),
        ("event-pane-115-ascii", TERMINAL_140, ASCII),
    ],
)
def test_the_event_pane(name: str, cells: int, signs: Signs) -> None:
    chosen = {signing for lane in samples.table_totals() for signing in lane.added}
    event = samples.forum_event()
    added = {each.n for each in event.signings if each.id in chosen}
    lines = _lines(event_pane(event, cells, cursor="forum/main", added=added, signs=signs))
    assert all(line_width(line) == cells for line in lines)
    _check(name, lines)


@pytest.mark.parametrize(
    ("name", "cells", "signs"),
    [
        ("event-140", 140, UNICODE),
        ("event-80", 80, UNICODE),
        ("event-60", 60, UNICODE),
        ("event-140-ascii", 140, ASCII),
    ],
)
def test_the_full_event(name: str, cells: int, signs: Signs) -> None:
    event = samples.fair_event()
    lines = _lines(event_full(event, cells, added={event.signings[0].n}, signs=signs))
    assert all(line_width(line) == cells for line in lines)
    _check(name, lines)


def test_the_full_event_with_figures() -> None:
    chosen = {signing for lane in samples.table_totals() for signing in lane.added}
    event = samples.forum_event()
    added = {each.n for each in event.signings if each.id in chosen}
    _check("event-figures-140", _lines(event_full(samples.forum_event(), 140, added=added)))


def test_the_title_of_an_event() -> None:
    assert event_subtitle(samples.fair_event()) == "fair · Chongqing · 18–21 May 2023"
    assert event_subtitle(samples.fair_event(), ASCII) == "fair - Chongqing - 18-21 May 2023"


@pytest.mark.parametrize(
    ("name", "cells", "signs"),
    [
        ("left-out-140", 140, UNICODE),
        ("left-out-80", 80, UNICODE),
        ("left-out-60", 60, UNICODE),
        ("left-out-140-ascii", 140, ASCII),
    ],
)
def test_what_the_total_leaves_out(name: str, cells: int, signs: Signs) -> None:
    lanes = explain(samples.catalog(), "city:changzhou year:2023", samples.table_totals())
    detail = left_out_lines(lanes, cells, signs=signs)
    lines = _lines(detail)
    assert all(line_width(line) == cells for line in lines)
    rows = {f"signing:{row.id}": row for row in left_out_rows(lanes)}
    sentences = [line for one in detail if one.target for line in sentence(rows[one.target], cells, signs)]
    _check(name, [*lines, *sentences])
