"""A condition of SQL with its parameters: what a query becomes."""

from typing import NamedTuple


class Clause(NamedTuple):
    """A condition of SQL with its parameters."""

    sql: str
    parameters: tuple[int | str, ...] = ()


ALL = Clause("1")
NONE = Clause("0")
