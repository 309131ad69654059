"""The table that the benchmark prints: what is measured, how long it took, what it should take, and the others."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from beside import Shown

_OTHERS = {"first row, reopened": "first", "to the last row": "end", "sort key, all rows": "sort"}
"""What the other programs do as well, and which of their times it is."""


class Table:
    """Rows in the order in which they are measured."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._empty = 1.0
        self._rows: dict[str, list[str]] = {}
        self._others: dict[str, Shown] = {}
        self._notes: list[str] = []
        self._missed: list[str] = []

    def empty(self, seconds: float) -> None:
        """What an empty Textual app takes to start: starts are given as multiples of it."""
        self._empty = seconds
        self._notes.append(f"An empty Textual app is seen after {_seconds(seconds)}.")

    def note(self, text: str) -> None:
        """Say something under the table."""
        self._notes.append(text)

    def times(
        self,
        what: str,
        times: Sequence[float],
        *,
        most: float | None = None,
        worst: float | None = None,
        ratio: float | None = None,
        most_ratio: float | None = None,
        of: str = "empty app",
    ) -> None:
        """Add what was measured.

        Args:
            what: what is done.
            times: seconds, of which the median is shown, and the worst where it has a limit.
            most: the median should not exceed it.
            worst: no time should.
            ratio: how many times something else that is.
            most_ratio: what the ratio should not exceed.
            of: what the ratio is to.
        """
        if not times:
            return
        middle, longest = median(times), max(times)
        took, aims = _seconds(middle), []
        missed = False
        if worst is not None:
            took += f", worst {_seconds(longest)}"
            missed |= longest > worst
        if most is not None:
            aims.append(f"≤ {most:g} s" + (f", worst {worst:g} s" if worst not in (None, most) else ""))
            missed |= middle > most
        if ratio is not None and most_ratio is not None:
            took += f" = {ratio:.2f} × {of}"
            aims.append(f"≤ {most_ratio:.3g} × {of}")
            missed |= ratio > most_ratio
        self._put(what, took, ", ".join(aims), missed=missed)

    def memory(self, what: str, megabytes: float, *, most: float | None = None) -> None:
        """Add memory, in MB."""
        aim = f"≤ {most:g} MB" if most else ""
        self._put(what, f"{megabytes:.0f} MB", aim, missed=most is not None and megabytes > most)

    def _put(self, what: str, took: str, aim: str, *, missed: bool) -> None:
        self._rows[what] = [took, aim]
        if missed:
            self._missed.append(what)

    def beside(self, name: str, times: Shown) -> None:
        """Add what another program takes."""
        self._others[name] = times

    def text(self) -> str:
        """The table as Markdown, with its notes and what misses its aim."""
        lines = [f"### {self._title}", "", _row(["", "tuiapp", "aim", *self._others])]
        lines.append(_row(["---"] * (3 + len(self._others))))
        for what, cells in self._rows.items():
            lines.append(_row([what, *cells, *(self._other(what, times) for times in self._others.values())]))
        notes = [*self._notes, *(f"Missed: {what}." for what in self._missed)]
        return "\n".join([*lines, "", *notes, ""])

    def _other(self, what: str, times: Shown) -> str:
        if what.startswith("memory"):
            return f"{times.memory:.0f} MB"
        if what not in _OTHERS:
            return ""
        seconds: float = getattr(times, _OTHERS[what])
        if what == "first row, reopened":
            whole = f", all after {_seconds(times.whole)}" if times.whole > times.first else ""
            return f"{_seconds(seconds)} = {seconds / self._empty:.1f} × empty app{whole}"
        return _seconds(seconds)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f} s" if seconds < 10 else f"{seconds:.1f} s"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
