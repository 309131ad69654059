"""`tuiapp compare`: two to four queries side by side, with the reasons why their numbers are not comparable."""

from __future__ import annotations

import argparse

from tuiapp.catalog.view import View
from tuiapp.cli.arguments import text
from tuiapp.cli.export import add_output, deliver
from tuiapp.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `compare`."""
    parser.add_argument(
        "compared",
        nargs="*",
        type=text,
        metavar="QUERY",
        help=_("two to four, each in quotes: `city:changzhou year:2023` `city:suzhou year:2023`"),
    )
    parser.add_argument(
        "--lane",
        type=text,
        default="",
        metavar="TERMS",
        help=_("the lane looked at, such as stage:started; agreed without it"),
    )
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Print or write the comparison.

    Raises:
        UsageError: an option says what does not exist.
        QueryError: a query or the lane does, or there are fewer than two queries, or more than four.
        DatasetError: the dataset is invalid.
        OSError: it cannot be read, or the file cannot be written, or exists.
    """
    return deliver(args, View(screen="compare", compared=tuple(args.compared), lane=args.lane))
