"""From a view to its rows, and from these to a format's writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from tuiapp.analysis.totals import totals
from tuiapp.catalog import fields
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import SortKey, format_sort
from tuiapp.export import FORMATS, ViewError, as_csv, as_json, as_jsonl, csv_columns, left_out, model
from tuiapp.i18n import _
from tuiapp.rules.records import BASES
from tuiapp.rules.totals import total
from tuiapp.values.near import nearest

if TYPE_CHECKING:
    from tuiapp.analysis.accounts import Account
    from tuiapp.analysis.alike import Measured
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.records import SigningRow
    from tuiapp.catalog.totals import Totals
    from tuiapp.catalog.view import View
    from tuiapp.export.as_markdown import Frame
    from tuiapp.export.model import JsonValue, Record
    from tuiapp.rules.records import Lane

SCREENS: Final = ("signings", "events", "figures", "charts", "left-out", "compare")
"""The views that have a name of their own; `event:ID` is one more for each event, `chart:NAME` for each chart."""

CHARTS: Final = ("regions", "cities", "events", "signings", "splits", "years", "stages", "sectors", "indicators")
"""The charts, in the order of `analysis.chart_list`, which not every export has to import."""

WINDOW: Final = 500
"""Rows fetched at a time: enough to spare the index, few enough to hold."""


def pieces(catalog: Catalog, view: View, format_id: str) -> Iterator[str]:
    """See `tuiapp.export.render`."""
    if format_id not in FORMATS:
        raise ViewError(_("No format `{name}`; there are {names}.").format(name=format_id, names=", ".join(FORMATS)))
    kind, colon, event_id = view.screen.partition(":")
    query = Query.parse(view.query) if view.has_query else Query()
    catalog.check(query)
    asked = Asked(catalog, query, _with_fields(view, format_id), format_id)
    match kind, colon:
        case "signings", "":
            return _signings(asked)
        case "events", "":
            return _events(asked)
        case "figures", "":
            return _figures(asked)
        case "left-out", "":
            return _left_out(asked)
        case "compare", "":
            return _compare(asked)
        case "charts", "":
            return _charts(asked, CHARTS)
        case "chart", ":":
            if event_id not in CHARTS:
                raise _unknown(_("No chart `{name}`"), event_id, CHARTS)
            return _charts(asked, (event_id,))
        case "event", ":":
            return _event(asked, event_id)
    raise _unknown(_("No view `{name}`"), view.screen, SCREENS)


@dataclass(frozen=True)
class Asked:
    """One export: what of, and in which format."""

    catalog: Catalog
    query: Query
    view: View
    format_id: str

    @cached_property
    def totals(self) -> Totals:
        """The totals of the query, added up when they are first needed."""
        return totals(self.catalog, self.query)

    @cached_property
    def head(self) -> Record:
        """The JSON keys before the rows; the query is printed anew, so that it is one text however it was typed."""
        return model.header(self.catalog.about, str(self.query), format_sort(self.view.sort))

    def frame(self, order: str) -> Frame:
        """What stands around the rows of a Markdown page."""
        from tuiapp.export.as_markdown import Frame

        view = self.view.with_query(str(self.query))
        return Frame(self.catalog.about, self.catalog.prose(self.query), order, view.command(self.format_id))

    def label_of(self) -> Callable[[str], str]:
        """A function from a signing's id to its label, which asks for each once."""
        return cache(lambda signing_id: self.catalog.signing(signing_id).label)

    def records(
        self,
        name: str,
        rows: Iterable[Record],
        columns: Sequence[str],
        tail: Iterable[tuple[str, JsonValue]] = (),
        *,
        more: Record | None = None,
    ) -> Iterator[str]:
        """The rows in one of the formats for machines; JSON has `more` before them and the tail behind them."""
        match self.format_id:
            case "json":
                return as_json.render({**self.head, **(more or {})}, name, rows, tail)
            case "jsonl":
                return as_jsonl.render(rows)
            case _:
                return as_csv.render(columns, rows)


def _signings(asked: Asked) -> Iterator[str]:
    rows = _windows(asked)
    if asked.format_id == "md":
        from tuiapp.export import as_markdown

        frame = asked.frame(_order(asked.view))
        return as_markdown.signings(frame, asked.view.columns, rows, lambda: asked.totals, asked.label_of())
    columns = csv_columns.of_columns(asked.view.columns)
    return asked.records("signings", map(model.signing_record, rows), columns, _totals(asked))


