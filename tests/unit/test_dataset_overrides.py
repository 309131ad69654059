"""A number that an author states in place of a printed text that cannot be read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from small_dataset import EVENT, FIGURE, RATES, SIGNING, write_dataset
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.compiler.build import compile_dataset
from tuiapp.dataset.load import load
from tuiapp.dataset.problems import DatasetError, Problem
from tuiapp.dataset.resolved import Event
from tuiapp.values.vocabulary import CURRENCY_CODES

OF_A_SIGNING = ("count", "investment", "also", "threshold", "share", "yoy_count", "yoy_investment")
TOO_LARGE = (
    "1e19", "99999999999999999999", "1e400", "9223372036854775807", '"1000000000000000000"', '"1e999999999"', "-1e18",
)  # fmt: skip


def stated(value: str, more: str = "") -> str:
    return f'{{ text = "x", value = {value}, {more}why = "y" }}'


def refused(folder: Path, events: str) -> Problem:
    """The one problem of a dataset, which is the same for who reads it whole and for the compiler."""
    data = write_dataset(folder, events)
    with pytest.raises(DatasetError) as caught:
        load(data)
    with pytest.raises(DatasetError) as compiled:
        compile_dataset(data, folder / "index")
    assert compiled.value.problems == caught.value.problems
    (problem,) = caught.value.problems
    return problem


def accepted(folder: Path, events: str) -> Event:
    """The one event of a dataset that can be compiled."""
    data = write_dataset(folder, events)
    compile_dataset(data, folder / "index")
    (event,) = load(data).events
    return event


@pytest.mark.parametrize("value", TOO_LARGE)
@pytest.mark.parametrize("key", OF_A_SIGNING)
def test_a_number_has_no_more_digits_than_a_printed_one(tmp_path: Path, key: str, value: str) -> None:
    problem = refused(tmp_path, EVENT + SIGNING + f"  {key} = {stated(value)}\n")
    assert (problem.line, problem.key) == (16, f"event[0].signing[0].{key}")
    assert problem.message.startswith("the number has too many digits; accepted: up to 17 before the decimal mark")


@pytest.mark.parametrize("value", TOO_LARGE)
@pytest.mark.parametrize("indicator", ["exports", "share", "firms"])
def test_a_figure_has_no_more_digits_than_a_printed_one(tmp_path: Path, indicator: str, value: str) -> None:
    figure = FIGURE.replace('indicator = "exports"', f'indicator = "{indicator}"')
    problem = refused(tmp_path, EVENT + figure + f"  value = {stated(value)}\n")
    assert (problem.line, problem.key) == (16, "event[0].figure[0].value")
    assert "too many digits" in problem.message


def test_neither_has_the_part_behind_the_decimal_mark(tmp_path: Path) -> None:
    problem = refused(tmp_path, EVENT + SIGNING + f"  share = {stated('0.1234567891')}\n")
    assert "9 after it" in problem.message


@pytest.mark.parametrize("value", ["-1", "-0.5", '"-5"'])
@pytest.mark.parametrize("key", ["count", "investment", "also", "threshold", "share"])
def test_nothing_below_zero_is_counted_or_invested(tmp_path: Path, key: str, value: str) -> None:
    problem = refused(tmp_path, EVENT + SIGNING + f"  {key} = {stated(value)}\n")
    assert (problem.line, problem.key) == (16, f"event[0].signing[0].{key}")
    found = value.strip('"')
    assert problem.message == f"`value` is `{found}`; accepted: zero or more"


def test_what_fits_is_taken_to_the_last_digit(tmp_path: Path) -> None:
    most = stated('"99999999999999999"')
    (signing,) = accepted(tmp_path, EVENT + SIGNING + f"  count = {most}\n  investment = {most}\n").signings
    assert signing.count is not None
    assert signing.investment is not None
    assert signing.count.value == signing.investment.value == 10**17 - 1


def test_a_change_may_be_a_fall_and_a_figure_a_loss(tmp_path: Path) -> None:
    signing = SIGNING + f"  yoy_count = {stated('-5')}\n  yoy_investment = {stated('-0.5')}\n"
    event = accepted(tmp_path, EVENT + signing + FIGURE + f"  value = {stated('-7')}\n  yoy = {stated('-8')}\n")
    (found,), (figure,) = event.signings, event.figures
    changes = (found.yoy_count, found.yoy_investment, figure.value, figure.yoy)
    assert [change and change.value for change in changes] == [-5, Decimal("-0.5"), -7, -8]


def test_zero_has_no_sign(tmp_path: Path) -> None:
    (signing,) = accepted(tmp_path, EVENT + SIGNING + f"  count = {stated('-0.0')}\n").signings
    assert signing.count is not None
    assert str(signing.count.value) == "0"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("RMB", "no currency `RMB`; nearest: `CNY`"),
        ("NTD", "no currency `NTD`; nearest: `TWD`"),
        ("USB", "no currency `USB`; nearest: `USD`"),
        ("XYZ", "no currency `XYZ`; accepted: CNY, USD, EUR"),
    ],
)
@pytest.mark.parametrize("key", ["investment", "also", "threshold"])
def test_a_currency_that_is_none_is_told_where_it_stands(tmp_path: Path, key: str, code: str, message: str) -> None:
    amount = stated("3", f'currency = "{code}", ')
    problem = refused(tmp_path, EVENT + SIGNING + f"  {key} = {amount}\n")
    assert (problem.line, problem.key) == (16, f"event[0].signing[0].{key}.currency")
    assert problem.message.startswith(message)


def test_so_is_that_of_a_figure_and_of_its_points(tmp_path: Path) -> None:
    amount = stated("3", 'currency = "RMB", ')
    one = refused(tmp_path, EVENT + FIGURE + f"  value = {amount}\n")
    assert one.key == "event[0].figure[0].value.currency"
    points = f'[{{ period = "2017", value = "1 yuan" }}, {{ period = "2018", value = {amount} }}]'
    point = refused(tmp_path, EVENT + FIGURE + f"  series = {points}\n")
    assert point.key == "event[0].figure[0].series[1].value.currency"


def test_a_currency_is_known_by_its_words_or_by_its_rates(tmp_path: Path) -> None:
    rates = RATES + '[currency.THB]\nname = "Thai baht"\nsource = "bank"\nannual = { 2023 = "0.2" }\n'
    codes = [*CURRENCY_CODES, "THB"]
    signings = "".join(
        SIGNING.replace('"all"', f'"{code.lower()}"') + "  investment = " + stated("3", f'currency = "{code}", ') + "\n"
        for code in codes
    )
    data = write_dataset(tmp_path, EVENT + signings, rates=rates)
    compile_dataset(data, tmp_path / "index")
    (event,) = load(data).events
    assert [signing.investment and signing.investment.unit for signing in event.signings] == codes


def test_of_malformed_rates_no_currency_is_wrong(tmp_path: Path) -> None:
    amount = stated("3", 'currency = "THB", ')
    data = write_dataset(tmp_path, EVENT + SIGNING + f"  investment = {amount}\n", rates="[[[")
    with pytest.raises(DatasetError) as caught:
        load(data)
    assert {one.file for one in caught.value.problems} == {"rates.toml"}


def test_what_fits_is_converted_at_any_rate(tmp_path: Path) -> None:
    amount = stated('"99999999999999999"', 'currency = "USD", ')
    data = write_dataset(tmp_path, EVENT + SIGNING + f"  investment = {amount}\n")
    with Catalog.open(compile_dataset(data, tmp_path / "index")) as catalog:
        (total,) = catalog.totals(Query()).lanes
        assert total.investment.cny is not None
        assert total.investment.cny > 10**17
