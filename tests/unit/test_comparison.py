"""Columns side by side: totals and verdicts, like for like, sizes, sectors, years, and the reasons against them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import support
from tuiapp import export
from tuiapp.analysis.bounds import Bounded
from tuiapp.analysis.comparison import Comparison, compare
from tuiapp.analysis.lanes import in_lane, lane_text, read_lane
from tuiapp.analysis.sides import read_columns
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query, QueryError
from tuiapp.catalog.view import View
from tuiapp.export.comparing import records
from tuiapp.render.compare import compare_lines
from tuiapp.render.compare_words import reason_text
from tuiapp.rules.records import Lane
from tuiapp.values.qualifier import Qualifier

BN = 1_000_000_000
CITIES = ("city:changzhou", "city:suzhou")

EVENT = """
[[event]]
id = "{id}"
name = "{id}"
kind = "{kind}"
dates = "{dates}"
region = "{region}"
{event}
  [[event.report]]
  id = "r1"
  publisher = "Daily"
  publisher_kind = "media"
  published = 2025-01-01
  [[event.report]]
  id = "r2"
  publisher = "Gazette"
  publisher_kind = "media"
  published = 2025-01-02
  [[event.signing]]
  id = "all"
  report = "r1"
  label = "{id} as a whole"
  {signing}
