"""Synthetic records for the tests of rendering, after the screens that were drawn first; the numbers prove nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from support import replace
from tuiapp.catalog.records import (
    Conversion,
    Event,
    EventRef,
    FigureRow,
    Money,
    OtherReport,
    Region,
    Report,
    Sector,
    ShownFinding,
    SigningRow,
)
from tuiapp.rules.records import Amount, Count, Lane, SumRow
from tuiapp.rules.totals import Found, LaneTotal, total
from tuiapp.values.dates import Period
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.query import Query

EXACT, OVER, NEARLY, ABOUT = Qualifier.EXACT, Qualifier.OVER, Qualifier.NEARLY, Qualifier.ABOUT


def region(region_id: str, name: str, name_zh: str | None, kind: str, *above: str) -> Region:
    """A region with the ids above it; its place in the preorder does not matter here."""
    return Region(region_id, name, name_zh, kind, (*above, region_id), (*above, name), 0, 0)


CHANGZHOU = region("changzhou", "Changzhou", "常州", "city", "china", "jiangsu")
JINTAN = region("jintan", "Jintan", "金坛", "zone", "china", "jiangsu", "changzhou")
WUJIN = region("wujin", "Wujin", "武进", "zone", "china", "jiangsu", "changzhou")
HITECH = region("hi-tech", "Hi-Tech District", "高新区", "zone", "china", "jiangsu", "changzhou")
CHONGQING = region("chongqing", "Chongqing", "重庆", "city", "china")
CHINA = region("china", "China", "中国", "country")
GERMANY = region("germany", "Germany", "德国", "country")


def report(report_id: str, publisher: str, publisher_zh: str | None = None, **more: str | None) -> Report:
    """A report; undated and in English unless said otherwise."""
    plain = Report(report_id, publisher, publisher_zh, "media", None, None, None, "en")
    return replace(plain, **more)


def event_ref(event_id: str, name: str, dates: str, kind: str = "forum", place: Region = CHANGZHOU) -> EventRef:
    """An event as a row names it."""
    period = Period.parse(dates)
    return EventRef(event_id, name, None, kind, dates, str(period.first), str(period.last), (place,))


def quantity(
    text: str, value: str | int, qualifier: Qualifier = EXACT, unit: str = "projects", **ends: int
) -> Quantity:
    """A printed number."""
    low, high = ends.get("low"), ends.get("high")
    ends_of = (Decimal(low) if low else None, Decimal(high) if high else None)
    return Quantity(text, Decimal(value), qualifier, unit, *ends_of)


def yuan(text: str, bn: str, qualifier: Qualifier = EXACT, **more: str) -> Money:
    """An amount printed in yuan, given in billions."""
    value = Decimal(bn) * 10**9
    return Money(Quantity(text, value, qualifier, "CNY"), int(value), also=more.get("also"))


def dollars(text: str, bn: str, cny: int, rate: str = "7.0467") -> Money:
    """An amount printed in dollars, with the yuan it was converted to."""
    printed = Quantity(text, Decimal(bn) * 10**9, EXACT, "USD")
    return Money(printed, cny, conversion=Conversion("USD", 2023, Decimal(rate), "European Central Bank"))


ASIANET = report("forum/asianet", "AsiaNet")
PAPER = report("forum/paper", "The Paper", "澎湃新闻", published="2023-10-09", language="zh")
OFFICE = report("office/1", "Investment office", published="2023-05-04")


class Shelf:
    """Signings in the order they are put in."""

    def __init__(self) -> None:
        self.rows: list[SigningRow] = []

    def put(
        self,
        event: EventRef,
        name: str,
        label: str,
        count: Quantity | None = None,
        investment: Money | None = None,
        *,
        regions: Sequence[Region] = (CHANGZHOU,),
        when: str | None = None,
        lane: Lane | None = None,
        part_of: str | None = None,
        source: Report = ASIANET,
    ) -> SigningRow:
        """Put one in and return it; days and basis are the event's where not said."""
        shown = lane or Lane()
        whole = next((row for row in self.rows if row.id == f"{event.id}/{part_of}"), None)
        row = SigningRow(
            len(self.rows), f"{event.id}/{name}", event, tuple(regions), label, None, None,
            "signed" if shown.stage == "agreed" else shown.stage, shown, when or event.dates, shown.basis == "period",
            (), (), (), count, investment, None, None, None, None, whole.id if whole else None, None,
            whole.depth + 1 if whole else 0, source,
        )  # fmt: skip
        self.rows.append(row)
        return row

    def change(self, row: SigningRow, **fields: object) -> None:
        """Give a signing other fields."""
        self.rows[row.n] = replace(row, **fields)


