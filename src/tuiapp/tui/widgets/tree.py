"""The region tree: whose projects they are, with how many signings the query finds in each region."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tuiapp.catalog.records import Region
from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span, fit, safe, width
from tuiapp.tui.commands import bindings
from tuiapp.tui.widgets.pane import Pane


class RegionTree(Pane):
    """Regions in which the query finds something, with their counts; a region chosen becomes a term of the query."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tree")]

    class Picked(Message):
        """A region was chosen to filter by; None when the chosen one was chosen again."""

        def __init__(self, region: Region | None) -> None:
            self.region = region
            super().__init__()

    class MarkAsked(Message):
        """A region is to be marked, or unmarked."""

        def __init__(self, region: Region) -> None:
            self.region = region
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("1", _("Regions"), id=id)
        self._marks: frozenset[str] = frozenset()
        self._regions: Sequence[Region] = ()
        self._counts: Mapping[str, int] = {}
        self._toggled: dict[str, bool] = {}
        self._rows: list[Region] = []
        self._parents: set[str] = set()
        self.selected: str | None = None
        """The id of the region the query asks for, if it asks for exactly one."""

    def show(self, regions: Sequence[Region], counts: Mapping[str, int], selected: str | None) -> None:
        """Show the regions that have signings, and the selected one even when it has none."""
        here = self.region_at_cursor
        moved = selected != self.selected
        self._regions, self._counts, self.selected = regions, counts, selected
        self._lay_out()
        target = selected if moved and selected else here.id if here else selected
        self._put_cursor_on(target)

    def show_marks(self, marks: Collection[str]) -> None:
        """Show which regions, by id, are marked to be compared."""
        self._marks = frozenset(marks)
        self.refresh()

    @property
    def region_at_cursor(self) -> Region | None:
        """The region under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def plain(self) -> list[tuple[int, str, int]]:
        """What is shown as data: depth, name and count of each line."""
        return [(row.depth, row.name, self._counts.get(row.id, 0)) for row in self._rows]

    def _lay_out(self) -> None:
        chosen = next((region for region in self._regions if region.id == self.selected), None)
        kept = set(chosen.path) if chosen else set()
        # Groups of provinces overlap each other and the provinces: they would make the counts not add up.
        shown = [r for r in self._regions if r.id in kept or (self._counts.get(r.id) and r.kind != "group")]
        self._parents = {region.path[-2] for region in shown if len(region.path) > 1}
        # A small tree is open as far as it fits; a large one down to its provinces.
        depth = next((d for d in (3, 2, 1) if sum(r.depth <= d for r in shown) <= max(self.body_height, 12)), 1)
        self._rows = []
        closed_below: int | None = None
        for region in shown:
            if closed_below is not None and region.depth > closed_below:
                continue
            closed_below = None
            self._rows.append(region)
            default = region.depth < depth or (region.id in kept and region.id != self.selected)
            if not self._toggled.get(region.id, default):
                closed_below = region.depth
        self.changed()

    def _put_cursor_on(self, region_id: str | None) -> None:
        while region_id is not None:
            for index, row in enumerate(self._rows):
                if row.id == region_id:
                    self.move(index)
                    return
            region_id = next((r.path[-2] for r in self._regions if r.id == region_id and len(r.path) > 1), None)

    def is_open(self, region: Region) -> bool:
        """Whether the regions inside it are shown."""
        index = self._rows.index(region)
        return index + 1 < len(self._rows) and self._rows[index + 1].depth > region.depth

    def count(self) -> int:
        """How many regions are shown."""
        return len(self._rows)

    def line(self, index: int, cells: int) -> Line:
        """One region: its sign, its names as far as they fit, its count."""
        region, signs = self._rows[index], self.signs
        strong = "strong" if region.id == self.selected or index == self.cursor else "text"
        marked = region.id in self._marks
        mark = Span(signs.cursor if index == self.cursor else signs.marked if marked else " ", "accent")
        node = " " if region.id not in self._parents else signs.open if self.is_open(region) else signs.closed
        number = f"{self._counts.get(region.id, 0):,}"
        indent = "  " * region.depth
        room = cells - 1 - len(indent) - 2 - 1 - width(number) - 1
        name = safe(region.name)
        if marked and index == self.cursor:
            room -= 2
        spans = [mark, Span(f"{indent}{node} ", "dim")]
        local = f" {safe(region.name_zh)}" if region.name_zh and signs.wide else ""
        if width(name) > room:
            spans.append(Span(fit(name, room, ellipsis=signs.ellipsis), strong))
        else:
            spans.append(Span(name, strong))
            spare = room - width(name)
            # The Chinese name only where it fits whole.
            spans.append(Span(fit(local if width(local) <= spare else "", spare), "dim"))
        if marked and index == self.cursor:  # the cursor's sign stands where the mark would
            spans.append(Span(f" {signs.marked}", "accent"))
        spans.append(Span(f" {number} ", "strong" if strong == "strong" else "dim"))
        return tuple(spans)

    def action_open_node(self) -> None:
        """Show what lies inside the region; go to the first of it when it is shown."""
        region = self.region_at_cursor
        if region is None or region.id not in self._parents:
            return
        if self.is_open(region):
            self.move(self.cursor + 1)
            return
        self._toggle(region, to=True)

    def action_close_node(self) -> None:
        """Hide what lies inside the region; go to the one it lies in when nothing is shown."""
        region = self.region_at_cursor
        if region is None:
            return
        if region.id in self._parents and self.is_open(region):
            self._toggle(region, to=False)
        elif len(region.path) > 1:
            self._put_cursor_on(region.path[-2])

    def _toggle(self, region: Region, *, to: bool) -> None:
        self._toggled[region.id] = to
        self._lay_out()
        self._put_cursor_on(region.id)

    def action_choose_region(self) -> None:
        """Filter by the region under the cursor; the one already filtered by is taken out again."""
        region = self.region_at_cursor
        if region is not None:
            self.post_message(self.Picked(None if region.id == self.selected else region))

    def action_mark_region(self) -> None:
        """Mark the region under the cursor, to compare it, and go to the next."""
        region = self.region_at_cursor
        if region is not None:
            self.post_message(self.MarkAsked(region))
            self.move(self.cursor + 1)

    def on_pane_chosen(self, event: Pane.Chosen) -> None:
        """A click on the region under the cursor chooses it."""
        event.stop()
        self.action_choose_region()
