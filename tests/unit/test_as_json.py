"""JSON keeps the contract: these keys, in this order, with these kinds of values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

import hostile
from samples import DOLLARS, FIGURE, FULL, PART, SIGNING, FakeCatalog, fake
from support import replace
from tuiapp import export
from tuiapp.catalog.view import SortKey, View
from tuiapp.export import as_json, model
from tuiapp.rules.records import Lane
from tuiapp.rules.results import LaneSum, MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

SIGNING_KEYS = [
    *("id", "event", "regions", "label", "project", "investor", "status", "basis", "stage", "measure", "unit", "date"),
    *("period", "sectors", "counterparts", "count", "investment", "threshold", "yoy_count", "yoy_investment"),
    *("part_of", "source", "other_reports", "checks"),
]

ENDS = ["low", "high"]
"""Of a range; behind the contract's keys, which stay where they are."""


def _document(rows: Iterable[Any] = (FULL, PART), view: View | None = None) -> dict[str, Any]:
    text = "".join(export.render(fake(rows), view or View(), "json"))
    document: dict[str, Any] = json.loads(text)
    return document


def test_the_document_has_the_contracts_keys_in_order() -> None:
    document = _document()
    assert list(document) == ["format", "dataset", "query", "sort", "signings", "totals"]
    assert document["format"] == 1
    assert list(document["dataset"]) == ["title", "version", "digest"]


def test_a_signing_has_the_contracts_keys_in_order() -> None:
    signing = _document()["signings"][0]
    assert list(signing) == SIGNING_KEYS
    assert list(signing["event"]) == ["id", "name", "kind", "start", "end", "held_in"]
    assert list(signing["regions"][0]) == ["id", "name", "name_zh", "path"]
    assert list(signing["count"]) == ["text", "value", "qualifier", *ENDS]
    assert list(signing["investment"]) == ["text", "value", "currency", "qualifier", "low", "high", "cny", "also"]
    assert list(signing["source"]) == ["publisher", "publisher_kind", "title", "url", "published", "language"]


def test_totals_have_the_contracts_keys_in_order() -> None:
    total = _document()["totals"][0]
    assert list(total) == ["stage", "measure", "unit", "basis", "signings", "projects", "investment", "not_added"]
    assert list(total["projects"]) == ["value", "qualifier", "signings_without", "high"]
    assert list(total["investment"]) == ["cny", "qualifier", "signings_without", "converted_cny", "high_cny"]
    assert total["not_added"] == [
        {"reason": "inside", "signings": 1, "largest_cny": 31_000_000_000, "largest_qualifier": "exact"}
    ]


def test_a_figure_has_the_contracts_keys_in_order() -> None:
    document = _document(view=View(screen="figures"))
    figure = document["figures"][0]
    contract = ["id", "indicator", "region", "value", "period", "as_of", "yoy", "event", "source", "checks"]
    assert list(figure) == [*contract, "label"]
    assert figure["label"] == FIGURE.title
    assert list(figure["value"]) == ["text", "value", "unit", "qualifier", *ENDS]


def test_a_range_keeps_both_its_ends() -> None:
    ten_to_twenty = Quantity("10-20", Decimal(10), Qualifier.RANGE, "projects", Decimal(10), Decimal(20))
    count = _document([replace(SIGNING, count=ten_to_twenty)])["signings"][0]["count"]
    assert count == {"text": "10-20", "value": 10, "qualifier": "range", "low": 10, "high": 20}
    projects = SumOf(10, Qualifier.RANGE, 10, 20, 0)
    [total] = model.total_records([LaneSum(Lane(), 1, projects, MoneySum(5, Qualifier.RANGE, 5, 9, 0, 0, None), ())])
    assert total["projects"] == {"value": 10, "qualifier": "range", "signings_without": 0, "high": 20}
    assert isinstance(total["investment"], dict)
    assert (total["investment"]["cny"], total["investment"]["high_cny"]) == (5, 9)


def test_yuan_are_integers_and_other_decimals_strings() -> None:
    investment = _document([replace(SIGNING, investment=DOLLARS)])["signings"][0]["investment"]
    assert investment["cny"] == 704_670_000
    assert investment["value"] == "100000000"
    assert investment["currency"] == "USD"


def test_what_is_absent_is_null() -> None:
    signing = _document([replace(SIGNING, count=None, investment=None)])["signings"][0]
    absent = (
        "project",
        "investor",
        "period",
        "count",
        "investment",
        "threshold",
        "yoy_count",
        "yoy_investment",
        "part_of",
    )
    assert all(signing[key] is None for key in absent)
    assert signing["other_reports"] == signing["checks"] == signing["counterparts"] == []


def test_a_period_is_no_date() -> None:
    signing = _document([replace(SIGNING, when="2023-01/2023-06", period=True)])["signings"][0]
    assert (signing["date"], signing["period"]) == (None, "2023-01/2023-06")


@pytest.mark.parametrize(
    ("value", "text"),
    [("5.5E+10", "55000000000"), ("31.0", "31"), ("0.0070", "0.007"), ("100", "100"), ("-21.36", "-21.36")],
)
def test_decimals_are_plain_digits(value: str, text: str) -> None:
    assert model.decimal_text(Decimal(value)) == text


def test_the_query_and_the_sort_are_in_their_one_form() -> None:
    view = View(query="  year:2023   city:changzhou ", sort=(SortKey("count", descending=True), SortKey("date")))
    document = _document(view=view)
    assert document["query"] == "year:2023 city:changzhou"
    assert document["sort"] == "projects:desc,date"


@pytest.mark.parametrize("screen", ["signings", "events", "figures", "left-out", "event:forum-2023"])
@pytest.mark.parametrize("rows", [[], [FULL, PART]])
def test_the_text_is_what_the_whole_document_dumps_to(screen: str, rows: list[Any]) -> None:
    text = "".join(export.render(fake(rows), View(screen=screen), "json"))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    assert json.loads(text)["format"] == 1


@pytest.mark.parametrize("format_id", ["json", "jsonl"])
def test_hidden_characters_are_escapes_and_the_value_is_whole(format_id: str) -> None:
    row = replace(SIGNING, label=hostile.NAME)
    text = "".join(export.render(fake([row]), View(), format_id))
    assert not hostile.has_controls(text)
    assert "武汉" in text
    record = json.loads(text)["signings"][0] if format_id == "json" else json.loads(text)
    assert record["label"] == hostile.NAME


def test_astral_format_characters_become_surrogate_escapes() -> None:
    assert as_json.visible('"\U000e0041"') == '"\\udb40\\udc41"'
    assert json.loads(as_json.visible('"\U000e0041"')) == "\U000e0041"


def test_one_line_a_signing() -> None:
    lines = "".join(export.render(fake([FULL, PART]), View(), "jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == _document()["signings"]


def test_rows_are_fetched_in_windows() -> None:
    catalog = FakeCatalog([replace(SIGNING, id=f"e/{n}") for n in range(1201)])
    pieces = export.render(catalog, View(), "jsonl")  # type: ignore[arg-type]
    assert sum(1 for _piece in pieces) == 1201
    assert catalog.selection.widest <= 500
