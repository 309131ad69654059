"""Asking the labelled dataset: what each field finds, what is wider, what is said of values that do not exist."""

from __future__ import annotations

import pytest

import support
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query, QueryError

FORUM = ["forum-23/all", "forum-23/ne", "forum-23/zoe", "forum-23/wujin"]
HALF = ["half-22/total", "half-22/suzhou", "half-22/so-far"]
FAIR = ["fair-24/fund", "fair-24/xian"]
ALL = FAIR + FORUM + HALF


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        # Regions: by name, id, alias, in Chinese; all that lies in them; one of several is enough.
        ("city:changzhou", [*FORUM, "half-22/total"]),
        ("city:常州市", [*FORUM, "half-22/total"]),
        ("zone:wujin", ["forum-23/wujin"]),
        ("province:jiangsu", FORUM + HALF),
        ("region:China", ALL),
        ("region:germany", []),
        ('region:"Xi\'an"', ["fair-24/xian"]),
        ("city:chongqing", ["fair-24/fund"]),
        ("province:chongqing", ["fair-24/fund"]),
        ("region:twin-cities", [*FORUM, "half-22/total"]),
        ("city:suzhou,xian", ["fair-24/xian", "half-22/total", "half-22/suzhou"]),
        ("-city:changzhou", [*FAIR, "half-22/suzhou", "half-22/so-far"]),
        ("city:changzhou city:suzhou", ["half-22/total"]),
        # Sectors and their groups.
        ("sector:energy", ["fair-24/fund", "forum-23/all", "forum-23/ne"]),
        ("sector:光伏", ["forum-23/all", "forum-23/ne"]),
        ("sector:new-energy sector:biomedicine", ["forum-23/all"]),
        ("-sector:energy -sector:health", ["forum-23/zoe", "forum-23/wujin", *HALF]),
        # Days: any day in common.
        ("year:2022", HALF),
        ("year:2022..2023", FORUM + HALF),
        ("year:2024,2022", FAIR + HALF),
        ("year:..2021", []),
        ("year:1850", []),
        ("year:..2022", HALF),
        ("date:2022-02", HALF),
        ("date:2023-10", FORUM),
        ("date:2022-06-30..2023-01", HALF),
        ("date:2024-05-02", FAIR),
        # Of the event and its reports.
        ("held:changsha", FORUM),
        ("held:hunan", FORUM),
        ("kind:fair", FAIR),
        ("event:forum-23", FORUM),
        ("event:常州论坛", FORUM),
        ('event:"2023 changzhou forum"', FORUM),
        ("event:forum", FORUM),
        ("event:changzhou", FORUM),
        ("series:forum", FORUM),
        ('publisher:"xinhua news"', FORUM[:3]),
        ("publisher:新华社", FORUM[:3]),
        ("publisher:xinhua", FAIR + FORUM[:3]),
        ('publisher:"the paper"', ["forum-23/all", "forum-23/wujin"]),
        ("lang:zh", ["forum-23/all", "forum-23/wujin", *HALF]),
        # Of the signing.
        ("counterpart:germany", ["forum-23/zoe", "half-22/suzhou"]),
        ("counterpart:france", ["forum-23/zoe"]),
        ("status:started", ["forum-23/wujin"]),
        ("stage:started", ["forum-23/wujin"]),
        ("-stage:signed", ["forum-23/wujin"]),
        ("-stage:agreed", ["forum-23/wujin"]),
        ("measure:fund-size", ["fair-24/fund"]),
        ('measure:"fund size"', ["fair-24/fund"]),
        ("unit:agreements", ["fair-24/xian"]),
        ("basis:period", HALF),
        ("id:fair-24/xian", ["fair-24/xian"]),
        ("projects>=20", ["forum-23/wujin", *HALF]),
        # Seven agreements are no projects.
        ("projects:7", []),
        ("count:7", ["fair-24/xian"]),
        ("projects:3..10", ["fair-24/fund", "forum-23/ne"]),
        ("count:3..10", ["fair-24/fund", "fair-24/xian", "forum-23/ne"]),
        ("unit:agreements count>3", ["fair-24/xian"]),
        ("-projects:3..10", ["fair-24/xian", *(id_ for id_ in FORUM if id_ != "forum-23/ne"), *HALF]),
        ("projects<3", ["forum-23/zoe"]),
        ("investment>10bn", ["forum-23/all", "forum-23/ne", "half-22/total", "half-22/suzhou"]),
        ("investment<=1bn", ["fair-24/fund", "forum-23/zoe"]),
        ("investment:700m", ["forum-23/zoe"]),
        ("-investment<=10bn", [*FAIR[1:], "forum-23/all", "forum-23/ne", "forum-23/wujin", *HALF]),
        # Words: of places, sectors, events, labels, projects, investors; whole words, in any order.
        ("changzhou", [*FORUM, "half-22/total"]),
        ("twin cities", [*FORUM, "half-22/total"]),
        ("常州", [*FORUM, "half-22/total"]),
        ("长沙", []),
        ("州", [*FORUM, "half-22/total", "half-22/suzhou"]),
        ("chang", []),
        ("WUJIN forum", ["forum-23/wujin"]),
        ("danemark", ["forum-23/zoe"]),
        ("ørsted", ["forum-23/zoe"]),
        ("germany", ["forum-23/zoe", "half-22/suzhou"]),
        ("photovoltaics", ["forum-23/all", "forum-23/ne"]),
        ('"energy projects"', ["forum-23/ne"]),
        ('"projects energy"', []),
        ("签约", HALF[:1]),
        ("forum -wujin", FORUM[:3]),
        ("funds,zoe", ["fair-24/fund", "forum-23/zoe"]),
        ("xian", ["fair-24/xian"]),
        # No findings here: see the tests of the compiler.
        ("check:any", []),
    ],
)
def test_a_query_finds(catalog: Catalog, query: str, expected: list[str]) -> None:
    assert support.ids(catalog, query) == expected
    assert catalog.count(Query.parse(query)) == len(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("chang", [*FORUM, "half-22/total"]),
        ("forum wu", ["forum-23/wujin"]),
        ("wu forum", []),
        ("city:ch", [*FAIR[:1], *FORUM, "half-22/total"]),
        ("city:zzz", []),
        ("investment:20bn..1", ALL),
        ("-investment:20bn..1", ALL),
        ("-city:", ALL),
        ("lang:-", ALL),
        ("city:-changzhou", ALL),
        ("city:changzhou,-suzhou", ALL),
        ("investment!=10bn", ALL),
        ("city:", ALL),
        ("nofield:x", ALL),
        ("sector:bio", ["fair-24/xian", "forum-23/all"]),
        ("stage:st", ["forum-23/wujin"]),
        ("year:20", ALL),
        ("year:2023", FORUM),
        ("date:2024-0", FAIR),
        ("investment>", ALL),
        ("investment>10b", ["forum-23/all", "forum-23/ne", "half-22/total", "half-22/suzhou"]),
        ("projects>=x", ALL),
        ("publisher:jiang", HALF),
        ("publisher:dai", HALF),
        ("event:2024", FAIR),
        ("id:fair", FAIR),
        ('"', ALL),
        ("-", ALL),
    ],
)
def test_while_typing_a_value_matches_by_its_beginning(catalog: Catalog, typed: str, expected: list[str]) -> None:
    assert support.ids(catalog, typed, typing=True) == expected