def n(value: int, qualifier: Qualifier = EXACT) -> Quantity:
    """A count of projects, printed in digits."""
    return quantity(f"{value:,}", value, qualifier)


MIXED = Lane(stage="mixed", basis="period")
AGREED_PERIOD = Lane(basis="period")
STARTED = Lane(stage="started", basis="period")
FUND = Lane(measure="fund size")

FORUM = event_ref("forum", "China Changzhou International Forum on Science and Technology", "2023-10-08")


def _forum_rows(shelf: Shelf) -> None:
    fund = shelf.put(FORUM, "funds", "Fund projects", n(12), lane=FUND)
    main = shelf.put(
        FORUM, "main", "Industrial and technological innovation projects", n(18),
        yuan("nearly 55 billion yuan", "55", NEARLY),
    )  # fmt: skip
    energy = shelf.put(FORUM, "energy", "New energy projects", n(10), yuan("31 billion yuan", "31"), part_of="main")
    for row in (fund, main, energy):
        shelf.change(row, others=(OtherReport(PAPER, row.count, row.investment),))
    plain = shelf.put(FORUM, "hi-tech", "Industrial projects", n(4), regions=(HITECH,))
    finding = ShownFinding("no-source", "warning", plain.id, "The page is a copy.", acknowledged=False)
    shelf.change(plain, findings=(finding,))
    shelf.put(
        FORUM, "plant", "New energy vehicle core parts plant", n(1), dollars("$100 million", "0.1", 704_670_000),
        regions=(HITECH,), part_of="hi-tech",
    )  # fmt: skip
    shelf.put(FORUM, "fund", "Fund project", n(1), regions=(HITECH,), lane=FUND)


def table_rows() -> list[SigningRow]:
    """Eighteen rows in the default order."""
    shelf = Shelf()
    jintan = event_ref("jintan", "Provincial major projects of the year", "2023", "period")
    shelf.put(jintan, "all", "Jintan industrial projects", n(126), yuan("42.04 billion yuan", "42.04"),
              regions=(JINTAN,), lane=AGREED_PERIOD)  # fmt: skip
    years = event_ref("years", "Forum: 18 years together with the world", "../2023-10", "period")
    shelf.put(years, "signed", "Signed at opening ceremonies", n(400, NEARLY), lane=AGREED_PERIOD)
    shelf.put(years, "mixed", "Started, completed, producing", n(1500, OVER), lane=MIXED)
    _forum_rows(shelf)
    dialogue = event_ref("dialogue", "Jiangsu-Germany Dialogue on trade", "2023-09-12")
    shelf.put(dialogue, "key", "Key Sino-German cooperation projects", n(11))
    shelf.put(FORUM, "started", "New energy projects initiated", n(200, OVER), yuan("over 90 billion yuan", "90", OVER),
              when="2023-01/2023-08", lane=STARTED)  # fmt: skip
    wujin = event_ref("wujin", "Wujin major projects of four months", "2023-01/2023-04", "period")
    where = {"regions": (WUJIN,), "source": OFFICE}
    shelf.put(wujin, "one", "Introduced, over 1 bn each", n(7), lane=AGREED_PERIOD, **where)  # type: ignore[arg-type]
    shelf.put(wujin, "three", "Introduced, over 3 bn each", n(2), lane=AGREED_PERIOD, part_of="one", **where)  # type: ignore[arg-type]
    rest = (
        ("new", "New district key projects", 105, "planned"),
        ("district", "District key projects started", 89, "started"),
        ("city", "City key projects started", 17, "started"),
        ("done", "District key projects completed", 44, "completed"),
    )
    for name, label, count, stage in rest:
        shelf.put(wujin, name, label, n(count), lane=Lane(stage=stage, basis="period"), **where)  # type: ignore[arg-type]
    capital = event_ref("capital", "New energy capital promotion", "2023-01-28")
    shelf.put(capital, "major", "Major new energy industrial projects", n(15), yuan("over 47 billion yuan", "47", OVER))
    return shelf.rows


