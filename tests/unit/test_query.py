"""The query language: what is read, how it is printed, what is refused and how."""

from __future__ import annotations

import pytest

from tuiapp.catalog.query import Query, QueryError, Term, tokens
from tuiapp.catalog.records import Region

WUJIN = Region("wujin", "Wujin", "武进", "zone", ("china", "wujin"), ("China", "Wujin"), 1, 1)
CHINA = Region("china", "China", "中国", "country", ("china",), ("China",), 0, 9)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("  solar   wind ", "solar wind"),
        ('"new energy"', '"new energy"'),
        ('"new energy', '"new energy"'),
        ("City:Changzhou", "city:Changzhou"),
        ("city:苏州，常州", "city:苏州,常州"),
        ("city：苏州", "city:苏州"),
        ('city:"Inner Mongolia",suzhou,suzhou', 'city:"Inner Mongolia",suzhou'),
        ("-sector:energy", "-sector:energy"),
        ("-solar", "-solar"),
        ('"-solar"', '"-solar"'),
        ('"city:x"', '"city:x"'),
        ('city:"-x",y-z', 'city:"-x",y-z'),
        ('"!solar",solar!', '"!solar",solar!'),
        ('"a!=b"', '"a!=b"'),
        ("investment>10bn", "investment>10bn"),
        ("investment>100亿", "investment>10bn"),
        ("investment≥1.2tn", "investment>=1.2tn"),
        ("investment>10500m", "investment>10.5bn"),
        ("investment>1.5k", "investment>1500"),
        ("investment>10 bn", "investment>10bn"),
        ("solar investment > 10 billion yuan city:x", "solar investment>10bn city:x"),
        ("-investment<=1,500 亿 元", "-investment<=150bn"),
        ("projects >= 1,000", "projects>=1000"),
        ("investment>10 mountains", "investment>10 mountains"),
        ("investment:1bn..5bn", "investment:1bn..5bn"),
        ("investment:1..5bn", "investment:1bn..5bn"),
        ("investment:0.5..1.2万亿元", "investment:500bn..1.2tn"),
        ('investment:"10 .. 20 million yuan"', "investment:10m..20m"),
        ("investment:10元..2bn", "investment:10..2000000000"),
        ("investment:1234567..2000000000", "investment:1234567..2000000000"),
        ("investment:10..20", "investment:10..20"),
        ("investment:..20bn,30..40bn", "investment:..20bn,30bn..40bn"),
        ("investment=500m", "investment:500m"),
        ("count>=20", "count>=20"),
        ("projects:..20", "projects:..20"),
        ("year:2020..2024", "year:2020..2024"),
        ("year:2020..2020", "year:2020"),
        ("year:2020..", "year:2020.."),
        ("date:2023-01/2023-06", "date:2023-01..2023-06"),
        ("date:2023-10-08", "date:2023-10-08"),
        ("measure:fund-size", "measure:fund-size"),
        ("solar,wind", "solar,wind"),
        ("10:30", '"10:30"'),
    ],
)
def test_a_query_has_one_printed_form(typed: str, printed: str) -> None:
    query = Query.parse(typed)
    assert str(query) == printed
    assert Query.parse(printed) == query


