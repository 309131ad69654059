"""Rankings of a query: its regions, its sectors, its events, its signings, the largest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tuiapp.analysis.charts import TOP, Bar, Chart, Scope, Share, by_size, narrowed
from tuiapp.catalog.divisions import NONE, SEVERAL
from tuiapp.catalog.fields import REGION_FIELDS
from tuiapp.catalog.query import Query, Term, term_of
from tuiapp.i18n import _

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.divisions import Groups, GroupSum
    from tuiapp.catalog.records import Region, Sector

SEVERAL_SECTORS, NO_SECTOR = Term("sectors", ("several",)), Term("sectors", ("none",))


def regions(scope: Scope) -> Chart:
    """The regions directly inside the one that is asked for; without one the provinces, and other countries."""
    asked = _asked_regions(scope)
    about = asked[0].name if len(asked) == 1 else ""
    return _regions(scope, "regions", about, _level_below(scope.catalog, asked))


def cities(scope: Scope) -> Chart:
    """All cities of the query, where the level below what it asks for is another one."""
    asked = _asked_regions(scope)
    below = _level_below(scope.catalog, asked)
    spans = [(one.rank, one.last) for one in below]
    inside = [
        one
        for one in scope.catalog.regions
        if any(first <= one.rank <= last for first, last in spans) and _is_city(scope.catalog, one)
    ]
    nodes = [] if all(one.kind != "province" for one in below) else _outermost(inside)
    return _regions(scope, "cities", asked[0].name if len(asked) == 1 else "", nodes)


def sectors(scope: Scope) -> Chart:
    """The sectors, by signings that name one alone; those that name several, or none, have a bar of their own."""
    groups = scope.divisions.by_sector()
    known = scope.catalog.sectors
    bars = [
        _bar(scope, known[rank].id, _sector_name(known, rank), _of_sector(scope.query, known, rank), total)
        for rank, total in groups.sums.items()
        if rank >= 0
    ]
    others = [
        _bar(scope, term.values[0], label, narrowed(scope.query, term), groups.sums[rank])
        for rank, term, label in (
            (SEVERAL, SEVERAL_SECTORS, _("Several sectors")),
            (NONE, NO_SECTOR, _("No sector named")),
        )
        if rank in groups.sums
    ]
    chart = _ranked(scope, "sectors", "", bars)
    return chart._replace(bars=(*chart.bars, *others), share=_one_sector(scope))


def events(scope: Scope) -> Chart:
    """The events, each with what it comes to in the query."""
    groups = scope.divisions.by_event(TOP + 1, projects=scope.by == "projects")
    names = scope.divisions.events(groups.sums)
    bars = [
        _bar(scope, *names[number], narrowed(scope.query, Term("event", (names[number][0],))), total)
        for number, total in groups.sums.items()
    ]
    return _ranked(scope, "events", "", bars, groups.count)


def signings(scope: Scope) -> Chart:
    """The signings that the total of the query adds, each by itself."""
    groups = scope.divisions.largest(TOP + 1, projects=scope.by == "projects")
    ids = tuple(scope.divisions.signings(groups.sums).values())
    with scope.catalog.select(Query((Term("id", ids),)) if ids else scope.query) as selection:
        rows = selection.window(0, len(ids))
    bars = [
        _bar(scope, row.id, row.label, Query((Term("id", (row.id,)),)), groups.sums[row.n])._replace(signing=row)
        for row in rows
    ]
    return _ranked(scope, "signings", "", bars, groups.count)


def is_narrow(scope: Scope) -> bool:
    """Whether a query asks for one city, or for less."""
    asked = _asked_regions(scope)
    return len(asked) == 1 and asked[0].kind in ("city", "zone")


def _regions(scope: Scope, chart_id: str, about: str, nodes: Sequence[Region]) -> Chart:
    groups = scope.divisions.by_region(nodes) if nodes else None
    bars = [
        _bar(scope, node.id, node.name, _of_region(scope, node), groups.sums[node.rank])
        for node in nodes
        if groups is not None and node.rank in groups.sums
    ]
    chart = _ranked(scope, chart_id, about, bars)
    return _with_homeless(chart, groups) if groups is not None else chart


def _with_homeless(chart: Chart, groups: Groups) -> Chart:
    return chart._replace(
        homeless=groups.homeless, largest_cny=groups.largest_cny, largest_qualifier=groups.largest_qualifier
    )


def _bar(scope: Scope, bar_id: str, label: str, query: Query, total: GroupSum) -> Bar:
    return Bar(bar_id, label, scope.behind(query), scope.lane, total)


def _ranked(scope: Scope, chart_id: str, about: str, bars: Sequence[Bar], count: int | None = None) -> Chart:
    by = scope.length(bars)
    ordered = by_size((bar for bar in bars if bar.total is not None and bar.total.signings), by)
    nothing = tuple(bar.label for bar in bars if bar not in ordered)
    more = (len(ordered) if count is None else count) - TOP
    next_bar = ordered[TOP] if len(ordered) > TOP else None
    return Chart(chart_id, about, scope.lane, by, tuple(ordered[:TOP]), max(more, 0), next_bar, nothing)


# Regions.


def _asked_regions(scope: Scope) -> list[Region]:
    """The region that a query asks for; the narrowest of several, or all that one term names; else none."""
    terms = [term for term in scope.query.terms if term.field in REGION_FIELDS and not term.negated]
    single = [region for term in terms if (region := scope.catalog.find_region(term)) is not None]
    if single:
        return [max(single, key=lambda region: region.depth)]
    named = (scope.catalog.find_region(Term(term.field, (value,))) for term in terms[:1] for value in term.values)
    return [region for region in named if region is not None]


def _level_below(catalog: Catalog, asked: Sequence[Region]) -> list[Region]:
    """The regions that a ranking compares; none of them lies in another."""
    if len(asked) > 1:
        return _outermost(sorted(asked, key=lambda region: region.rank))
    if asked and asked[0].kind == "group":
        return _outermost(catalog.members(asked[0]))
    home = asked[0] if asked else catalog.regions[0]
    inside = [one for one in catalog.regions if one.path[:-1] == home.path and one.kind != "group"]
    others = [] if asked else [one for one in catalog.regions if one.depth == 0 and one != home]
    return [*inside, *others]


def _is_city(catalog: Catalog, region: Region) -> bool:
    """Whether it can be asked for as a city; a municipality can."""
    return region.kind == "city" or (
        region.kind == "province" and catalog.find_region(Term("city", (region.id,))) == region
    )


def _outermost(nodes: Iterable[Region]) -> list[Region]:
    """Those that lie in none of the others; given and returned in preorder."""
    kept: list[Region] = []
    for node in nodes:
        if not kept or node.rank > kept[-1].last:
            kept.append(node)
    return kept


def _of_region(scope: Scope, node: Region) -> Query:
    """The query for one of the regions inside; what asks for a region that it lies in says no more then."""
    needless = [
        term
        for term in scope.query.terms
        if term.field in REGION_FIELDS and not term.negated and _holds(scope.catalog, term, node)
    ]
    return narrowed(scope.query, term_of(node), needless)


def _holds(catalog: Catalog, term: Term, node: Region) -> bool:
    named = (catalog.find_region(Term(term.field, (value,))) for value in term.values)
    return any(one is not None and one.rank <= node.rank <= one.last for one in named)


# Sectors.


def _sector_name(known: Sequence[Sector], rank: int) -> str:
    return _("{sector}, no closer").format(sector=known[rank].name) if _inside(known, rank) else known[rank].name


def _inside(known: Sequence[Sector], rank: int) -> list[Sector]:
    return [one for one in known if one.path[:-1] == known[rank].path]


def _of_sector(query: Query, known: Sequence[Sector], rank: int) -> Query:
    """The query for one sector; of a group, for what names none of the sectors in it."""
    ids: Mapping[str, Sector] = {one.id: one for one in known}
    sector = known[rank]
    needless = [
        term
        for term in query.terms
        if term.field == "sector"
        and not term.negated
        and any(value in ids and value in sector.path for value in term.values)
    ]
    asked = narrowed(query, Term("sector", (sector.id,)), needless)
    inside = tuple(one.id for one in _inside(known, rank))
    return narrowed(asked, Term("sector", inside, negated=True)) if inside else asked


def _one_sector(scope: Scope) -> Share | None:
    """How much of the total the signings with one sector are."""
    return Share(scope.divisions.one_sector(), scope.total) if scope.total is not None else None