@pytest.mark.parametrize(
    ("query", "message", "nearest"),
    [
        ("city:chanzhou", "No city `chanzhou`; nearest: `changzhou`.", "changzhou"),
        ("city:jiangsu", "No city `jiangsu`, which is a province: `province:jiangsu`.", "jiangsu"),
        ("province:常州", "No province `常州`, which is a city: `city:changzhou`.", "changzhou"),
        ("zone:china", "No zone `china`, which is a country: `region:china`.", "china"),
        ("sector:enrgy", "No sector `enrgy`; nearest: `energy`.", "energy"),
        ("-stage:agred", "No stage `agred`; nearest: `agreed`.", "agreed"),
        ("stage:x", "No stage `x`; accepted: offered, planned, agreed, started, completed, mixed.", None),
        ("measure:fundsize", "No measure `fundsize`; nearest: `fund-size`.", "fund-size"),
        ("publisher:xinhu", "No publisher `xinhu`; nearest: `xinhua`.", "xinhua"),
        ("held:bejing", "No venue `bejing`.", None),
        ("check:shar", "No check `shar`; nearest: `share`.", "share"),
        ("id:forum-23/al", "No id `forum-23/al`; nearest: `forum-23/all`.", "forum-23/all"),
        ("id:forum-22", "No id `forum-22`; nearest: `forum-23`.", "forum-23"),
        ("counterpart:germny", "No counterpart `germny`; nearest: `germany`.", "germany"),
    ],
)
def test_a_value_that_does_not_exist_is_said(catalog: Catalog, query: str, message: str, nearest: str | None) -> None:
    parsed = Query.parse(query)
    for ask in (catalog.check, catalog.count, catalog.found, catalog.events, catalog.figures):
        with pytest.raises(QueryError) as caught:
            ask(parsed)
        if nearest is not None or "accepted" in message:
            assert (caught.value.message, caught.value.nearest) == (message, nearest)


