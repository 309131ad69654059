"""CSV holds the contract's names in its order, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

import hostile
from samples import FULL, PART, SIGNING, fake
from support import replace
from tuiapp import export
from tuiapp.catalog.view import View
from tuiapp.export import as_csv, csv_columns, model


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def _flat(value: model.JsonValue, path: str = "") -> list[str]:
    """The paths of a record's leaves, in order, lists seen through their first item."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _flat(value[0], path)
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _flat(inner, f"{path}.{key}" if path else key)]
    return [path]


def test_columns_are_the_keys_of_a_full_record_in_their_order() -> None:
    assert list(csv_columns.SIGNING) == _flat(model.signing_record(FULL))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(1)", " =1", "\t=1", "\r=1", '"=1', "'=1", "＝1", "+38 projects"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert as_csv.cell(text).startswith("'")
    assert text.strip("\t\r ")[-3:] in as_csv.cell(text)


@pytest.mark.parametrize("text", ["-3", "+21.36%", "-2,391.5", "+5 %", "18", "a=b", "2854.15亿元", "12-34"])
def test_plain_numbers_and_plain_texts_stay(text: str) -> None:
    assert as_csv.cell(text) == text


@pytest.mark.parametrize("text", ["-2+3", "+1*1", "-1%+cmd", "+1,2,3", "-", "+"])
def test_a_sum_is_no_plain_number(text: str) -> None:
    assert as_csv.cell(text) == f"'{text}"


def test_a_cell_is_one_line_without_control_characters() -> None:
    cell = as_csv.cell(hostile.NAME)
    assert "\n" not in cell
    assert not hostile.has_controls(cell)


def test_lists_are_joined_and_paths_have_slashes() -> None:
    two = replace(SIGNING, regions=(*SIGNING.regions, replace(SIGNING.regions[0], id="wujin", path=("china", "wujin"))))
    header, row = _rows("".join(export.render(fake([two]), View(), "csv")))
    cells = dict(zip(header, row, strict=True))
    assert cells["regions_id"] == "changzhou; wujin"
    assert cells["regions_path"] == "china/jiangsu/changzhou; china/wujin"
    assert cells["sectors"] == "new-energy"
    assert cells["part_of"] == ""


def test_every_item_of_a_list_is_defused() -> None:
    item = replace(SIGNING.regions[0], name="=cmd()")
    row = replace(SIGNING, regions=(SIGNING.regions[0], item))
    header, cells = _rows("".join(export.render(fake([row]), View(), "csv")))
    assert dict(zip(header, cells, strict=True))["regions_name"] == "Changzhou; '=cmd()"


def test_columns_that_are_asked_for_come_after_the_id() -> None:
    text = "".join(export.render(fake([SIGNING, PART]), View(columns=("projects", "date")), "csv"))
    assert text.splitlines()[:2] == [
        "id,count_text,count_value,count_qualifier,count_low,count_high,date,period",
        "forum-2023/all,18,18,exact,,,2023-10-08,",
    ]


def test_no_rows_are_a_header_alone() -> None:
    assert len(_rows("".join(export.render(fake([]), View(), "csv")))) == 1


@pytest.mark.parametrize("screen", ["events", "figures", "left-out", "event:forum-2023"])
def test_other_views_have_columns_of_their_own(screen: str) -> None:
    header, *rows = _rows("".join(export.render(fake(), View(screen=screen), "csv")))
    assert rows
    assert all(len(row) == len(header) for row in rows)
