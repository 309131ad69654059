"""Markdown: a page that a reader can trust without the program, and that says how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from tuiapp.export import words
from tuiapp.export.markdown_text import code, escape, head, link, paragraph, row
from tuiapp.export.signing_table import COLUMN, USUAL, Labels, titles
from tuiapp.i18n import _
from tuiapp.render.dates import compact, prose
from tuiapp.render.missing import missing
from tuiapp.render.signs import UNICODE
from tuiapp.render.totals import lane_name

if TYPE_CHECKING:
    from tuiapp.catalog.records import About, Event, EventRow, FigureRow, Report, ShownFinding, SigningRow
    from tuiapp.catalog.totals import Totals
    from tuiapp.rules.results import LaneSum

Row = TypeVar("Row", "SigningRow", "FigureRow")

FIGURE_COLUMNS: Final = (
    _("Period"),
    _("Region"),
    _("Figure"),
    _("Value"),
    _("As printed"),
    _("Growth"),
    _("Event"),
    _("Note"),
    _("Checks"),
    _("Source"),
)
EVENT_SIGNING_COLUMNS: Final = ("date", "region", "signing", "projects", "investment", "stage", "checks")
ALSO_REPORTED: Final = _("Also reported")
EVENT_COLUMNS: Final = (
    _("Date"),
    _("Region"),
    _("Event"),
    _("Kind"),
    _("Signings"),
    _("Figures"),
    _("Reports"),
    _("Findings"),
)


class Frame(NamedTuple):
    """What every page says around its rows."""

    about: About
    query: str
    """The query in words; empty when all is asked for."""
    order: str
    """The order of the rows as a sentence; empty where there is but one."""
    command: str
    """The command line that prints the page."""


class Extra(NamedTuple):
    """A column of the table of signings that is none of their fields."""

    title: str
    text: Callable[[SigningRow], str]


class Sources:
    """Numbers reports in the order in which rows name them; equal reports have one number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str | None, ...], int] = {}
        self._reports: list[Report] = []

    def number(self, report: Report) -> int:
        """The number of a report, from 1."""
        key = (report.url, report.publisher, report.title, report.published, report.language)
        number = self._numbers.setdefault(key, len(self._reports) + 1)
        if number > len(self._reports):
            self._reports.append(report)
        return number

    def numbers(self, reports: Iterable[Report]) -> str:
        """The numbers of several, in the order given."""
        return ", ".join(dict.fromkeys(str(self.number(report)) for report in reports))

    def lines(self) -> Iterator[str]:
        """The numbered list, under its heading; nothing when no row has a source."""
        if not self._reports:
            return
        yield "\n" + heading(_("Sources"))
        for number, report in enumerate(self._reports, 1):
            yield f"{number}. {_source(report)}\n"


def signings(
    frame: Frame,
    columns: Sequence[str],
    rows: Iterable[SigningRow],
    totals: Callable[[], Totals],
    label_of: Callable[[str], str],
) -> Iterator[str]:
    """The table of signings, a total for each lane with what it leaves out, and the sources.

    Args:
        frame: what stands around them.
        columns: the ids of the columns; none for the usual ones.
        rows: the signings, in their order.
        totals: gives the totals.
        label_of: gives the label of the signing with an id, for wholes that are not in the table.
    """
    yield from beginning(_("Signed projects"), frame)
    sources = Sources()
    findings: list[ShownFinding] = []
    lanes, added = totals()
    sigma = Extra(UNICODE.total, lambda each: UNICODE.added if each.n in added else "")
    yield from _signing_table(columns or USUAL, _gathering(rows, findings), sources, [sigma], label_of)
    yield from _totals(lanes)
    yield from _findings(findings)
    yield from sources.lines()
    yield from ending(frame)


def figures(frame: Frame, rows: Iterable[FigureRow]) -> Iterator[str]:
    """The table of figures, what checks found in them, and the sources."""
    yield from beginning(_("Figures"), frame)
    sources = Sources()
    findings: list[ShownFinding] = []
    yield from _figure_table(_gathering(rows, findings), sources)
    yield from _findings(findings)
    yield from sources.lines()
    yield from ending(frame)


