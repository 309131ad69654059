"""`tuiapp export`: what the screen would show, on stdout or in a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from tuiapp import export
from tuiapp.catalog.view import DEFAULT_FORMAT, View, parse_sort
from tuiapp.cli.arguments import given_path, text
from tuiapp.cli.codes import UsageError
from tuiapp.cli.opening import open_catalog
from tuiapp.export.write import refuse, write
from tuiapp.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `export`."""
    parser.add_argument(
        "query", nargs="*", type=text, metavar="QUERY", help=_("what to look for: `city:changzhou year:2023`")
    )
    parser.add_argument(
        "--view",
        default="signings",
        metavar="VIEW",
        help=_(
            "signings, events, figures, charts, chart:NAME (such as chart:years), left-out (what the totals leave out "
            "and why), compare (each QUERY a column) or event:ID"
        ),
    )
    parser.add_argument("--sort", default="", metavar="COLUMNS", help=_("such as investment:desc,date"))
    parser.add_argument(
        "--columns", default="", metavar="COLUMNS", help=_("of Markdown and CSV, such as date,region,projects")
    )
    parser.add_argument(
        "--lane",
        type=text,
        default="",
        metavar="TERMS",
        help=_("of charts and comparisons, such as stage:started; the first found without it"),
    )
    add_output(parser)


def add_output(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say in which format, and where to."""
    parser.add_argument("--format", default=DEFAULT_FORMAT, choices=list(export.FORMATS), help=_("md without it"))
    parser.add_argument("--out", type=given_path, metavar="FILE", help=_("write to this file instead of stdout"))
    parser.add_argument("--replace", action="store_true", help=_("let --out replace a file that exists"))


def run(args: argparse.Namespace) -> int:
    """Print or write the view.

    Raises:
        UsageError: an option says what does not exist.
        QueryError: the query does.
        DatasetError: the dataset is invalid.
        OSError: it cannot be read, or the file cannot be written, or exists.
    """
    return deliver(args, _view(args))


def deliver(args: argparse.Namespace, view: View) -> int:
    """Print a view, or write it to the file asked for; raises what `run` does."""
    if args.out is not None:
        refuse(args.out, replace=args.replace)
    catalog = open_catalog(args.data)
    try:
        chunks = export.render(catalog, view, args.format)
        if args.out is None:
            _print(chunks)
        else:
            write(args.out, chunks, replace=args.replace)
    except export.ViewError as error:
        raise UsageError(str(error)) from error
    finally:
        catalog.close()
    return 0


def _view(args: argparse.Namespace) -> View:
    try:
        sort = parse_sort(args.sort)
    except ValueError as error:
        raise UsageError(str(error)) from error
    columns = tuple(filter(None, (name.strip() for name in args.columns.split(","))))
    view = View(sort=sort, columns=columns, screen=args.view, lane=args.lane)
    if args.lane and not view.has_lane:
        raise UsageError(
            _("--lane is for charts and comparisons; a query asks for one: {terms}").format(terms=args.lane)
        )
    if args.view == "compare":
        return view._replace(compared=tuple(args.query))
    query = " ".join(args.query)
    if query.strip() and not view.has_query:
        raise UsageError(
            _("--view {view} is one event, whole; it takes no query: {query}").format(view=args.view, query=query)
        )
    return view.with_query(query)


def _print(chunks: Iterable[str]) -> None:
    for chunk in chunks:
        sys.stdout.write(chunk)
