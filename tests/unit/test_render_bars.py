"""Bars and slopes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuiapp.render.bars import axis, bar
from tuiapp.render.cells import line_width, plain
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.render.slopes import raster, slope
from tuiapp.values.qualifier import Qualifier


@pytest.mark.parametrize(
    ("value", "qualifier", "drawn", "in_ascii"),
    [
        (90, Qualifier.OVER, "━━━━━━━━━━━━━━━━▸", "================>"),
        (55, Qualifier.NEARLY, "━━━━━━━━━━◂", "==========<"),
        (31, Qualifier.EXACT, "━━━━━╸", "====="),
        (1, Qualifier.ABOUT, "╸≈", "=~"),
        (0, Qualifier.EXACT, "", ""),
    ],
)
def test_bars(value: int, qualifier: Qualifier, drawn: str, in_ascii: str) -> None:
    assert plain(bar(value, 90, 16, qualifier, UNICODE)).rstrip() == drawn
    assert plain(bar(value, 90, 16, qualifier, ASCII)).rstrip() == in_ascii


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(0, 100), st.integers(1, 40), st.sampled_from(list(Qualifier)))
def test_a_bar_keeps_its_width(value: int, maximum: int, cells: int, qualifier: Qualifier) -> None:
    for signs in (UNICODE, ASCII):
        assert line_width(bar(value, maximum, cells, qualifier, signs)) == cells + 1


def test_another_lane_has_another_role() -> None:
    assert bar(1, 1, 3, Qualifier.EXACT, UNICODE, "bar2")[0].style == "bar2"


def test_the_axis_prints_its_ends() -> None:
    assert axis("290.7", 22) == "0                290.7 "


def test_slopes() -> None:
    up = plain(slope(Decimal(1), Decimal(2), 8, UNICODE))
    assert len(up) == 8
    assert up.endswith("●")
    assert plain(slope(Decimal(1), Decimal(2), 8, ASCII)) == "o//////o"
    assert plain(slope(Decimal(2), Decimal(1), 4, ASCII)) == "o\\\\o"
    assert plain(slope(Decimal(2), Decimal(2), 4, ASCII)) == "o--o"


def test_a_raster_begins_low_and_ends_high() -> None:
    rows = raster([(Decimal(0), Decimal(10))], 4, 2, Decimal(0), Decimal(10))
    assert [len(row) for row in rows] == [4, 4]
    assert rows[1][0] != "\u2800"
    assert rows[0][-1] != "\u2800"
    assert rows[0][0] == rows[1][-1] == "\u2800"
