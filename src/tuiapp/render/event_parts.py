"""What the event pane and the full event have in common: facts, the tree of signings, sources, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.i18n import _
from tuiapp.render.cells import pad, width
from tuiapp.render.dates import compact, prose
from tuiapp.render.numbers import COUNT, COUNT_DIGITS, amount_text, amount_width, bn, count_text, digits
from tuiapp.render.signs import UNICODE, Signs

if TYPE_CHECKING:
    from tuiapp.catalog.records import Event, FigureRow, Report, SigningRow
    from tuiapp.values.quantity import Quantity

NAMED = "named projects"
_CURRENCY_LETTERS = 3


def event_subtitle(event: Event, signs: Signs = UNICODE, *, local_names: bool = False) -> str:
    """What, where and when: `fair · Chongqing · 18–21 May 2023`.

    Args:
        event: the event.
        signs: the alphabet.
        local_names: whether places are followed by their Chinese names.
    """
    places = []
    for region in event.ref.held_in:
        local = f" {region.name_zh}" if local_names and signs.wide and region.name_zh else ""
        places.append(signs.text(region.name + local))
    return signs.join(signs.text(event.ref.kind), ", ".join(places), signs.text(prose(event.ref.dates)))


def is_money(unit: str) -> bool:
    """Whether a quantity's unit is a currency."""
    return len(unit) == _CURRENCY_LETTERS and unit.isascii() and unit.isupper()


class Node(NamedTuple):
    """A line of the tree of signings: a heading over parts, or a signing."""

    depth: int
    """How deep it is indented."""
    signing: SigningRow | None
    heading: str = ""
    has_parts: bool = False


def tree(signings: Sequence[SigningRow]) -> list[Node]:
    """The signings as a tree with a heading over each split and over named projects, top to bottom.

    A part whose whole is reported elsewhere stands as a whole. Parts keep the dataset's order, those of one split
    together.
    """
    ids = {signing.id for signing in signings}
    parts: dict[str | None, list[SigningRow]] = {}
    for signing in signings:
        parts.setdefault(signing.part_of if signing.part_of in ids else None, []).append(signing)
    return list(_nodes(None, 0, parts))


def _nodes(whole: str | None, depth: int, parts: Mapping[str | None, Sequence[SigningRow]]) -> Iterable[Node]:
    groups: dict[str, list[SigningRow]] = {}
    for signing in parts.get(whole, ()):
        groups.setdefault(_group(signing) if whole is not None else "", []).append(signing)
    for heading, members in groups.items():
        if heading:
            yield Node(depth, None, heading)
        for signing in members:
            inner = depth + (1 if heading else 0)
            yield Node(inner, signing, has_parts=signing.id in parts)
            yield from _nodes(signing.id, inner + 1, parts)


def _group(signing: SigningRow) -> str:
    """The heading a part stands under; none for a loose part that is no named project."""
    if signing.split:
        return _("by {split}").format(split=signing.split.replace("-", " ").replace("_", " "))
    return _(NAMED) if signing.project else ""


def printed_words(signing: SigningRow) -> list[str]:
    """The source's own words for a signing's numbers: the amount, a worded count."""
    parts = []
    if signing.investment is not None:
        parts.append(signing.investment.printed.text)
        if signing.investment.also:
            parts.append(signing.investment.also)
    count = signing.count
    if count is not None and count.text.replace(",", "").strip() != f"{count.value:f}":
        parts.append(count.text)
    return parts


class SourceNumbers:
    """The reports of an event by their numbers, from 1 in the dataset's order."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._numbers = {report.id: number for number, report in enumerate(reports, 1)}

    def of(self, reports: Iterable[Report]) -> str:
        """The numbers of some reports, rising: `1 3`."""
        numbers = {self._numbers[report.id] for report in reports if report.id in self._numbers}
        return " ".join(str(number) for number in sorted(numbers))

    def of_signing(self, signing: SigningRow) -> str:
        """The numbers of all reports of a signing."""
        return self.of([signing.report, *(other.report for other in signing.others)])


def publisher(report: Report, signs: Signs) -> str:
    """A publisher's names: English, then Chinese where the alphabet has room for it."""
    local = f" {report.publisher_zh}" if report.publisher_zh and signs.wide else ""
    return signs.text(report.publisher + local)


def agreement(event: Event) -> str:
    """Whether reports of the same signings agree; empty when no signing has two."""
    if not any(signing.others for signing in event.signings):
        return ""
    disagree = any("disagree" in finding.check for finding in event.findings)
    return _("they disagree") if disagree else _("they agree")


def figure_time(figure: FigureRow, signs: Signs) -> str:
    """A figure's period, or the day it is as of; that neither is printed is said where a check misses it."""
    when = figure.period or figure.as_of
    if when:
        return signs.text(compact(when))
    return _("no period printed") if any("period" in finding.check for finding in figure.findings) else ""


