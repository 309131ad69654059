"""CSV: the records of the JSON export as columns, made safe for a spreadsheet.

A nested key becomes one name joined with `_`; lists are joined with `; `, a path with `/`. A record is one line:
fields are separated by commas, lines end with a line feed, and a line break in a text becomes a space, so that
line-wise tools count right and no terminal is steered.

Spreadsheets run a cell that begins with `=`, `+`, `-`, `@` or their full-width forms, also behind white space or
quotes. Such a cell gets an apostrophe in front. Plain numbers and percentages with a sign (`-3`, `+21.36%`) stay as
they are: they compute to themselves.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from tuiapp.export.model import JsonValue, Record
from tuiapp.render.cells import safe

LIST_SEPARATOR = "; "
PATH_SEPARATOR = "/"

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_RUNS: Final = re.compile(r"""[\s"'`\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]""")
_PLAIN: Final = re.compile(r"[+-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?\s?%?")


def cell(text: str) -> str:
    """The text as one cell: no control character, no line break, nothing a spreadsheet would run."""
    if text.isascii() and text.isprintable() and text[:1].isalnum():
        return text  # nine of ten cells are ids, words and digits
    shown = safe(_BREAKS.sub(" ", text))
    return "'" + shown if _RUNS.match(shown) and not _PLAIN.fullmatch(shown) else shown


def render(paths: Sequence[str], rows: Iterable[Record]) -> Iterator[str]:
    """The header, then one line for each row.

    Args:
        paths: the columns, as keys joined with dots: `event.held_in`, `regions.path`; those of one key together.
        rows: the records to take them from.
    """
    line: list[str] = []
    writer = csv.writer(_Sink(line), lineterminator="\n")
    writer.writerow([path.replace(".", "_") for path in paths])
    branches = _branches([path.split(".") for path in paths])
    for row in rows:
        writer.writerow(_cells(row, branches))
        yield "".join(line)
        line.clear()
    yield "".join(line)


class _Sink:
    """What the csv module writes to: it collects text instead of a file."""

    def __init__(self, into: list[str]) -> None:
        self.write = into.append


class _Branch(NamedTuple):
    """A key of a record and the columns below it."""

    key: str
    below: tuple[_Branch, ...]
    """Empty for a key that is a column itself."""
    columns: int


def _branches(paths: Sequence[Sequence[str]]) -> tuple[_Branch, ...]:
    """The columns as the tree that the records are, so that each key is looked up once."""
    branches = []
    for key, group in groupby(paths, key=lambda path: path[0]):
        below = [path[1:] for path in group]
        branches.append(_Branch(key, _branches(below) if below[0] else (), len(below)))
    return tuple(branches)


def _cells(record: Record, branches: Iterable[_Branch]) -> list[str]:
    cells: list[str] = []
    for branch in branches:
        value = record[branch.key]
        if not branch.below:
            cells.append(_text(value, PATH_SEPARATOR if branch.key == "path" else LIST_SEPARATOR))
        elif isinstance(value, dict):
            cells += _cells(value, branch.below)
        elif isinstance(value, list) and value:
            inner = [_cells(item, branch.below) for item in value if isinstance(item, dict)]
            cells += map(LIST_SEPARATOR.join, zip(*inner, strict=True))
        else:
            cells += [""] * branch.columns
    return cells


def _text(value: JsonValue, separator: str) -> str:
    if isinstance(value, str):
        return cell(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return separator.join(_text(item, separator) for item in value)
    return str(value)