@pytest.mark.parametrize("query", ["years", "words", "terms"])
def test_a_query_may_be_as_long_as_one_likes(catalog: Catalog, query: str) -> None:
    long = {
        "years": "year:" + ",".join(str(year) for year in range(1000, 3200, 2)),
        "words": ",".join(f"w{n}" for n in range(1100)) + ",changzhou",
        "terms": " ".join(f"-w{n}" for n in range(1100)) + " changzhou",
    }[query]
    parsed = Query.parse(long)
    assert catalog.count(parsed) == len(catalog.select(parsed))
    assert catalog.count(parsed) > 0
    assert catalog.found(parsed)[0]
    assert catalog.events(parsed)


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ("", {}),
        ("city:changzhou", {"half-22/total": "regions"}),
        ("city:changzhou,suzhou", {}),
        ("province:jiangsu", {}),
        ("year:2022", {"half-22/so-far": "days"}),
        ("date:2022-01..2022-03", {"half-22/total": "days", "half-22/suzhou": "days", "half-22/so-far": "days"}),
        ("year:..2022", {}),
        ("year:2021,2022", {"half-22/so-far": "days"}),
        ("sector:energy", {"forum-23/all": "sectors", "forum-23/all@r2": "sectors"}),
        ("sector:energy,health", {}),
        ("counterpart:germany", {"forum-23/zoe": "counterparts"}),
        ("city:suzhou date:2022-01", {"half-22/total": "days", "half-22/suzhou": "days"}),
        ("-city:changzhou", {}),
        ("held:changsha", {}),
        # A word describes all of a signing when it stands in its own names, not when it names one of its places.
        ("changzhou", {"half-22/total": "regions"}),
        ("twin cities", {"half-22/total": "regions"}),
        ("suzhou", {"half-22/total": "regions"}),
        ("jiangsu", {}),
        ("签约", {}),
        ("biomedicine", {"forum-23/all": "sectors", "forum-23/all@r2": "sectors"}),
        # The source's wording of one of several sectors is no more than its id is; that of the only one is.
        ("new energy", {"forum-23/all": "sectors", "forum-23/all@r2": "sectors"}),
        ("energy", {"forum-23/all": "sectors", "forum-23/all@r2": "sectors"}),
        ("energy,health", {}),
        ("germany", {"forum-23/zoe": "counterparts"}),
        ("germany,zoe", {}),
    ],
)
def test_what_is_not_wholly_in_the_query_is_wider(catalog: Catalog, query: str, wider: dict[str, str]) -> None:
    found, context = catalog.found(Query.parse(query))
    assert {one.row.id: one.wider for one in found if one.wider} == wider
    assert [one.row.id for one in found if one.row.same_as is None] == support.ids(catalog, query)
    assert {one.row.id for one in found if one.row.same_as is None} <= context.keys()