class FigureCells(NamedTuple):
    """A figure's value in the cells of a signing's numbers."""

    count: str  # type: ignore[assignment]  # hides tuple.count, which no record needs
    """In the cells of a count; blank for money and percent."""
    amount: str
    """In the cells of an amount; blank for counts."""
    unit: str
    """The currency's code, `%`, or the noun that is counted."""


def figure_cells(value: Quantity, signs: Signs, decimals: int) -> FigureCells:
    """Where a figure's value stands: money in billions of its own currency, other numbers as they are."""
    if is_money(value.unit):
        low = int(value.value)
        high = int(value.high) if value.high is not None else None
        amount = amount_text(low, value.qualifier, high, signs, decimals=decimals)
        return FigureCells(" " * COUNT, amount, value.unit)
    whole = value.value == value.value.to_integral_value() and value.unit != "percent"
    if whole and abs(value.value) < 10**COUNT_DIGITS:
        high = int(value.high) if value.high is not None else None
        count = count_text(int(value.value), value.qualifier, high, signs)
        return FigureCells(count, " " * amount_width(decimals), signs.text(value.unit))
    unit = "%" if value.unit == "percent" else signs.text(value.unit)
    return FigureCells(" " * COUNT, _other_number(value, signs, decimals), unit)


def _other_number(value: Quantity, signs: Signs, decimals: int) -> str:
    """A number that is no money in the cells of an amount: its sign first, its point over theirs where there is room.

    Where not even its digits fit it is rounded, and so marked about.
    """
    cells = amount_width(decimals)
    sign = signs.qualifier(value.qualifier)
    number = digits(value.value) if value.high is None else f"{digits(value.value)}{signs.to}{digits(value.high)}"
    room = cells - width(sign)
    forms = [form for form in (number, number.replace(",", "")) if width(form) <= room]
    if not forms:
        return pad(f"{signs.about}{value.value:.1e}".replace("e+", "e"), cells, "right")
    tail = len(forms[0]) - forms[0].rfind(".") if "." in forms[0] else 0
    aligned = forms[0] + " " * (max(decimals - tail, 0) + 2)
    return sign + pad(aligned if width(aligned) <= room else forms[0], room, "right")


def figure_text(value: Quantity, signs: Signs = UNICODE) -> str:
    """A figure's value with its sign and unit: `> 500 firms`, `21.61 bn USD`, `57.6 %`."""
    is_amount = is_money(value.unit)

    def number(part: Decimal) -> str:
        return bn(int(part)) if is_amount else digits(part)

    text = number(value.value) if value.high is None else f"{number(value.value)}{signs.to}{number(value.high)}"
    unit = "%" if value.unit == "percent" else f"bn {value.unit}" if is_amount else signs.text(value.unit)
    return " ".join(filter(None, (signs.qualifier(value.qualifier), text, unit)))


def pairs(figures: Sequence[FigureRow]) -> dict[str, FigureRow]:
    """For the later of two figures of one indicator, region and unit the earlier one, by the later one's id.

    Only where exactly two are reported: more would be a series, and between two nothing is known but the ends.
    """
    keys = Counter(_series(figure) for figure in figures)
    first: dict[tuple[str, str, str], FigureRow] = {}
    out: dict[str, FigureRow] = {}
    timed = sorted((figure for figure in figures if _time(figure)), key=_time)
    for figure in timed:
        key = _series(figure)
        if keys[key] != 2:
            continue
        if key in first and _time(first[key]) != _time(figure):
            out[figure.id] = first[key]
        first.setdefault(key, figure)
    return out


def _series(figure: FigureRow) -> tuple[str, str, str]:
    return figure.indicator, figure.region.id, figure.value.unit


def _time(figure: FigureRow) -> str:
    return (figure.period or figure.as_of or "").rpartition("/")[2]


def closing_sentence(signings: Sequence[SigningRow], added: Container[int]) -> str:
    """Which of these signings the totals add, as a sentence."""
    chosen = [signing for signing in signings if signing.n in added]
    if not signings:
        return ""
    if not chosen:
        return _("The totals of this query add none of these.")
    if len(chosen) == 1 and len(signings) > 1 and _all_inside(signings, chosen[0].id):
        name = chosen[0].count.text if chosen[0].count else chosen[0].label
        return _("The total adds the {name}; every row under it lies inside.").format(name=name)
    if len(chosen) == len(signings):
        return _("The totals add each of these.") if len(signings) > 1 else _("The total adds this signing.")
    return _("The totals add {k} of {n}; those not added are dim.").format(k=len(chosen), n=len(signings))


def _all_inside(signings: Sequence[SigningRow], whole: str) -> bool:
    """Whether all other signings are parts of one, at any depth; wholes stand before their parts."""
    inside = {whole}
    for signing in signings:
        if signing.part_of in inside:
            inside.add(signing.id)
    return all(signing.id in inside for signing in signings)
