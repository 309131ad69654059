"""The datasets that are measured: written, indexed, and what a screen should show of them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import synthetic
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.records import SigningRow
from tuiapp.catalog.view import Sort, SortKey
from tuiapp.render.dates import date_cell

FILES = 20
TUIAPP = str(Path(sys.executable).with_name("tuiapp"))
_AT_ONCE = 1000
"""Rows read at a time where all are."""
_SOME = 10
"""Rows that together are taken for the place where they stand: one row looks like another."""
_LETTERS = 6
"""So many letters of a label are looked for on the screen: more may not fit a narrow column."""


def size_of(text: str) -> int:
    """`1k`, `100k`, `1M` as a number."""
    return int(text.rstrip("kM")) * {"k": 1000, "M": 1_000_000}.get(text[-1], 1)


class Screenful(NamedTuple):
    """What the table of the explorer should show: labels of rows, and the line of the cursor among them."""

    labels: list[str]
    cursor: int


class Sample:
    """A synthetic dataset with its own cache."""

    def __init__(self, name: str, folder: Path) -> None:
        """Write it unless it is there.

        Args:
            name: its size, as `size_of` reads it.
            folder: where datasets, indexes and everything else is kept.
        """
        self.name = name
        self.size = size_of(name)
        self.data = folder / f"synthetic-{name}"
        self._folder = folder
        self.env = self.env_of("cache")
        if not (self.data / "dataset.toml").exists():
            synthetic.write(self.size, FILES, self.data)

    def env_of(self, cache: str) -> dict[str, str]:
        """The variables that make the program keep its index in a cache of this name."""
        return {"XDG_CACHE_HOME": str(self._folder / cache), "XDG_CONFIG_HOME": str(self._folder / "config")}

    @property
    def command(self) -> list[str]:
        """The explorer of this dataset."""
        return [TUIAPP, "--data", str(self.data)]

    def index(self) -> float:
        """Make sure of an index; the seconds that took."""
        start = time.perf_counter()
        assert self._index
        return time.perf_counter() - start

    @cached_property
    def _index(self) -> Path:
        command = [TUIAPP, "index", "--data", str(self.data)]
        done = subprocess.run(command, env={**os.environ, **self.env}, stdout=subprocess.PIPE, check=True, text=True)
        return Path(done.stdout.strip())

    @cached_property
    def catalog(self) -> Catalog:
        """Its index, open."""
        return Catalog.open(self._index)

    @cached_property
    def first(self) -> SigningRow:
        """The first row of the table."""
        return self.head[0]

    @cached_property
    def head(self) -> list[SigningRow]:
        """The first rows of the table."""
        with self.catalog.select_all() as rows:
            return rows.window(0, _SOME)

    @cached_property
    def tail(self) -> list[SigningRow]:
        """The last rows of the table."""
        with self.catalog.select_all() as rows:
            return rows.window(self.size - _SOME, self.size)

    @cached_property
    def largest(self) -> int:
        """The largest amount, in yuan."""
        with self.catalog.select(Query(), (SortKey("investment", True),)) as rows:
            money = rows.window(0, 1)[0].investment
            assert money is not None
            assert money.cny is not None
            return money.cny

    def found(self, text: str) -> int:
        """How many signings the screen should find for what is typed so far."""
        query = Query.parse(text, typing=True)
        return self.catalog.count(query, typing=True) if query else self.size

    def screenful(self, query: str, sort: Sort, of: str | None, top: int, height: int) -> Screenful:
        """What the table should show after a query or sort key.

        Args:
            query: the query.
            sort: the sort.
            of: the id of the signing the cursor stood on, None for the last one.
            top: the first visible row before.
            height: the visible rows.
        """
        with self.catalog.select(Query.parse(query), sort) as rows:
            at = len(rows) - 1 if of is None else rows.nearest(of)
            top = at if at < top else max(top, at - height + 1)
            return Screenful([shown(row) for row in rows.window(top, top + height)], at - top)

    @cached_property
    def table(self) -> Path:
        """All rows as CSV, for the programs beside: the columns that the explorer shows."""
        path = self._folder / f"synthetic-{self.name}.csv"
        if not path.exists():
            with path.open("w", encoding="utf-8", newline="") as file, self.catalog.select_all() as rows:
                writer = csv.writer(file)
                writer.writerow(("date", "amount", "projects", "region", "signing", "stage"))
                for start in range(0, len(rows), _AT_ONCE):
                    writer.writerows(map(_cells, rows.window(start, start + _AT_ONCE)))
        return path


def shown(row: SigningRow) -> str:
    """The beginning of a row's label, as it stands in the table."""
    return row.label[:_LETTERS].rstrip()


def _cells(row: SigningRow) -> tuple[str, ...]:
    count, amount = row.count, row.investment.cny if row.investment else None
    return (
        date_cell(row.when, 10, "…"),
        str(amount) if amount is not None else "",
        str(count.value) if count else "",
        row.regions[0].name if row.regions else "",
        row.label,
        row.lane.stage,
    )
