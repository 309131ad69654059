"""One event as high as the screen: the tree of signings with bars, findings, what else is reported, sources."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.cells import Piece, fit, width, wrap
from tuiapp.render.event_parts import SourceNumbers, closing_sentence, publisher
from tuiapp.render.page import LEFT, Page, page
from tuiapp.render.page_also import figure_lines, signing_lines
from tuiapp.render.page_missing import missing_lines
from tuiapp.render.page_signed import signed_lines
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.table import flag

if TYPE_CHECKING:
    from tuiapp.catalog.records import Event, Report, ShownFinding, SigningRow
    from tuiapp.render.lines import DetailLine

_FINDING_WORD = 22
"""Where a finding's severity stands, if no check's name needs more."""
_FINDING_WORD_MOST = 40
_SEVERITY = 14
"""Cells of a severity and the gap after it."""
_PUBLISHER = 31
_KIND_X, _DATE_X, _LANGUAGE_X, _NOTE_X = 36, 47, 59, 64
"""Where the facts of a source stand."""
_NO_PROJECTS = ("fund size", "credit", "trade")


def event_full(
    event: Event, cells: int, *, added: Container[int] | None = None, signs: Signs = UNICODE
) -> list[DetailLine]:
    """All that is reported of an event, as lines for a screen of its own.

    Targets are `signing:ID`, `finding:CHECK:SUBJECT`, `figure:ID`, `report:ID` and `gap:CHECK`.

    Args:
        event: what is shown.
        cells: the width.
        added: the positions of the signings that totals add; None while that is not known.
        signs: the alphabet.
    """
    sheet = page(cells, SourceNumbers(event.reports), signs)
    signed, also = _divide(event.signings)
    out = _introduction(sheet, event)
    if signed:
        out += signed_lines(sheet, signed, added)
    if event.findings:
        out += sheet.section(_("Findings"))
        longest = max(width(_check_name(finding, signs)) for finding in event.findings)
        for finding in event.findings:
            out += _finding(sheet, finding, min(max(_FINDING_WORD, LEFT + 2 + longest + 2), _FINDING_WORD_MOST))
    if also or event.figures:
        out += sheet.section(_("Also reported, not added to any total of signed projects"))
        out += signing_lines(sheet, also) + figure_lines(sheet, event.figures)
    if event.reports:
        out += sheet.section(_("Sources"))
        for number, report in enumerate(event.reports, 1):
            out += _source(sheet, number, report)
    gaps = missing_lines(sheet, event)
    if gaps:
        out += [*sheet.section(_("Missing")), *gaps]
    if added is not None and signed:
        out += [sheet.blank(), *sheet.paragraph(signs.text(closing_sentence(signed, added)), "dim")]
    return out


def _divide(signings: Sequence[SigningRow]) -> tuple[list[SigningRow], list[SigningRow]]:
    """Signings of projects, and what is no signing of projects but funds, credit, trade or offers; with their parts."""
    also: set[str] = set()
    for signing in signings:
        odd = signing.lane.measure in _NO_PROJECTS or signing.lane.stage == "offered"
        if signing.part_of in also or (odd and signing.part_of is None):
            also.add(signing.id)
    if len(also) == len(signings):  # all there is: it is what was signed
        return list(signings), []
    return [s for s in signings if s.id not in also], [s for s in signings if s.id in also]


def _introduction(sheet: Page, event: Event) -> list[DetailLine]:
    signs = sheet.signs
    lines = sheet.paragraph(_("Theme {theme}").format(theme=signs.quote(event.theme)) if event.theme else "", "text")
    lines += sheet.paragraph(signs.text(event.summary or ""), "dim")
    if event.organisers:
        names = "; ".join(event.organisers)
        lines += sheet.paragraph(signs.text(_("Organised by {names}").format(names=names)), "dim")
    if event.guests:
        names = ", ".join(region.name for region in event.guests)
        lines += sheet.paragraph(signs.text(_("Guests: {names}").format(names=names)), "dim")
    return [sheet.blank(), *lines] if lines else []


def _check_name(finding: ShownFinding, signs: Signs) -> str:
    return signs.text(finding.check.replace("-", " "))


def _finding(sheet: Page, finding: ShownFinding, word_x: int) -> list[DetailLine]:
    """A finding: its sign, its check, how much it weighs, and the sentence with its numbers."""
    signs = sheet.signs
    sign, role = flag((finding,), signs)
    name = _check_name(finding, signs)
    word = _("acknowledged") if finding.acknowledged else _("error") if finding.severity == "error" else _("warning")
    message = finding.message
    if finding.acknowledged:
        use = {True: _("The number is used."), False: _("The number is left out of every total."), None: ""}
        why = f"{finding.why.rstrip('.')}." if finding.why else ""
        message = " ".join(filter(None, (message, why, use[finding.use])))
    style = "dim" if finding.acknowledged else "text"
    if not sheet.wide:
        word_x = LEFT + 2 + width(name) + 2
    elif width(name) > word_x - LEFT - 4:
        name = fit(name, word_x - LEFT - 4, ellipsis=signs.ellipsis)
    text_x = word_x + _SEVERITY if sheet.wide else LEFT + 2
    head: list[Piece] = [(LEFT, sign, role), (LEFT + 2, name, style), (word_x, word, role)]
    lines = wrap(signs.text(message), sheet.cells - text_x - 1)
    if sheet.wide:
        head.append((text_x, lines.pop(0), style))
    target = f"finding:{finding.check}:{finding.subject}"
    return [sheet.row(head, target), *(sheet.line(line, style, text_x) for line in lines)]


def _source(sheet: Page, number: int, report: Report) -> list[DetailLine]:
    """A source: who, which kind, when, in which language, what of; then its title and where it is."""
    signs = sheet.signs
    dated = report.published or _("undated")
    title = signs.quote(report.title) if report.title else ""
    note = signs.text(report.note) if report.note else ""
    language = signs.text(report.language)
    name = publisher(report, signs)
    pieces: list[Piece] = [(LEFT, str(number), "accent")]
    below: list[DetailLine] = []
    if sheet.wide:
        shown = name if width(name) <= _PUBLISHER else fit(name, _PUBLISHER, ellipsis=signs.ellipsis)
        pieces += [(LEFT + 2 + (number > 9), shown, "text"), (_KIND_X, report.publisher_kind, "dim")]
        pieces += [(_DATE_X, dated, "dim"), (_LANGUAGE_X, language, "dim")]
        first, *more = wrap(note or title, sheet.cells - _NOTE_X - 1)
        pieces.append((_NOTE_X, first, "text"))
        below += [sheet.line(line, "text", _NOTE_X) for line in more]
        below += sheet.paragraph(title if note else "", "dim", _NOTE_X)
    else:
        x = LEFT + 2 + (number > 9)
        first, *more = wrap(signs.join(name, report.publisher_kind, dated, language), sheet.cells - x - 1)
        pieces.append((x, first, "text"))
        below += [sheet.line(line, "text", x) for line in more]
        below += sheet.paragraph(note, "dim", x) + sheet.paragraph(title, "dim", x)
    below += sheet.paragraph(signs.text(report.url or ""), "dim", LEFT + 2)
    return [sheet.row(pieces, f"report:{report.id}"), *below]
