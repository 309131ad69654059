"""Textual's own DataTable with the rows of a CSV file: `s` sorts by the amount, largest first.

python tests/benchmarks/datatable_app.py ROWS.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Footer, Header


class Table(App[None]):
    """One table of everything."""

    BINDINGS: ClassVar[list[BindingType]] = [("s", "sort_amounts", "Sort")]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        """A header, the table, a footer."""
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """All rows at once, as its documentation shows."""
        table = self.query_one(DataTable)
        with self._path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        for title in head:
            table.add_column(title, key=title)
        table.add_rows(rows)

    def action_sort_amounts(self) -> None:
        """Largest first."""
        self.query_one(DataTable).sort("amount", key=lambda amount: int(amount or -1), reverse=True)


if __name__ == "__main__":
    Table(Path(sys.argv[1])).run()