def _totals(asked: Asked) -> Iterator[tuple[str, JsonValue]]:
    yield "totals", model.total_records(asked.totals.lanes)


def _windows(asked: Asked) -> Iterator[SigningRow]:
    with asked.catalog.select(asked.query, asked.view.sort) as selection:
        for start in range(0, len(selection), WINDOW):
            yield from selection.window(start, start + WINDOW)


def _events(asked: Asked) -> Iterator[str]:
    rows = asked.catalog.events(asked.query)
    if asked.format_id == "md":
        from tuiapp.export import as_markdown

        return as_markdown.events(asked.frame(""), rows)
    return asked.records("events", map(model.event_row_record, rows), csv_columns.EVENT)


def _figures(asked: Asked) -> Iterator[str]:
    rows = asked.catalog.figures(asked.query)
    if asked.format_id == "md":
        from tuiapp.export import as_markdown

        return as_markdown.figures(asked.frame(""), rows)
    return asked.records("figures", map(model.figure_record, rows), csv_columns.FIGURE)


def _left_out(asked: Asked) -> Iterator[str]:
    lanes = total(*asked.catalog.found(asked.query))
    rows = partial(left_out.rows, asked.catalog, asked.query)
    added = partial(left_out.added, asked.catalog)
    if asked.format_id == "md":
        from tuiapp.export import as_markdown

        tables = [
            (lane.summary(), chain(left_out.all_added(asked.catalog, lane), map(left_out.told, rows(lane))))
            for lane in lanes
        ]
        return as_markdown.left_out(asked.frame(""), tables)
    records = (
        record
        for lane in lanes
        for record in chain(
            map(partial(left_out.added_record, lane.lane), added(lane)),
            map(partial(left_out.record, lane.lane), rows(lane)),
        )
    )
    return asked.records("left_out", records, csv_columns.LEFT_OUT, _totals(asked))


def _accounts(
    asked: Asked, lanes: Sequence[Lane], of: Sequence[tuple[str, Query, Totals]]
) -> list[tuple[str, str, Account]]:
    """What totals are made of, for each of several queries, with the command that lists all of it."""
    from tuiapp.analysis.accounts import accounts

    view = asked.view._replace(screen="left-out", compared=(), sort=(), lane="")
    found = []
    for name, query, known in of:
        command = view.with_query(str(query)).command("md")
        found += [(name, command, one) for one in accounts(asked.catalog, query, known, lanes)]
    return found


def _compare(asked: Asked) -> Iterator[str]:
    from tuiapp.analysis.comparison import compare
    from tuiapp.analysis.lanes import read_lane
    from tuiapp.analysis.sides import read_columns

    queries = read_columns(asked.view.compared)
    found = compare(asked.catalog, queries, read_lane(asked.view.lane) if asked.view.lane else None)
    if asked.format_id == "md":
        from tuiapp.export import as_markdown_compare

        written = asked.view._replace(compared=tuple(map(str, queries)))
        named = _(" against ").join(asked.catalog.prose(query) or _("all signings") for query in queries)
        frame = asked.frame("")._replace(query=named, command=written.command(asked.format_id))
        both = [found.lane._replace(basis=basis) for basis in (found.lane.basis, *BASES)]
        lanes = list(dict.fromkeys([*both, *(line.lane for line in found.lanes)]))
        columns = [(side.name, side.query, side.totals) for side in found.sides]
        made_of = _accounts(asked, lanes, columns)
        return as_markdown_compare.page(frame, found, made_of)
    from tuiapp.export import comparing

    return asked.records("compare", comparing.records(found), comparing.COLUMNS, more=comparing.head(found))


