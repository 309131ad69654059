"""What stands at the left of bars: names that can be told apart in the room there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuiapp.render.cells import cut, fit, width

if TYPE_CHECKING:
    from tuiapp.analysis.charts import Bar
    from tuiapp.render.signs import Signs

_TAIL = 3
"""Of so many cells of a name that is cut in the middle one is left of its end: a year, most often."""


def label_of(one: Bar, signs: Signs, *, placed: bool) -> str:
    """The name of a bar; of a signing where and when as well, unless these have columns of their own.

    A hundred signings are called “Investment projects”.
    """
    signing = one.signing
    if signing is None or placed:
        return signs.text(one.label)
    where = signing.regions[0].name if signing.regions else ""
    year = signing.when.rpartition("/")[2][:4]  # that of its last day
    place = " ".join(filter(None, (where, year)))
    return signs.text(f"{place}: {one.label}")


def fitted(labels: Sequence[str], cells: int, signs: Signs) -> list[str]:
    """The names in exactly so many cells; different ones that begin alike keep their ends instead of their middles."""
    short = {label: fit(label, cells, ellipsis=signs.ellipsis) for label in labels}
    alike = Counter(short.values())
    return [
        _without_middle(label, cells, signs) if alike[short[label]] > 1 and width(label) > cells else short[label]
        for label in labels
    ]


def _without_middle(text: str, cells: int, signs: Signs) -> str:
    room = max(cells - width(signs.ellipsis), 0)
    size = room // _TAIL
    tail = text[len(text) - len(cut(text[::-1], size)) :]
    head = cut(text, room - size).rstrip()
    return fit(f"{head}{signs.ellipsis}{tail}", cells, ellipsis=signs.ellipsis)
