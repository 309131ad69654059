"""The columns of the Markdown table of signings, and what of the JSON record each stands for in CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tuiapp.catalog.fields import COLUMNS
from tuiapp.catalog.records import SigningRow
from tuiapp.export import words
from tuiapp.i18n import _
from tuiapp.render.dates import compact

USUAL: Final = ("date", "region", "event", "signing", "projects", "investment", "stage", "checks")
"""The columns of Markdown when none are asked for; a text page is about as wide as these."""


class Column(NamedTuple):
    """How one field is written in Markdown and found in CSV."""

    text: Callable[[SigningRow], str]
    keys: tuple[str, ...]
    """The keys of the JSON record that say the same."""
    right: bool = False
    """Whether it is a number."""


class Labels:
    """Writes the labels of one table from its first row to its last.

    `└` says that the row is a part of one above it. Where it is not, because of the order or because its whole was
    not found, the label names the whole: a page has no cursor to ask.
    """

    def __init__(self, label_of: Callable[[str], str]) -> None:
        self._label_of = label_of
        self._above: list[str] = []
        """The ids from the outermost whole shown down to the row before."""

    def __call__(self, row: SigningRow) -> str:
        """The label of the next row."""
        if row.part_of in self._above:
            self._above = [*self._above[: self._above.index(row.part_of) + 1], row.id]
            return f"{'└' * (len(self._above) - 1)} {row.label}"
        self._above = [row.id]
        if row.part_of is None:
            return row.label
        return _("{label} (part of “{whole}”)").format(label=row.label, whole=self._label_of(row.part_of))


COLUMN: Final[dict[str, Column]] = {
    "date": Column(lambda row: compact(row.when), ("date", "period")),
    "region": Column(lambda row: words.names(row.regions), ("regions",)),
    "event": Column(lambda row: row.event.name, ("event",)),
    "signing": Column(lambda row: row.label, ("label", "project", "investor")),
    "projects": Column(lambda row: words.count(row.count, row.lane.unit), ("count",), right=True),
    "investment": Column(lambda row: words.money(row.investment), ("investment",), right=True),
    "stage": Column(lambda row: row.lane.stage, ("stage",)),
    "sector": Column(lambda row: "; ".join(sector.name for sector in row.sectors), ("sectors",)),
    "checks": Column(lambda row: words.checks(row.findings), ("checks",)),
    "status": Column(lambda row: row.status, ("status",)),
    "measure": Column(lambda row: row.lane.measure, ("measure",)),
    "unit": Column(lambda row: row.lane.unit, ("unit",)),
    "basis": Column(lambda row: row.lane.basis, ("basis",)),
    "threshold": Column(lambda row: row.threshold or "", ("threshold",)),
    "counterpart": Column(lambda row: words.names(row.counterparts), ("counterparts",)),
    "publisher": Column(lambda row: row.report.publisher, ("source",)),
}


def titles(columns: Sequence[str]) -> list[str]:
    """The headings of these columns."""
    by_id = {field.id: field.title for field in COLUMNS}
    return [by_id[column] for column in columns]
