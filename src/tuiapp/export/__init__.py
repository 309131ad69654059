"""The current view as Markdown, CSV, JSON or JSON Lines: the same bytes for the screen and for a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.view import View


class Format(NamedTuple):
    """One way of writing a view down."""

    id: str
    """What `--format` takes; also the file's extension."""
    title: str
    columns: bool
    """Whether it can be limited to some columns; the others promise whole records."""


FORMATS: Final[dict[str, Format]] = {
    "md": Format("md", "Markdown", True),
    "csv": Format("csv", "CSV", True),
    "json": Format("json", "JSON", False),
    "jsonl": Format("jsonl", "JSON Lines", False),
}


class ViewError(ValueError):
    """A view or a format does not exist, or does not have what is asked of it; the message is for the user."""


def render(catalog: Catalog, view: View, format_id: str) -> Iterator[str]:
    """Write a view down, piece by piece, so that a million rows need no more memory than a screenful.

    What is wrong with the view is said before the first piece. The selection and the marks are no part of it: the
    marked signings are the view of the query `id:…`.

    Args:
        catalog: where the rows come from; not to be closed before the last piece.
        view: the query, the sort, the columns, and which rows: signings, events, figures, left-out, event:ID; or
            which charts: charts, chart:NAME.
        format_id: a key of `FORMATS`.

    Raises:
        ViewError: the view, a column or a sort key does not exist, or the format cannot do it.
        QueryError: the query names what does not exist.
    """
    from tuiapp.export.views import pieces

    return pieces(catalog, view, format_id)


def fitting(view: View, format_id: str) -> View:
    """The view without the sort and the columns that its rows or the format cannot have; `render` takes it."""
    signings = view.screen == "signings"
    charts = view.screen == "charts" or view.screen.startswith("chart:")
    return view._replace(
        sort=view.sort if signings or charts else (),
        columns=view.columns if signings and FORMATS[format_id].columns else (),
    )
