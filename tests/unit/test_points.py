"""Figures as points of series: what is of one series, of one time, and of one value however it is printed."""

from __future__ import annotations

from pathlib import Path

import support
from tuiapp.catalog.query import Query
from tuiapp.catalog.records import FigurePoint

_EVENT = """
[[event]]
id = "{id}"
name = "{id}"
kind = "conference"
dates = 2023-05-05
region = "Changzhou"
  [[event.report]]
  id = "r1"
  publisher = "Daily"
  publisher_kind = "media"
  url = "https://example.org"
  published = 2024-12-01
"""


def figure(id: str, value: str, rest: str) -> str:
    return f'  [[event.figure]]\n  id = "{id}"\n  indicator = "output"\n  value = "{value}"\n  {rest}\n'


def points(tmp_path: Path, query: str = "", **figures: tuple[str, str]) -> dict[str, FigurePoint]:
    """The points of figures with these ids, each its value and another line; each in an event of its own."""
    texts = {name: _EVENT.format(id=name) + figure(name, *about) for name, about in figures.items()}
    with support.compiled(tmp_path, texts) as catalog:
        found = catalog.excerpts.figure_points(Query.parse(query))
        rows = catalog.excerpts.figures_at([point.n for point in found])
    return {rows[point.n].id.partition("/")[2]: point for point in found}


def test_like_periods_are_one_series_and_half_a_year_is_another(tmp_path: Path) -> None:
    found = points(
        tmp_path,
        y2021=("5 billion yuan", 'period = "2021"'),
        y2022=("6 billion yuan", 'period = "2022"'),
        first=("3 billion yuan", 'period = "2022-01/2022-06"'),
        second=("3 billion yuan", 'period = "2022-07/2022-12"'),
        dollars=("6 billion dollars", 'period = "2022"'),
        named=("6 billion yuan", 'period = "2022"\n  label = "Output of the zone"'),
    )
    series = {name: point.series for name, point in found.items()}
    assert series["y2021"] == series["y2022"] > 0
    assert len({series[name] for name in ("y2022", "first", "second", "dollars", "named")}) == 5


def test_a_time_and_a_value_are_equal_however_they_are_printed(tmp_path: Path) -> None:
    found = points(
        tmp_path,
        one=("6 billion yuan", 'period = "2022"'),
        same=("6,000 million yuan", 'period = "2022"'),
        over=("over 6 billion yuan", 'period = "2022"'),
        later=("6 billion yuan", 'period = "2023"'),
    )
    assert found["one"][1:] == found["same"][1:]
    assert found["one"].meaning != found["over"].meaning
    assert found["one"].time != found["later"].time
    assert found["one"].meaning == found["later"].meaning


def test_without_a_time_or_with_an_error_it_is_of_no_series(tmp_path: Path) -> None:
    found = points(tmp_path, dated=("6 billion yuan", 'period = "2022"'), undated=("6 billion yuan", ""))
    assert found["dated"].series > 0
    assert found["undated"].series == 0


def test_only_those_are_points_that_a_query_finds(tmp_path: Path) -> None:
    found = points(
        tmp_path, "year:2021", y2021=("5 billion yuan", 'period = "2021"'), y2022=("6 billion yuan", 'period = "2022"')
    )
    assert list(found) == ["y2021"]