def test_what_is_added_has_its_numbers_and_its_surroundings(catalog: Catalog) -> None:
    found, context = catalog.found(Query.parse("investor ørsted,zoe"))
    assert found == []
    found, context = catalog.found(Query.parse("zoe"))
    row = found[0].row
    assert sorted(context) == ["forum-23/all", "forum-23/ne", "forum-23/zoe"]
    assert (row.part_of, row.edition, row.regions) == ("forum-23/all", "forum/5", (("china", "jiangsu", "changzhou"),))
    assert row.amount is not None
    assert (row.amount.cny, row.amount.currency, str(row.amount.original)) == (700_000_000, "USD", "100000000")
    others = [one.row for one in catalog.found(Query.parse("id:forum-23/all"))[0]]
    assert [(one.id, one.same_as) for one in others] == [
        ("forum-23/all", None),
        ("forum-23/all@r2", "forum-23/all"),
    ]
    so_far = catalog.found(Query.parse("id:half-22/so-far"))[0][0].row
    assert so_far.first is None


def test_a_row_says_everything(catalog: Catalog) -> None:
    row = catalog.signing("forum-23/all")
    assert (row.n, row.depth, row.event.name, row.event.held_in[0].name) == (2, 0, "2023 Changzhou Forum", "Changsha")
    assert [sector.name for sector in row.sectors] == ["New energy", "Biomedicine"]
    assert "new energy" in row.sector_words
    assert row.investment is not None
    assert (row.investment.printed.text, row.investment.cny) == ("nearly 55 billion yuan", 55_000_000_000)
    (other,) = row.others
    assert (other.report.publisher, other.count and other.count.text) == ("The Paper", "18个")
    zoe = catalog.signing("forum-23/zoe")
    assert zoe.investment is not None
    assert zoe.investment.conversion is not None
    assert (str(zoe.investment.conversion.rate), zoe.investment.conversion.source) == ("7.0", "Bank, Rates")
    with pytest.raises(KeyError):
        catalog.signing("forum-23/nothing")


def test_a_missing_rate_converts_nothing(catalog: Catalog) -> None:
    suzhou = catalog.signing("half-22/suzhou").investment
    assert suzhou is not None
    assert suzhou.cny == 33_500_000_000  # 5 bn dollars at 6.7


def test_an_event_with_all_of_it(catalog: Catalog) -> None:
    event = catalog.event("forum-23")
    assert [row.id for row in event.signings] == FORUM
    assert [row.depth for row in event.signings] == [0, 1, 1, 0]
    assert [report.id for report in event.reports] == ["forum-23/r1", "forum-23/r2"]
    assert [figure.title for figure in event.figures] == ["Industrial output"]
    assert (event.series, event.edition, [guest.id for guest in event.guests]) == ("forum", 5, ["france"])
    with pytest.raises(KeyError):
        catalog.event("nothing")


@pytest.mark.parametrize(
    ("query", "events", "figures"),
    [
        ("", ["fair-24", "forum-23", "half-22"], 1),
        ("city:changzhou", ["forum-23", "half-22"], 1),
        ("zone:wujin", ["forum-23"], 0),
        ("region:china kind:fair", ["fair-24"], 0),
        ("-city:changzhou", ["fair-24", "half-22"], 0),
        ("year:2023", ["forum-23"], 1),
        ("date:2023-10", ["forum-23"], 0),
        ("output", [], 1),
        ("产值", [], 1),
        ("stage:started", ["forum-23"], 0),
        ("-stage:started", ["fair-24", "forum-23", "half-22"], 1),
        ("investment>90bn", ["half-22"], 0),
        ("sector:hydrogen", ["fair-24"], 0),
        ("publisher:xinhua", ["fair-24", "forum-23"], 1),
        ('publisher:"the paper"', ["forum-23"], 0),
        ("held:chongqing", ["fair-24"], 0),
        ("id:forum-23/output", [], 1),
        ("id:forum-23", ["forum-23"], 0),
    ],
)
def test_events_and_figures_of_a_query(catalog: Catalog, query: str, events: list[str], figures: int) -> None:
    parsed = Query.parse(query)
    assert [row.event.id for row in catalog.events(parsed)] == events
    assert len(catalog.figures(parsed)) == figures


