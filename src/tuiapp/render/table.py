"""The table of signings: its head, and one line a signing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuiapp.render.cells import Line, Piece, compose, fit, pad, width
from tuiapp.render.columns import ADDED, LABEL, Column, by_id, column_at, layout, pinned
from tuiapp.render.dates import date_cell
from tuiapp.render.hits import highlight
from tuiapp.render.numbers import AMOUNT_TITLE_END, amount_cell, count_cell
from tuiapp.render.signs import UNICODE, Signs

if TYPE_CHECKING:
    from tuiapp.catalog.records import FigureRow, Region, ShownFinding, SigningRow
    from tuiapp.catalog.view import Sort

__all__ = [
    "Column",
    "column_at",
    "flag",
    "flag_or_gap",
    "header",
    "layout",
    "pinned",
    "region_text",
    "row",
    "total_width",
]

_ROOMY = 3
"""The left margin from which on a mark has a blank beside it."""
_UNSEEN = frozenset(("no-link", "undated-report"))
"""Gaps of a source: that a row prints no number or sector is seen in it."""
_TITLES_OF_NUMBERS = {"investment": AMOUNT_TITLE_END}


def total_width(columns: Sequence[Column]) -> int:
    """The cells of all columns and the margin; more than the table's when there is something to scroll to."""
    return columns[-1].end + 1 if columns else 0


def header(
    columns: Sequence[Column],
    sort: Sort | None,
    cursor_column: str | None,
    signs: Signs = UNICODE,
    *,
    hovered: str | None = None,
) -> Line:
    """The titles, with the marks of the order: one key has an arrow, several an arrow and a rank.

    Args:
        columns: as laid out.
        sort: the order; empty for the default one, newest first; None where there is none.
        cursor_column: the id of the column under the column cursor, if any.
        signs: the alphabet.
        hovered: the id of the column whose title the mouse is on, if it can be clicked.
    """
    pieces: list[Piece] = []
    for column in columns:
        mark = _sort_mark(column, sort, signs)
        title = signs.total if column.id == ADDED else signs.text(column.title)
        if column.id == cursor_column and not title:
            title = signs.warning
        text = f"{title} {mark}".strip() if mark else title
        style = "text" if mark else "dim"
        if column.id in (cursor_column, hovered):
            style = "accent+" if column.id == cursor_column else "strong"
        x = column.x
        if column.align == "right":
            x = max(x + _TITLES_OF_NUMBERS.get(column.id, column.width) - width(text), 0)
        pieces.append((x, text, style))
    return compose(sorted(pieces), total_width(columns))


def _sort_mark(column: Column, sort: Sort | None, signs: Signs) -> str:
    if sort is None:
        return ""
    if not sort:
        return signs.descending if column.id == "date" else ""
    for rank, key in enumerate(sort, 1):
        if key.field == column.sort:
            arrow = signs.descending if key.descending else signs.ascending
            return f"{arrow}{rank}" if len(sort) > 1 else arrow
    return ""


def row(  # one line has so many states
    columns: Sequence[Column],
    signing: SigningRow,
    previous: SigningRow | None,
    *,
    added: bool | None = None,
    marked: bool = False,
    cursor: bool = False,
    focused: bool = True,
    indented: bool = True,
    hits: Sequence[str] = (),
    signs: Signs = UNICODE,
) -> Line:
    """One signing as a line over all columns.

    Date, region and event are blank where they repeat those of the row above.

    Args:
        columns: as laid out.
        signing: what the line is about.
        previous: the row above; None at the top of the window and for the cursor row, which repeat nothing away.
        added: whether a total adds it; None while that is not known. What no total adds is dim.
        marked: whether it is marked.
        cursor: whether it is the cursor row.
        focused: whether the table has the focus; without it the cursor row keeps its sign but is not bold.
        indented: whether rows are in the default order, parts under their whole.
        hits: words to show in bold where they occur.
        signs: the alphabet.
    """
    pieces: list[Piece] = []
    if cursor:
        pieces.append((0, signs.cursor, "accent"))
    if marked:
        # Where the date begins in the third cell, a mark beside it would touch it.
        pieces.append((0 if columns[0].x < _ROOMY and not cursor else 1, signs.marked, "accent"))
    quiet = "text" if cursor else "dim"
    number = ("strong" if cursor and focused else "text") if added is not False else quiet
    blank = indented and previous is not None and _same_place(signing, previous)
    for column in columns:
        if blank and column.id in ("date", "region", "event"):
            continue
        if column.id == LABEL:
            # Where no cell parts the two, the label makes way for a count's qualifier.
            touching = column.end == _x(columns, "projects") and not count_cell(signing.count, signs).startswith(" ")
            style = "strong" if cursor and focused else "text"
            room = column.width - touching
            pieces += _label(signing, column.x, room, style, quiet, indented=indented, hits=hits, signs=signs)
        elif column.id == ADDED:
            pieces.append((column.x, signs.added if added else "", "accent"))
        else:
            pieces += _cell(signing, column, number, quiet, hits, signs)
    return compose(pieces, total_width(columns))


