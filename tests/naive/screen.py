"""What the explorer draws of signings, cell by cell, held against the signings as they are in the dataset."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from textual.pilot import Pilot
from textual.strip import Strip

from naive.reading import Reading
from tui.conftest import still
from tui.driving import press, strips, text_of
from tuiapp.dataset.resolved import Signing
from tuiapp.render.dates import date_cell
from tuiapp.render.signs import UNICODE
from tuiapp.rules.records import Amount
from tuiapp.tui.widgets.table import SigningsTable
from tuiapp.values.qualifier import Qualifier

COLUMNS = (
    "date", "region", "event", "signing", "projects", "investment", "stage", "sector", "status", "measure", "unit",
    "basis", "threshold", "counterpart", "publisher",
)  # fmt: skip
SIZE = (300, 50)
"""Room for all of these columns, and for a quarter of the rows."""

Cells = dict[str, str]
"""What a line says, by the id of the column."""


class Row(NamedTuple):
    """A line of the table."""

    cells: Cells
    top: bool
    """Whether it was the first of its window or the one under the cursor, which leave nothing out."""


async def rows_shown(pilot: Pilot[None], table: SigningsTable) -> list[Row]:
    """Every line that the table draws, from the first window to the last, paged through by key."""
    await press(pilot, "g")
    shown: dict[int, Row] = {}
    while len(shown) < table.count():
        top, before = table.scroll_offset.y, len(shown)
        for index, strip in enumerate(strips(table)[table.HEAD :], top):
            if index < table.count():
                shown[index] = Row(_cells(table, strip), index in (top, table.cursor))
        await press(pilot, "pagedown")
        await still(pilot)
        assert len(shown) > before or table.scroll_offset.y > top, "the table does not scroll to its end"
    return [shown[index] for index in range(len(shown))]


def _cells(table: SigningsTable, strip: Strip) -> Cells:
    # A span of days may take one cell of the gap behind its column.
    ends = {column.id: column.end + (column.id == "date") for column in table.columns}
    return {column.id: text_of(strip.crop(column.x, ends[column.id])).rstrip() for column in table.columns}


def check_rows(
    reading: Reading, shown: Sequence[Row], rows: Sequence[Signing], *, added: set[str], indented: bool
) -> None:
    """The lines are these signings, in this order, with what each of them says."""
    assert len(shown) == len(rows)
    above: Signing | None = None
    for line, one in zip(shown, rows, strict=True):
        cells = line.cells
        same_place = above is not None and _place(above) == _place(one)
        if line.top or not (indented and same_place):
            assert cells["date"].strip() == date_cell(str(one.when), 10)
            more = f" +{len(one.regions) - 1}" if len(one.regions) > 1 else ""
            assert _says(cells["region"], f"{one.regions[0].name}{more}")
            assert _says(cells["event"], reading.events[one.event].name)
        else:
            assert {cells["date"], cells["region"], cells["event"]} == {""}, "it repeats the line above"
        _check_label(cells["signing"], one, indented=indented)
        _check_count(cells["projects"], one)
        _check_amount(cells["investment"], one, reading.amount(one))
        assert cells["added"] == ("+" if one.id in added else "")
        for column, said in _words(one).items():
            assert _says(cells[column], said), column
        above = one


def _place(one: Signing) -> tuple[object, ...]:
    return one.event, one.when, one.regions


def _words(one: Signing) -> Cells:
    return {
        "stage": one.lane.stage,
        "sector": ", ".join(sector.name for sector in one.sectors),
        "status": one.status,
        "measure": one.lane.measure,
        "unit": one.lane.unit,
        "basis": one.lane.basis,
        "threshold": one.threshold_text or "",
        "counterpart": ", ".join(region.name for region in one.counterparts),
        "publisher": one.report.publisher,
    }


def _says(cell: str, text: str) -> bool:
    """Whether a cell has a text, whole or cut."""
    return cell == text or (cell.endswith("…") and text.startswith(cell[:-1].rstrip()))


def _check_label(cell: str, one: Signing, *, indented: bool) -> None:
    """The label, behind the sign of a part, before what it measures or counts where that is unusual."""
    lead = f"{'  ' * (one.depth - 1) if indented else ''}└ " if one.depth else ""
    assert cell.startswith(lead)
    assert _says(cell.removeprefix(lead).partition(" · ")[0], one.label)


def _check_count(cell: str, one: Signing) -> None:
    count = one.count
    if count is None:
        assert cell.strip() == "—"
    elif count.qualifier is Qualifier.RANGE:
        assert cell.strip() == f"{count.low}–{count.high}"
    else:
        sign, number = UNICODE.qualifier(count.qualifier), cell.strip()
        assert number.startswith(sign)
        assert int(number.removeprefix(sign).replace(",", "")) == count.value


def _check_amount(cell: str, one: Signing, amount: Amount | None) -> None:
    """Billions of yuan, exact to the last digit that is shown, with the sign of the printed currency."""
    currency = UNICODE.currency(one.investment.unit) if one.investment else ""
    number = cell.replace(" ", "")
    assert number.endswith(currency)
    number = number.removesuffix(currency)
    if amount is None:
        assert number == "—"
        return
    if amount.qualifier is Qualifier.RANGE:
        ends = number.split("–")
        assert len(ends) == 2
        assert _is_nearly(ends[0], amount.cny)
        assert _is_nearly(ends[1], amount.high or 0)
        return
    sign = UNICODE.qualifier(Qualifier.ABOUT if amount.converted else amount.qualifier)
    assert number.startswith(sign)
    assert _is_nearly(number.removeprefix(sign), amount.cny)


def _is_nearly(shown: str, cny: int) -> bool:
    value = Decimal(shown.replace(",", ""))
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(value - Decimal(cny) / 10**9) < Decimal(1).scaleb(exponent)
