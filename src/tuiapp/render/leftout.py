"""The screen of what the totals leave out: by lane and reason, with what stands in each signing's way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Piece, Span, compose, fit, width, wrap
from tuiapp.render.dates import compact, date_cell
from tuiapp.render.lines import DetailLine
from tuiapp.render.numbers import (
    AMOUNT_TITLE_END,
    COUNT,
    amount_cell,
    amount_sum_cell,
    amount_width,
    count_cell,
    count_sum_cell,
    prose_count,
)
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.table import region_text
from tuiapp.render.totals import lane_name, notes

if TYPE_CHECKING:
    from tuiapp.analysis.leftout import LaneLeftOut, LeftOutRow, ReasonGroup
    from tuiapp.catalog.records import SigningRow
    from tuiapp.rules.results import LaneSum, Reason


class _Grid(NamedTuple):
    """Where the columns of this screen begin; None where there is no room for one."""

    cells: int
    date: int
    region: int | None
    label: int
    label_width: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    amount: int
    because: int | None
    because_width: int


def _grid(cells: int) -> _Grid:
    """The columns for a width: below 110 the reason has a line of its own, below 80 the region goes."""
    numbers = COUNT + 2 + amount_width()
    if cells >= 110:
        because = max(25, 25 + (cells - 140) // 3)
        count = cells - 1 - because - 2 - numbers
        return _Grid(cells, 15, 27, 45, count - 45 - 1, count, count + COUNT + 2, cells - 1 - because, because)
    count = cells - 1 - numbers
    if cells >= 80:
        return _Grid(cells, 5, 17, 30, count - 31, count, count + COUNT + 2, None, 0)
    return _Grid(cells, 5, None, 15, count - 16, count, count + COUNT + 2, None, 0)


def reason_words(reason: Reason) -> str:
    """A reason in words."""
    return {
        "same": _("another report of the same signing"),
        "wider": _("covers more than the query asks for"),
        "doubt": _("one of its numbers is contradicted"),
        "inside": _("part of a whole that is added"),
        "sibling": _("a part that may overlap another part that is added"),
        "overlap": _("a period total that is added covers some of the same days"),
    }[reason]


def because(row: LeftOutRow, signs: Signs = UNICODE) -> str:
    """In a few words what stands in the way of one signing: `in Industrial projects`, `to 2023-10, asked 2023`."""
    signing, blocker = row.signing, row.blocker
    match row.reason:
        case "wider":
            text = _("{covers}, asked {asked}") if row.asked else "{covers}"
            return signs.text(text.format(covers=_covers(row, signs), asked=", ".join(row.asked)))
        case "same":
            if row.other is None:
                return _("reported again")
            names = {"other": row.other.report.publisher, "publisher": signing.report.publisher}
            return signs.text(_("{other} repeats {publisher}").format(**names))
        case "doubt":
            checks = [finding.check.replace("-", " ") for finding in signing.findings if finding.use is not True]
            return signs.text(checks[0] if checks else _("a contradicted number"))
        case _ if blocker is None:
            return ""
        case "inside":
            if row.whole is not None:
                return signs.text(_("in {whole}").format(whole=row.whole.label))
            return signs.text(_region_total(signing, blocker))
        case "sibling":
            return signs.text(_("beside {part}").format(part=blocker.label))
        case _:
            when = compact(blocker.when)
            if _region_ids(blocker) == _region_ids(signing):
                return signs.text(_("overlaps {days}").format(days=when))
            return _("in {region}, {days}").format(region=region_text(blocker.regions, signs), days=when)


def _region_ids(signing: SigningRow) -> list[str]:
    return [region.id for region in signing.regions]


def _region_total(signing: SigningRow, blocker: SigningRow) -> str:
    """What is added instead of a narrower region's signing."""
    if _region_ids(signing) != _region_ids(blocker) and len(blocker.regions) == 1:
        kind = blocker.regions[0].kind
        words = {
            "country": _("its country’s total is added"),
            "province": _("its province’s total is added"),
            "city": _("its city’s total is added"),
        }
        if kind in words:
            return words[kind]
    return _("in {whole}").format(whole=blocker.label)


