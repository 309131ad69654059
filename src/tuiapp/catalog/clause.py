"""A condition of SQL with its parameters, and how else what meets it is found: what a query becomes.

What SQL says of a signing can mostly be had sooner from packed columns, or is found already: for that a clause says
what it is made of. Where it does not, or where figures or events are asked for, its SQL is what counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # A start finds everything; the other ways cost it a millisecond.
    from tuiapp.catalog.ways import Way


class Clause(NamedTuple):
    """A condition of SQL with its parameters."""

    sql: str
    parameters: tuple[int | str, ...] = ()
    way: Way | None = None
    """How the signings that meet it are found; None by the SQL."""


ALL = Clause("1")
NONE = Clause("0")