@pytest.mark.parametrize(
    ("typed", "message", "nearest"),
    [
        ("cty:x", "No field `cty`; nearest: `city`.", "city"),
        ("qqqqq:x", "No field `qqqqq`.", None),
        ("signing:x", "No field `signing`.", None),
        ("city:", "`city:` needs a value: city:changzhou", None),
        ("year:20x", "`year:20x`: `20x` is no year; accepted: 2023, 2020..2024", None),
        ("year:2023-06", "`year:2023-06`: `2023-06` is no year; accepted: 2023, 2020..2024", None),
        ("year:2024..2020", "`year:2024..2020`: `2024..2020` is no year; accepted: 2023, 2020..2024", None),
        (
            "investment:20bn..10bn",
            "`investment:20bn..10bn`: `20bn..10bn` is no amount; accepted: 10bn, 500m, 1.2tn, 100亿, 10..20bn",
            None,
        ),
        (
            "investment:10bn..20",
            "`investment:10bn..20`: `10bn..20` is no amount; accepted: 10bn, 500m, 1.2tn, 100亿, 10..20bn",
            None,
        ),
        (
            "investment:10..20m³",
            "`investment:10..20m³`: `10..20m³` is no amount; accepted: 10bn, 500m, 1.2tn, 100亿, 10..20bn",
            None,
        ),
        ("projects:50..10", "`projects:50..10`: `50..10` is no number of projects; accepted: 20, 10..50", None),
        (
            "date:2023-13",
            "`date:2023-13`: `2023-13` is no date; accepted: 2023, 2023-06, 2023-06-19, 2023-01..2023-06",
            None,
        ),
        (
            "investment>lots",
            "`investment>lots`: `lots` is no amount; accepted: 10bn, 500m, 1.2tn, 100亿",
            None,
        ),
        ("projects>=2.5", "`projects>=2.5`: `2.5` is no number of projects; accepted: 20, 10..50", None),
        ("projects>10..20", "`projects>10..20`: `10..20` is no number of projects; accepted: 20, 10..50", None),
        ("city>3", "`city>3` is no comparison; accepted: city:changzhou", None),
        ("foo > 3", "No field `foo`.", None),
        ("projects>1,00", "`projects>1,00` is no comparison; accepted: projects>=20", None),
        *(
            (typed, f"`{typed}`: only a minus at the beginning of a term excludes; accepted: {meant}", None)
            for typed, meant in [
                ("lang:-en", "-lang:en"),
                ("-lang:-en", "-lang:en"),
                ("city:!foshan", "-city:foshan"),
                ("city:foshan,-suzhou", "-city:suzhou"),
                ('city:"a,-b",-"Inner Mongolia"', '-city:"Inner Mongolia"'),
                ("city:-foshan,-suzhou", "-city:foshan,suzhou"),
                ("year:-2023", "-year:2023"),
                ("investment:-10bn", "-investment:10bn"),
                ("investment!=10bn", "-investment:10bn"),
                ("investment != 1,000 million yuan", "-investment:1bn"),
                ("-investment≠10bn", "investment:10bn"),
                ("count<>20", "-count:20"),
                ("city!=foshan,suzhou", "-city:foshan,suzhou"),
                ("solar,-wind", "-wind"),
                ("--solar", "-solar"),
                ("!solar", "-solar"),
            ]
        ),
        *(
            (typed, f"`{word}` has no letter or digit to look for", None)
            for typed, word in [
                ("😀", "😀"),
                ("%", "%"),
                ("*", "*"),
                ("-", "-"),
                ('""', '""'),
                ('"', '"'),
                ("-%", "%"),
                ('-"% &"', "% &"),
                ("solar,%", "%"),
                (">", ">"),
                (",", ","),
            ]
        ),
        ("foo!=3", "No field `foo`.", None),
        ("city!=", "`city!=` needs a value: city:changzhou", None),
        ("investment>1bn,2bn", "`investment>1bn,2bn` is no comparison; accepted: investment>10bn", None),
    ],
)
def test_what_has_no_meaning_is_said(typed: str, message: str, nearest: str | None) -> None:
    with pytest.raises(QueryError) as caught:
        Query.parse(f"solar {typed}")
    assert (caught.value.message, caught.value.nearest, caught.value.term) == (message, nearest, typed)
    Query.parse(typed, typing=True)


def test_a_word_without_a_letter_finds_what_the_rest_finds_while_it_is_typed() -> None:
    assert str(Query.parse('solar & -"" wind,% "', typing=True)) == "solar wind"


def test_a_term_is_taken_out_once() -> None:
    query = Query.parse("solar city:suzhou solar")
    assert str(query.without(Term("", ("solar",)))) == "city:suzhou solar"
    assert query.without(Term("", ("wind",))) == query


@pytest.mark.parametrize(
    ("query", "region", "result"),
    [
        ("", WUJIN, "zone:wujin"),
        ("solar year:2023", WUJIN, "zone:wujin solar year:2023"),
        ("solar city:suzhou year:2023", WUJIN, "solar zone:wujin year:2023"),
        ("city:suzhou", CHINA, "region:china"),
        ("city:suzhou,wuxi province:hunan", WUJIN, "city:suzhou,wuxi zone:wujin"),
        ("-city:suzhou", WUJIN, "zone:wujin -city:suzhou"),
        ("city:suzhou solar", None, "solar"),
        ("-city:suzhou solar", None, "-city:suzhou solar"),
    ],
)
def test_choosing_a_region_replaces_the_one_asked_for(query: str, region: Region | None, result: str) -> None:
    assert str(Query.parse(query).with_region(region)) == result


def test_what_a_tree_and_a_highlight_need() -> None:
    query = Query.parse("solar city:suzhou -wind province:hunan,jiangsu a,b")
    assert str(query.region_term) == "city:suzhou"
    assert str(query.without_regions()) == "solar -wind a,b"
    assert query.plain_words == ("solar", "a", "b")
    assert Query().region_term is None


@pytest.mark.parametrize(
    ("query", "prose"),
    [
        ("", ""),
        ("city:changzhou year:2023", "City Changzhou, year 2023"),
        ("province:inner-mongolia", "Province Inner Mongolia"),
        ("year:2020..2024", "Year 2020 to 2024"),
        ("year:2020..", "Year from 2020"),
        ("date:..2024-06", "Date to 2024-06"),
        ("investment>10bn", "Investment over 10 bn yuan"),
        ("projects>=20 -city:a,b,c", "Projects at least 20, not city A, B or C"),
        ('"new energy"', "“new energy”"),
        ("held:beijing", "Held in Beijing"),
    ],
)
def test_a_query_in_words(query: str, prose: str) -> None:
    assert Query.parse(query).words_in_prose() == prose


def test_tokens_know_where_they_stand() -> None:
    text = '  city:"New York"  x'
    assert [text[token.start : token.end] for token in tokens(text)] == ['city:"New York"', "x"]
