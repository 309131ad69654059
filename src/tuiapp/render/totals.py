"""The totals under the table, in the cells of what they add."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Piece, Span, compose, fit, width
from tuiapp.render.columns import ADDED, Column, by_id
from tuiapp.render.numbers import amount_sum_cell, bn, count_sum_cell, digits, whole_percent
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.rules.records import DEFAULT_LANE

if TYPE_CHECKING:
    from tuiapp.rules.records import Lane
    from tuiapp.rules.results import LaneSum

_LEFT = 3
_NOTE_LEAST = 36
"""Where the notes begin in a wide table, if no lane's name needs more."""


def lane_name(lane: Lane, signs: Signs = UNICODE, *, short: bool = False) -> str:
    """A lane in words: `agreed · investment · events`; the unit is named when it is not projects.

    Where it has to be short, so is the measure when it is not investment.
    """
    return signs.join(
        lane.stage,
        "" if short and lane.measure == DEFAULT_LANE.measure else lane.measure,
        "" if lane.unit == "projects" else lane.unit,
        _("periods") if lane.basis == "period" else _("events"),
    )


def amounts_note(total: LaneSum) -> str:
    """How many of the added signings print an amount: `amounts: 2 of 3`, `amounts: none`, `nothing to add`."""
    if not total.signings:
        return _("nothing to add")
    with_amount = total.signings - total.investment.signings_without
    if not with_amount:
        return _("amounts: none")
    return _("amounts: {k} of {n}").format(k=f"{with_amount:,}", n=f"{total.signings:,}")


def notes(total: LaneSum, signs: Signs = UNICODE) -> list[str]:
    """What stands beside a total: amounts present, the share converted, originals, how many signings are left out."""
    parts = [amounts_note(total)]
    if total.left_out:
        parts.append(plural("{n} left out", "{n} left out", total.left_out))
    cny, converted = total.investment.cny, total.investment.converted_cny
    if cny and converted:
        if total.investment.original:
            currency, value = total.investment.original
            parts.append(_("{amount} bn {currency}").format(amount=_original_bn(value), currency=currency))
        parts.append(_("{share} % converted").format(share=whole_percent(converted, cny)))
    return [signs.text(part) for part in parts]


def _original_bn(value: Decimal) -> str:
    return bn(int(value)) if value == value.to_integral_value() else digits(value / 1_000_000_000)


def adding_line(count: int, signs: Signs = UNICODE) -> Line:
    """What stands in place of a total while it is computed: never the total of another query."""
    text = plural("adding {n} signing…", "adding {n} signings…", count)
    return (Span(" ", "text"), Span(signs.total, "accent"), Span(f" {signs.text(text)}", "dim"))


def total_lines(
    totals: Sequence[LaneSum], columns: Sequence[Column], cells: int, *, lines: int = 3, signs: Signs = UNICODE
) -> list[Line]:
    """The totals as exactly so many lines; those that do not fit are counted.

    Three lines show three lanes, two lines one lane with its notes under it.

    Args:
        totals: by lane, the default lane first.
        columns: of the table above, whose cells the numbers keep.
        cells: the width.
        lines: 2 or 3.
        signs: the alphabet.
    """
    if not totals:
        shown = []
    elif lines == 2:
        shown = _pair(totals, columns, cells, signs)
    else:
        shown = _rows(totals, columns, cells, lines, signs)
    return shown + [compose((), cells)] * (lines - len(shown))


def numbers(total: LaneSum, columns: Sequence[Column], style: str, signs: Signs) -> list[Piece]:
    """The sums of a lane in the cells of their columns."""
    pieces: list[Piece] = []
    for name, text in (
        ("projects", count_sum_cell(total.projects, signs)),
        ("investment", amount_sum_cell(total.investment, signs)),
    ):
        column = by_id(columns, name)
        if column is not None:
            pieces.append((column.x, text, style))
    return sorted(pieces)


def _rows(totals: Sequence[LaneSum], columns: Sequence[Column], cells: int, lines: int, signs: Signs) -> list[Line]:
    shown = totals[:lines]
    more = len(totals) - len(shown)
    first_number = min((c.x for c in columns if c.id in ("projects", "investment")), default=cells)
    longest = max(width(lane_name(total.lane, signs)) for total in shown)
    note_x = max(_NOTE_LEAST, _LEFT + longest + 3)
    out = []
    for index, total in enumerate(shown):
        strong = "strong" if index == 0 else "text"
        pieces: list[Piece] = [(1, signs.total, "accent")] if index == 0 else []
        pieces.append((_LEFT, _name(total, first_number - _LEFT - 1, signs), strong))
        facts = notes(total, signs)
        x = note_x
        if _fitting(facts, first_number - x - 1, signs) != signs.join(*facts):
            # Beside its own lane's name there may be the room that is missing beside the longest.
            x = _LEFT + width(lane_name(total.lane, signs)) + 3
        pieces.append((x, _fitting(facts, first_number - x - 1, signs), "dim"))
        pieces += numbers(total, columns, strong, signs)
        if index == 0 and any(each.not_added for each in totals):
            pieces += _key(columns, _("left out"), cells)
        elif index == lines - 1 and more:
            words = plural("{n} more", "{n} more", more)
            pieces.append((_key_x(columns), words if _key_x(columns) + width(words) <= cells else "", "dim"))
        out.append(compose(pieces, cells))
    return out


def _pair(totals: Sequence[LaneSum], columns: Sequence[Column], cells: int, signs: Signs) -> list[Line]:
    first = totals[0]
    room = min((c.x for c in columns if c.id in ("projects", "investment")), default=cells) - _LEFT - 1
    name: list[Piece] = [(1, signs.total, "accent"), (_LEFT, _name(first, room, signs), "strong")]
    parts = notes(first, signs)
    if len(totals) > 1:
        more = plural("{n} more lane", "{n} more lanes", len(totals) - 1)
        parts.insert(2 if first.not_added else 1, more)
    note: list[Piece] = [(_LEFT, _fitting(parts, _key_x(columns) - _LEFT - 1, signs), "dim")]
    if any(total.not_added for total in totals):
        note += _key(columns, _("show"), cells)
    return [compose(name + numbers(first, columns, "strong", signs), cells), compose(note, cells)]


def _name(total: LaneSum, room: int, signs: Signs) -> str:
    """The lane, before its numbers; what makes it another one than the usual is said as long as there is room."""
    name = lane_name(total.lane, signs)
    if width(name) > room:
        name = lane_name(total.lane, signs, short=True)
    return name if width(name) <= room else fit(name, room, ellipsis=signs.ellipsis).rstrip()


def _fitting(parts: Sequence[str], room: int, signs: Signs) -> str:
    """As many of the facts as fit whole, in their order."""
    text = ""
    for part in parts:
        longer = signs.join(text, part)
        if width(longer) > room:
            break
        text = longer
    return text


def _key_x(columns: Sequence[Column]) -> int:
    """Where what can be done stands: under the stage, else under Σ."""
    column = by_id(columns, "stage") or by_id(columns, ADDED)
    return column.x if column else 0


def _key(columns: Sequence[Column], word: str, cells: int) -> list[Piece]:
    """The key that explains what is left out, and its word where there is room."""
    x = _key_x(columns)
    pieces: list[Piece] = [(x, "t", "accent+")]
    if x + 2 + width(word) <= cells:
        pieces.append((x + 2, word, "dim"))
    return pieces