def test_an_event_in_a_list_counts_what_it_has(catalog: Catalog) -> None:
    (row,) = catalog.events(Query.parse("event:forum-23"))
    assert (row.signings, row.figures, row.reports, row.findings) == (4, 1, 2, 0)
    assert [region.id for region in row.regions] == ["changzhou"]


def test_region_counts_leave_the_region_asked_for_out(catalog: Catalog) -> None:
    everywhere = {"china": 9, "jiangsu": 7, "changzhou": 5, "wujin": 1, "suzhou": 2}
    everywhere |= {"xian": 1, "chongqing": 1, "twin-cities": 5}
    assert catalog.region_counts(Query.parse("city:suzhou")) == everywhere
    # The half-year's total is of two cities: once in each, once in their province.
    assert catalog.region_counts(Query.parse("year:2022")) == {
        "china": 3,
        "jiangsu": 3,
        "changzhou": 1,
        "suzhou": 2,
        "twin-cities": 1,
    }
    assert catalog.region_counts(Query.parse("-city:changzhou year:2022")) == {"china": 2, "jiangsu": 2, "suzhou": 1}


def test_regions_know_where_they_lie(catalog: Catalog) -> None:
    assert [region.rank for region in catalog.regions] == list(range(len(catalog.regions)))
    jiangsu = catalog.region("jiangsu")
    assert [region.name for region in catalog.regions[jiangsu.rank : jiangsu.last + 1]] == [
        "Jiangsu",
        "Changzhou",
        "Wujin",
        "Suzhou",
    ]
    with pytest.raises(KeyError):
        catalog.region("atlantis")


@pytest.mark.parametrize(
    ("term", "region"),
    [("city:常州", "changzhou"), ("region:jiangsu", "jiangsu"), ("city:nowhere", None), ("stage:agreed", None)],
)
def test_the_region_of_a_term(catalog: Catalog, term: str, region: str | None) -> None:
    found = catalog.find_region(Query.parse(term).terms[0])
    assert (found.id if found else None) == region


def test_a_query_in_words_has_the_names(catalog: Catalog) -> None:
    query = Query.parse("city:常州 sector:new-energy event:forum-23 measure:fund-size year:2023")
    assert catalog.prose(query) == (
        "City Changzhou, sector New energy, event 2023 Changzhou Forum, measure fund size, year 2023"
    )


def test_about(catalog: Catalog) -> None:
    about = catalog.about
    assert (about.title, about.events, about.signings, about.figures) == ("Labelled", 3, 9, 1)
    assert (about.first_year, about.last_year) == (2022, 2024)
    assert len(about.digest) == 64
    assert catalog.full_text


def test_a_fork_answers_by_itself(catalog: Catalog) -> None:
    with catalog.fork() as other:
        assert support.ids(other, "zone:wujin") == ["forum-23/wujin"]
    assert support.ids(catalog, "zone:wujin") == ["forum-23/wujin"]


@pytest.mark.parametrize(
    "words", ['"plant zoe"', '"plant ørsted"', '"ørsted 2023"', '"forum 常州论坛"', '"江苏 jiangsu"']
)
def test_neighbouring_words_stand_in_one_text(catalog: Catalog, words: str) -> None:
    assert not support.ids(catalog, words)
    assert support.ids(catalog, words.replace('"', ""))