def sum_row(row: SigningRow) -> SumRow:
    """A row as the rules of sums see it."""
    period = Period.parse(row.when)
    count = Count(int(row.count.value), row.count.qualifier) if row.count else None
    money = row.investment
    amount = None
    if money is not None and money.cny is not None:
        foreign = money.printed.unit != "CNY"
        original = money.printed.value if foreign else None
        amount = Amount(money.cny, money.printed.qualifier, money.printed.unit, original)
    return SumRow(
        row.id, row.event.id, row.event.id, row.lane, period.first.toordinal() if period.first else None,
        period.last.toordinal(), tuple(each.path for each in row.regions), row.part_of, row.split,
        count=count, amount=amount,
    )  # fmt: skip


def table_found(rows: Sequence[SigningRow]) -> list[Found]:
    """What a query for Changzhou in 2023 finds among the rows: open periods are wider, second reports are found too."""
    found = []
    for row in rows:
        own = sum_row(row)
        found.append(Found(own, "days" if row.when.startswith("..") else None))
        found += [
            Found(replace(own, id=f"{own.id}@paper", same_as=own.id, part_of=None), None) for _other in row.others
        ]
    return found


def table_totals() -> tuple[LaneTotal, ...]:
    """The totals of the eighteen rows."""
    return total(table_found(table_rows()), {})


def _figure(figure_id: str, title: str, value: Quantity, event: EventRef, source: Report, **more: object) -> FigureRow:
    plain = FigureRow(figure_id, figure_id.rpartition("/")[2], title, CHANGZHOU, value, None, None, None, event, source)
    return replace(plain, **more)


def forum_event() -> Event:
    """The forum of the table's cursor row: a part, another lane, figures, two reports that agree."""
    name = "2023 China Changzhou International Forum on Science and Technology & Foreign Trade"
    ref = replace(FORUM, name=name)
    rows = [row for row in table_rows() if row.event.id == "forum" and row.regions == (CHANGZHOU,)]
    undated = ShownFinding("no-period", "warning", "forum/exports", "No period is printed.", acknowledged=False)
    output = quantity("404.22 billion yuan", 404_220_000_000, unit="CNY")
    exports = quantity("$21.61 billion", 21_610_000_000, unit="USD")
    figures = (
        _figure("forum/output", "New energy output, large firms", output, ref, PAPER, period="2023-01/2023-07",
                yoy=quantity("up 23.3 percent", "23.3", unit="percent")),
        _figure("forum/exports", "Exports of the “New Three”", exports, ref, PAPER, findings=(undated,),
                yoy=quantity("+17.1%", "17.1", unit="percent")),
        _figure("forum/firms", "German-funded firms", quantity("over 500", 500, OVER, "firms"), ref, PAPER,
                as_of="2023-09-30"),
        _figure("forum/rd", "R&D share of GDP", quantity("2.77%", "2.77", unit="percent"), ref, PAPER, period="2017"),
        _figure("forum/rd2", "R&D share of GDP", quantity("3.33%", "3.33", unit="percent"), ref, PAPER, period="2022",
                indicator="rd"),
    )  # fmt: skip
    theme = "Opening Up and Unleashing Our Energy for Greater Innovation"
    return Event(
        ref, "changzhou-forum", 18, theme, None, ("City of Changzhou",), (ASIANET, PAPER), tuple(rows), figures,
        (undated,),
    )  # fmt: skip


FAIR = replace(
    event_ref(
        "fair",
        "5th Western China International Fair for Investment and Trade",
        "2023-05-18/2023-05-21",
        "fair",
        CHONGQING,
    ),
    name_zh="第五届中国西部国际投资贸易洽谈会",
)
CNS = report(
    "fair/cns", "China News Service", "中国新闻社", publisher_kind="wire", published="2023-05-19", language="zh",
    note="Chongqing’s 84 projects, the splits by investor and size", url="https://example.org/cns/2023/05-19/1.shtml",
)  # fmt: skip
ICHONGQING = report(
    "fair/ichongqing", "iChongqing", published="2023-05-21", title="Over 290 bln yuan of projects signed",
    note="the 88 projects, “about 41.48 billion U.S. dollars”",
)  # fmt: skip
COVER = report(
    "fair/cover",
    "Cover News",
    "封面新闻",
    published="2023-05-21",
    language="zh",
    note="the 88 projects and four by name",
)


