"""A comparison, cell by cell; `UPDATE_GOLDEN=1 pytest tests/golden/test_compare.py` writes the files anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import compare_samples as samples
from tuiapp.analysis.comparison import Comparison, compare, outline
from tuiapp.analysis.sides import read_columns
from tuiapp.catalog.catalog import Catalog
from tuiapp.render.cells import line_width, plain
from tuiapp.render.compare import compare_lines, heading
from tuiapp.render.signs import ASCII, UNICODE, Signs

FOLDER = Path(__file__).parent / "render"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The labelled places."""
    with samples.compiled(tmp_path_factory.mktemp("places")) as catalog:
        yield catalog


def drawn(comparison: Comparison, cells: int, signs: Signs) -> str:
    lines = [heading(comparison, cells, 0, signs, focused=True)]
    lines += [one.line for one in compare_lines(comparison, cells, signs=signs).lines]
    assert {line_width(line) for line in lines} == {cells}
    return "".join(f"{plain(line).rstrip()}\n" for line in lines)


def check(name: str, text: str) -> None:
    path = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "queries", "cells", "signs"),
    [
        ("compare-two-140", samples.TWO, 140, UNICODE),
        ("compare-two-120", samples.TWO, 120, UNICODE),
        ("compare-two-80", samples.TWO, 80, UNICODE),
        ("compare-two-60", samples.TWO, 60, UNICODE),
        ("compare-two-140-ascii", samples.TWO, 140, ASCII),
        ("compare-four-140", samples.FOUR, 140, UNICODE),
        ("compare-four-80", samples.FOUR, 80, UNICODE),
        ("compare-unlike-140", samples.UNLIKE, 140, UNICODE),
        ("compare-unlike-80", samples.UNLIKE, 80, UNICODE),
    ],
)
def test_a_comparison(places: Catalog, name: str, queries: tuple[str, ...], cells: int, signs: Signs) -> None:
    check(name, drawn(compare(places, read_columns(queries)), cells, signs))


@pytest.mark.parametrize("cells", range(40, 200, 7))
@pytest.mark.parametrize("queries", [samples.TWO, samples.FOUR[:3], samples.FOUR], ids=len)
def test_every_line_is_as_wide_as_the_screen(places: Catalog, queries: tuple[str, ...], cells: int) -> None:
    assert drawn(compare(places, read_columns(queries)), cells, UNICODE)


def test_ascii_is_ascii(places: Catalog) -> None:
    assert drawn(compare(places, read_columns(samples.TWO)), 140, ASCII).isascii()


def test_every_number_says_what_is_behind_it(places: Catalog) -> None:
    comparison = compare(places, read_columns(samples.TWO))
    rendered = compare_lines(comparison, 140)
    for line in rendered.lines:
        if line.target is not None:
            assert len(rendered.asks[line.target]) == 2
    asked = {query for asks in rendered.asks.values() for query in asks if query is not None}
    assert "city:changzhou year:2023..2025 stage:agreed measure:investment unit:projects basis:event" in asked
    for query in asked:
        assert places.count(read_columns([query, "year:1900"])[0]) > 0, query


def test_no_percentage_stands_between_what_is_not_alike(places: Catalog) -> None:
    text = drawn(compare(places, read_columns(samples.UNLIKE)), 140, UNICODE)
    before, _section, _after = text.partition("Growth")
    assert "thresholds" not in before
    assert "No two signings are of one kind, lane and length of time." in text
    assert " more" not in before
    assert " less" not in before


def test_details_are_shown_when_they_are_there(places: Catalog) -> None:
    first = outline(places, read_columns(samples.TWO))
    text = drawn(first, 140, UNICODE)
    assert "being added up" in text
    assert "By year" not in text
    assert "Not comparable" in text
