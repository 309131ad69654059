"""The table: columns by width, marks of the order, rows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import render_samples as samples
from hostile import NAME, TEXTS, has_controls
from support import replace
from tuiapp.catalog.records import ShownFinding
from tuiapp.catalog.view import SortKey
from tuiapp.render.cells import Line, line_width, plain
from tuiapp.render.columns import WITH_SECTOR, by_id
from tuiapp.render.hits import highlight
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.render.table import column_at, flag, flag_or_gap, header, layout, pinned, region_text, row, total_width

ROWS = samples.table_rows()
MAIN = next(each for each in ROWS if each.id == "forum/main")
PART = next(each for each in ROWS if each.id == "forum/energy")


def styles(line: Line, text: str) -> set[str]:
    """The roles in which a text occurs."""
    return {span.style for span in line if text in span.text}


@pytest.mark.parametrize(
    ("cells", "ids"),
    [
        (60, "date signing projects investment added checks"),
        (80, "date signing projects investment added stage checks"),
        (88, "date region signing projects investment added stage checks"),
        (115, "date region event signing projects investment added stage checks"),
        (135, "date region event signing projects investment added stage sector checks"),
    ],
)
def test_columns_go_as_room_ends(cells: int, ids: str) -> None:
    assert " ".join(column.id for column in layout(cells)) == ids


def test_the_usual_places() -> None:
    wide = {column.id: (column.x, column.width) for column in layout(115)}
    assert wide == {
        "date": (3, 10), "region": (15, 10), "event": (27, 21), "signing": (50, 30), "projects": (81, 7),
        "investment": (90, 11), "added": (102, 1), "stage": (104, 9), "checks": (113, 1),
    }  # fmt: skip
    small = {column.id: column.x for column in layout(60)}
    assert small == {"date": 2, "signing": 12, "projects": 36, "investment": 44, "added": 56, "checks": 58}


def test_on_a_wide_screen_names_are_whole() -> None:
    widths = {column.id: column.width for column in layout(275)}
    assert {name: widths[name] for name in ("region", "event", "signing", "sector")} == {
        "region": 19, "event": 74, "signing": 90, "sector": 35,
    }  # fmt: skip


@settings(deadline=None)
@given(st.integers(WITH_SECTOR, 299))
def test_no_column_gets_narrower_where_there_is_more_room(cells: int) -> None:
    narrow, wide = ({column.id: column.width for column in layout(each)} for each in (cells, cells + 1))
    # The label has what the others leave, and three of these may grow by a cell at once.
    assert all(wide[name] >= narrow[name] - 2 * (name == "signing") for name in narrow)


@settings(deadline=None)
@given(st.integers(40, 300))
def test_the_usual_columns_fill_the_width(cells: int) -> None:
    columns = layout(cells)
    assert total_width(columns) == cells
    assert all(left.end <= right.x for left, right in pairwise(columns))
    assert min(column.width for column in columns) >= 1


def test_wanted_columns_keep_their_order_and_have_the_one_under_the_total() -> None:
    columns = layout(115, ("date", "label", "investment", "publisher", "nonsense", "date"))
    assert [column.id for column in columns] == ["date", "signing", "investment", "added", "publisher"]
    assert total_width(columns) == 115


def test_more_columns_than_fit_lie_beyond_the_edge() -> None:
    names = ("date", "region", "event", "signing", "projects", "investment", "stage", "sector", "publisher", "unit")
    assert total_width(layout(80, names)) > 80


def test_a_wider_column_takes_from_the_label() -> None:
    usual, wider = layout(115), layout(115, extra={"region": 4})
    assert by_id(wider, "region").width == 14  # type: ignore[union-attr]
    assert by_id(wider, "signing").width == by_id(usual, "signing").width - 4  # type: ignore[union-attr]
    assert by_id(usual, "nothing") is None


def test_columns_at_cells() -> None:
    columns = layout(115)
    assert column_at(columns, 0) is None
    assert columns[column_at(columns, 14) or 0].id == "date"
    assert columns[column_at(columns, 15) or 0].id == "region"
    assert pinned(columns) == 15
    assert pinned(()) == 0


def test_the_head_marks_the_order() -> None:
    columns = layout(115)
    assert "Date ↓" in plain(header(columns, (), None))
    one = header(columns, (SortKey("investment", descending=True),), None)
    assert "bn CNY ↓ " in plain(one)
    assert "Date  " in plain(one)
    several = header(columns, (SortKey("investment", descending=True), SortKey("date")), "projects")
    assert "bn CNY ↓1" in plain(several)
    assert "Date ↑2" in plain(several)
    assert styles(several, "Projects") == {"accent+"}
    assert styles(header(columns, (), "checks"), "!") == {"accent+"}
    assert plain(header(columns, (), None, ASCII)).isascii()


def test_numbers_are_bright_only_in_a_total() -> None:
    columns = layout(115)
    assert styles(row(columns, MAIN, None, added=True), "55") == {"text"}
    assert styles(row(columns, MAIN, None, added=False), "55") == {"dim"}
    assert styles(row(columns, MAIN, None, added=None), "55") == {"text"}
    assert styles(row(columns, MAIN, None, added=True, cursor=True), "55") == {"strong"}
    assert "+ agreed" in plain(row(columns, MAIN, None, added=True))
    assert "+ agreed" not in plain(row(columns, MAIN, None, added=False))


def test_what_repeats_is_blank_in_the_default_order_only() -> None:
    columns = layout(115)
    assert plain(row(columns, PART, MAIN))[:50].strip() == ""
    assert "Changzhou" in plain(row(columns, PART, None))
    assert "Changzhou" in plain(row(columns, PART, MAIN, indented=False))
    assert "Changzhou" in plain(row(columns, replace(PART, when="2023"), MAIN))


def test_the_cursor_row_has_a_sign_and_no_dim_text() -> None:
    line = row(layout(115), PART, None, added=False, cursor=True)
    assert plain(line).startswith("▌")
    assert "dim" not in {span.style for span in line}
    unfocused = row(layout(115), MAIN, None, added=True, cursor=True, focused=False)
    assert plain(unfocused).startswith("▌")
    assert "strong" not in {span.style for span in unfocused}


def test_marks() -> None:
    assert plain(row(layout(115), MAIN, None, marked=True)).startswith(" • 2023")
    assert plain(row(layout(80), MAIN, None, marked=True)).startswith("• 2023")
    assert plain(row(layout(80), MAIN, None, marked=True, cursor=True)).startswith("▌•2023")


def test_parts_are_marked_and_deeper_ones_indented() -> None:
    columns = layout(115)
    deep = replace(PART, depth=3)
    assert "    └ New energy" in plain(row(columns, deep, None))
    assert " └ New energy" in plain(row(columns, deep, None, indented=False))
    assert "    └" not in plain(row(columns, deep, None, indented=False))[48:]


def test_a_label_makes_way_for_the_qualifier() -> None:
    started = next(each for each in ROWS if each.id == "forum/started")
    assert "ini… >   200" in plain(row(layout(60), replace(started, label="New energy projects initiated"), None)) or (
        "in… >   200" in plain(row(layout(60), started, None))
    )


def test_words_searched_for_are_bold() -> None:
    line = row(layout(115), PART, None, hits=("ENERGY",))
    assert styles(line, "energy") == {"strong"}
    assert styles(line, "New ") == {"text"}


@pytest.mark.parametrize(
    ("text", "hits", "bold"),
    [
        ("New energy", ("en",), ["en"]),
        ("Xiamen", ("en",), []),
        ("Zürich", ("zur",), ["Zür"]),
        ("新能源项目", ("能源",), ["能源"]),
        ("a b a", ("a", "b"), ["a", "b", "a"]),
        ("energy", ("ener", "energy"), ["energy"]),
        ("anything", ("", " "), []),
    ],
)
def test_highlighting(text: str, hits: tuple[str, ...], bold: list[str]) -> None:
    pieces = highlight(4, text, "text", hits)
    assert [piece[1] for piece in pieces if piece[2] == "strong"] == bold
    assert "".join(piece[1] for piece in pieces) == text
    assert pieces[0][0] == 4


def test_flags() -> None:
    warning = ShownFinding("share", "warning", "a/b", "", acknowledged=False)
    error = replace(warning, severity="error")
    known = replace(error, acknowledged=True)
    assert flag((), UNICODE) == ("", "text")
    assert flag((known,), UNICODE) == ("✓", "dim")
    assert flag((known, warning), UNICODE) == ("!", "warning")
    assert flag((warning, error), UNICODE) == ("×", "error")


def test_a_source_without_a_link_or_a_date_has_a_quiet_sign_where_nothing_was_found() -> None:
    finding = ShownFinding("share", "warning", "a/b", "", acknowledged=False)
    assert flag_or_gap(replace(MAIN, gaps=("no-amount", "no-link")), UNICODE) == ("·", "dim")
    assert flag_or_gap(replace(MAIN, gaps=("undated-report",)), ASCII) == (".", "dim")
    assert flag_or_gap(replace(MAIN, gaps=("no-amount", "no-count", "no-day", "no-sector")), UNICODE) == ("", "text")
    assert flag_or_gap(replace(MAIN, gaps=("no-link",), findings=(finding,)), UNICODE) == ("!", "warning")
    columns = layout(115)
    assert plain(row(columns, replace(MAIN, gaps=("no-link",)), None)).rstrip().endswith("·")


def test_several_regions() -> None:
    assert region_text((samples.CHANGZHOU, samples.WUJIN, samples.JINTAN), UNICODE) == "Changzhou +2"
    assert region_text((), UNICODE) == ""


def test_every_column_has_words() -> None:
    full = replace(
        MAIN, sectors=(samples.SECTOR,), counterparts=(samples.GERMANY,), threshold="over 1 bn", status="contracted"
    )
    names = (
        "signing",
        "status",
        "measure",
        "unit",
        "basis",
        "threshold",
        "counterpart",
        "publisher",
        "sector",
        "stage",
    )
    text = plain(row(layout(300, names), full, None))
    for word in ("contracted", "investment", "projects", "event", "over 1 bn", "Germany", "AsiaNet", "New energy"):
        assert word in text


@settings(deadline=None)
@given(st.sampled_from((*TEXTS, NAME)), st.integers(40, 200), st.booleans(), st.booleans())
def test_hostile_rows_keep_the_width_and_are_safe(text: str, cells: int, cursor: bool, use_ascii: bool) -> None:
    region = replace(samples.CHANGZHOU, name=text)
    hostile = replace(MAIN, label=text, regions=(region,), event=replace(MAIN.event, name=text), depth=2)
    line = row(layout(cells), hostile, None, cursor=cursor, hits=(text,), signs=ASCII if use_ascii else UNICODE)
    assert line_width(line) == cells
    assert not has_controls(plain(line))


@pytest.mark.parametrize(
    ("label", "room", "shown"),
    [
        ("Deals", 30, "Deals · trade"),
        ("Intended transactions since the first expo", 30, "Intended transactions… · trade"),
        ("Trade deals", 30, "Trade deals"),  # said already
        ("Deals at the fair", 14, "Deals at the…"),  # no room for both
    ],
)
def test_what_an_amount_measures_stands_behind_a_label_that_is_cut_for_it(label: str, room: int, shown: str) -> None:
    columns = tuple(c._replace(width=room) if c.id == "signing" else c for c in layout(115))
    signing = replace(MAIN, label=label, lane=MAIN.lane._replace(measure="trade"))
    column = by_id(columns, "signing")
    assert column is not None
    text = plain(row(columns, signing, None))
    assert text[column.x : column.x + room].rstrip() == shown
