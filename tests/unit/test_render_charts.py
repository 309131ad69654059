"""Bars end as their bounds say, on one axis, at every width; what a ranking hides is a line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from render_samples import CHANGZHOU
from samples import FIGURE
from support import replace
from tuiapp.analysis.bounds import Bounded
from tuiapp.analysis.charts import Bar, Chart
from tuiapp.analysis.indicators import time_of
from tuiapp.analysis.points import Indicators, indicators
from tuiapp.catalog.divisions import GroupSum
from tuiapp.catalog.records import FigurePoint, FigureRow
from tuiapp.render.bars import bar
from tuiapp.render.cells import line_width, plain
from tuiapp.render.chart_labels import fitted
from tuiapp.render.chart_pane import draw as draw_pane
from tuiapp.render.chart_points import draw_points
from tuiapp.render.chart_words import TITLES, more_words
from tuiapp.render.charts import REST, blank_words, draw, plain_bar
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.rules.records import DEFAULT_LANE, Lane
from tuiapp.rules.results import LaneSum, MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

BN = 10**9
EXACT, OVER, NEARLY, ABOUT = Qualifier.EXACT, Qualifier.OVER, Qualifier.NEARLY, Qualifier.ABOUT


def total(bn: int | None, kind: Qualifier = EXACT, signings: int = 1, without: int = 0) -> GroupSum:
    money = MoneySum(None if bn is None else bn * BN, None if bn is None else kind, None, None, without, 0, None)
    return GroupSum(signings, signings + 2, SumOf(10, EXACT, None, None, 0), money)


def one(name: str, bn: int | None, kind: Qualifier = EXACT, lane: Lane = DEFAULT_LANE) -> Bar:
    return Bar(name, name.title(), f"region:{name}", lane, total(bn, kind))


BARS = (one("first", 63), one("second", 55, NEARLY), one("third", 47, OVER), one("fourth", 1, ABOUT), one("last", None))
RANKED = Chart("regions", "", DEFAULT_LANE, "investment", BARS)


def drawn(chart: Chart, cells: int = 80, most: int | None = None) -> list[str]:
    return [plain(line.line) for line in draw(chart, cells, most=most).lines]


def drawn_with_header(chart: Chart, cells: int) -> list[str]:
    return [plain(draw(chart, cells).header), *drawn(chart, cells)]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [(80, OVER, "████████▸"), (75, EXACT, "███████▌"), (1, ABOUT, "▏≈"), (40, NEARLY, "████◂"), (0, EXACT, "")],
)
def test_bars_of_eighths(value: int, kind: Qualifier, text: str) -> None:
    assert plain(bar(value, 80, 8, kind, UNICODE, fine=True)).rstrip() == text


@given(st.integers(0, 200), st.integers(0, 100), st.integers(1, 40), st.sampled_from(list(Qualifier)))
def test_a_fine_bar_keeps_its_width(value: int, maximum: int, cells: int, kind: Qualifier) -> None:
    for signs in (UNICODE, ASCII):
        assert line_width(bar(value, maximum, cells, kind, signs, fine=True)) == cells + 1


def test_bounds_are_drawn_and_a_missing_amount_is_no_bar() -> None:
    first, second, third, fourth, last, *_notes = drawn(RANKED)
    assert "█▸" in third.replace("▏", "█").replace("▌", "█").replace("▋", "█") or "▸" in third
    assert "◂" in second
    assert "≈" in fourth
    assert not any(sign in first for sign in "▸◂≈")
    assert "no amount" in last
    assert "█" not in last


def test_the_axis_ends_with_the_longest_bar_and_names_the_unit() -> None:
    header = plain(draw(RANKED, 80).header)
    assert "bn CNY" in header
    assert header.index(" 0 ") < header.index(" 63 ")


def test_what_a_ranking_hides_is_a_line_that_leads_on() -> None:
    lines = draw(RANKED._replace(more=4, next_bar=one("next", 1)), 80, most=2).lines
    [rest] = [line for line in lines if line.target == REST]
    assert plain(rest.line).strip() == "7 more, the largest over 47 bn CNY"
    assert [line.target for line in lines][:3] == ["bar:first", "bar:second", REST]
    everything = draw(RANKED._replace(more=4, next_bar=one("next", 1)), 80).lines
    assert any("4 more, the largest 1 bn CNY" in plain(line.line) for line in everything)


def test_open_ends_that_may_change_the_order_are_said() -> None:
    assert any("“over 47 bn CNY” has no upper bound." in line for line in drawn(RANKED, 140))
    certain = RANKED._replace(bars=(one("first", 63), one("second", 55)))
    assert not any("change the order" in line for line in drawn(certain, 140))


def test_another_lane_is_grey() -> None:
    started = Lane(stage="started")
    for lane, style in ((DEFAULT_LANE, "bar"), (started, "bar2")):
        line = draw(RANKED._replace(lane=lane, bars=(one("first", 63, lane=lane),)), 80).lines[0].line
        assert [span.style for span in line if "█" in span.text] == [style]


def test_the_other_number_gives_way_to_names_and_comes_back_where_bars_are_drawn_by_it() -> None:
    sectors = Chart("sectors", "", DEFAULT_LANE, "investment", (one("Advanced manufacturing", 6300), one("energy", 4)))
    header, *lines = drawn_with_header(sectors, 56)
    assert "Advanced Manufacturing" in lines[0]
    assert "bn CNY" in header
    assert "Proj." not in header
    header, *lines = drawn_with_header(sectors._replace(by="projects"), 56)
    assert "Advanced Manufacturing" in lines[0]
    assert "Proj." in header
    assert "bn CNY" not in header
    header, *_lines = drawn_with_header(sectors, 80)
    assert "Proj." in header
    assert "bn CNY" in header


def test_another_lane_is_said_with_its_bound_where_a_number_would_stand() -> None:
    more = LaneSum(
        Lane(stage="mixed", basis="period"),
        1,
        SumOf(1500, Qualifier.OVER, None, None, 0),
        MoneySum(None, None, None, None, 1, 0, None),
        (),
    )
    blank = replace(one("mixed", 1), total=None, elsewhere=more)
    chart = Chart("years", "", DEFAULT_LANE, "investment", (blank, one("2021", 5)))
    assert "> 1,500 projects" in drawn(chart, 56)[0]
    assert "> 1,500 projects" in blank_words(blank)
    assert "1,500" not in drawn(chart, 44)[0]  # half a number is none
    assert "other lane: mixed" in drawn(chart, 44)[0]


def test_names_that_begin_alike_keep_their_ends() -> None:
    years = [f"Jiangxi's book of key projects for investors, {year}" for year in (2023, 2024)]
    texts = fitted([*years, "Hubei's book of key projects for investors", "Signed", "Signed"], 24, UNICODE)
    assert texts == [
        "Jiangxi's book o…s, 2023", "Jiangxi's book o…s, 2024", "Hubei's book of key pro…", *["Signed".ljust(24)] * 2,
    ]  # fmt: skip
    chinese = fitted(["江西省重点招商项目2023年", "江西省重点招商项目2024年"], 12, UNICODE)
    assert [text.strip() for text in chinese] == ["江西省重…3年", "江西省重…4年"]


def test_a_signing_says_when_and_where_it_is_whatever_the_width() -> None:
    bars = (one("a", 63)._replace(label="Investment projects", signing=samples.SIGNING),)
    chart = Chart("signings", "", DEFAULT_LANE, "investment", bars)
    assert "Changzhou 2023: Inv" in drawn(chart, 60)[0]
    assert drawn(chart, 100)[0].split()[:3] == ["2023-10-08", "Changzhou", "Investment"]


@pytest.mark.parametrize("cells", range(40, 120))
def test_whatever_the_width_a_pane_says_of_which_stage_and_basis_it_is(cells: int) -> None:
    lane = Lane(stage="planned", measure="fund size", basis="period")
    said = draw_pane("signings", RANKED._replace(id="signings", lane=lane), lane, "investment", cells).right
    assert said.startswith("planned")
    assert "fund size" in said
    assert said.endswith("periods")
    usual = draw_pane("regions", RANKED, DEFAULT_LANE, "investment", cells).right
    assert usual in ("agreed · events", "agreed · investment · projects · events")
    assert len(TITLES["regions"]) + len(usual) + 6 <= cells


def test_what_is_hidden_and_has_no_amount_says_so() -> None:
    hidden = (one("a", None), one("b", None))
    chart = Chart("signings", "", DEFAULT_LANE, "investment", (one("first", 3), *hidden))
    assert more_words(chart, 1) == "2 more, no amount in CNY"


def test_a_blank_year_is_not_zero() -> None:
    years = Chart("years", "", DEFAULT_LANE, "investment", (replace(one("2020", 1), total=None), one("2021", 5)))
    blank, told = drawn(years)
    assert "nothing is told" in blank
    assert "0" not in blank.replace("2020", "")
    assert "5" in told


def test_no_sector_has_its_number_and_no_bar() -> None:
    bars = (one("energy", 10), one("several", 20), one("none", 500))
    lines = drawn(Chart("sectors", "", DEFAULT_LANE, "investment", bars), 100)
    assert "500" in lines[2]
    assert "█" not in lines[2]
    assert lines[1].count("█") > lines[0].count("█") > 0
    assert plain_bar(bars[2], Chart("sectors", "", DEFAULT_LANE, "investment", bars), 20) == ""


BAR = st.builds(
    one,
    st.text(min_size=1, max_size=30),
    st.none() | st.integers(0, 10**6),
    st.sampled_from([EXACT, OVER, NEARLY, ABOUT]),
)


@given(st.lists(BAR, max_size=6), st.integers(40, 160), st.sampled_from(["regions", "years", "sectors", "stages"]))
def test_every_line_is_as_wide_as_the_pane(bars: list[Bar], cells: int, name: str) -> None:
    chart = Chart(name, "", DEFAULT_LANE, "investment", tuple(bars), homeless=3, nothing=("One", "Two"))
    for signs in (UNICODE, ASCII):
        drawing = draw(chart, cells, most=3, signs=signs)
        assert all(line_width(line) in (0, cells) for line in (drawing.header, *(one.line for one in drawing.lines)))


def test_a_pane_shows_as_many_bars_as_fit_and_then_what_is_said() -> None:
    many = RANKED._replace(bars=tuple(one(f"r{n:02}", 100 - n) for n in range(20)))
    shown = draw_pane("regions", many, DEFAULT_LANE, "investment", 80, room=10)
    targets = [line.target for line in shown.lines]
    assert targets.index(REST) <= 9
    assert len([target for target in targets if (target or "").startswith("bar:")]) >= 6
    whole = draw_pane("regions", many, DEFAULT_LANE, "investment", 80)
    assert REST not in [line.target for line in whole.lines]


# Points in time.


def point(title: str, year: int, value: str, kind: Qualifier = EXACT, unit: str = "firms") -> FigureRow:
    return FIGURE._replace(
        id=f"forum/{title}-{year}",
        indicator=title,
        title=title,
        region=CHANGZHOU,
        value=Quantity(value, Decimal(value), kind, unit),
        period=str(year),
        as_of=None,
    )


def series(*rows: FigureRow) -> Indicators:
    def number(values: list[str], value: str) -> int:
        return sorted(set(values)).index(value) + 1

    kinds, times, values = (
        [text(row) for row in rows]
        for text in (
            lambda row: f"{row.title} {row.value.unit} {len(time_of(row))}",
            time_of,
            lambda row: str(row.value.value),
        )
    )
    points = [
        FigurePoint(at, number(kinds, kinds[at]), number(times, times[at]), number(values, values[at]))
        for at in range(len(rows))
    ]
    return indicators(points, lambda numbers: {at: rows[at] for at in numbers})


PAIRS = series(
    point("patents", 2017, "28.6"),
    point("patents", 2022, "44.8"),
    point("share", 2017, "2.77", unit="percent"),
    point("share", 2022, "3.33", OVER, unit="percent"),
    point("alone", 2022, "7"),
)


def test_slopes_share_an_axis_that_begins_at_100() -> None:
    lines = [plain(line.line) for line in draw_points(PAIRS, 120)]
    assert any(line.lstrip().startswith("100") for line in lines)
    assert any("● 157" in line and "patents" in line and "+56.6 %" in line for line in lines)
    assert any("● 120" in line and "> +20.2 %" in line for line in lines)
    assert any("1 figure is of one point in time" in line for line in lines)


@pytest.mark.parametrize("cells", [40, 55, 80, 99, 100, 140])
def test_points_are_as_wide_as_the_pane(cells: int) -> None:
    told = series(
        *(point("output", year, str(year)) for year in (2019, 2020, 2021)), *(point("a", y, "5") for y in (2001, 2002))
    )
    for signs in (UNICODE, ASCII):
        for found in (PAIRS, told):
            assert all(line_width(line.line) in (0, cells) for line in draw_points(found, cells, signs=signs))


def test_three_points_are_bars_from_zero() -> None:
    found = series(*(point("output", year, str(value)) for year, value in ((2019, 10), (2020, 20), (2021, 40))))
    lines = [plain(line.line) for line in draw_points(found, 80)]
    lengths = [line.count("█") for line in lines[1:4]]
    assert lengths[2] == 2 * lengths[1] == 4 * lengths[0]


def test_what_is_told_in_two_ways_or_of_unlike_periods_is_not_drawn() -> None:
    assert series(point("a", 2020, "1"), point("a", 2020, "2"), point("a", 2021, "3")).series == ()
    half = point("a", 2021, "3")._replace(period="2021-01/2021-06")
    assert series(point("a", 2020, "1"), half).series == ()
    [fallen] = series(point("a", 2020, "-1"), point("a", 2021, "3")).series
    assert fallen.change is None
    [risen] = series(point("a", 2020, "10", OVER), point("a", 2021, "12")).series
    assert risen.change == Bounded(Decimal("20.0"), Qualifier.BELOW)
