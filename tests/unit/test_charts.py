"""A bar's number is the total of the query behind it; what bars leave out is counted; blank is not zero."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

import support
from chart_samples import EVENTS
from tuiapp.analysis.alike import Measured
from tuiapp.analysis.bounds import Bounded
from tuiapp.analysis.chart_list import CHARTS, RANKED, first_of, is_empty, make
from tuiapp.analysis.charts import Bar, Chart, Scope, group_sum, in_doubt, in_lanes
from tuiapp.analysis.compositions import Composition, compositions, share_of
from tuiapp.analysis.lanes import read_lane
from tuiapp.analysis.points import Indicators
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.divisions import GroupSum
from tuiapp.catalog.query import Query
from tuiapp.export.views import CHARTS as EXPORTED
from tuiapp.render.chart_words import notes
from tuiapp.values.qualifier import Qualifier

BN = 10**9


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with support.compiled(tmp_path_factory.mktemp("charts"), EVENTS) as opened:
        yield opened


def chart(catalog: Catalog, name: str, query: str = "", lane: str = "", by: Measured = "investment") -> Chart:
    drawn = make(Scope(catalog, Query.parse(query), read_lane(lane) if lane else None, by), name)
    assert isinstance(drawn, Chart)
    return drawn


def numbers(drawn: Chart) -> dict[str, tuple[int, int | None, int | None] | None]:
    """By bar how many signings it adds, its projects and its billions."""
    return {
        bar.id: None
        if bar.total is None
        else (bar.total.signings, bar.total.projects.value, _bn(bar.total.investment.cny))
        for bar in drawn.bars
    }


def _bn(cny: int | None) -> int | None:
    return None if cny is None else cny // BN


def own(catalog: Catalog, bar: Bar) -> GroupSum | None:
    """What the query behind a bar comes to when it is asked by itself."""
    total = in_lanes(catalog.totals(Query.parse(bar.query)).lanes, bar.lane)
    return None if total is None else _plain(group_sum(total))


def _plain(total: GroupSum) -> GroupSum:
    return total._replace(investment=total.investment._replace(original=None))


BARS = [name for name in CHARTS if name not in ("splits", "indicators")]
QUERIES = (
    "", "province:jiangsu", "city:changzhou", "year:2022..2023", "sector:health", "stage:started", "basis:period",
    "counterpart:germany", "region:hunan,suzhou", "gala", "city:suzhou sector:biomedicine year:2023", "year:1999",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", BARS)
def test_a_bar_and_its_rows_agree(sampled: Catalog, name: str, query: str) -> None:
    for by in ("investment", "projects"):
        for bar in chart(sampled, name, query, by="investment" if by == "investment" else "projects").bars:
            assert (None if bar.total is None else _plain(bar.total)) == own(sampled, bar), bar.query


@pytest.mark.parametrize("name", BARS)
def test_a_bar_and_its_rows_agree_in_real_data(fixed_catalog: Catalog, name: str) -> None:
    for query in ("", "year:2023", "city:changzhou", "basis:period", "province:chongqing"):
        for bar in chart(fixed_catalog, name, query).bars:
            assert (None if bar.total is None else _plain(bar.total)) == own(fixed_catalog, bar), bar.query


def test_all_charts_have_a_name_in_the_export() -> None:
    assert EXPORTED == CHARTS
    assert set(RANKED) < set(CHARTS)


# Rankings.


def test_regions_are_ranked_each_by_its_own_total_and_the_national_total_is_in_none(sampled: Catalog) -> None:
    drawn = chart(sampled, "regions")
    assert numbers(drawn) == {
        "jiangsu": (5, 87, 128),  # its share of the fair is added where the country's total is not asked for
        "hunan": (1, 20, 40),
        "chongqing": (1, 7, 6),
    }
    assert drawn.homeless == 1
    assert (drawn.largest_cny, drawn.largest_qualifier) == (200 * BN, Qualifier.ABOUT)


def test_the_level_below_is_ranked(sampled: Catalog) -> None:
    drawn = chart(sampled, "regions", "province:jiangsu")
    assert drawn.about == "Jiangsu"
    assert [(bar.id, bar.query) for bar in drawn.bars] == [
        ("changzhou", "city:changzhou"),
        ("suzhou", "city:suzhou"),
    ]
    assert chart(sampled, "cities", "province:jiangsu").bars == ()
    assert [bar.id for bar in chart(sampled, "cities").bars] == ["changzhou", "suzhou", "chongqing"]
    named = chart(sampled, "regions", "region:hunan,suzhou year:2020..")
    assert [bar.query for bar in named.bars] == ["year:2020.. province:hunan", "year:2020.. city:suzhou"]
    assert [bar.id for bar in chart(sampled, "regions", "region:twin-cities").bars] == ["changzhou"]


def test_a_query_of_a_city_begins_with_its_signings(sampled: Catalog) -> None:
    assert first_of(Scope(sampled, Query.parse("city:changzhou"))) == "signings"
    assert first_of(Scope(sampled, Query.parse("province:jiangsu"))) == "regions"
    assert first_of(Scope(sampled, Query())) == "regions"


def test_sectors_are_of_signings_with_one_and_several_have_a_bar(sampled: Catalog) -> None:
    drawn = chart(sampled, "sectors")
    assert numbers(drawn) == {
        "new-energy": (2, 24, 40),
        "hydrogen": (1, 20, 40),
        "biomedicine": (3, 22, 28),
        "several": (2, 44, 66),
        "none": (3, 110, 206),  # Jiangsu's share lies inside the national total, which names none either
    }
    assert [bar.query for bar in drawn.bars[-2:]] == ["sectors:several", "sectors:none"]
    assert drawn.share is not None
    assert _bn(drawn.share.part.investment.cny) == 108


def test_signings_are_those_that_the_total_adds(sampled: Catalog) -> None:
    drawn = chart(sampled, "signings")
    assert [bar.id for bar in drawn.bars] == [
        "fair-24/all", "gala-2/all", "gala-1/all", "suzhou-23/signed", "chongqing-22/all", "suzhou-23/silent",
    ]  # fmt: skip
    doubted = in_doubt(drawn.bars, "investment")
    assert doubted is not None
    assert doubted.id == "fair-24/all", "about may be more or less"
    assert [bar.id for bar in chart(sampled, "signings", by="projects").bars][:2] == ["fair-24/all", "gala-2/all"]


def test_more_bars_than_are_shown_are_counted(sampled: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuiapp.analysis.rankings.TOP", 2)
    drawn = chart(sampled, "events")
    assert [bar.id for bar in drawn.bars] == ["fair-24", "gala-2"]
    assert drawn.more == 3
    assert drawn.next_bar is not None
    assert drawn.next_bar.id == "gala-1"


def test_what_lies_only_partly_in_a_group_has_no_bar_and_is_counted(sampled: Catalog) -> None:
    drawn = chart(sampled, "sectors", "sector:new-energy")
    assert [bar.id for bar in drawn.bars] == ["new-energy", "several"]
    assert drawn.nothing == ("Biomedicine",), "of signings of both"
    assert any("none that is added" in note and "Biomedicine" in note for note in notes(drawn))


# Years and stages.


def test_a_year_in_which_the_lane_has_nothing_is_blank_and_says_where_something_is(sampled: Catalog) -> None:
    drawn = chart(sampled, "years", "city:suzhou")
    assert numbers(drawn) == {"2022": None, "2023": (2, 13, 12)}
    elsewhere = drawn.bars[0].elsewhere
    assert elsewhere is not None
    assert elsewhere.lane.basis == "period"


def test_years_that_are_asked_for_are_drawn_from_end_to_end(sampled: Catalog) -> None:
    drawn = chart(sampled, "years", "city:suzhou year:2021..2024")
    assert [bar.id for bar in drawn.bars] == ["2021", "2022", "2023", "2024"]
    assert [bar.query for bar in drawn.bars][:1] == ["city:suzhou year:2021"]
    kept = chart(sampled, "years", "date:2023-03..2023-06")
    assert [bar.query for bar in kept.bars] == ["date:2023-03..2023-06 year:2023"]


def test_growth_stands_beside_the_years(sampled: Catalog) -> None:
    [growth] = [
        one for one in chart(sampled, "years", "city:suzhou basis:period").growth if one.measured == "investment"
    ]
    assert growth.printed is not None
    assert growth.implied is not None
    assert growth.computed is not None
    assert chart(sampled, "years", "city:suzhou").growth == ()


def test_stages_are_all_shown_whichever_is_asked_for(sampled: Catalog) -> None:
    for query in ("city:suzhou", "city:suzhou stage:started"):
        drawn = chart(sampled, "stages", query)
        assert numbers(drawn) == {"agreed": (2, 13, 12), "started": (1, 5, 4), "completed": None}
        assert drawn.bars[2].elsewhere is None
    assert [bar.query for bar in drawn.bars][:2] == ["city:suzhou stage:agreed", "city:suzhou stage:started"]


def test_the_first_lane_is_drawn_where_the_default_one_is_empty(sampled: Catalog) -> None:
    drawn = chart(sampled, "years", "basis:period")
    assert drawn.lane.basis == "period"
    assert numbers(drawn) == {"2022": (1, 50, 60), "2023": (1, 60, 80)}
    assert drawn.bars[0].query == "year:2022 stage:agreed measure:investment unit:projects basis:period"
    other = chart(sampled, "regions", lane="stage:started")
    assert [bar.id for bar in other.bars] == ["jiangsu"]


def test_bars_are_as_long_as_projects_where_no_amount_is_printed(sampled: Catalog) -> None:
    assert chart(sampled, "signings", "id:suzhou-23/silent").by == "projects"


# Parts and points.


def _splits(catalog: Catalog, query: str) -> tuple[Composition, ...]:
    return compositions(Scope(catalog, Query.parse(query)))


def test_a_total_is_taken_apart_with_what_its_parts_leave(sampled: Catalog) -> None:
    first, second = _splits(sampled, "gala")
    assert (first.whole.id, first.split, [part.id for part in first.parts]) == (
        "gala-2/all", "sector", ["gala-2/energy", "gala-2/health"],
    )  # fmt: skip
    # 36 - 20 - nearly 8: what is left is more than 8.
    assert first.remainder.investment == Bounded(8 * BN, Qualifier.OVER)
    assert first.remainder.projects == Bounded(6)
    assert second.remainder.investment == Bounded(2 * BN, Qualifier.OVER), "over 30 - 20 - nearly 8"
    assert share_of(first.parts[0], first.whole, "investment") == Bounded(Decimal("55.6"))
    assert share_of(first.parts[1], first.whole, "investment") == Bounded(Decimal("22.2"), Qualifier.NEARLY)
    assert share_of(second.parts[0], second.whole, "investment") == Bounded(Decimal("66.7"), Qualifier.BELOW)
    for part in (*first.parts, first.whole):
        assert part.total is not None
        assert _plain(part.total) == own(sampled, part)


def test_what_is_not_divided_has_no_composition(sampled: Catalog) -> None:
    assert _splits(sampled, "city:suzhou") == ()
    assert is_empty(())


def test_two_points_of_like_periods_make_a_series(sampled: Catalog) -> None:
    drawn = make(Scope(sampled, Query()), "indicators")
    assert isinstance(drawn, Indicators)
    [series] = drawn.series
    assert [point.period for point in series.points] == ["2022-01/2022-03", "2023-01/2023-03"]
    assert series.change == Bounded(Decimal("25.0"))
    one = make(Scope(sampled, Query.parse("year:2023")), "indicators")
    assert isinstance(one, Indicators)
    assert (one.series, one.alone) == ((), 1)


def test_a_query_that_finds_nothing_draws_nothing(sampled: Catalog) -> None:
    scope = Scope(sampled, Query.parse("year:1999"))
    for name in CHARTS:
        drawn = make(scope, name)
        if isinstance(drawn, Chart):
            assert all(bar.total is None for bar in drawn.bars)
        else:
            assert is_empty(drawn)


PERIOD = """
[[event]]
id = "{id}"
name = "Suzhou, {dates}"
kind = "period"
dates = "{dates}"
region = "Suzhou"
  [[event.report]]
  id = "wire"
  publisher = "Labelled Wire"
  publisher_kind = "wire"
  published = 2025-12-01
  language = "en"
  [[event.signing]]
  id = "all"
  label = "Signed"
  count = "10"
  investment = "5 billion yuan"
  report = "wire"
