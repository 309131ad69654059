"""The list of events as lines."""

from __future__ import annotations

import pytest

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.render.cells import line_width, plain
from tuiapp.render.events import events_lines
from tuiapp.render.signs import ASCII, UNICODE


@pytest.mark.parametrize("cells", [40, 60, 80, 120, 300])
def test_every_line_has_the_width_and_every_event_a_line(fixed_catalog: Catalog, cells: int) -> None:
    events = fixed_catalog.events(Query.parse(""))
    lines = events_lines(events, cells, UNICODE)
    assert {line_width(line.line) for line in lines} == {cells}
    assert [line.target for line in lines[1:]] == [f"event:{row.event.id}" for row in events]


def test_numbers_stand_under_their_titles(fixed_catalog: Catalog) -> None:
    events = fixed_catalog.events(Query.parse(""))
    head, *rows = [plain(line.line) for line in events_lines(events, 120, ASCII)]
    for title in ("Signings", "Figures", "Reports", "Findings"):
        end = head.index(title) + len(title)
        column = [row[end - 9 : end].strip() for row in rows]
        expected = [str(getattr(row, title.lower()) or "") for row in events]
        assert column == expected