def events(frame: Frame, rows: Iterable[EventRow]) -> Iterator[str]:
    """The table of events."""
    yield from beginning(_("Events"), frame)
    yield head(EVENT_COLUMNS, right=range(4, len(EVENT_COLUMNS)))
    for each in rows:
        numbers = (each.signings, each.figures, each.reports, each.findings)
        ref = each.event
        cells = (
            compact(ref.dates),
            words.names(each.regions),
            ref.name,
            ref.kind,
            *(f"{number:,}" for number in numbers),
        )
        yield row(cells)
    yield from ending(frame)


def event(frame: Frame, shown: Event, label_of: Callable[[str], str]) -> Iterator[str]:
    """One event with all that is reported of it; for `label_of` see `signings`."""
    ref = shown.ref
    yield f"# {escape(ref.name)}\n\n"
    facts = (ref.name_zh or "", ref.kind, words.names(ref.held_in), prose(ref.dates), words.edition(shown))
    yield paragraph(" · ".join(filter(None, facts))) + "\n"
    for text in filter(None, (shown.theme and _("Theme: “{theme}”").format(theme=shown.theme), shown.summary)):
        yield f"\n{paragraph(text)}\n"
    if shown.organisers:
        yield "\n" + paragraph(_("Organised by {names}").format(names="; ".join(shown.organisers))) + "\n"
    if shown.guests:
        yield "\n" + paragraph(_("Guests: {names}").format(names=words.names(shown.guests))) + "\n"
    sources = Sources()
    for report in shown.reports:
        sources.number(report)
    if shown.signings:
        yield "\n" + heading(_("Signed"))
        by_id = {signing.id: signing for signing in shown.signings}
        printed = Extra(_("As printed"), lambda each: words.printed(each, sources.number))
        further = Extra(ALSO_REPORTED, lambda each: words.further(each, by_id.get(each.part_of or "")))
        yield from _signing_table(EVENT_SIGNING_COLUMNS, shown.signings, sources, [printed, further], label_of)
    if shown.figures:
        yield "\n" + heading(_("Figures"))
        yield from _figure_table(shown.figures, sources)
    yield from _findings(shown.findings)
    yield from _missing(shown)
    yield from sources.lines()
    yield from ending(frame)


def left_out(frame: Frame, lanes: Sequence[tuple[LaneSum, Iterable[tuple[Sequence[str], Report]]]]) -> Iterator[str]:
    """What each total adds, and what it leaves out and why, a table for each lane.

    Args:
        frame: what stands around them.
        lanes: the total of each, and its table's cells: why, date, region, signing, projects, investment, in what;
            with the report that each row is from.
    """
    yield from beginning(_("What the total adds, and what it leaves out"), frame)
    sources = Sources()
    columns = (
        _("Added or why not"),
        _("Date"),
        _("Region"),
        _("Signing"),
        _("Projects"),
        _("Investment"),
        _("Because of"),
        _("Source"),
    )
    between = ""
    for total, rows in lanes:
        yield f"{between}## {escape(lane_name(total.lane))}\n\n{total_line(total)}\n"
        between = "\n"
        yield "\n" + head(columns, right=(4, 5))
        for cells, report in rows:
            yield row((*cells, sources.numbers([report])))
    yield from sources.lines()
    yield from ending(frame)


def beginning(title: str, frame: Frame) -> Iterator[str]:
    """The page's title and what is asked for."""
    yield f"# {title}\n\n"
    asked = f"{frame.query}." if frame.query else _("All of the dataset.")
    yield paragraph(f"{asked} {frame.order}") + "\n\n"


def ending(frame: Frame) -> Iterator[str]:
    """The dataset, and the command that prints the page."""
    about = frame.about
    says = _("Dataset: {title}, version {version}, SHA-256 {digest}.").format(
        title=about.title, version=about.version, digest=about.digest
    )
    yield f"\n{paragraph(says)} {_('This page is printed by:')}\n\n{code(frame.command)}"


