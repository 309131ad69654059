"""The signings of an event as a tree with bars on one axis."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.bars import axis, bar
from tuiapp.render.cells import Piece, fit, width
from tuiapp.render.dates import prose
from tuiapp.render.event_parts import Node, printed_words, tree
from tuiapp.render.numbers import (
    AMOUNT_TITLE_END,
    COUNT,
    EVENT_DECIMALS,
    amount_cell,
    bn,
    count_cell,
    each,
    percent,
    shown_qualifier,
)
from tuiapp.render.page import LEFT, Page, Words, row_with_words
from tuiapp.rules.records import DEFAULT_LANE

if TYPE_CHECKING:
    from tuiapp.catalog.records import SigningRow
    from tuiapp.render.lines import DetailLine


def signed_lines(sheet: Page, signings: Sequence[SigningRow], added: Container[int] | None) -> list[DetailLine]:
    """The tree under its head.

    Args:
        sheet: the grid.
        signings: wholes before their parts.
        added: the positions of those that totals add, the others being dim; None, or none of these, leaves all bright.
    """
    maximum = max((s.investment.cny for s in signings if s.investment and s.investment.cny), default=0)
    by_id = {signing.id: signing for signing in signings}
    all_bright = added is None or not any(signing.n in added for signing in signings)
    out = [sheet.blank(), _head(sheet, maximum)]
    for node in tree(signings):
        if node.signing is None:
            out.append(sheet.line(sheet.signs.text(node.heading), "dim", LEFT + 2 * node.depth))
            continue
        bright = all_bright or (added is not None and node.signing.n in added)
        whole = by_id.get(node.signing.part_of or "")
        out += _signing(sheet, node, node.signing, whole, maximum, bright=bright)
    return out


def _head(sheet: Page, maximum: int) -> DetailLine:
    projects, amount = _("Projects"), _("bn CNY")
    pieces: list[Piece] = [(LEFT, _("Signed"), "strong")]
    pieces.append((sheet.count + COUNT - width(projects), projects, "dim"))
    pieces.append((sheet.amount + AMOUNT_TITLE_END - width(amount), amount, "dim"))
    if sheet.bar and maximum:
        pieces.append((sheet.bar, axis(bn(maximum), sheet.bar_cells), "dim"))
    if sheet.wide:
        source = _("source")
        pieces.append((sheet.printed, fit(_("as printed"), sheet.printed_cells, ellipsis=sheet.signs.ellipsis), "dim"))
        pieces.append((sheet.cells - 1 - width(source), source, "dim"))
    return sheet.row(pieces)


def _signing(
    sheet: Page, node: Node, signing: SigningRow, whole: SigningRow | None, maximum: int, *, bright: bool
) -> list[DetailLine]:
    signs = sheet.signs
    x = LEFT + min(2 * node.depth, sheet.label_cells // 2)
    style = "strong" if node.depth == 0 or (node.depth == 1 and node.has_parts) else "text"
    shade = style if bright else "dim"
    numbers: list[Piece] = [
        (sheet.count, count_cell(signing.count, signs), shade),
        (sheet.amount, amount_cell(signing.investment, signs, EVENT_DECIMALS), shade),
        *_bar(sheet, signing, maximum),
    ]
    further = signs.join(*map(signs.text, _further(signing, whole)))
    words = Words(
        printed_words(signing), further, sheet.numbers.of_signing(signing), f"signing:{signing.id}", signing.findings
    )
    return row_with_words(sheet, (x, signs.text(signing.label), style), numbers, words)


def _bar(sheet: Page, signing: SigningRow, maximum: int) -> list[Piece]:
    money = signing.investment
    if not sheet.bar or money is None or not money.cny:
        return []
    style = "bar" if signing.lane == DEFAULT_LANE else "bar2"
    spans = bar(money.cny, maximum, sheet.bar_cells, shown_qualifier(money), sheet.signs, style)
    return [(sheet.bar, spans[0].text, spans[0].style)]


def _further(signing: SigningRow, whole: SigningRow | None) -> list[str]:
    """What is reported of a signing beside its numbers, in few words; what its whole or event says is not repeated."""
    parts = []
    if signing.when != (whole.when if whole else signing.event.dates):
        parts.append(prose(signing.when))
    if [r.id for r in signing.regions] != [r.id for r in (whole.regions if whole else signing.event.held_in)]:
        parts.append(", ".join(region.name for region in signing.regions))
    parts += _lane_words(signing, whole)
    if signing.share:
        parts.append(_("share printed {share}").format(share=signing.share))
    if signing.threshold:
        parts.append(each(signing.threshold))
    for growth, noun in ((signing.yoy_count, _("count")), (signing.yoy_investment, _("amount"))):
        if growth is not None:
            text = percent(growth.value, signed=True) if growth.unit == "percent" else growth.text
            parts.append(_("{noun} {growth} on the year before").format(noun=noun, growth=text))
    if signing.counterparts and (whole is None or whole.counterparts != signing.counterparts):
        parts.append(_("with {names}").format(names=", ".join(region.name for region in signing.counterparts)))
    if signing.investor:
        parts.append(_("investor {name}").format(name=signing.investor))
    if whole is None or whole.sectors != signing.sectors or not signing.sectors:
        sectors = signing.sector_words or tuple(sector.name for sector in signing.sectors)
        said = signing.label.lower()
        parts.append(", ".join(sector for sector in sectors if sector.lower() not in said))
    return [*filter(None, parts), *_conversion(signing), *([signing.note] if signing.note else [])]


def _lane_words(signing: SigningRow, whole: SigningRow | None) -> list[str]:
    """Its stage in the source's word, and its measure and unit, where they are not the usual ones or the whole's."""
    lane = signing.lane
    if whole is not None and whole.lane == lane:
        return []
    usual = lane.stage == DEFAULT_LANE.stage and signing.status in ("signed", "agreed")
    return [
        "" if usual else signing.status,
        "" if lane.measure == DEFAULT_LANE.measure else lane.measure,
        "" if lane.unit == DEFAULT_LANE.unit else lane.unit,
    ]


def _conversion(signing: SigningRow) -> list[str]:
    """How an amount became yuan, or why it did not."""
    money = signing.investment
    if money is None or money.printed.unit == "CNY":
        return []
    if money.conversion is None:
        return [_("no rate for its year, so not converted")] if money.cny is None else []
    known = money.conversion
    return [
        _("converted at {rate} CNY for 1 {currency}, average of {year}").format(
            rate=f"{known.rate:f}", currency=known.currency, year=known.year
        )
    ]