def _covers(row: LeftOutRow, signs: Signs) -> str:
    """What a signing covers of that in which it is wider than the query."""
    signing = row.signing
    match row.beyond:
        case "days":
            return compact(signing.when)
        case "regions":
            return region_text(signing.regions, signs)
        case "sectors":
            names = [sector.name for sector in signing.sectors]
            if not names:
                return _("no sector named")
            return names[0] if len(names) == 1 else plural("{n} sector", "{n} sectors", len(names))
        case _:
            return region_text(signing.counterparts, signs) or _("no counterpart named")


def explanation(row: LeftOutRow, signs: Signs = UNICODE) -> str:
    """The same in full sentences, for the line under the list."""
    signing, blocker = row.signing, row.blocker
    match row.reason:
        case "same":
            text = _("{because}. The signing is added once.").format(because=because(row, signs))
        case "wider":
            text = _("Covers {covers}; the query asks for {asked}. How much of it falls inside is not printed.").format(
                covers=_covers(row, signs), asked=", ".join(row.asked) or _("less")
            )
        case "doubt":
            messages = [finding.message for finding in signing.findings if finding.use is not True]
            text = messages[0] if messages else _("One of its numbers is contradicted.")
        case "inside" if blocker is not None:
            text = _("It lies inside “{whole}”. Adding both would count {numbers} twice.").format(
                whole=(row.whole or blocker).label, numbers=_numbers(signing, signs) or _("it")
            )
        case "sibling" if blocker is not None:
            text = _("It may overlap “{part}”, another part of the same whole; only that is added.").format(
                part=blocker.label
            )
        case _ if blocker is not None:
            text = _("{region}’s total for {days} covers some of the same days. Adding both would count them twice.")
            text = text.format(region=region_text(blocker.regions, signs), days=compact(blocker.when))
        case _:
            text = ""
    return signs.text(text)


def _numbers(signing: SigningRow, signs: Signs) -> str:
    """What a signing prints: `10 projects, “31 billion yuan”,`."""
    parts = []
    if signing.count is not None:
        value = int(signing.count.value)
        high = int(signing.count.high) if signing.count.high is not None else None
        unit = signing.lane.unit if value != 1 or high else signing.lane.unit.removesuffix("s")
        parts.append(f"{prose_count(value, signing.count.qualifier, high)} {unit}")
    if signing.investment is not None:
        parts.append(f"{signs.quote(signing.investment.printed.text)},")
    return ", ".join(parts)


def left_out_lines(lanes: Sequence[LaneLeftOut], cells: int, *, signs: Signs = UNICODE) -> list[DetailLine]:
    """The screen below its first rule: heads, then each lane with its total, reasons and signings.

    Targets are `signing:ID`; that of another report is `signing:event/signing@report`.

    Args:
        lanes: what is left out.
        cells: the width.
        signs: the alphabet.
    """
    grid = _grid(cells)
    out = [DetailLine(_head(grid))]
    for lane in lanes:
        out += [DetailLine(compose((), cells)), *map(DetailLine, _lane_lines(lane.total, grid, signs))]
        for group in lane.groups:
            out.append(DetailLine(_group_line(group, grid, signs)))
            for row in group.rows:
                target = f"signing:{row.id}"
                lines = _row_lines(row, grid, signs)
                out.append(DetailLine(lines[0], target))
                out += map(DetailLine, lines[1:])
            hidden = group.signings - len(group.rows)
            if hidden:
                text = plural("{n} more", "{n} more", hidden)
                out.append(DetailLine(compose([(grid.date, text, "dim")], cells)))
    return out


def summary(lanes: Sequence[LaneLeftOut]) -> str:
    """What was found, added, left out: for the title's right end."""
    added = sum(lane.total.signings for lane in lanes)
    out = sum(lane.total.left_out for lane in lanes)
    return " · ".join(
        (
            plural("{n} signing found", "{n} signings found", added + out),
            plural("{n} added", "{n} added", added),
            plural("{n} left out", "{n} left out", out),
        )
    )


