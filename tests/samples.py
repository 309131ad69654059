"""Hand-made records, and a catalog that answers with them whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from support import replace
from tuiapp.catalog.query import Query
from tuiapp.catalog.records import (
    About,
    Conversion,
    Event,
    EventRef,
    EventRow,
    FigureRow,
    Money,
    OtherReport,
    Region,
    Report,
    Sector,
    ShownFinding,
    SigningRow,
)
from tuiapp.catalog.totals import Added, Totals
from tuiapp.rules.records import Amount, Count, Lane, SumRow
from tuiapp.rules.totals import Found, total
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.view import Sort

ABOUT = About("Announcements", "1.2", "CC-BY-4.0", "ab" * 32, 1, 2, 1, 2023, 2023)

CHANGZHOU = Region(
    "changzhou", "Changzhou", "常州", "city", ("china", "jiangsu", "changzhou"), ("China", "Jiangsu", "Changzhou"), 2, 3
)

REPORT = Report(
    "forum-2023/asianet", "AsiaNet", None, "wire", "Changzhou opens up", "https://example.org/a", "2023-10-09", "en"
)

EVENT = EventRef(
    "forum-2023", "2023 Changzhou Forum", "常州论坛", "forum", "2023-10-08", "2023-10-08", "2023-10-08", (CHANGZHOU,)
)


def yuan(text: str, value: int, qualifier: Qualifier = Qualifier.EXACT) -> Money:
    """An amount in yuan."""
    return Money(Quantity(text, Decimal(value), qualifier, "CNY"), value)


def projects(text: str, value: int, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    """A count of projects."""
    return Quantity(text, Decimal(value), qualifier, "projects")


DOLLARS = Money(
    Quantity("$100 million", Decimal(100_000_000), Qualifier.EXACT, "USD"),
    704_670_000,
    conversion=Conversion("USD", 2023, Decimal("7.0467"), "State Administration of Foreign Exchange"),
)

OTHER = OtherReport(
    Report("forum-2023/paper", "The Paper", "澎湃新闻", "media", None, None, None, "zh"),
    projects("18个", 18),
    yuan("近550亿元", 55_000_000_000, Qualifier.NEARLY),
)

SIGNING = SigningRow(
    n=0,
    id="forum-2023/all",
    event=EVENT,
    regions=(CHANGZHOU,),
    label="Industrial and technological innovation projects",
    project=None,
    investor=None,
    status="signed",
    lane=Lane(),
    when="2023-10-08",
    period=False,
    sectors=(Sector("new-energy", "New energy", "新能源", ("energy", "new-energy")),),
    sector_words=("new energy",),
    counterparts=(),
    count=projects("18", 18),
    investment=yuan("nearly 55 billion yuan", 55_000_000_000, Qualifier.NEARLY),
    threshold=None,
    share=None,
    yoy_count=None,
    yoy_investment=None,
    part_of=None,
    split=None,
    depth=0,
    report=REPORT,
)

FULL = replace(
    SIGNING,
    project="A plant",
    investor="A firm",
    counterparts=(CHANGZHOU,),
    threshold="over 1 billion yuan each",
    yoy_count=Quantity("+38 projects", Decimal(38), Qualifier.EXACT, "projects"),
    yoy_investment=Quantity("21.36%", Decimal("21.36"), Qualifier.EXACT, "percent"),
    part_of="forum-2023/whole",
    others=(OTHER,),
    findings=(
        ShownFinding("share", "warning", "forum-2023/all", "1.0 % is printed.", True, "known", "2025-11-22", True),
    ),
)
"""A signing with everything that one can have."""

PART = replace(
    SIGNING,
    n=1,
    id="forum-2023/new-energy",
    label="New energy projects",
    count=projects("10", 10),
    investment=yuan("31 billion yuan", 31_000_000_000),
    part_of="forum-2023/all",
    depth=1,
)

FIGURE = FigureRow(
    "forum-2023/output",
    "output",
    "New energy output",
    CHANGZHOU,
    Quantity("404.22 billion yuan", Decimal(404_220_000_000), Qualifier.EXACT, "CNY"),
    "2023-01/2023-07",
    None,
    Quantity("23.3%", Decimal("23.3"), Qualifier.EXACT, "percent"),
    EVENT,
    REPORT,
)

EVENT_ROW = EventRow(EVENT, (CHANGZHOU,), 2, 1, 1, 0)


def sum_row(row: SigningRow) -> SumRow:
    """What adding looks at of a row on one day."""
    money = row.investment
    amount = None
    if money is not None and money.cny is not None:
        amount = Amount(money.cny, money.printed.qualifier, money.printed.unit, money.printed.value)
    count = None if row.count is None else Count(int(row.count.value), row.count.qualifier)
    paths = tuple(region.path for region in row.regions)
    return SumRow(row.id, row.event.id, row.event.id, row.lane, 1, 1, paths, row.part_of, None, None, count, amount)


class FakeSelection:
    """Rows in their order."""

    def __init__(self, rows: Sequence[SigningRow]) -> None:
        self.rows = rows
        self.widest = 0

    def __enter__(self) -> FakeSelection:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def __len__(self) -> int:
        return len(self.rows)

    def window(self, start: int, stop: int) -> list[SigningRow]:
        """The rows from start up to stop."""
        self.widest = max(self.widest, stop - start)
        return list(self.rows[start:stop])


class FakeCatalog:
    """Answers with the rows it was given."""

    about = ABOUT

    def __init__(self, rows: Iterable[SigningRow] = (SIGNING, PART)) -> None:
        self.rows = list(rows)
        self.selection = FakeSelection(self.rows)

    def check(self, _query: Query) -> None:
        """Everything exists."""

    def prose(self, query: Query) -> str:
        """The query in words."""
        return query.words_in_prose()

    def select(self, _query: Query, _sort: Sort = ()) -> FakeSelection:
        """All rows."""
        return self.selection

    def found(self, _query: Query, **_typing: bool) -> tuple[list[Found], dict[str, SumRow]]:
        """All rows, wholly in the query."""
        rows = [sum_row(row) for row in self.rows]
        return [Found(row, None) for row in rows], {row.id: row for row in rows}

    def totals(self, query: Query | None, **_typing: bool) -> Totals:
        """What all rows come to."""
        lanes = total(*self.found(query or Query()))
        chosen = {signing for lane in lanes for signing in lane.added}
        positions = {row.n for row in self.rows if row.id in chosen}
        added = Added.marked(bytes(n in positions for n in range(max(positions, default=-1) + 1)))
        return Totals(tuple(lane.summary() for lane in lanes), added)

    def signing(self, signing_id: str) -> SigningRow:
        """One of the rows."""
        return next(row for row in self.rows if row.id == signing_id)

    def events(self, _query: Query) -> list[EventRow]:
        """The one event."""
        return [EVENT_ROW]

    def figures(self, _query: Query) -> list[FigureRow]:
        """The one figure."""
        return [FIGURE]

    def event(self, event_id: str) -> Event:
        """The one event with its rows."""
        if event_id != EVENT.id:
            raise KeyError(event_id)
        return Event(EVENT, "forum", 18, "Open", "A forum.", ("The city",), (REPORT,), tuple(self.rows), (FIGURE,), ())


def fake(rows: Iterable[SigningRow] = (SIGNING, PART)) -> Catalog:
    """A fake catalog, typed as the real one."""
    return cast("Catalog", FakeCatalog(rows))
