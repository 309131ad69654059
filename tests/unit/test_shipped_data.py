"""The dataset that ships: it loads, covers what it says, keeps its rules, and has all of the articles it began with."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import support
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.records import ShownFinding
from tuiapp.dataset.load import load
from tuiapp.dataset.resolved import Dataset, Event, Figure, Report, Signing
from tuiapp.rules.records import DEFAULT_LANE, Lane
from tuiapp.values.quantity import Quantity

DATA = Path(__file__).parents[2] / "data"
BN = 10**9


@cache
def shipped() -> Dataset:
    return load(DATA)


def event(id: str) -> Event:
    return next(event for event in shipped().events if event.id == id)


def signing(id: str) -> Signing:
    return next(one for event in shipped().events for one in event.signings if one.id == id)


def figure(id: str) -> Figure:
    return next(one for event in shipped().events for one in event.figures if one.id == id)


def shown(quantity: Quantity | None) -> tuple[str, Decimal | int, str, str] | None:
    return None if quantity is None else (quantity.text, quantity.value, quantity.qualifier.value, quantity.unit)


@pytest.mark.parametrize(
    ("id", "count", "investment"),
    [
        ("changzhou-forum-2023/funds", ("12", 12, "exact"), None),
        ("changzhou-forum-2023/industrial", ("18", 18, "exact"), ("nearly 55 billion yuan", 55 * BN, "nearly")),
        ("changzhou-forum-2023/new-energy", ("10", 10, "exact"), ("31 billion yuan", 31 * BN, "exact")),
        (
            "changzhou-forum-2023/new-energy-started",
            ("more than 200", 200, "over"),
            ("exceeding 90 billion yuan", 90 * BN, "over"),
        ),
        ("foshan-2023-h1/all", ("267", 267, "exact"), ("240.572 billion yuan", 240_572_000_000, "exact")),
        ("foshan-2023-h1/major", ("52", 52, "exact"), None),
        ("liangjiang-2023/all", ("28", 28, "exact"), ("over 30 billion yuan", 30 * BN, "over")),
        ("liangjiang-2023/manufacturing", ("Twenty", 20, "exact"), ("over 24.9 billion yuan", 24_900_000_000, "over")),
        ("liangjiang-2023/service", ("eight", 8, "exact"), ("5.2 billion yuan", 5_200_000_000, "exact")),
    ],
)
def test_the_numbers_of_every_signing(
    id: str, count: tuple[str, int, str], investment: tuple[str, int, str] | None
) -> None:
    found = signing(id)
    assert shown(found.count) == (*count, "projects")
    assert shown(found.investment) == (investment and (*investment, "CNY"))


def test_a_signing_keeps_what_each_of_its_reports_prints() -> None:
    projects = signing("jiangsu-germany-2022/projects")
    assert shown(projects.count) == ("Ten", 10, "exact", "projects")
    assert shown(projects.investment) == ("188 million euros", 188_000_000, "exact", "EUR")
    [same] = projects.same
    assert (shown(same.count), same.investment) == (("10", 10, "exact", "projects"), None)


@pytest.mark.parametrize(
    ("id", "text", "value", "qualifier", "unit"),
    [
        ("changzhou-forum-2023/years-held", "18th", "18", "exact", "years"),
        ("changzhou-forum-2023/output", "404.22 billion yuan", "404220000000", "exact", "CNY"),
        ("changzhou-forum-2023/exports", "21.61 billion USD", "21610000000", "exact", "USD"),
        ("changzhou-forum-2023/fund", "5-billion-yuan", "5000000000", "exact", "CNY"),
        ("changzhou-forum-2023/guests", "more than 300", "300", "over", "guests"),
        ("changzhou-forum-2023/foreign-guests", "exceeding 30%", "30", "over", "percent"),
        ("changzhou-forum-2023/ceos", "more than 60", "60", "over", "CEOs"),
        ("changzhou-innovation-2023/subsidies", "940 million RMB", "940000000", "exact", "CNY"),
        ("changzhou-innovation-2023/rd-share-2017", "2.77 percent", "2.77", "exact", "percent"),
        ("changzhou-innovation-2023/rd-share-2022", "3.33 percent", "3.33", "exact", "percent"),
        ("changzhou-innovation-2023/incubated", "nearly 3,000", "3000", "nearly", "companies"),
        ("changzhou-innovation-2023/platforms", "47", "47", "exact", "platforms"),
        ("changzhou-innovation-2023/university-projects", "more than 2,000", "2000", "over", "projects"),
        ("changzhou-innovation-2023/sci-tech-contribution-2017", "62.8 percent", "62.8", "exact", "percent"),
        ("changzhou-innovation-2023/sci-tech-contribution-2022", "66.7 percent", "66.7", "exact", "percent"),
        ("changzhou-innovation-2023/patents-2017", "28.6", "28.6", "exact", "patents"),
        ("changzhou-innovation-2023/patents-2022", "44.8", "44.8", "exact", "patents"),
        ("changzhou-innovation-2023/israeli-firms", "163", "163", "exact", "firms"),
        ("changzhou-innovation-2023/israel-projects", "44", "44", "exact", "projects"),
        ("foshan-suzhou-2023/companies", "Over 30", "30", "over", "companies"),
        ("foshan-suzhou-2023/clusters", "exceeding 100 billion yuan", "100000000000", "over", "CNY"),
        ("foshan-suzhou-2023/clusters-planned", "approximately 10", "10", "about", "clusters"),
        ("foshan-suzhou-2023/clusters-planned-output", "exceeding 100 billion yuan", "100000000000", "over", "CNY"),
        ("jiangsu-germany-2022/diplomatic-relations", "50th", "50", "exact", "years"),
        ("jiangsu-germany-2022/german-firms", "234", "234", "exact", "firms"),
        ("jiangsu-germany-2022/german-capital", "110.8 billion dollars", "110800000000", "exact", "USD"),
        ("liangjiang-2023/consultants", "11", "11", "exact", "consultants"),
        ("liangjiang-2023/land", "less than 1.5 percent", "1.5", "below", "percent"),
        ("liangjiang-2023/output", "about 15 percent", "15", "about", "percent"),
        ("liangjiang-2023/trade", "30 percent", "30", "exact", "percent"),
        ("liangjiang-2023/foreign-capital", "30 percent", "30", "exact", "percent"),
        ("liangjiang-2023/fortune-500", "50 percent", "50", "exact", "percent"),
        ("liangjiang-2023/cars", "trillion-yuan-level", "1000000000000", "about", "CNY"),
        ("liangjiang-2023/electronics", "trillion-yuan-level", "1000000000000", "about", "CNY"),
        ("liangjiang-2023/equipment", "100-billion-yuan-level", "100000000000", "about", "CNY"),
        ("liangjiang-2023/health", "100-billion-yuan-level", "100000000000", "about", "CNY"),
        ("liangjiang-2023/digital", "100-billion-yuan-level", "100000000000", "about", "CNY"),
        ("liangjiang-2023/opportunities", "trillions of yuan", "1000000000000", "over", "CNY"),
    ],
)
def test_the_value_of_every_figure(id: str, text: str, value: str, qualifier: str, unit: str) -> None:
    assert shown(figure(id).value) == (text, Decimal(value), qualifier, unit)


@pytest.mark.parametrize(
    ("id", "percent"),
    [("changzhou-forum-2023/output", "23.3"), ("changzhou-forum-2023/exports", "17.1")],
)
def test_the_growth_of_figures(id: str, percent: str) -> None:
    growth = figure(id).yoy
    assert growth is not None
    assert (growth.value, growth.unit) == (Decimal(percent), "percent")


def test_the_growth_and_the_thresholds_of_foshan() -> None:
    whole, part = event("foshan-2023-h1").signings
    assert shown(whole.yoy_count) == ("21.36%", Decimal("21.36"), "exact", "percent")
    assert shown(whole.yoy_investment) == ("25.48%", Decimal("25.48"), "exact", "percent")
    assert shown(part.yoy_count) == ("13.04%", Decimal("13.04"), "exact", "percent")
    assert [shown(one) for one in whole.threshold] == [("exceeding 100 million yuan", Decimal(10**8), "over", "CNY")]
    assert [shown(one) for one in part.threshold] == [("exceeding 1 billion RMB", Decimal(10**9), "over", "CNY")]


@pytest.mark.parametrize(
    ("id", "time"),
    [
        ("changzhou-forum-2023/output", "2023-01/2023-07"),
        ("changzhou-forum-2023/exports", "None"),
        ("changzhou-innovation-2023/rd-share-2017", "2017"),
        ("changzhou-innovation-2023/patents-2022", "2022"),
        ("foshan-suzhou-2023/clusters-planned", "2026"),
        ("jiangsu-germany-2022/german-firms", "2021-12"),
        ("jiangsu-germany-2022/german-capital", "2021-12"),
    ],
)
def test_figures_have_the_time_that_is_printed(id: str, time: str) -> None:
    assert str(figure(id).period or figure(id).as_of) == time


@pytest.mark.parametrize(
    ("id", "lane", "when"),
    [
        ("changzhou-forum-2023/funds", Lane(measure="fund size"), "2023-10-08"),
        ("changzhou-forum-2023/industrial", DEFAULT_LANE, "2023-10-08"),
        ("changzhou-forum-2023/new-energy-started", Lane(stage="started", basis="period"), "2023-01/2023-08"),
        ("foshan-2023-h1/major", Lane(basis="period"), "2023-01/2023-06"),
        ("jiangsu-germany-2022/memorandum", Lane(unit="agreements"), "2022-07-07"),
        ("liangjiang-2023/service", DEFAULT_LANE, "2023-01-11"),
    ],
)
def test_signings_stand_in_their_lanes(id: str, lane: Lane, when: str) -> None:
    assert (signing(id).lane, str(signing(id).when)) == (lane, when)


@pytest.mark.parametrize(
    ("id", "whole", "split"),
    [
        ("changzhou-forum-2023/new-energy", "changzhou-forum-2023/industrial", None),
        ("foshan-2023-h1/major", "foshan-2023-h1/all", None),
        ("liangjiang-2023/manufacturing", "liangjiang-2023/all", "sector"),
        ("liangjiang-2023/service", "liangjiang-2023/all", "sector"),
    ],
)
def test_parts_stand_in_their_wholes(id: str, whole: str, split: str | None) -> None:
    assert (signing(id).part_of, signing(id).split) == (whole, split)


def test_liangjiang_prints_its_amount_in_dollars_as_well() -> None:
    assert shown(signing("liangjiang-2023/all").also) == ("$4.4 billion", Decimal(4_400_000_000), "exact", "USD")


def test_the_dialogue_is_with_germany_and_a_conference_of_guests_is_not() -> None:
    assert all(
        [one.id for one in signing.counterparts] == ["germany"] for signing in event("jiangsu-germany-2022").signings
    )
    liangjiang = event("liangjiang-2023")
    assert not any(signing.counterparts for signing in liangjiang.signings)
    assert [guest.id for guest in liangjiang.guests] == ["germany"]


@pytest.mark.parametrize(
    ("id", "venues", "regions"),
    [
        ("changzhou-forum-2023", ["Changzhou"], ["Changzhou"]),
        ("jiangsu-germany-2022", ["Sino-German (Changzhou) Innovation Park", "Frankfurt"], ["Changzhou"]),
        ("foshan-suzhou-2023", ["Suzhou"], ["Foshan"]),
        ("foshan-2023-h1", [], ["Foshan"]),
        ("liangjiang-2023", ["Liangjiang New Area", "Berlin"], ["Liangjiang New Area"]),
        ("changzhou-innovation-2023", [], ["Changzhou"]),
    ],
)
def test_where_events_were_held_and_whose_projects_they_signed(id: str, venues: list[str], regions: list[str]) -> None:
    assert [region.name for region in event(id).held_in] == venues
    assert [region.name for region in event(id).regions] == regions


def test_the_forum_is_the_18th_of_its_series() -> None:
    assert (event("changzhou-forum-2023").edition, event("changzhou-forum-2023").edition_key) == (
        18,
        "changzhou-forum/18",
    )


def test_an_event_that_signs_nothing_reports_figures() -> None:
    nothing = [one for one in shipped().events if not one.signings]
    assert {"changzhou-innovation-2023", "foshan-suzhou-2023"} <= {one.id for one in nothing}
    assert [one.id for one in nothing if not one.figures] == []


def test_what_is_not_linked_was_seen_on_a_copy() -> None:
    for report in (report for event in shipped().events for report in event.reports):
        assert report.seen_on_copy == (report.url is None), report.id


def test_every_number_says_from_where() -> None:
    for each in shipped().events:
        assert each.reports, each.id
        assert all(report.publisher for report in each.reports)
        ids = {report.id for report in each.reports}
        assert {one.report.id for one in each.signings} | {one.report.id for one in each.figures} <= ids


def found(catalog: Catalog) -> list[ShownFinding]:
    events = [row.event.id for row in catalog.events(Query()) if row.findings]
    return [finding for event in events for finding in catalog.event(event).findings]


def test_all_that_checks_find_is_acknowledged_with_a_reason(shipped_catalog: Catalog) -> None:
    findings = found(shipped_catalog)
    assert [one for one in findings if not one.acknowledged] == []
    assert all(one.why for one in findings)


def test_no_note_acknowledges_what_is_not_found(shipped_catalog: Catalog) -> None:
    written: set[tuple[str, str]] = set()
    for each in shipped().events:
        records: tuple[Event | Report | Signing | Figure, ...] = (each, *each.reports, *each.signings, *each.figures)
        written |= {(one.id, note.check) for one in records for note in one.notes}
    assert written - {(one.subject, one.check) for one in found(shipped_catalog)} == set()


def test_an_impossible_number_stays_as_printed_and_is_not_used() -> None:
    (note,) = figure("jiangsu-germany-2022/german-capital").notes
    assert (note.check, note.use) == ("capital-per-firm", False)


def test_it_is_as_large_as_it_says_and_covers_every_province() -> None:
    dataset = shipped()
    assert len(dataset.events) >= 400
    assert sum(len(each.signings) for each in dataset.events) >= 1400
    paths = [region.path for each in dataset.events for one in each.signings for region in one.regions]
    covered = {path[1] for path in paths if len(path) > 1 and path[0] == "china"}
    provinces = {one.id for one in dataset.regions if one.kind == "province" and one.path[0] == "china"}
    assert provinces - covered == {"hong-kong", "macao", "taiwan"}


def test_every_indicator_is_used_and_says_which_way_is_up_or_that_there_is_none() -> None:
    used = {one.indicator.id for each in shipped().events for one in each.figures}
    assert {one.id for one in shipped().indicators} == used
    assert {one.direction for one in shipped().indicators} == {"up", None}


def test_all_34_provinces_are_there_in_both_languages_with_codes() -> None:
    provinces = [one for one in shipped().regions if one.kind == "province" and one.path[0] == "china"]
    assert len(provinces) == 34
    assert all(one.name_zh and one.code and one.code.endswith("0000") and one.latitude for one in provinces)
    assert [one.code for one in provinces] == sorted(str(one.code) for one in provinces)
    assert [one.name for one in provinces if one.municipality] == ["Beijing", "Tianjin", "Shanghai", "Chongqing"]


def test_the_tree_begins_with_china() -> None:
    first = shipped().regions[0]
    assert (first.id, first.rank) == ("china", 0)
    assert first.last > 34


@pytest.mark.parametrize(
    ("id", "name", "members"),
    [
        ("beijing-tianjin-hebei", "京津冀", 3),
        ("greater-bay-area", "粤港澳大湾区", 11),
        ("yangtze-river-delta", "长三角", 4),
    ],
)
def test_named_groups_are_there(id: str, name: str, members: int) -> None:
    group = next(region for region in shipped().regions if region.id == id)
    assert (group.kind, group.name_zh, len(group.members)) == ("group", name, members)


@pytest.mark.parametrize(
    ("id", "places"),
    [
        ("foshan-2023-h1", ["Shanghai", "Suzhou", "Yangtze River Delta"]),
        ("foshan-suzhou-2023", ["Jinji Lake", "Yangtze River Delta"]),
        ("jiangsu-germany-2022", ["Düsseldorf", "Frankfurt", "Jiangsu", "Minden", "North Rhine-Westphalia"]),
        ("changzhou-innovation-2023", ["Israel"]),
        ("liangjiang-2023", ["Germany"]),
    ],
)
def test_places_that_are_no_region_of_a_record_are_named_in_its_summary(id: str, places: list[str]) -> None:
    summary = event(id).summary
    assert summary is not None
    assert [place for place in places if place not in summary] == []


def test_the_areas_where_german_firms_gather_are_named() -> None:
    note = figure("jiangsu-germany-2022/german-firms").note
    assert note is not None
    assert all(name in note for name in ("Sino-German Innovation Park", "Wujin High-tech Zone", "Xuejia"))


def test_sectors_are_of_two_levels_and_bilingual() -> None:
    groups = [sector for sector in shipped().sectors if len(sector.path) == 1]
    sectors = [sector for sector in shipped().sectors if len(sector.path) == 2]
    assert (len(groups), len(sectors)) == (13, len(shipped().sectors) - 13)
    assert len(sectors) >= 51
    assert all(sector.name_zh for sector in shipped().sectors)


def test_rates_of_seven_currencies_have_a_source() -> None:
    rates = shipped().rates
    assert set(rates.annual) == set(rates.sources) == {"USD", "EUR", "HKD", "GBP", "JPY", "KRW", "SGD"}
    assert all(set(years) == set(range(2015, 2026)) for years in rates.annual.values())
    assert {(year, month) for year in range(2015, 2026) for month in range(1, 13)} <= set(rates.monthly["USD"])
    assert rates.of("USD", 2023) == Decimal("7.0846")


def test_a_city_is_the_same_in_chinese_and_in_pinyin(shipped_catalog: Catalog) -> None:
    asked = ("city:苏州 year:2020..2024", "city:suzhou year:2020..2024", "city:Suzhou year:2020..2024")
    chinese, pinyin, english = (support.ids(shipped_catalog, query) for query in asked)
    assert chinese == pinyin == english
    assert len(chinese) >= 25


def test_where_two_numbers_of_a_record_exclude_each_other_neither_is_used(shipped_catalog: Catalog) -> None:
    (total,) = shipped_catalog.totals(Query.parse("event:tianjin-binhai-2020-06-infrastructure")).lanes
    assert (total.signings, [(left.reason, left.signings) for left in total.not_added]) == (0, [("doubt", 2)])


def test_what_the_recorder_noted_reaches_the_row(shipped_catalog: Catalog) -> None:
    assert shipped_catalog.signing("liangjiang-2023/all").note is not None
