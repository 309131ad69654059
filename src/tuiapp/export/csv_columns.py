"""The columns of CSV: the keys of the JSON records in their order, nested ones joined with a dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tuiapp.export.signing_table import COLUMN


def _under(key: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{key}.{name}" for name in names)


_COUNT: Final = ("text", "value", "qualifier", "low", "high")
_MONEY: Final = ("text", "value", "currency", "qualifier", "low", "high", "cny", "also")
_QUANTITY: Final = ("text", "value", "unit", "qualifier", "low", "high")
_REF: Final = ("id", "name", "kind", "start", "end", "held_in")
_EVENT: Final = _under("event", _REF)
_REGION: Final = ("id", "name", "name_zh", "path")
_SOURCE: Final = ("publisher", "publisher_kind", "title", "url", "published", "language")
_CHECKS: Final = _under("checks", ("check", "severity", "subject", "message", "acknowledged", "why", "date", "use"))
_LANE: Final = ("stage", "measure", "unit", "basis")

SIGNING: Final = (
    "id",
    *_EVENT,
    *_under("regions", _REGION),
    "label",
    "project",
    "investor",
    "status",
    "basis",
    "stage",
    "measure",
    "unit",
    "date",
    "period",
    "sectors",
    "counterparts",
    *_under("count", _COUNT),
    *_under("investment", _MONEY),
    "threshold",
    *_under("yoy_count", _QUANTITY),
    *_under("yoy_investment", _QUANTITY),
    "part_of",
    *_under("source", _SOURCE),
    *_under("other_reports.source", _SOURCE),
    *_under("other_reports.count", _COUNT),
    *_under("other_reports.investment", _MONEY),
    *_CHECKS,
)

FIGURE: Final = (
    "id",
    "indicator",
    *_under("region", _REGION),
    *_under("value", _QUANTITY),
    "period",
    "as_of",
    *_under("yoy", _QUANTITY),
    *_EVENT,
    *_under("source", _SOURCE),
    *_CHECKS,
    "label",
)

EVENT: Final = (*_REF, *_under("regions", _REGION), "signings", "figures", "reports", "checks")

LEFT_OUT: Final = (
    *_LANE,
    "reason",
    "because_of",
    "id",
    "label",
    "date",
    "period",
    *_under("count", _COUNT),
    *_under("investment", _MONEY),
)


def of_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The CSV columns of these columns of the table, in their order; the id is first, so that a row can be found."""
    if not columns:
        return SIGNING
    keys = [key for column in columns for key in COLUMN[column].keys]
    return ("id", *(path for key in keys for path in SIGNING if path.partition(".")[0] == key))
