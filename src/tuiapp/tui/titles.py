"""The words of the title line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tuiapp.catalog.records import About
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span, safe
from tuiapp.render.signs import Signs


def query_line(name: str, query: str, *, small: bool = False, everything: str = "") -> Line:
    """The screen's name and the query, fields dim and values strong; on a small screen the query alone.

    Args:
        name: the screen's.
        query: what is looked at.
        small: whether the name gives way to the query.
        everything: what is looked at where the query is empty.
    """
    spans: list[Span] = [Span(" ", "text")]
    terms: Sequence[object] = ()
    if query:
        from tuiapp.catalog.query import Query

        terms = Query.parse(query, typing=True).terms
    if not (small and terms):
        spans += [Span(name, "strong"), Span("  ", "text")]
    if not terms and everything:
        spans.append(Span(everything, "text"))
    if terms:
        spans.append(Span("/ ", "accent"))
        for term in terms:
            field, colon, value = safe(str(term)).partition(":")
            spans += (
                [Span(f"{field}{colon}", "dim"), Span(f"{value} ", "strong")]
                if colon
                else [Span(f"{field} ", "strong")]
            )
    return tuple(spans)


def dataset_line(about: About, found: int, signs: Signs, *, small: bool = False) -> Line:
    """How much the dataset holds: events, signings, years."""
    if small:
        return (Span(_("{shown} of {all} ").format(shown=f"{found:,}", all=f"{about.signings:,}"), "dim"),)
    parts = [
        plural("{n} event", "{n} events", about.events),
        plural("{n} signing", "{n} signings", about.signings),
    ]
    if about.first_year is not None:
        same = about.first_year == about.last_year
        parts.append(str(about.first_year) if same else f"{about.first_year}{signs.to}{about.last_year}")
    return (Span(f"{signs.join(*parts)} ", "dim"),)


def reading_line(progress: Mapping[str, Any], *, small: bool = False) -> Line:
    """How far the compiler is; where there is room, how long it will take yet as well."""
    from tuiapp.render.progress import time_left  # nothing is read while a fresh index is opened

    percent = int(100 * progress.get("share", 0))
    text = _("reading {percent} %").format(percent=percent) if percent else _("reading")
    left = "" if small else time_left(progress.get("left"))
    return (Span(", ".join(filter(None, (text, left))) + " ", "accent"),)
