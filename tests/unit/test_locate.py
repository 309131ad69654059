"""The line of each key of a TOML text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli

from tuiapp.dataset.locate import dotted, line_at, scan
from tuiapp.dataset.resolved import KeyPath

TEXT = '''\
# a comment with [[event]] and key = 1
title = "a # no comment"   # a comment
"quoted key" = 1
a.b = 2

[[event]]
id = "one"
summary = """
two lines with [[event]]
id = "no key"
"""
  [[event.report]]
  id = "r"
  [[event.signing]]
  label = 'it''s'
  sectors = [
    "a",   # first
    { words = "b, [c]", sector = "d" },
  ]
  split.investor = [{ label = "p", count = "1" },
    { label = "q" }]
  size = 1.5
  when = 2023-10-08 07:00:00

[[event]]
id = "two"
  [[event.report]]
  [event.report.inner]
  deep = true
  [[event.report]]
  id = "\\u0041"
'''.replace("'it''s'", "'its'")


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("title",), 2),
        (("quoted key",), 3),
        (("a",), 4),
        (("a", "b"), 4),
        (("event", 0), 6),
        (("event", 0, "id"), 7),
        (("event", 0, "summary"), 8),
        (("event", 0, "report", 0, "id"), 13),
        (("event", 0, "signing", 0), 14),
        (("event", 0, "signing", 0, "label"), 15),
        (("event", 0, "signing", 0, "sectors"), 16),
        (("event", 0, "signing", 0, "sectors", 0), 17),
        (("event", 0, "signing", 0, "sectors", 1, "sector"), 18),
        (("event", 0, "signing", 0, "split", "investor", 0, "count"), 20),
        (("event", 0, "signing", 0, "split", "investor", 1, "label"), 21),
        (("event", 0, "signing", 0, "size"), 22),
        (("event", 0, "signing", 0, "when"), 23),
        (("event", 1), 25),
        (("event", 1, "report", 0), 27),
        (("event", 1, "report", 0, "inner", "deep"), 29),
        (("event", 1, "report", 1, "id"), 31),
    ],
)
def test_every_key_has_its_line(keys: KeyPath, line: int) -> None:
    assert scan(TEXT)[keys] == line


def test_a_key_that_is_not_there_has_the_line_of_what_it_is_missing_from() -> None:
    lines = scan(TEXT)
    assert line_at(lines, ("event", 1, "report", 1, "publisher")) == 30
    assert line_at(lines, ("event", 1, "dates")) == 25
    assert line_at(lines, ("nothing",)) is None


def test_a_path_is_written_as_people_write_it() -> None:
    assert dotted(("event", 0, "signing", 12, "split", "investor", 1)) == "event[0].signing[12].split.investor[1]"
    assert dotted(()) == ""


def _paths(value: Any, above: KeyPath = ()) -> set[KeyPath]:
    paths = {above} if above else set()
    if isinstance(value, dict):
        items: list[tuple[str | int, Any]] = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return paths
    return paths.union(*(_paths(inner, (*above, key)) for key, inner in items))


def test_what_is_scanned_is_what_is_parsed() -> None:
    data = Path(__file__).parents[2] / "data"
    texts = [TEXT, *(path.read_text(encoding="utf-8") for path in data.rglob("*.toml"))]
    for text in texts:
        assert set(scan(text)) == _paths(tomli.loads(text))