def _cell(
    signing: SigningRow, column: Column, number: str, quiet: str, hits: Sequence[str], signs: Signs
) -> list[Piece]:
    """What a column other than the label says of a signing."""
    match column.id:
        case "projects":
            return [(column.x, pad(count_cell(signing.count, signs), column.width, "right"), number)]
        case "investment":
            return [(column.x, amount_cell(signing.investment, signs), number)]
        case "checks":
            sign, style = flag_or_gap(signing, signs)
            return [(column.x, sign, style)]
        case "date":
            return [(column.x, date_cell(signing.when, column.width, signs.ellipsis), quiet)]
        case _:
            text = fit(_text(signing, column.id, signs), column.width, ellipsis=signs.ellipsis)
            return highlight(column.x, text, "text" if column.id == "region" else quiet, hits)


def _x(columns: Sequence[Column], column_id: str) -> int:
    column = by_id(columns, column_id)
    return column.x if column else -1


def _same_place(signing: SigningRow, previous: SigningRow) -> bool:
    """Whether two rows have event, days and regions in common."""
    return (
        signing.event.id == previous.event.id
        and signing.when == previous.when
        and [region.id for region in signing.regions] == [region.id for region in previous.regions]
    )


def _label(
    signing: SigningRow,
    x: int,
    room: int,
    style: str,
    quiet: str,
    *,
    indented: bool,
    hits: Sequence[str],
    signs: Signs,
) -> list[Piece]:
    """The label behind the sign of a part, and what it counts or measures where that is unusual.

    The label is cut for it, down to half of its room: trade that looks like investment is worse than a short label.
    """
    pieces: list[Piece] = []
    if signing.depth:
        lead = f"{'  ' * (signing.depth - 1) if indented else ''}{signs.part} "
        lead = lead[-max(room // 2, 2) :]  # a deep part keeps half of the column for its words
        pieces.append((x, lead, quiet))
        x, room = x + width(lead), room - width(lead)
    unusual = signs.join(
        "" if signing.lane.measure == "investment" else signing.lane.measure,
        "" if signing.lane.unit == "projects" else signing.lane.unit,
    )
    text = _within(signs.text(signing.label), room, signs)
    aside = f" {signs.middot} {unusual}" if unusual and unusual not in text.lower() else ""
    if width(aside) > room // 2 and width(text) + width(aside) > room:
        aside = ""
    text = _within(text, room - width(aside), signs)
    pieces += highlight(x, text, style, hits)
    if aside:
        pieces.append((x + width(text), aside, quiet))
    return pieces


def _within(text: str, room: int, signs: Signs) -> str:
    return text if width(text) <= room else fit(text, room, ellipsis=signs.ellipsis).rstrip()


def region_text(regions: Sequence[Region], signs: Signs) -> str:
    """The first region and how many more."""
    if not regions:
        return ""
    more = f" +{len(regions) - 1}" if len(regions) > 1 else ""
    return signs.text(regions[0].name) + more


def _text(signing: SigningRow, column_id: str, signs: Signs) -> str:
    """What a column of words says of a signing."""
    match column_id:
        case "region":
            return region_text(signing.regions, signs)
        case "event":
            return signs.text(signing.event.name)
        case "stage":
            return signing.lane.stage
        case "sector":
            return ", ".join(signs.text(sector.name) for sector in signing.sectors)
        case "counterpart":
            return ", ".join(signs.text(region.name) for region in signing.counterparts)
        case "publisher":
            return signs.text(signing.report.publisher)
        case "status":
            return signs.text(signing.status)
        case "threshold":
            return signs.text(signing.threshold or "")
        case "measure" | "unit" | "basis":
            return str(getattr(signing.lane, column_id))
        case _:
            return ""


def flag(findings: Sequence[ShownFinding], signs: Signs) -> tuple[str, str]:
    """One sign for all findings on a thing, and its role: an open contradiction, a warning, or all acknowledged."""
    if not findings:
        return "", "text"
    open_ones = [finding for finding in findings if not finding.acknowledged]
    if not open_ones:
        return signs.acknowledged, "dim"
    if any(finding.severity == "error" for finding in open_ones):
        return signs.error, "error"
    return signs.warning, "warning"


def flag_or_gap(record: SigningRow | FigureRow, signs: Signs) -> tuple[str, str]:
    """The sign for its findings; without any, for what a row cannot show to be missing: where it is from, and when."""
    if not record.findings and not _UNSEEN.isdisjoint(record.gaps):
        return signs.gap, "dim"
    return flag(record.findings, signs)
