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
from typing import Final

from tuiapp.export.model import JsonValue, Record
from tuiapp.render.cells import safe

LIST_SEPARATOR = "; "
PATH_SEPARATOR = "/"

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_RUNS: Final = re.compile(r"""[\s"'`\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]""")
_PLAIN: Final = re.compile(r"[+-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?\s?%?")


def cell(text: str) -> str:
    """The text as one cell: no control character, no line break, nothing a spreadsheet would run."""
    shown = safe(_BREAKS.sub(" ", text))
    return "'" + shown if _RUNS.match(shown) and not _PLAIN.fullmatch(shown) else shown


def render(paths: Sequence[str], rows: Iterable[Record]) -> Iterator[str]:
    """The header, then one line for each row.

    Args:
        paths: the columns, as keys joined with dots: `event.held_in`, `regions.path`.
        rows: the records to take them from.
    """
    line: list[str] = []
    writer = csv.writer(_Sink(line), lineterminator="\n")
    writer.writerow([path.replace(".", "_") for path in paths])
    keys = [path.split(".") for path in paths]
    for row in rows:
        writer.writerow([_cell(row, each) for each in keys])
        yield "".join(line)
        line.clear()
    yield "".join(line)


class _Sink:
    """What the csv module writes to: it collects text instead of a file."""

    def __init__(self, into: list[str]) -> None:
        self.write = into.append


def _cell(row: Record, keys: Sequence[str]) -> str:
    separator = PATH_SEPARATOR if keys[-1] == "path" else LIST_SEPARATOR
    return _text(_walk(row, keys), separator)


def _walk(value: JsonValue, keys: Sequence[str]) -> JsonValue:
    for position, key in enumerate(keys):
        if isinstance(value, list):
            return [_walk(item, keys[position:]) for item in value]
        if not isinstance(value, dict):
            return None
        value = value[key]
    return value


def _text(value: JsonValue, separator: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        # A list of lists is one path for each region: the inner ones are paths, the outer one is a list.
        outer = LIST_SEPARATOR if any(isinstance(item, list) for item in value) else separator
        return outer.join(_text(item, separator) for item in value)
    return cell(str(value))