"""


@pytest.mark.parametrize(
    ("dates", "unlike"),
    [
        (("2022-01/2022-06", "2023-01/2023-06"), ()),
        (("2022-01/2022-06", "2023-01/2023-09"), ("2022-01/2022-06", "2023-01/2023-09")),
        (("2022", "2023-01/2023-09"), ("2022", "2023-01/2023-09")),
        (("2022",), ()),
    ],
)
def test_years_of_periods_that_are_not_alike_say_so(
    tmp_path_factory: pytest.TempPathFactory, dates: tuple[str, ...], unlike: tuple[str, ...]
) -> None:
    events = {f"p{at}": PERIOD.format(id=f"p{at}", dates=when) for at, when in enumerate(dates)}
    with support.compiled(tmp_path_factory.mktemp("periods"), events) as catalog:
        drawn = chart(catalog, "years", "city:suzhou", "basis:period")
    assert drawn.unlike == unlike
    assert any("periods of different months" in note for note in notes(drawn)) == bool(unlike)


def test_a_lane_that_adds_nothing_is_not_the_first_to_be_drawn(tmp_path_factory: pytest.TempPathFactory) -> None:
    wider = PERIOD.format(id="wider", dates="2022").replace(
        'count = "10"', 'count = "10"\n  sectors = ["new energy", "biomedicine"]'
    )
    started = PERIOD.format(id="started", dates="2023").replace(
        'count = "10"', 'count = "10"\n  sectors = ["new energy"]\n  status = "started"'
    )
    query = "sector:new-energy"
    with support.compiled(tmp_path_factory.mktemp("lanes"), {"a": wider, "b": started}) as catalog:
        scope = Scope(catalog, Query.parse(query))
        assert [(total.lane.stage, total.signings) for total in scope.totals.lanes] == [("agreed", 0), ("started", 1)]
        assert scope.lane.stage == "started"
    with support.compiled(tmp_path_factory.mktemp("lane"), {"a": wider}) as catalog:
        assert Scope(catalog, Query.parse(query)).lane.stage == "agreed"
