"""`tuiapp check`: what the data itself gives to doubt, by severity and check, each with its file and line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.records import About, ShownFinding
from tuiapp.cli.arguments import given_path
from tuiapp.cli.codes import ERRORS, FINE
from tuiapp.cli.opening import dataset_folder, open_catalog
from tuiapp.export import markdown_text as markdown
from tuiapp.export.as_json import visible
from tuiapp.i18n import _, plural
from tuiapp.render.cells import safe

_SEVERITIES: Final = ("error", "warning", "gap")
_MISSING: Final = _("Signings of which something is missing, which is no finding:")


class Placed(NamedTuple):
    """A finding and where its record begins."""

    finding: ShownFinding
    file: str
    line: int | None

    @property
    def place(self) -> str:
        """File and line, relative to the dataset."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    @property
    def order(self) -> tuple[int, str, str, int, str]:
        """By severity, check, place."""
        finding = self.finding
        return (_SEVERITIES.index(finding.severity), finding.check, self.file, self.line or 0, finding.message)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `check`."""
    parser.add_argument("path", nargs="?", type=given_path, metavar="PATH", help=_("the dataset's folder, like --data"))
    parser.add_argument("--format", default="text", choices=list(_WRITERS), help=_("text without it"))


def run(args: argparse.Namespace) -> int:
    """Print the findings.

    Returns:
        1 when an error is not acknowledged, else 0.

    Raises:
        DatasetError: the dataset is invalid.
        OSError: it cannot be read, or its index cannot be written.
    """
    folder = dataset_folder(args.path if args.path is not None else args.data)
    catalog = open_catalog(folder)
    try:
        about, findings, gaps = catalog.about, _findings(catalog), catalog.gaps()
    finally:
        catalog.close()
    placed = _placed(folder, findings)
    for chunk in _WRITERS[args.format](about, placed, gaps):
        sys.stdout.write(chunk)
    return ERRORS if any(_counts(one.finding) for one in placed) else FINE


def _counts(finding: ShownFinding) -> bool:
    return finding.severity == "error" and not finding.acknowledged


def _findings(catalog: Catalog) -> list[ShownFinding]:
    events = (row.event.id for row in catalog.events(Query()) if row.findings)
    return [finding for event in events for finding in catalog.event(event).findings]


def _placed(folder: Path, findings: Sequence[ShownFinding]) -> list[Placed]:
    """The findings in their order, with the lines of their records; the files are read only when there are any."""
    if not findings:
        return []
    from tuiapp.dataset.load import load

    dataset = load(folder)
    return sorted(
        (Placed(finding, *dataset.line_of(finding.subject)) for finding in findings), key=lambda one: one.order
    )


def _text(about: About, placed: Sequence[Placed], gaps: Mapping[str, int]) -> Iterator[str]:
    """A heading for each check, a line for each place, the message under it, a summary, and how much is missing.

    What nobody has acknowledged comes last, where a terminal stands when all is printed.
    """
    ordered = sorted(placed, key=lambda one: not one.finding.acknowledged)
    for (severity, check), group in groupby(ordered, key=lambda one: (one.finding.severity, one.finding.check)):
        yield f"{severity}  {check}  {safe(_title(check))}\n"
        for one in group:
            finding = one.finding
            yield f"  {safe(one.place)}  {safe(finding.subject)}\n    {safe(finding.message)}\n"
            if finding.acknowledged:
                yield f"    {_acknowledged(finding)}\n"
        yield "\n"
    yield f"{_summary(about, placed)}\n"
    if gaps:
        yield f"\n{_MISSING}\n"
        for gap, signings in gaps.items():
            yield f"  {signings:>6,}  {_title(gap)}  check:{gap}\n"


def _markdown(about: About, placed: Sequence[Placed], gaps: Mapping[str, int]) -> Iterator[str]:
    yield f"# {_('Findings')}\n\n{markdown.paragraph(_summary(about, placed))}\n"
    for (severity, check), group in groupby(placed, key=lambda one: (one.finding.severity, one.finding.check)):
        yield f"\n## {markdown.escape(f'{_title(check)} ({check}, {severity})')}\n\n"
        yield markdown.head((_("Place"), _("Record"), _("Finding"), _("Acknowledged")))
        for one in group:
            finding = one.finding
            yield markdown.row((one.place, finding.subject, finding.message, _acknowledged(finding)))
    if gaps:
        yield f"\n## {markdown.escape(_('Missing'))}\n\n{markdown.paragraph(_MISSING)}\n\n"
        yield markdown.head((_("Missing"), _("Signings"), _("Check")), right=[1])
        for gap, signings in gaps.items():
            yield markdown.row((_title(gap), f"{signings:,}", gap))


def _json(about: About, placed: Sequence[Placed], gaps: Mapping[str, int]) -> Iterator[str]:
    document = {
        "format": 1,
        "dataset": {"title": about.title, "version": about.version, "digest": about.digest},
        "findings": [
            {
                "check": one.finding.check,
                "severity": one.finding.severity,
                "subject": one.finding.subject,
                "message": one.finding.message,
                "acknowledged": one.finding.acknowledged,
                "why": one.finding.why,
                "date": one.finding.date,
                "use": one.finding.use,
                "file": one.file,
                "line": one.line,
            }
            for one in placed
        ],
        "missing": [{"check": gap, "signings": signings} for gap, signings in gaps.items()],
    }
    yield visible(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


_WRITERS: Final[dict[str, Callable[[About, Sequence[Placed], Mapping[str, int]], Iterator[str]]]] = {
    "text": _text,
    "json": _json,
    "md": _markdown,
}


def _title(check: str) -> str:
    from tuiapp.rules.checks import CHECKS

    return next((known.title for known in CHECKS if known.id == check), check)


def _acknowledged(finding: ShownFinding) -> str:
    if not finding.acknowledged:
        return ""
    used = _("the number is used") if finding.use else _("the number is not used")
    return safe(_("acknowledged {date}, {used}: {why}").format(date=finding.date, used=used, why=finding.why))


def _summary(about: About, placed: Sequence[Placed]) -> str:
    errors = sum(_counts(one.finding) for one in placed)
    warnings = sum(one.finding.severity == "warning" and not one.finding.acknowledged for one in placed)
    known = sum(one.finding.acknowledged for one in placed)
    return _("{errors}, {warnings}, {known} acknowledged, in {events} and {signings}.").format(
        errors=plural("{n} error", "{n} errors", errors),
        warnings=plural("{n} warning", "{n} warnings", warnings),
        known=f"{known:,}",
        events=plural("{n} event", "{n} events", about.events),
        signings=plural("{n} signing", "{n} signings", about.signings),
    )