def _charts(asked: Asked, names: Sequence[str]) -> Iterator[str]:
    from tuiapp.analysis.chart_list import is_empty, make
    from tuiapp.analysis.charts import Scope
    from tuiapp.analysis.lanes import read_lane

    by: Measured = "projects" if any(key.field == "projects" for key in asked.view.sort) else "investment"
    lane = read_lane(asked.view.lane) if asked.view.lane else None
    scope = Scope(asked.catalog, asked.query, lane, by)
    made = ((name, make(scope, name)) for name in names)
    # Of all of them those that have something to show; of one that is asked for by name it is said that it has not.
    drawn = [(name, one) for name, one in made if len(names) == 1 or not is_empty(one)]
    if asked.format_id == "md":
        from tuiapp.export import as_markdown_charts

        made_of = _accounts(asked, [scope.lane], [("", asked.query, scope.totals)])
        return as_markdown_charts.page(asked.frame(""), drawn, scope.lane, by, made_of)
    from tuiapp.export import charting

    head: Record = {"lane": model.lane_record(scope.lane), "by": by}
    return asked.records("charts", charting.records(drawn, by), charting.COLUMNS, more=head)


def _event(asked: Asked, event_id: str) -> Iterator[str]:
    try:
        event = asked.catalog.event(event_id)
    except KeyError:
        known = [row.event.id for row in asked.catalog.events(Query())]
        raise _unknown(_("No event `{name}`"), event_id, known) from None
    match asked.format_id:
        case "md":
            from tuiapp.export import as_markdown

            return as_markdown.event(asked.frame(""), event, asked.label_of())
        case "json":
            return as_json.document({**asked.head, "event": model.event_record(event)})
        case "jsonl":
            return as_jsonl.render([model.event_record(event)])
        case _:
            return as_csv.render(csv_columns.SIGNING, map(model.signing_record, event.signings))


def _with_fields(view: View, format_id: str) -> View:
    """The view with its columns and sort keys by their ids.

    Raises:
        ViewError: there is no such column or sort key, or the rows or the format cannot have any.
    """
    if _is_chart(view) and not view.columns and all(_is_length(key) for key in view.sort):
        return view
    if view.screen != "signings" and (view.sort or view.columns):
        raise ViewError(
            _(
                "Only the view `signings` can be sorted or limited to columns; charts are sorted by "
                "`investment:desc` or `projects:desc`."
            )
        )
    if view.columns and not FORMATS[format_id].columns:
        raise ViewError(_("Columns can be chosen for Markdown and CSV; JSON holds whole records."))
    keys = (
        SortKey(_id(key.field, fields.SORTED, _("Nothing can be sorted by `{name}`")), key.descending)
        for key in view.sort
    )
    columns = (_id(column, fields.COLUMNS, _("No column `{name}`")) for column in view.columns)
    return view._replace(sort=tuple(keys), columns=tuple(dict.fromkeys(columns)))


def _is_chart(view: View) -> bool:
    return view.screen == "charts" or view.screen.startswith("chart:")


def _is_length(key: SortKey) -> bool:
    """Whether bars can be as long as this and the longest first."""
    return key.descending and key.field in ("investment", "projects")


def _id(name: str, among: Sequence[fields.Field], message: str) -> str:
    field = fields.field(name) if name else None
    if field is not None and field.like:
        field = fields.field(field.like)
    if field is not None and field in among:
        return field.id
    raise _unknown(message, name, [known.id for known in among])


def _unknown(message: str, name: str, known: Sequence[str]) -> ViewError:
    """What does not exist, with the nearest that does, or with all where none is near."""
    said = message.format(name=name)
    near = nearest(name, known)
    if near is not None:
        return ViewError(_("{message}; nearest: `{near}`.").format(message=said, near=near))
    if len(known) > 20:
        return ViewError(f"{said}.")
    return ViewError(_("{message}; there are {names}.").format(message=said, names=", ".join(known)))


_DIRECTIONS: Final = {
    "days": (_("oldest first"), _("newest first")),
    "count": (_("smallest first"), _("largest first")),
    "money": (_("smallest first"), _("largest first")),
}


def _order(view: View) -> str:
    """The order of the rows as a sentence: `Sorted by investment, largest first.`."""
    if not view.sort:
        return _("Newest first, parts under their whole.")
    phrases = []
    for key in view.sort:
        field = fields.field(key.field)
        assert field is not None
        title = field.title[:1].lower() + field.title[1:]
        phrases.append(f"{title}, {_DIRECTIONS.get(field.kind, (_('a to z'), _('z to a')))[key.descending]}")
    return _("Sorted by {keys}.").format(keys=_(", then ").join(phrases))