def heading(title: str) -> str:
    """The title of a section."""
    return f"## {escape(title)}\n\n"


def _signing_table(
    columns: Sequence[str],
    rows: Iterable[SigningRow],
    sources: Sources,
    more: Sequence[Extra],
    label_of: Callable[[str], str],
) -> Iterator[str]:
    """The columns, more that are no fields of a signing, and the numbers of the sources."""
    labels = Labels(label_of)
    special: dict[str, Callable[[SigningRow], str]] = {"signing": labels}
    if "threshold" not in columns and ALSO_REPORTED not in (extra.title for extra in more):
        special["projects"] = words.count_with_threshold  # 336 projects above a billion each are other than 336
    writers = [special.get(column, COLUMN[column].text) for column in columns]
    writers += [extra.text for extra in more]
    right = [position for position, column in enumerate(columns) if COLUMN[column].right]
    yield head([*titles(columns), *(extra.title for extra in more), _("Source")], right)
    for each in rows:
        reports = (each.report, *(other.report for other in each.others))
        yield row([*(write(each) for write in writers), sources.numbers(reports)])


def _figure_table(rows: Iterable[FigureRow], sources: Sources) -> Iterator[str]:
    yield head(FIGURE_COLUMNS, right=(3, 5))
    for each in rows:
        when = each.period or each.as_of
        yield row(
            (
                _("no period printed") if when is None else compact(when),
                each.region.name,
                each.title,
                words.value(each.value),
                f"“{each.value.text}”",
                words.growth(each.yoy),
                each.event.name,
                each.note or "",
                words.checks(each.findings),
                sources.numbers([each.report]),
            )
        )


def _gathering(rows: Iterable[Row], findings: list[ShownFinding]) -> Iterator[Row]:
    """The rows, while what checks found in them is noted for the end of the page."""
    for each in rows:
        findings += each.findings
        yield each


def _totals(totals: Sequence[LaneSum]) -> Iterator[str]:
    if not totals:
        return
    yield "\n" + heading(_("Totals"))
    yield _("Rows marked + are added, each once, in the total of their kind.") + "\n\n"
    for total in totals:
        yield f"- {escape(lane_name(total.lane))}: {total_line(total)}\n"


def total_line(total: LaneSum) -> str:
    """One line: what is added, and what is not, by reason; never the sum of what is not."""
    text = words.total(total)
    reasons = [words.not_added(left) for left in total.not_added]
    if reasons:
        text += ". " + _("Not added: {reasons}").format(reasons=", ".join(reasons))
    return escape(f"{text}.")


def _findings(findings: Sequence[ShownFinding]) -> Iterator[str]:
    if not findings:
        return
    yield "\n" + heading(_("Findings"))
    for finding in findings:
        state = _("acknowledged") if finding.acknowledged else finding.severity
        told = [f"{finding.check}, {state}, {finding.subject}: {finding.message}", finding.why]
        if finding.acknowledged:
            told.append(_("The number is used.") if finding.use else _("The number is not used."))
        yield f"- {paragraph(' '.join(filter(None, told)))}\n"


def _missing(shown: Event) -> Iterator[str]:
    """What its records lack, and which of them where it is not all."""
    lacking = missing(shown)
    if not lacking:
        return
    yield "\n" + heading(_("Missing"))
    for one in lacking:
        shape = _("{gap}: {n} of {all} sources") if one.of_sources else _("{gap}: {n} of {all} signings")
        told = shape.format(gap=one.gap.replace("-", " "), n=len(one.subjects), all=one.of)
        names = "; ".join(one.names) if len(one.subjects) < one.of else ""
        yield f"- {paragraph(_('{told} ({names})').format(told=told, names=names) if names else told)}\n"


def _source(report: Report) -> str:
    facts = [report.publisher_kind, report.published or _("undated"), report.language]
    if report.title:
        facts.insert(0, report.publisher)
    note = f". {report.note}" if report.note else ""
    return f"{link(report.title or report.publisher, report.url)}, {escape(', '.join(facts) + note)}"
