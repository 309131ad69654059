"""The state of the screen as one value, which a command line can say."""

from typing import NamedTuple

DEFAULT_FORMAT = "md"


class SortKey(NamedTuple):
    """One column to sort by; missing values come last in both directions."""

    field: str
    descending: bool = False

    def __str__(self) -> str:
        return f"{self.field}:desc" if self.descending else self.field


Sort = tuple[SortKey, ...]
"""Most significant first; empty for the default order: newest first, parts under their whole."""


def parse_sort(text: str) -> Sort:
    """Read `investment:desc,date`; the fields' names are checked by whoever uses it.

    Raises:
        ValueError: a direction is neither `asc` nor `desc`.
    """
    keys = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, direction = part.partition(":")
        if direction not in ("", "asc", "desc"):
            raise ValueError(f"{part!r}: the direction is asc or desc")
        keys.append(SortKey(name.strip(), direction == "desc"))
    return tuple(keys)


def format_sort(sort: Sort) -> str:
    """The text that `parse_sort` reads as this sort."""
    return ",".join(map(str, sort))


class View(NamedTuple):
    """What is looked at: everything that decides an export, a saved view, a step back.

    `screen` is `signings`, `events`, `figures`, `left-out`, `compare`, `charts`, `chart:NAME` or `event:ID`.
    """

    query: str = ""
    sort: Sort = ()
    columns: tuple[str, ...] = ()
    """Ids of the columns asked for; empty for those the width allows (on screen) or the usual ones (exported)."""
    screen: str = "signings"
    selection: str | None = None
    """The signing under the cursor; on the screen `compare` the query behind the line under it."""
    marks: tuple[str, ...] = ()
    """Ids of marked signings, in the order they were marked."""
    compared: tuple[str, ...] = ()
    """On the screen `compare` the query of each column; elsewhere the terms that are marked to be compared."""
    lane: str = ""
    """The terms of the lane that is looked at, such as `stage:started`; empty for the default one."""

    @property
    def has_lane(self) -> bool:
        """Whether its screen looks at one lane; the others show all of them."""
        return self.screen in ("compare", "charts") or self.screen.startswith("chart:")

    @property
    def has_query(self) -> bool:
        """Whether its screen shows what a query finds; an event is shown whole, whatever was asked for before."""
        return not self.screen.startswith("event:")

    def arguments(self, format_id: str = DEFAULT_FORMAT, out: str | None = None, *, replace: bool = False) -> list[str]:
        """The arguments of the command that prints this view; the selection and the marks are no part of it."""
        if self.screen == "compare":
            words = ["compare", *self.compared]
        else:
            words = ["export", self.query] if self.query and self.has_query else ["export"]
            if self.screen != "signings":
                words += ["--view", self.screen]
        if self.lane and self.has_lane:
            words += ["--lane", self.lane]
        words += ["--format", format_id]
        if self.sort:
            words += ["--sort", format_sort(self.sort)]
        if self.columns:
            words += ["--columns", ",".join(self.columns)]
        if out:
            words += ["--out", out]
            if replace:
                words.append("--replace")
        return words

    def command(self, format_id: str = DEFAULT_FORMAT, out: str | None = None, *, replace: bool = False) -> str:
        """The command line that prints this view, quoted for a shell."""
        import shlex

        return shlex.join(["tuiapp", *self.arguments(format_id, out, replace=replace)])

    def with_query(self, query: str) -> "View":
        """The same view of another query."""
        return self._replace(query=query)