_FAIR_FINDINGS = (
    ShownFinding(
        "share", "warning", "fair/foreign", "1.0 % is printed for the foreign firms; 21 / 2,854.15 is 0.7 %.", True,
        use=True,
    ),
    ShownFinding(
        "share", "warning", "fair/central",
        "56.9 % is printed for 1,626 of 2,907 [3]; that is 55.9 %. The share fits 2,854.15 [1].", False,
    ),
    ShownFinding("split-exceeds-whole", "error", "fair/large", "6 and 16 of 20 is more than there are.", False),
)  # fmt: skip


def fair_event() -> Event:
    """A national fair: a whole, two splits, named projects, findings, a fund, three reports."""
    shelf = Shelf()
    put = shelf.put
    whole = put(FAIR, "all", "All major projects", n(88), yuan("over 290.7 billion yuan", "290.7", OVER),
                regions=(CHINA,), source=ICHONGQING)  # fmt: skip
    shelf.change(whole, others=(OtherReport(COVER, whole.count, whole.investment),))
    share: dict[str, object] = {"regions": (CHONGQING,), "source": CNS}
    put(FAIR, "chongqing", "Chongqing’s projects", n(84), yuan("2854.15亿元", "285.415"), part_of="all", **share)  # type: ignore[arg-type]
    split = (
        ("central", "central state firms", 45, "1626.35亿元", "162.635"),
        ("private", "private firms", 29, "633.4亿元", "63.34"),
        ("state", "other state firms", 7, "573.4亿元", "57.34"),
        ("foreign", "foreign firms", 3, "21亿元", "2.1"),
    )
    for name, label, count, text, bn in split:
        row = put(FAIR, name, label, n(count), yuan(text, bn), part_of="chongqing", **share)  # type: ignore[arg-type]
        shelf.change(row, split="investor")
    big = put(FAIR, "large", "1 bn and above", n(56), part_of="chongqing", **share)  # type: ignore[arg-type]
    shelf.change(big, split="size", threshold="10亿元以上")
    for name, label, count, text in (("ten", "10 bn class", 6, "100亿级"), ("five", "5 bn class", 16, "50亿级")):
        row = put(FAIR, name, label, n(count), part_of="large", **share)  # type: ignore[arg-type]
        shelf.change(row, threshold=text)
    put(
        FAIR,
        "others",
        "Other provinces’ projects",
        n(4),
        yuan("53.2亿元", "5.32"),
        regions=(CHINA,),
        part_of="all",
        source=CNS,
    )
    for name, label, text, bn in (
        ("ic", "Integrated circuits, Western Science City", "145亿元", "14.5"),
        ("clean", "Clean energy, Kaizhou, PowerChina", "110亿元", "11"),
    ):
        row = put(FAIR, name, label, n(1), yuan(text, bn), regions=(CHINA,), part_of="all", source=COVER)
        shelf.change(row, project=label)
    put(FAIR, "fund", "Industrial investment master fund", None, yuan("2000亿级", "200", ABOUT),
        lane=Lane(stage="started", measure="fund size"), source=COVER, regions=(CHONGQING,))  # fmt: skip
    attending = quantity("Nearly 1,900", 1900, NEARLY, "firms")
    for finding in _FAIR_FINDINGS:
        row = next(row for row in shelf.rows if row.id == finding.subject)
        shelf.change(row, findings=(finding,))
    return Event(
        FAIR, "wcifit", 5, None, None, (), (CNS, ICHONGQING, COVER), tuple(shelf.rows),
        (_figure("fair/firms", "Enterprises attending", attending, FAIR, ICHONGQING),),
        _FAIR_FINDINGS,
    )  # fmt: skip


SECTOR = Sector("new-energy", "New energy", "新能源", ("energy", "new-energy"))


class SampleCatalog:
    """A catalog that knows the eighteen rows and their regions, and answers each query with all of them."""

    def __init__(self) -> None:
        self._rows = {row.id: row for row in table_rows()}

    def signing(self, signing_id: str) -> SigningRow:
        """The row of this id."""
        return self._rows[signing_id]

    def region(self, region_id: str) -> Region:
        """The region of this id; KeyError when it is none of the rows'."""
        return {region.id: region for row in self._rows.values() for region in row.regions}[region_id]

    def found(self, _query: Query, *, typing: bool = False) -> tuple[list[Found], dict[str, SumRow]]:  # noqa: ARG002
        """All rows, as if they were found."""
        found = table_found(list(self._rows.values()))
        return found, {each.row.id: each.row for each in found}


def catalog() -> Catalog:
    """The sample catalog under the name of what it stands for."""
    return cast("Catalog", SampleCatalog())