"""


def event(
    id: str, signing: str, *, region: str = "Changzhou", dates: str = "2023-05-05", kind: str = "forum", more: str = ""
) -> str:
    return EVENT.format(id=id, kind=kind, dates=dates, region=region, event=more, signing=signing)


Compare = Callable[..., Comparison]


@pytest.fixture
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compare:
    """Compares queries, two cities without any, over some events."""

    def make(*events: str, queries: tuple[str, ...] = CITIES, lane: str = "") -> Comparison:
        texts = {f"e{number}": text for number, text in enumerate(events)}
        with support.compiled(tmp_path_factory.mktemp("compared"), texts) as catalog:
            return compare(catalog, read_columns(queries), read_lane(lane) if lane else None)

    return make


def kinds(comparison: Comparison) -> list[str]:
    return [reason.kind for reason in comparison.reasons]


def said(comparison: Comparison, kind: str) -> str:
    [reason] = [reason for reason in comparison.reasons if reason.kind == kind]
    return reason_text(reason, comparison)


AMOUNT = 'count = "{count}"\n  investment = "{amount} billion yuan"'


def amount(value: str, count: str = "10") -> str:
    return AMOUNT.format(amount=value, count=count)


# The queries.


@pytest.mark.parametrize("queries", [(), ("city:suzhou",), ("year:2023",) * 2, tuple(f"year:{y}" for y in range(5))])
def test_two_to_four_different_queries_are_compared(queries: tuple[str, ...]) -> None:
    with pytest.raises(QueryError):
        read_columns(queries)


def test_a_query_that_names_what_is_not_there_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(QueryError):
        compare(catalog, read_columns(["city:changzhou", "city:nowhere"]))


@pytest.mark.parametrize("text", ["", "stage:started", 'measure:"fund size" basis:period', "unit:agreements"])
def test_a_lane_is_written_as_it_is_read(text: str) -> None:
    assert lane_text(read_lane(text)) == text


@pytest.mark.parametrize("text", ["city:suzhou", "stage:begun", "-stage:started", "stage:started,agreed", "words"])
def test_what_names_no_lane_is_an_error(text: str) -> None:
    with pytest.raises(QueryError):
        read_lane(text)


def test_the_rows_of_a_lane_are_asked_for_by_its_terms() -> None:
    asked = in_lane(Query.parse("city:suzhou stage:agreed,started"), Lane("started", basis="period"))
    assert str(asked) == "city:suzhou stage:started measure:investment unit:projects basis:period"


@pytest.mark.parametrize(
    ("queries", "names"),
    [
        (("city:changzhou year:2023", "city:suzhou year:2023"), ["Changzhou", "Suzhou"]),
        (("year:2022 city:suzhou", "city:suzhou year:2023"), ["2022", "2023"]),
        (("sector:energy", "sector:health"), ["Energy", "Health"]),
        (("event:forum-23", "event:half-22"), ["Changzhou’s 2023 forum", "Changzhou’s 2022 period total"]),
        (("city:suzhou", "city:suzhou stage:started"), ["all signings", "started"]),
        (("city:suzhou year:2022", "city:changsha year:2023"), ["Suzhou, 2022", "Changsha, 2023"]),
        (("investment>1bn", "investment>2bn"), ["Investment over 1 bn yuan", "Investment over 2 bn yuan"]),
    ],
)
def test_columns_are_called_by_what_they_do_not_share(
    catalog: Catalog, queries: tuple[str, ...], names: list[str]
) -> None:
    assert [side.name for side in compare(catalog, read_columns(queries)).sides] == names


# Totals.


def test_a_lane_that_one_column_has_alone_says_so(compared: Compare) -> None:
    found = compared(event("a", amount("5")), event("b", amount("5") + '\n  status = "started"', region="Suzhou"))
    assert [line.verdict.said for line in found.lanes if line.verdict] == ["one side only", "one side only"]


def test_exact_totals_differ_by_what_they_differ(compared: Compare) -> None:
    found = compared(event("a", amount("5")), event("b", amount("20"), region="Suzhou"))
    [line] = found.lanes
    assert line.verdict is not None
    assert line.verdict.difference is not None
    assert (line.verdict.difference.larger, line.verdict.difference.by) == (1, Bounded(15 * BN))


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (amount("over 5"), amount("20"), "not certain"),
        (amount("over 50"), amount("20"), "difference"),
        (amount("about 50"), amount("20"), "not certain"),
        ('investment = "$9 billion"', amount("20"), "not certain"),
        (amount("50") + '\n  threshold = "over 1 billion yuan each"', amount("20"), "not comparable"),
        ('count = "7"', amount("20"), "amounts missing"),
    ],
)
def test_a_difference_of_totals_needs_bounds_that_decide_and_nothing_against_it(
    compared: Compare, first: str, second: str, verdict: str
) -> None:
    [line] = compared(event("a", first), event("b", second, region="Suzhou")).lanes
    assert line.verdict is not None
    assert line.verdict.said == verdict


def test_a_missing_amount_makes_a_total_at_least_what_it_is(compared: Compare) -> None:
    events = [event("a", amount("20")), event("b", amount("5"), region="Suzhou")]
    silent = event("c", 'count = "3"', region="Suzhou", dates="2023-06-06")
    [line] = compared(*events).lanes
    assert line.verdict is not None
    assert line.verdict.said == "difference"
    [line] = compared(*events, silent).lanes
    assert line.verdict is not None
    assert line.verdict.said == "not certain"


# Like for like.


def test_two_cities_with_totals_of_the_same_kind_give_a_percentage(compared: Compare) -> None:
    found = compared(event("a", amount("39.7")), event("b", amount("371.95"), region="Suzhou", dates="2023-09-09"))
    [pair] = found.pairs
    assert pair is not None
    assert pair.difference is not None
    assert pair.difference.share == Bounded(Decimal("10.7"))


def test_over_and_over_are_paired_and_nothing_is_said(compared: Compare) -> None:
    [pair] = compared(event("a", amount("over 300")), event("b", amount("over 200"), region="Suzhou")).pairs
    assert pair is not None
    assert (pair.measured, pair.difference) != ("investment", None) or pair.difference is None


def test_counts_are_compared_where_amounts_decide_nothing(compared: Compare) -> None:
    [pair] = compared(event("a", amount("over 3", "30")), event("b", amount("over 2", "10"), region="Suzhou")).pairs
    assert pair is not None
    assert pair.measured == "projects"
    assert pair.difference is not None
    assert pair.difference.by == Bounded(20)


PERIOD = "2023-01/2023-06"


@pytest.mark.parametrize(
    "second",
    [
        event("b", amount("20"), region="Suzhou", kind="fair"),
        event("b", amount("20"), region="Suzhou", kind="period", dates=PERIOD),
        event("b", amount("20") + '\n  status = "started"', region="Suzhou"),
        event("b", amount("20") + '\n  measure = "fund size"', region="Suzhou"),
        event("b", amount("20") + '\n  unit = "agreements"', region="Suzhou"),
        event("b", amount("20") + '\n  threshold = "over 1 billion yuan"', region="Suzhou"),
        event("b", amount("20").replace("b as", "signed on site"), region="Suzhou").replace(
            "b as a whole", "Signed on site"
        ),
        event("b", amount("20"), region="Suzhou").replace("b as a whole", "Intended projects"),
    ],
    ids=["kind", "basis", "stage", "measure", "unit", "threshold", "on site", "intended"],
)
def test_nothing_is_paired_with_what_is_not_like_it(compared: Compare, second: str) -> None:
    assert compared(event("a", amount("5")), second).pairs == (None,)


@pytest.mark.parametrize("dates", ["2023-01/2023-03", "2023", "../2023-06"])
def test_periods_of_other_lengths_are_not_paired(compared: Compare, dates: str) -> None:
    half = event("a", amount("5"), kind="period", dates=PERIOD)
    other = event("b", amount("7") + f'\n  period = "{dates}"', region="Suzhou", kind="period", dates="2023")
    found = compared(half, other)
    assert found.pairs == (None,)
    assert "periods differ" in kinds(found)


def test_the_same_wording_of_a_threshold_is_not_asked_for(compared: Compare) -> None:
    first = event("a", amount("5") + '\n  threshold = "over 100 million yuan each"')
    second = event("b", amount("20") + '\n  threshold = "1亿元以上"', region="Suzhou")
    [pair] = compared(first, second).pairs
    assert pair is not None


def test_of_several_pairs_the_one_that_says_most_is_taken(compared: Compare) -> None:
    found = compared(
        event("large", amount("over 500"), dates="2023-01-01"),
        event("exact", amount("40"), dates="2023-02-02"),
        event("old", amount("60"), dates="2019-02-02"),
        event("b", amount("30"), region="Suzhou", dates="2023-03-03"),
    )
    [pair] = found.pairs
    assert pair is not None
    assert (pair.first.id, pair.second.id) == ("exact/all", "b/all")


# Sizes, sectors, years.


def test_sizes_of_projects(compared: Compare) -> None:
    found = compared(
        event("a", amount("over 20", "10")),
        event("c", amount("6", "2"), dates="2023-06-06"),
        event("d", 'count = "4"', dates="2023-07-07"),
        event("b", amount("5", "over 10"), region="Suzhou"),
    ).details
    assert found is not None
    first, second = found.sizes
    assert first is not None
    assert (first.signings, first.of) == (2, 3)
    assert (round(first.average.value), first.average.qualifier) == (2_166_666_667, Qualifier.OVER)
    # Half of the signings are over their size, the other half are it: the middle is no less.
    assert first.median == Bounded(Decimal(2_500_000_000), Qualifier.AT_LEAST)
    assert second is not None
    assert second.average == Bounded(Decimal(500_000_000), Qualifier.BELOW)


def test_the_mix_of_sectors_says_what_it_covers(compared: Compare) -> None:
    found = compared(
        event("a", amount("20") + '\n  sectors = ["new energy"]'),
        event("c", amount("60") + '\n  sectors = ["new energy", "biomedicine"]', dates="2023-06-06"),
        event("b", amount("5") + '\n  sectors = ["biomedicine"]', region="Suzhou"),
    ).details
    assert found is not None
    mix = {
        line.sector.id: [share and str(share.value) for share in line.shares] for line in found.mix.lines if line.sector
    }
    assert mix == {"new-energy": ["25", "0"], "biomedicine": ["0", "100"]}
    assert found.mix.covered == (Bounded(Decimal(25)), Bounded(Decimal(100)))


def test_a_share_of_a_sector_is_bounded_and_never_more_than_it_is(compared: Compare) -> None:
    found = compared(
        event("a", amount("over 300")),
        event("c", amount("157.28") + '\n  sectors = ["new energy"]', dates="2023-06-06"),
        event("b", amount("0.3") + '\n  sectors = ["biomedicine"]', region="Suzhou"),
        event("d", amount("1896"), region="Suzhou", dates="2023-06-06"),
    )
    assert found.details is not None
    shares = {line.sector.id: line.shares for line in found.details.mix.lines if line.sector}
    assert shares["new-energy"][0] == Bounded(Decimal(35), Qualifier.BELOW)
    assert shares["biomedicine"][1] == Bounded(Decimal(1), Qualifier.BELOW)
    assert found.details.mix.covered == (Bounded(Decimal(35), Qualifier.BELOW), Bounded(Decimal(1), Qualifier.BELOW))
    values = [one["value"] for one in records(found) if one["section"] == "sectors"]
    small = {"value": "1", "unit": "percent", "qualifier": "below", "high": None}
    assert len([value for value in values if value == small]) == 2
    for cells, covered in ((60, "< 1 % covered"), (140, "< 1 % covered")):
        text = "\n".join("".join(span.text for span in one.line) for one in compare_lines(found, cells).lines)
        assert covered in text
        assert "< 35 %" in text


def test_years_stand_beside_each_other(compared: Compare) -> None:
    found = compared(
        event("a", amount("20"), dates="2022-02-02"),
        event("b", amount("5"), region="Suzhou", dates="2023-02-02"),
        event("c", amount("7"), dates="2023-02-02"),
    ).details
    assert found is not None
    years = [(line.year, [one and one.investment.cny for one in line.sums]) for line in found.years]
    assert years == [(2022, [20 * BN, None]), (2023, [7 * BN, 5 * BN])]


def test_an_indicator_is_in_common_where_two_columns_report_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    figure = (
        '  [[event.figure]]\n  id = "f"\n  indicator = "output"\n  value = "{}"\n  period = "{}"\n  report = "r1"\n'
    )
    events = {
        "a": event("a", amount("1")) + figure.format("40 billion yuan", "2023"),
        "c": event("c", amount("1"), dates="2024-05-05") + figure.format("50 billion yuan", "2024"),
        "b": event("b", amount("1"), region="Suzhou") + figure.format("over 60 billion yuan", "2023"),
    }
    with support.compiled(tmp_path_factory.mktemp("figures"), events) as catalog:
        found = compare(catalog, read_columns(CITIES)).details
    assert found is not None
    [line] = found.indicators
    assert [one and one.id for one in line.figures] == ["a/f", "b/f"]
    assert line.difference is not None
    assert line.difference.by.qualifier is Qualifier.OVER


# Reasons.


def test_a_forum_and_a_half_year_are_not_comparable(fixed_catalog: Catalog) -> None:
    found = compare(fixed_catalog, read_columns(["event:changzhou-forum-2023", "event:foshan-2023-h1"]))
    assert {"thresholds", "event or period", "bounds"} <= set(kinds(found))
    assert "exceeding 100 million yuan" in said(found, "thresholds")
    assert "nearly 55 billion yuan" in said(found, "bounds")
    assert "Jan–Jun 2023" in said(found, "event or period")
    assert found.pairs == (None,)
    assert not any(line.verdict and line.verdict.difference for line in found.lanes)


def test_nothing_stands_against_two_plain_totals_of_one_month(compared: Compare) -> None:
    assert kinds(compared(event("a", amount("5")), event("b", amount("20"), region="Suzhou"))) == []


@pytest.mark.parametrize(
    ("kind", "first", "names"),
    [
        ("thresholds", event("a", amount("5") + '\n  threshold = "over 100 million"'), "over 100 million"),
        ("bounds", event("a", amount("nearly 5")), "nearly 5 billion yuan"),
        ("converted", event("a", 'count = "1"\n  investment = "$2 billion"'), "2 bn USD at 7"),
        ("months differ", event("a", amount("5"), dates="2023-06-06"), "0 in common"),
        ("amounts missing", event("a", 'count = "5"'), "1 of 1"),
        ("counts missing", event("a", 'investment = "5 billion yuan"'), "1 of 1"),
        ("on site", event("a", amount("5")).replace("a as a whole", "Signed on site"), "Signed on site"),
        ("preliminary", event("a", amount("5")).replace("a as a whole", "Intended projects"), "Intended"),
        (
            "sources disagree",
            event("a", amount("5") + '\n  same = [{ report = "r2", investment = "6 billion yuan" }]'),
            "“6 billion yuan” (Gazette)",
        ),
        ("growth", event("a", amount("5") + '\n  note = "17 % more than the previous edition."'), "edition before"),
        ("event or period", event("a", amount("5"), kind="period", dates=PERIOD), "total for Jan–Jun 2023"),
    ],
    ids=lambda value: "" if value.startswith("\n") else value,
)
def test_each_reason_names_what_it_is_about(compared: Compare, kind: str, first: str, names: str) -> None:
    found = compared(first, event("b", amount("20"), region="Suzhou"))
    assert kind in kinds(found)
    assert names in said(found, kind)
    [reason] = [reason for reason in found.reasons if reason.kind == kind]
    assert kind == "months differ" or "a/all" in reason.ids


def test_periods_of_other_lengths_are_named(compared: Compare) -> None:
    found = compared(
        event("a", amount("5"), kind="period", dates=PERIOD),
        event("b", amount("20"), region="Suzhou", kind="period", dates="2023"),
    )
    assert said(found, "periods differ") == "Changzhou: Jan–Jun 2023 (“a as a whole”); Suzhou: 2023 (“b as a whole”)"
    assert found.pairs == (None,)


def test_an_event_has_nothing_against_it_where_the_other_column_has_period_totals_alone(compared: Compare) -> None:
    found = compared(
        event("a", amount("5")),
        event("c", amount("7"), kind="period", dates=PERIOD),
        event("b", amount("20"), region="Suzhou", kind="period", dates=PERIOD),
    )
    told = said(found, "event or period")
    assert "Changzhou: an event of" in told
    assert "“a as a whole”" in told
    assert "“c as a whole”" not in told
    assert "Suzhou: a total for Jan–Jun 2023" in told


def test_a_period_total_beside_events_stands_against_none_of_them(compared: Compare) -> None:
    found = compared(
        event("a", amount("5")),
        event("c", amount("7"), kind="period", dates=PERIOD),
        event("b", amount("20"), region="Suzhou"),
    )
    assert "event or period" not in kinds(found)


def test_months_of_two_years_stand_against_each_other(compared: Compare) -> None:
    events = [event("a", amount("5"), dates="2022-05-05"), event("b", amount("20"), dates="2023-05-06")]
    assert "months differ" not in kinds(compared(*events, queries=("year:2022", "year:2023")))
    events[1] = event("b", amount("20"), dates="2023-06-06")
    assert "months differ" in kinds(compared(*events, queries=("year:2022", "year:2023")))


@pytest.mark.parametrize(
    ("dates", "item", "told"),
    [
        ("2023", "2023", "2023"),
        ("2023-04/2023-06", "2023-04/2023-06", "Apr–Jun 2023"),
        ("2023-04-29/2023-05-02", "2023-04/2023-05", "Apr–May 2023"),
    ],
)
def test_an_event_of_no_single_month_is_in_none(compared: Compare, dates: str, item: str, told: str) -> None:
    found = compared(event("a", amount("5"), dates=dates), event("b", amount("20"), region="Suzhou"))
    coverage = [(one["line"], one["item"]) for one in records(found) if one["section"] == "coverage"]
    assert coverage == [("event_span", item), ("event", "2023-05")]
    # May is one of the months in which it may have been.
    assert "months differ" not in kinds(found)
    for cells in (60, 140):
        text = "\n".join("".join(span.text for span in one.line) for one in compare_lines(found, cells).lines)
        assert f"≈ events of no single month: {told}" in text


def test_a_page_says_events_of_no_single_month_apart(tmp_path: Path) -> None:
    events = {
        "a": event("a", amount("5"), dates="2019") + event("c", amount("7"), dates="2023-04-04"),
        "b": event("b", amount("20"), region="Suzhou", dates="2023-04-05"),
    }
    with support.compiled(tmp_path, events) as catalog:
        page = "".join(export.render(catalog, View(screen="compare", compared=CITIES), "md"))
    assert "- Changzhou: events in 2023-04; events of no single month: 2019\n- Suzhou: events in 2023-04\n" in page
    assert "2019-12" not in page


def test_events_of_no_single_month_do_not_differ_from_each_other(compared: Compare) -> None:
    found = compared(
        event("a", amount("5"), dates="2023-01/2023-04"), event("b", amount("20"), region="Suzhou", dates="2023")
    )
    assert "months differ" not in kinds(found)


def test_months_differ_where_no_date_of_the_other_column_can_lie(compared: Compare) -> None:
    found = compared(
        event("a", amount("5"), dates="2023-02/2023-04"), event("b", amount("20"), region="Suzhou", dates="2023-05-05")
    )
    told = "Changzhou covers 0 months and has events of no single month: Feb–Apr 2023; Suzhou covers 1 month"
    assert said(found, "months differ") == f"{told}; 0 in common"
    both = [event("a", amount("5"), dates="2023-02/2023-04"), event("c", amount("6"), dates="2023-06-06")]
    found = compared(*both, event("b", amount("20"), region="Suzhou", dates="2023-03-05"))
    assert said(found, "months differ").endswith("Suzhou covers 1 month; 0 in common for certain")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("stages differ", 'status = "started"'),
        ("measures differ", 'measure = "fund size"'),
        ("units differ", 'unit = "agreements"'),
    ],
)
def test_another_lane_of_one_column_is_named(compared: Compare, kind: str, more: str) -> None:
    events = [event("a", amount("5")), event("b", amount("20"), region="Suzhou")]
    other = event("c", f"{amount('1')}\n  {more}")
    assert kind not in kinds(compared(*events))
    found = compared(*events, other)
    assert kind in kinds(found)
    assert "c as a whole" in said(found, kind)
    both = compared(*events, other, event("d", f"{amount('1')}\n  {more}", region="Suzhou"))
    assert kind not in kinds(both)


def test_a_column_inside_another_overlaps_it(compared: Compare) -> None:
    events = [event("a", amount("5")), event("b", amount("20"), region="Jiangsu", dates="2023-06-06")]
    found = compared(*events, queries=("province:jiangsu", "city:changzhou"))
    assert said(found, "overlap") == "Jiangsu and Changzhou both add “a as a whole”"
    found = compared(events[1], queries=("province:jiangsu", "city:changzhou"))
    assert said(found, "overlap") == "Changzhou lies in Jiangsu"


SHARE = """
  [[event.signing]]
  id = "suzhou"
  part_of = "fair/all"
  region = "Suzhou"
  label = "Suzhou's projects"
  count = "3"
  investment = "4 billion yuan"
"""


def test_a_region_s_share_is_no_whole(compared: Compare) -> None:
    fair = event("fair", amount("50"), region="China", kind="fair") + SHARE
    found = compared(fair, event("a", amount("5"), kind="fair"))
    assert "share of a whole" in kinds(found)
    assert "Suzhou's projects" in said(found, "share of a whole")
    assert found.pairs == (None,)


def test_four_columns_are_compared_with_the_first(compared: Compare) -> None:
    places = ("Changzhou", "Suzhou", "Changsha", "Chongqing")
    events = [event(place.lower(), amount(str(n)), region=place) for n, place in enumerate(places, 4)]
    queries = ("city:changzhou", "city:suzhou", "city:changsha", "province:chongqing")
    found = compared(*events, queries=queries)
    assert [pair and pair.second.id for pair in found.pairs] == ["suzhou/all", "changsha/all", None]
    assert all(line.verdict is None for line in found.lanes)
