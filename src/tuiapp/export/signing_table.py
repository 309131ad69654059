"""The columns of the Markdown table of signings, and what of the JSON record each stands for in CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tuiapp.catalog.fields import COLUMNS
from tuiapp.catalog.records import SigningRow
from tuiapp.export import words
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


def _label(row: SigningRow) -> str:
    return f"{'└' * row.depth} {row.label}" if row.depth else row.label


COLUMN: Final[dict[str, Column]] = {
    "date": Column(lambda row: compact(row.when), ("date", "period")),
    "region": Column(lambda row: words.names(row.regions), ("regions",)),
    "event": Column(lambda row: row.event.name, ("event",)),
    "signing": Column(_label, ("label", "project", "investor")),
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
