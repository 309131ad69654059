"""Groups and examples of what queries find: what comparisons and figures ask for beside rows and totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from tuiapp.catalog.aggregates import Aggregates
from tuiapp.catalog.clause import ALL
from tuiapp.catalog.packing import unpack_numbers
from tuiapp.catalog.rows import chunks, listed

if TYPE_CHECKING:
    from tuiapp.catalog.compile_sql import Compiler
    from tuiapp.catalog.connection import Connection
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.records import FigurePoint, FigureRow, SigningRow
    from tuiapp.catalog.rows import Rows
    from tuiapp.catalog.totals import Added

_FIGURES = 900
"""Figures fetched at most."""


class Excerpts:
    """Asks one index; of a `Catalog`, which says what can be raised."""

    def __init__(self, connection: Connection, rows: Rows, compiler: Compiler) -> None:
        self._connection = connection
        self._rows = rows
        self._compiler = compiler

    def aggregates(self, added: Added, stage: str) -> Aggregates:
        """What the added signings of a stage come to by year, sector and size."""
        return Aggregates(self._connection, added, stage)

    def figure_points(self, query: Query) -> list[FigurePoint]:
        """The figures that meet a query, as points of series.

        Raises:
            QueryError: a value does not exist.
        """
        from tuiapp.catalog.points import points

        where = self._compiler.where(query, "figure")
        found = f"(SELECT n FROM figure AS t WHERE {where.sql} ORDER BY n)"
        text = self._connection.value(f"SELECT group_concat(n) FROM {found}", where.parameters)
        return points(self._connection, unpack_numbers(text))

    def figures_at(self, numbers: Sequence[int]) -> dict[int, FigureRow]:
        """The figures with these numbers, by number."""
        return self._rows.figures_at(numbers)

    def signings_at(self, positions: Sequence[int]) -> list[SigningRow]:
        """The signings at these positions of the default order, in the order given."""
        return self._rows.signings_at(positions)

    def signings_named(self, ids: Collection[str]) -> dict[str, SigningRow]:
        """The signings with these ids, by id; what there is not is left out."""
        found: dict[str, SigningRow] = {}
        for chunk in chunks(ids):
            marks = ",".join("?" * len(chunk))
            found.update((row.id, row) for row in self._rows.signings(f"s.id IN ({marks})", chunk))
        return found

    def from_inside(self, positions: Iterable[int]) -> dict[int, int]:
        """By position the yuan that those of some signings without an amount take from a split of their parts."""
        sql = f"SELECT n, yuan FROM inner WHERE n IN ({listed(positions)}) AND yuan IS NOT NULL"
        return dict(self._connection.rows(sql))

    def growing(self, positions: Sequence[int], query: Query | None = None) -> list[SigningRow]:
        """Of these signings and all in the same trees of wholes, those that print a growth.

        Args:
            positions: where they stand in the default order.
            query: what finds all that are wanted; None for all, found or not.

        Raises:
            QueryError: a value does not exist.
        """
        where = ALL if query is None else self._compiler.where(query)
        roots = f"SELECT root FROM fact WHERE n IN ({listed(positions)})"
        grown = "(s.yoy_count IS NOT NULL OR s.yoy_investment IS NOT NULL)"
        return self._rows.signings(f"t.root IN ({roots}) AND {grown} AND {where.sql}", where.parameters)

    def series(self, event_ids: Collection[str]) -> dict[str, str]:
        """The series of those of some events that are an edition of one, by the event's id."""
        found: dict[str, str] = {}
        for chunk in chunks(event_ids):
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT id, series FROM event WHERE id IN ({marks}) AND series IS NOT NULL"
            found.update(self._connection.rows(sql, chunk))
        return found

    def newest_figures(self, query: Query, most: int = 6) -> list[FigureRow]:
        """Of each indicator that a query finds the newest figures: those of the widest region first.

        Raises:
            QueryError: a value does not exist.
        """
        where = self._compiler.where(query, "figure")
        order = "row_number() OVER (PARTITION BY t.indicator ORDER BY t.region, t.last DESC, t.n) AS place"
        placed = f"SELECT t.n, {order} FROM figure AS t WHERE {where.sql}"
        newest = f"SELECT n, place FROM ({placed}) WHERE place <= ? LIMIT {_FIGURES}"
        rows = sorted(self._connection.rows(newest, (*where.parameters, most)))
        figures = self._rows.figures(f"t.n IN ({listed(n for n, _place in rows)})")
        ordered = sorted(zip(rows, figures, strict=True), key=lambda one: one[0][1])
        return [figure for _row, figure in ordered]
