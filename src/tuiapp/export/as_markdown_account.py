"""What a number is made of, as a table of Markdown: each signing that is added, each that is not, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuiapp.export import left_out
from tuiapp.export.as_markdown import heading, total_line
from tuiapp.export.markdown_text import code_span, escape, head, paragraph, row
from tuiapp.i18n import _, plural
from tuiapp.render.totals import lane_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuiapp.analysis.accounts import Account
    from tuiapp.export.as_markdown import Sources


def accounts(found: Sequence[tuple[str, str, Account]], sources: Sources) -> Iterator[str]:
    """A section with a table for each account; nothing without one.

    Args:
        found: of each whose it is (empty where there is but one), the command that lists all of it, and what it adds
            and leaves out.
        sources: where the reports of the rows get their numbers.
    """
    if not found:
        return
    yield "\n" + heading(_("What is added, and what is not"))
    yield paragraph(_("Each signing found is added once, or has the reason why not.")) + "\n"
    for name, command, one in found:
        title = _(", ").join(filter(None, (name, lane_name(one.total.lane))))
        yield f"\n### {escape(title)}\n\n{total_line(one.total)}\n\n"
        yield from _table(one, sources)
        if one.more_added or one.more_left:
            yield f"\n{_more(one, command)}\n"


def _table(one: Account, sources: Sources) -> Iterator[str]:
    titles = (_("Added or why not"), _("Date"), _("Region"), _("Signing"), _("Projects"), _("Investment"))
    yield head((*titles, _("Because of"), _("Source")), right=(4, 5))
    for signing in one.added:
        yield row((*left_out.added_cells(signing, one.inside.get(signing.n)), sources.numbers([signing.report])))
    for cells, report in map(left_out.told, one.left):
        yield row((*cells, sources.numbers([report])))


def _more(one: Account, command: str) -> str:
    told = [
        plural("{n} more is added", "{n} more are added", one.more_added) if one.more_added else "",
        plural("{n} more is left out", "{n} more are left out", one.more_left) if one.more_left else "",
    ]
    said = _(", ").join(filter(None, told))
    return _("{more}; all are listed by {command}.").format(more=said, command=code_span(command))
