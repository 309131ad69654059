"""The totals under the table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import render_samples as samples
from support import replace
from tuiapp.render.cells import line_width, plain
from tuiapp.render.signs import ASCII
from tuiapp.render.table import layout, row
from tuiapp.render.totals import adding_line, amounts_note, lane_name, notes, total_lines
from tuiapp.rules.records import Lane

LANES = [lane.summary() for lane in samples.table_totals()]


def test_lanes_in_words() -> None:
    assert lane_name(Lane()) == "agreed · investment · events"
    assert lane_name(Lane(unit="agreements", basis="period")) == "agreed · investment · agreements · periods"


def test_numbers_stand_under_what_they_add() -> None:
    columns = layout(115)
    main = next(each for each in samples.table_rows() if each.id == "forum/main")
    above = plain(row(columns, main, None))
    below = plain(total_lines(LANES, columns, 115)[0])
    assert above.index("18  <") == below.index("44  ≈")
    assert above.index("   55 ") == below.index("  102 ")


def test_lines_are_as_many_as_asked() -> None:
    columns = layout(115)
    for count in (2, 3):
        assert len(total_lines(LANES, columns, 115, lines=count)) == count
        assert len(total_lines(LANES[:1], columns, 115, lines=count)) == count
        assert [plain(line).strip() for line in total_lines([], columns, 115, lines=count)] == [""] * count


def test_lanes_that_do_not_fit_are_counted() -> None:
    columns = layout(115)
    assert "4 more" in plain(total_lines(LANES, columns, 115)[2])
    assert "more" not in plain(total_lines(LANES[:3], columns, 115)[2])
    assert "6 more lanes" in plain(total_lines(LANES, columns, 115, lines=2)[1])


def test_the_key_is_shown_only_where_something_is_left_out() -> None:
    columns = layout(115)
    assert "t left out" in plain(total_lines(LANES, columns, 115)[0])
    whole = [replace(lane, not_added=()) for lane in LANES]
    assert "left out" not in "".join(plain(line) for line in total_lines(whole, columns, 115))


def test_notes() -> None:
    first = LANES[0]
    assert notes(first) == ["amounts: 2 of 3", "5 left out"]
    assert amounts_note(replace(first, signings=0)) == "nothing to add"
    none = replace(first, investment=replace(first.investment, signings_without=3))
    assert amounts_note(none) == "amounts: none"
    money = replace(first.investment, cny=200, converted_cny=50)
    assert "25 % converted" in notes(replace(first, investment=money))
    little = replace(first.investment, cny=2000, converted_cny=1)
    assert "under 1 % converted" in notes(replace(first, investment=little))
    euros = replace(money, converted_cny=200, original=("EUR", Decimal(1_500_000_000)))
    assert notes(replace(first, investment=euros))[2:] == ["1.5 bn EUR", "100 % converted"]
    assert all(note.isascii() for note in notes(first, ASCII))


def test_adding() -> None:
    assert plain(adding_line(36)) == " Σ adding 36 signings…"
    assert plain(adding_line(1, ASCII)) == " = adding 1 signing.."


@settings(deadline=None)
@given(st.integers(40, 200), st.sampled_from([2, 3]))
def test_lines_are_as_wide_as_asked(cells: int, lines: int) -> None:
    for line in total_lines(LANES, layout(cells), cells, lines=lines):
        assert line_width(line) == cells


@pytest.mark.parametrize("cells", range(40, 120, 3))
@pytest.mark.parametrize("lines", [2, 3])
def test_a_lane_never_runs_into_its_numbers_and_says_what_makes_it_another(cells: int, lines: int) -> None:
    lane = Lane("started", "completed investment", basis="period")
    columns = layout(cells)
    first = plain(total_lines([replace(LANES[0], lane=lane)], columns, cells, lines=lines)[0])
    count = min(column.x for column in columns if column.id in ("projects", "investment"))
    assert first[count - 1] in " …"
    name = first[3:count].rstrip()
    assert name.startswith("started · completed investment · periods") or name.endswith("…")
    usual = plain(total_lines([LANES[0]], columns, cells, lines=lines)[0])[3:count]
    assert usual.startswith(("agreed · investment · events", "agreed · events")) or cells < 50