def sentence(row: LeftOutRow, cells: int, signs: Signs = UNICODE) -> list[Line]:
    """The lines under the list, at most two: the signing, and in full sentences why it is left out."""
    label = signs.text(row.signing.label)
    room = max(cells - 3, 2)
    lines = wrap(f"{label}: {explanation(row, signs)}", room)
    if len(lines) > 2:
        lines = [lines[0], fit(" ".join(lines[1:]), room, ellipsis=signs.ellipsis)]
    head = lines[0][: len(label)] if lines[0].startswith(label) else ""
    first = (Span("  ", "text"), Span(head, "strong"), Span(lines[0][len(head) :], "text"))
    return [first, *((Span(f"  {line}", "text"),) for line in lines[1:])]


def _head(grid: _Grid) -> Line:
    pieces: list[Piece] = [(2, _("Lane"), "dim")] if grid.date > 10 else []
    pieces.append((grid.date, _("Date"), "dim"))
    if grid.region is not None:
        pieces.append((grid.region, _("Region"), "dim"))
    pieces.append((grid.label, _("Signing"), "dim"))
    projects, amount = _("Projects"), _("bn CNY")
    pieces.append((grid.count + COUNT - width(projects), projects, "dim"))
    pieces.append((grid.amount + AMOUNT_TITLE_END - width(amount), amount, "dim"))
    if grid.because is not None:
        pieces.append((grid.because, _("Because"), "dim"))
    return compose(pieces, grid.cells)


def _lane_lines(total: LaneSum, grid: _Grid, signs: Signs) -> list[Line]:
    name: list[Piece] = [(2, signs.total, "accent"), (4, lane_name(total.lane, signs), "strong")]
    facts = notes(total, signs)
    if total.signings:
        facts.insert(0, plural("{n} added", "{n} added", total.signings))
    style = "strong" if total.signings else "dim"
    numbers: list[Piece] = [
        (grid.count, count_sum_cell(total.projects, signs), style),
        (grid.amount, amount_sum_cell(total.investment, signs), style),
    ]
    text = signs.join(*facts)
    x = max(grid.label, 4 + width(lane_name(total.lane, signs)) + 3)
    if grid.because is not None and width(text) < grid.count - x:
        return [compose([*name, (x, text, "dim"), *numbers], grid.cells)]
    note = fit(text, grid.cells - 5, ellipsis=signs.ellipsis)
    return [compose([*name, *numbers], grid.cells), compose([(4, note, "dim")], grid.cells)]


def _group_line(group: ReasonGroup, grid: _Grid, signs: Signs) -> Line:
    head = f"{group.signings:,} {group.reason}"
    x = max(grid.date, 4 + width(head) + 2)
    words = fit(signs.text(reason_words(group.reason)), grid.cells - x, ellipsis=signs.ellipsis)
    return compose([(4, head, "accent"), (x, words, "dim")], grid.cells)


def _row_lines(row: LeftOutRow, grid: _Grid, signs: Signs) -> list[Line]:
    """A signing; where there is no column for what stands in its way, a second line has it."""
    signing = row.signing
    count = row.other.count if row.other else signing.count
    money = row.other.investment if row.other else signing.investment
    pieces: list[Piece] = [(grid.date, date_cell(signing.when, 10 if grid.region else 8, signs.ellipsis), "dim")]
    if grid.region is not None:
        region = fit(region_text(signing.regions, signs), grid.label - grid.region - 2, ellipsis=signs.ellipsis)
        pieces.append((grid.region, region, "text"))
    label = fit(signs.text(signing.label), grid.label_width, ellipsis=signs.ellipsis)
    pieces += [
        (grid.label, label, "text"),
        (grid.count, count_cell(count, signs), "text"),
        (grid.amount, amount_cell(money, signs), "text"),
    ]
    words = because(row, signs)
    if grid.because is not None:
        pieces.append((grid.because, fit(words, grid.because_width, ellipsis=signs.ellipsis), "dim"))
        return [compose(pieces, grid.cells)]
    second = fit(words, grid.cells - grid.label - 1, ellipsis=signs.ellipsis)
    return [compose(pieces, grid.cells), compose([(grid.label, second, "dim")], grid.cells)]
