"""Every chart, cell by cell; `UPDATE_GOLDEN=1 pytest tests/golden/test_charts.py` writes the files anew."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import support
from chart_samples import EVENTS
from tuiapp.analysis.chart_list import CHARTS, make
from tuiapp.analysis.charts import Scope
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.render.cells import Line, line_width, plain
from tuiapp.render.chart_pane import draw
from tuiapp.render.signs import ASCII, UNICODE, Signs

_FOLDER = Path(__file__).parent / "render"


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with support.compiled(tmp_path_factory.mktemp("charts"), EVENTS) as opened:
        yield opened


def _check(name: str, lines: Iterable[str]) -> None:
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    path = _FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_text(encoding="utf-8")


def _charts(catalog: Catalog, query: str, cells: int, signs: Signs, room: int | None) -> Iterator[str]:
    scope = Scope(catalog, Query.parse(query))
    for name in CHARTS:
        drawing = draw(name, make(scope, name), scope.lane, "investment", cells, room=room, signs=signs)
        lines: list[Line] = [drawing.header, *(line.line for line in drawing.lines)]
        assert all(line_width(line) in (0, cells) for line in lines)
        yield f"== {drawing.title} == {drawing.right}"
        yield from map(plain, lines)
        yield ""


@pytest.mark.parametrize(
    ("name", "cells", "signs", "room"),
    [
        ("charts-140", 140, UNICODE, None),
        ("charts-80", 80, UNICODE, None),
        ("charts-60", 60, UNICODE, None),
        ("charts-80-ascii", 80, ASCII, None),
        ("charts-140-ascii", 140, ASCII, None),
        ("charts-pane-55", 55, UNICODE, 5),
    ],
)
def test_every_chart(sampled: Catalog, name: str, cells: int, signs: Signs, room: int | None) -> None:
    lines = list(_charts(sampled, "", cells, signs, room))
    if signs.ascii:
        assert all(line.isascii() for line in lines)
    _check(name, lines)


def test_every_chart_of_another_lane(sampled: Catalog) -> None:
    _check("charts-periods-80", _charts(sampled, "basis:period", 80, UNICODE, None))


def test_every_chart_of_real_data(fixed_catalog: Catalog) -> None:
    _check("charts-changzhou-80", _charts(fixed_catalog, "city:changzhou", 80, UNICODE, None))
